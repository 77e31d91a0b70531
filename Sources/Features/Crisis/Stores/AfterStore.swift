// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// What a crisis cost, and what was learnt from it. Both may be written after the incident is closed.
enum AfterStore {
    static let costLimit = 5000
    static let findingLimit = 300

    // MARK: Costs

    /// A page, the newest day first, and the sums of all that is kept. One statement for the rows, one for the sums.
    static func costs(
        of incident: Incident.ID, limit: Int = 50, offset: Int = 0, in session: any Session
    ) throws(DatabaseError) -> (rows: [Cost], total: Int, totals: CostTotals) {
        var total = 0
        let rows = try session.all(
            """
            SELECT id, day, who, hours, cents, note, removed_at, COUNT(*) OVER () FROM incident_cost
            WHERE incident_id = \(incident) ORDER BY (removed_at IS NOT NULL), day DESC, who, id
            LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(7)
            return Cost(
                id: try row.identifier(0), day: try row.day(1), who: try row.text(2), hours: row.optionalReal(3),
                cents: row.optionalInt(4), note: try row.text(5), isRemoved: row.optionalText(6) != nil)
        }
        let totals = try session.first(
            """
            SELECT COALESCE(SUM(hours), 0.0), CAST(COALESCE(SUM(cents), 0) AS \(session.dialect.integer))
            FROM incident_cost WHERE incident_id = \(incident) AND removed_at IS NULL
            """
        ) { row throws(DatabaseError) in CostTotals(hours: try row.real(0), cents: try row.int(1)) }
        return (rows, total, totals ?? CostTotals())
    }

    static func add(
        day: Day, who: String, hours: Double?, cents: Int?, note: String, to incident: Incident, in change: Change
    ) throws {
        try IncidentChanges.needed(who, 150)
        try IncidentChanges.bound(note, 300)
        guard (hours == nil) != (cents == nil), hours.map({ $0 > 0 && $0 <= 100_000 }) ?? true,
            cents.map({ (1...1_000_000_000_000).contains($0) }) ?? true
        else { throw CrisisError.outOfRange }
        let count = try change.session.count(
            "SELECT COUNT(*) FROM incident_cost WHERE incident_id = \(incident.id)")
        guard count < costLimit else { throw CrisisError.tooMany(limit: costLimit) }
        try change.session.execute(
            """
            INSERT INTO incident_cost (id, incident_id, day, who, hours, cents, note, created_at)
            VALUES (\(Cost.ID.make(at: change.now)), \(incident.id), \(day), \(who), \(hours), \(cents), \(note),
                \(change.now))
            """)
        try record("crisis.cost.added", incident, in: change)
    }

    static func setRemoved(_ isRemoved: Bool, cost: Cost.ID, of incident: Incident, in change: Change) throws {
        let moment: Instant? = isRemoved ? change.now : nil
        let state: SQL = isRemoved ? "removed_at IS NULL" : "removed_at IS NOT NULL"
        let changed = try change.session.execute(
            """
            UPDATE incident_cost SET removed_at = \(moment)
            WHERE id = \(cost) AND incident_id = \(incident.id) AND \(state)
            """)
        guard changed == 1 else { throw CrisisError.alreadySo }
        try record(isRemoved ? "crisis.cost.removed" : "crisis.cost.restored", incident, in: change)
    }

    // MARK: Findings

    static func findings(of incident: Incident.ID, in session: any Session) throws(DatabaseError) -> [Finding] {
        try session.all(
            """
            SELECT id, review, nature, text, owner, due_on, done_on, removed_at FROM incident_finding
            WHERE incident_id = \(incident) ORDER BY (removed_at IS NOT NULL), created_at, id
            """
        ) { row throws(DatabaseError) in
            Finding(
                id: try row.identifier(0), review: try row.value(1), nature: try row.value(2), text: try row.text(3),
                owner: try row.text(4), dueOn: try row.optionalDay(5), doneOn: try row.optionalDay(6),
                isRemoved: row.optionalText(7) != nil)
        }
    }

    static func add(_ draft: FindingDraft, to incident: Incident, in change: Change) throws {
        try IncidentChanges.needed(draft.text, 1000)
        try IncidentChanges.bound(draft.owner, 150)
        let isAction = draft.nature == .proposal
        guard !isAction || (!draft.owner.isEmpty && draft.dueOn != nil) else { throw CrisisError.textMissing }
        let count = try change.session.count(
            "SELECT COUNT(*) FROM incident_finding WHERE incident_id = \(incident.id)")
        guard count < findingLimit else { throw CrisisError.tooMany(limit: findingLimit) }
        let due = isAction ? draft.dueOn : nil
        try change.session.execute(
            """
            INSERT INTO incident_finding (id, incident_id, review, nature, text, owner, due_on, created_at)
            VALUES (\(Finding.ID.make(at: change.now)), \(incident.id), \(draft.review.rawValue),
                \(draft.nature.rawValue), \(draft.text), \(draft.owner), \(due), \(change.now))
            """)
        try record("crisis.finding.added", incident, in: change)
    }

    /// - Parameter day: when the action was done; nil: it is not.
    static func setDone(_ day: Day?, _ finding: Finding.ID, of incident: Incident, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE incident_finding SET done_on = \(day)
            WHERE id = \(finding) AND incident_id = \(incident.id) AND nature = 'proposal' AND removed_at IS NULL
            """)
        guard changed == 1 else { throw CrisisError.unknown }
        try record(day == nil ? "crisis.finding.undone" : "crisis.finding.done", incident, in: change)
    }

