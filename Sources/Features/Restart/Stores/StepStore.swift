// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps

/// Every statement about steps.
enum StepStore {
    private static let columns: SQL = """
        s.id, s.node_id, s.template, s.phase, s.title, s.low, s.likely, s.high, s.source, s.measured_on, s.people,
        s.means, s.may_pause, s.is_edited, s.removed_at
        """

    static func step(
        _ id: KeptStep.ID, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> KeptStep? {
        try session.first(
            "SELECT \(columns) FROM restart_step s WHERE s.id = \(id) AND s.organisation_id = \(place)", step)
    }

    /// All of an organisation, removed ones too, in the order in which a node goes through them.
    static func all(of place: Organisation.ID, in session: any Session) throws(DatabaseError) -> [KeptStep] {
        try session.all(
            """
            SELECT \(columns) FROM restart_step s WHERE s.organisation_id = \(place)
            ORDER BY s.node_id, \(phaseRank), s.created_at, s.folded_title, s.id LIMIT 20000
            """, step)
    }

    static func of(
        _ node: PlacedNode.ID, at place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> [KeptStep] {
        try session.all(
            """
            SELECT \(columns) FROM restart_step s WHERE s.organisation_id = \(place) AND s.node_id = \(node)
            ORDER BY (s.removed_at IS NOT NULL), \(phaseRank), s.created_at, s.folded_title, s.id LIMIT 500
            """, step)
    }

    /// How many steps there are, and how many of them nobody confirmed. One statement.
    static func counts(
        of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> (all: Int, toConfirm: Int) {
        try session.first(
            """
            SELECT COUNT(*), COUNT(CASE WHEN s.source = 'proposed' THEN 1 END) FROM restart_step s
            JOIN map_node n ON n.id = s.node_id
            WHERE s.organisation_id = \(place) AND s.removed_at IS NULL AND n.removed_at IS NULL
            """
        ) { row throws(DatabaseError) in (try row.int(0), try row.int(1)) } ?? (0, 0)
    }

    struct Query: Sendable, Hashable {
        var text = ""
        var phase: RecoveryStep.Phase?
        var source: Estimate.Source?
        var withRemoved = false
        var limit = 50
        var offset = 0
    }

    struct Listed: Sendable, Hashable {
        let step: KeptStep
        let nodeName: String
    }

    /// A page of the list and how many there are in all. One statement.
    static func page(
        _ asked: Query, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> (rows: [Listed], total: Int) {
        var total = 0
        let phase: SQL = asked.phase.map { " AND s.phase = \($0.rawValue)" } ?? ""
        let source: SQL = asked.source.map { " AND s.source = \($0.rawValue)" } ?? ""
        let removed: SQL = asked.withRemoved ? " AND s.removed_at IS NOT NULL" : " AND s.removed_at IS NULL"
        let rows = try session.all(
            """
            SELECT \(columns), n.name, COUNT(*) OVER () FROM restart_step s JOIN map_node n ON n.id = s.node_id
            WHERE s.organisation_id = \(place) AND n.removed_at IS NULL\(phase)\(source)\(removed)
                AND (\(SearchWords.condition(on: "s.folded_title", asked.text))
                    OR \(SearchWords.condition(on: "n.folded_name", asked.text)))
            ORDER BY n.layer, n.folded_name, n.id, \(phaseRank), s.created_at, s.folded_title, s.id
            LIMIT \(asked.limit) OFFSET \(asked.offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(16)
            return Listed(step: try step(row), nodeName: try row.text(15))
        }
        return (rows, total)
    }

    private static let phaseRank: SQL = """
        CASE s.phase WHEN 'contain' THEN 0 WHEN 'rebuild' THEN 1 WHEN 'restore' THEN 2 WHEN 'check' THEN 3 ELSE 4 END
        """

    @discardableResult
    static func add(
        _ draft: StepDraft, to node: PlacedNode.ID, of place: Organisation.ID, in change: Change
    ) throws -> KeptStep.ID {
        try check(draft)
        let count = try change.session.count("SELECT COUNT(*) FROM restart_step WHERE organisation_id = \(place)")
        guard count < KeptStep.most else { throw RestartError.tooMany(limit: KeptStep.most) }
        let id = try insert(draft, node, place, in: change)
        try record("restart.step.added", place, id.text, draft.title, in: change)
        return id
    }

    /// Adds what is missing and writes down what restore tests teach, in one change.
    static func apply(_ proposal: StepProposal.Change, of place: Organisation.ID, in change: Change) throws {
        let count = try change.session.count("SELECT COUNT(*) FROM restart_step WHERE organisation_id = \(place)")
        guard count + proposal.added.count <= KeptStep.most else { throw RestartError.tooMany(limit: KeptStep.most) }
        for (node, draft) in proposal.added { _ = try insert(draft, node, place, in: change) }
        for (id, duration, day) in proposal.measured {
            try change.session.execute(
                """
                UPDATE restart_step SET low = \(duration.low), likely = \(duration.likely), high = \(duration.high),
                    source = 'measured', measured_on = \(day)
                WHERE id = \(id) AND organisation_id = \(place) AND is_edited = 0
                """)
        }
        try record(
            "restart.steps.proposed", place, nil, "\(proposal.added.count) + \(proposal.measured.count)", in: change)
    }

    static func correct(_ step: KeptStep, _ draft: StepDraft, of place: Organisation.ID, in change: Change) throws {
        try check(draft)
        try change.session.execute(
            """
            UPDATE restart_step SET phase = \(draft.phase.rawValue), title = \(draft.title),
                folded_title = \(folded(draft.title)), low = \(draft.duration.low), likely = \(draft.duration.likely),
                high = \(draft.duration.high), source = \(draft.source.rawValue), measured_on = \(draft.measuredOn),
                people = \(try StoredJSON.text(draft.people)), means = \(try StoredJSON.text(draft.means)),
                may_pause = \(draft.mayPause), is_edited = 1
            WHERE id = \(step.id) AND organisation_id = \(place)
            """)
        try record("restart.step.corrected", place, step.id.text, draft.title, in: change)
    }

    /// The durations of several steps at once: an establishment confirms a whole node by reading its page.
    static func confirm(
        _ durations: [(step: KeptStep, duration: Estimate)], of node: String, at place: Organisation.ID,
        in change: Change
    ) throws {
        for (step, duration) in durations {
            try check(duration)
            let isMeasure = step.source == .measured && step.duration == duration
            let source = isMeasure ? Estimate.Source.measured : .estimated
            try change.session.execute(
                """
                UPDATE restart_step SET low = \(duration.low), likely = \(duration.likely), high = \(duration.high),
                    source = \(source.rawValue), measured_on = \(isMeasure ? step.measuredOn : nil),
                    is_edited = \(isMeasure ? step.isEdited : true)
                WHERE id = \(step.id) AND organisation_id = \(place)
                """)
        }
        try record("restart.steps.confirmed", place, nil, node, in: change)
    }

    /// What an exercise or a real crisis taught.
    static func learn(
        _ durations: [(step: String, hours: Double)], on day: Day, of place: Organisation.ID, from board: String,
        in change: Change
    ) throws -> Int {
        var changed = 0
        for (step, hours) in durations {
            let duration = Estimate.around(measured: hours)
            changed += try change.session.execute(
                """
                UPDATE restart_step SET low = \(duration.low), likely = \(duration.likely), high = \(duration.high),
                    source = 'measured', measured_on = \(day), is_edited = 1
                WHERE id = \(step) AND organisation_id = \(place)
                """)
        }
        guard changed > 0 else { throw RestartError.alreadySo }
        try record("restart.steps.learnt", place, nil, board, in: change)
        return changed
    }

    static func remove(_ step: KeptStep, of place: Organisation.ID, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE restart_step SET removed_at = \(change.now) WHERE id = \(step.id) AND removed_at IS NULL")
        guard changed == 1 else { throw RestartError.alreadySo }
        try record("restart.step.removed", place, step.id.text, step.title, in: change)
    }

    static func restore(_ step: KeptStep, of place: Organisation.ID, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE restart_step SET removed_at = NULL WHERE id = \(step.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw RestartError.alreadySo }
        try record("restart.step.restored", place, step.id.text, step.title, in: change)
    }

    private static func insert(
        _ draft: StepDraft, _ node: PlacedNode.ID, _ place: Organisation.ID, in change: Change
    ) throws -> KeptStep.ID {
        let id = KeptStep.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO restart_step (id, organisation_id, node_id, template, phase, title, folded_title, low, likely,
                high, source, measured_on, people, means, may_pause, is_edited, created_at)
            VALUES (\(id), \(place), \(node), \(draft.template), \(draft.phase.rawValue), \(draft.title),
                \(folded(draft.title)), \(draft.duration.low), \(draft.duration.likely), \(draft.duration.high),
                \(draft.source.rawValue), \(draft.measuredOn), \(try StoredJSON.text(draft.people)),
                \(try StoredJSON.text(draft.means)), \(draft.mayPause), \(draft.isEdited), \(change.now))
            ON CONFLICT DO NOTHING
            """)
        return id
    }

    private static func check(_ draft: StepDraft) throws(RestartError) {
        guard !draft.title.isEmpty else { throw .textMissing }
        guard draft.title.unicodeScalars.count <= 200 else { throw .textTooLong }
        guard draft.people.values.allSatisfy({ (1...KeptTeam.mostPeople).contains($0) }),
            draft.means.values.allSatisfy({ (1...KeptMeans.mostUnits).contains($0) })
        else { throw .outOfRange }
        try check(draft.duration)
    }

    private static func check(_ duration: Estimate) throws(RestartError) {
        guard duration.low >= 0, duration.low <= duration.likely, duration.likely <= duration.high,
            duration.high <= KeptStep.longest
        else { throw .outOfRange }
    }

    private static func record(
        _ action: String, _ place: Organisation.ID, _ subject: String?, _ detail: String, in change: Change
    ) throws {
        try change.record(action, organisation: place.text, subject: subject, detail: detail)
    }

    @Sendable
    private static func step(_ row: Row) throws(DatabaseError) -> KeptStep {
        KeptStep(
            id: try row.identifier(0), node: try row.identifier(1), template: try row.text(2),
            phase: try row.value(3), title: try row.text(4),
            duration: Estimate(low: try row.real(5), likely: try row.real(6), high: try row.real(7)),
            source: try row.value(8), measuredOn: try row.optionalDay(9),
            people: try StoredJSON.value(try row.text(10)), means: try StoredJSON.value(try row.text(11)),
            mayPause: try row.bool(12), isEdited: try row.bool(13), isRemoved: row.optionalText(14) != nil)
    }
}
