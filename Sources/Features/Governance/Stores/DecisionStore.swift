// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about decisions.
enum DecisionStore {
    private static let columns: SQL =
        """
        d.id, d.committee_id, c.name, k.id, k.name, k.lineage, d.decided_on, d.text, d.owner, d.due_on, d.state,
        d.settled_on, d.note, m.id, m.title, COUNT(*) OVER ()
        """
    private static let tables: SQL =
        """
        decision d JOIN committee c ON c.id = d.committee_id JOIN organisation k ON k.id = c.organisation_id
            LEFT JOIN proof m ON m.id = d.minutes_proof_id
        """

    static func decision(_ id: Decision.ID, in session: any Session) throws(DatabaseError) -> Decision? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE d.id = \(id)", decision)
    }

    /// What is still to do first, the most urgent first. One statement.
    static func page(
        _ query: DecisionQuery, in session: any Session
    ) throws(DatabaseError) -> (rows: [Decision], total: Int) {
        var total = 0
        let rows = try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(condition(query))
            ORDER BY CASE d.state WHEN 'todo' THEN 0 ELSE 1 END, CASE WHEN d.state = 'todo' THEN 1 ELSE 0 END
                * CASE WHEN d.due_on IS NULL THEN 1 ELSE 0 END,
                CASE WHEN d.state = 'todo' THEN d.due_on END, d.decided_on DESC, d.id
            LIMIT \(query.limit) OFFSET \(query.offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(15)
            return try decision(row)
        }
        return (rows, total)
    }

    private static func condition(_ query: DecisionQuery) -> SQL {
        var condition: SQL = """
            \(query.under.sqlCondition(on: "k.lineage")) AND \(SearchWords.condition(on: "d.folded_text", query.text))
            """
        if let committee = query.committee { condition += " AND d.committee_id = \(committee)" }
        switch query.filter {
        case .state(let state): condition += " AND d.state = \(state.rawValue)"
        case .overdue: condition += " AND d.state = 'todo' AND d.due_on < \(query.today)"
        case nil: break
        }
        return condition
    }

    /// How many are open and how many of these are late. One statement.
    static func counts(
        under place: Lineage, on day: Day, in session: any Session
    ) throws(DatabaseError) -> (open: Int, overdue: Int, all: Int) {
        try session.first(
            """
            SELECT COUNT(CASE WHEN d.state = 'todo' THEN 1 END),
                COUNT(CASE WHEN d.state = 'todo' AND d.due_on < \(day) THEN 1 END), COUNT(*)
            FROM decision d JOIN committee c ON c.id = d.committee_id JOIN organisation k ON k.id = c.organisation_id
            WHERE \(place.sqlCondition(on: "k.lineage"))
            """
        ) { row throws(DatabaseError) in (try row.int(0), try row.int(1), try row.int(2)) } ?? (0, 0, 0)
    }

    static func due(
        under scope: [Lineage], until last: Day, in session: any Session
    ) throws(DatabaseError) -> [Decision] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(Lineage.condition(on: "k.lineage", anyOf: scope))
                AND d.state = 'todo' AND d.due_on <= \(last) ORDER BY d.due_on, d.id LIMIT 500
            """, decision)
    }

    static func search(
        _ text: String, under scope: [Lineage], limit: Int, in session: any Session
    ) throws(DatabaseError) -> [Decision] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(Lineage.condition(on: "k.lineage", anyOf: scope))
                AND \(SearchWords.condition(on: "d.folded_text", text)) ORDER BY d.decided_on DESC, d.id LIMIT \(limit)
            """, decision)
    }

    static func take(_ draft: DecisionDraft, today: Day, in change: Change) throws -> Decision.ID {
        let committee = try check(draft, in: change)
        guard !committee.isClosed else { throw GovernanceError.committeeClosed }
        let id = Decision.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO decision (id, committee_id, decided_on, text, folded_text, owner, due_on, state, settled_on, note,
                minutes_proof_id, created_at)
            VALUES (\(id), \(draft.committee), \(draft.decidedOn), \(draft.text), \(folded(draft.text)), \(draft.owner),
                \(draft.dueOn), \(draft.state.rawValue), \(draft.state == .todo ? nil : today), \(draft.note),
                \(draft.minutes), \(change.now))
            """)
        try change.record(
            "decision.taken", organisation: committee.keeper.id.text, subject: id.text, detail: draft.text.prefixed(200)
        )
        return id
    }

    static func correct(_ decision: Decision, _ draft: DecisionDraft, today: Day, in change: Change) throws {
        _ = try check(draft, in: change)
        let settled = draft.state == .todo ? nil : decision.state == draft.state ? decision.settledOn : today
        try change.session.execute(
            """
            UPDATE decision SET committee_id = \(draft.committee), decided_on = \(draft.decidedOn), text = \(draft.text),
                folded_text = \(folded(draft.text)), owner = \(draft.owner), due_on = \(draft.dueOn),
                state = \(draft.state.rawValue), settled_on = \(settled), note = \(draft.note),
                minutes_proof_id = \(draft.minutes)
            WHERE id = \(decision.id)
            """)
        try record("decision.corrected", decision, draft.text, in: change)
    }

    static func move(_ decision: Decision, to state: Decision.State, today: Day, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE decision SET state = \(state.rawValue), settled_on = \(state == .todo ? nil : today)
            WHERE id = \(decision.id) AND state <> \(state.rawValue)
            """)
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try record("decision.\(state.action)", decision, decision.text, in: change)
    }

    private static func record(_ action: String, _ decision: Decision, _ text: String, in change: Change) throws {
        try change.record(
            action, organisation: decision.keeper.id.text, subject: decision.id.text, detail: text.prefixed(200))
    }

    private static func check(_ draft: DecisionDraft, in change: Change) throws -> Committee {
        guard let committee = try CommitteeStore.committee(draft.committee, in: change.session) else {
            throw GovernanceError.unknown
        }
        guard !draft.text.isEmpty else { throw GovernanceError.textMissing }
        guard draft.text.unicodeScalars.count <= 1000, draft.owner.unicodeScalars.count <= 200,
            draft.note.unicodeScalars.count <= 2000
        else { throw GovernanceError.textTooLong }
        if let due = draft.dueOn, due < draft.decidedOn { throw GovernanceError.dueBeforeDecision }
        try Attachments.check(draft.minutes, at: committee.keeper.lineage, in: change.session)
        return committee
    }

    @Sendable
    private static func decision(_ row: Row) throws(DatabaseError) -> Decision {
        Decision(
            id: try row.identifier(0), committee: try row.identifier(1), committeeName: try row.text(2),
            keeper: try Keeper(row, from: 3), decidedOn: try row.day(6), text: try row.text(7), owner: try row.text(8),
            dueOn: try row.optionalDay(9), state: try row.value(10), settledOn: try row.optionalDay(11),
            note: try row.text(12), minutes: AppointmentStore.attachment(row, from: 13))
    }
}

extension Decision.State {
    /// What the journal calls the change to this state.
    fileprivate var action: String {
        switch self {
        case .todo: "reopened"
        case .done: "done"
        case .dropped: "dropped"
        }
    }
}