    static func setRemoved(_ isRemoved: Bool, finding: Finding.ID, of incident: Incident, in change: Change) throws {
        let moment: Instant? = isRemoved ? change.now : nil
        let state: SQL = isRemoved ? "removed_at IS NULL" : "removed_at IS NOT NULL"
        let changed = try change.session.execute(
            """
            UPDATE incident_finding SET removed_at = \(moment)
            WHERE id = \(finding) AND incident_id = \(incident.id) AND \(state)
            """)
        guard changed == 1 else { throw CrisisError.alreadySo }
        try record(isRemoved ? "crisis.finding.removed" : "crisis.finding.restored", incident, in: change)
    }

    struct DueAction: Sendable {
        let finding: Finding.ID
        let incident: Incident.ID
        let incidentTitle: String
        let keeper: Keeper
        let text: String
        let owner: String
        let dueOn: Day
    }

    /// Actions that are not done and due by a day. One statement.
    static func dueActions(
        under places: [Lineage], until day: Day, in session: any Session
    ) throws(DatabaseError) -> [DueAction] {
        guard !places.isEmpty else { return [] }
        return try session.all(
            """
            SELECT f.id, i.id, i.title, k.id, k.name, k.lineage, f.text, f.owner, f.due_on
            FROM incident_finding f JOIN incident i ON i.id = f.incident_id
            JOIN organisation k ON k.id = i.organisation_id
            WHERE \(Lineage.condition(on: "k.lineage", anyOf: places)) AND f.nature = 'proposal'
                AND f.done_on IS NULL AND f.removed_at IS NULL AND f.due_on <= \(day)
            ORDER BY f.due_on, f.id LIMIT 500
            """
        ) { row throws(DatabaseError) in
            DueAction(
                finding: try row.identifier(0), incident: try row.identifier(1), incidentTitle: try row.text(2),
                keeper: try Keeper(row, from: 3), text: try row.text(6), owner: try row.text(7), dueOn: try row.day(8))
        }
    }

    private static func record(_ action: String, _ incident: Incident, in change: Change) throws(DatabaseError) {
        try change.record(
            action, organisation: incident.keeper.id.text, subject: incident.id.text, detail: incident.title)
    }
}
