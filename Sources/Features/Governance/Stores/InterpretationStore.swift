// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about official interpretations.
enum InterpretationStore {
    private static let query: SQL =
        """
        SELECT i.id, k.id, k.name, k.lineage, i.question, i.answer, i.source, i.address, i.given_on, i.framework,
            i.requirement, i.author, i.removed_at, COUNT(*) OVER ()
        FROM interpretation i JOIN organisation k ON k.id = i.organisation_id
        """

    static func interpretation(
        _ id: Interpretation.ID, in session: any Session
    ) throws(DatabaseError) -> Interpretation? {
        try session.first("\(query) WHERE i.id = \(id)", interpretation)
    }

    /// Those that hold for an organisation, kept there, above or below; newest first. One statement.
    static func page(
        at place: Lineage, text: String = "", framework: String? = nil, limit: Int = 50, offset: Int = 0,
        in session: any Session
    ) throws(DatabaseError) -> (rows: [Interpretation], total: Int) {
        var total = 0
        let only: SQL = framework.map { " AND i.framework = \($0)" } ?? ""
        let rows = try session.all(
            """
            \(query) WHERE i.removed_at IS NULL\(only) AND \(reach([place]))
                AND \(SearchWords.condition(on: "i.folded_text", text))
            ORDER BY i.given_on DESC, i.id LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(13)
            return try interpretation(row)
        }
        return (rows, total)
    }

    static func search(
        _ text: String, under scope: [Lineage], limit: Int, in session: any Session
    ) throws(DatabaseError) -> [Interpretation] {
        try session.all(
            """
            \(query) WHERE i.removed_at IS NULL AND \(reach(scope))
                AND \(SearchWords.condition(on: "i.folded_text", text))
            ORDER BY i.given_on DESC, i.id LIMIT \(limit)
            """, interpretation)
    }

    /// What an authority answered to a group holds for its members: what is kept above is read below.
    private static func reach(_ places: [Lineage]) -> SQL {
        guard !places.isEmpty else { return "1 = 0" }
        let above = Set(places.flatMap(\.identifiers)).sorted { $0.text < $1.text }
        return "(i.organisation_id IN (\(list: above)) OR \(Lineage.condition(on: "k.lineage", anyOf: places)))"
    }

    static func add(
        _ draft: InterpretationDraft, at keeper: Organisation.ID, today: Day, in change: Change
    ) throws -> Interpretation.ID {
        try check(draft, today: today)
        let id = Interpretation.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO interpretation (id, organisation_id, question, answer, folded_text, source, address, given_on,
                framework, requirement, author, created_at)
            VALUES (\(id), \(keeper), \(draft.question), \(draft.answer), \(text(draft)), \(draft.source),
                \(draft.address), \(draft.givenOn), \(draft.framework), \(draft.requirement), \(change.actor.name),
                \(change.now))
            """)
        try change.record(
            "interpretation.added", organisation: keeper.text, subject: id.text, detail: draft.question.prefixed(200))
        return id
    }

    static func correct(
        _ interpretation: Interpretation, _ draft: InterpretationDraft, today: Day, in change: Change
    ) throws {
        try check(draft, today: today)
        try change.session.execute(
            """
            UPDATE interpretation SET question = \(draft.question), answer = \(draft.answer),
                folded_text = \(text(draft)), source = \(draft.source), address = \(draft.address),
                given_on = \(draft.givenOn), framework = \(draft.framework), requirement = \(draft.requirement)
            WHERE id = \(interpretation.id)
            """)
        try record("interpretation.corrected", interpretation, in: change)
    }

    static func remove(_ interpretation: Interpretation, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE interpretation SET removed_at = \(change.now)
            WHERE id = \(interpretation.id) AND removed_at IS NULL
            """)
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try record("interpretation.removed", interpretation, in: change)
    }

    static func restore(_ interpretation: Interpretation, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE interpretation SET removed_at = NULL WHERE id = \(interpretation.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try record("interpretation.restored", interpretation, in: change)
    }

    private static func record(_ action: String, _ interpretation: Interpretation, in change: Change) throws {
        try change.record(
            action, organisation: interpretation.keeper.id.text, subject: interpretation.id.text,
            detail: interpretation.question.prefixed(200))
    }

    private static func text(_ draft: InterpretationDraft) -> String {
        folded([draft.question, draft.answer, draft.source, draft.requirement ?? ""].joined(separator: " "))
    }

    private static func check(_ draft: InterpretationDraft, today: Day) throws(GovernanceError) {
        guard !draft.question.isEmpty, !draft.answer.isEmpty, !draft.source.isEmpty else { throw .textMissing }
        guard draft.question.unicodeScalars.count <= 500, draft.answer.unicodeScalars.count <= 4000,
            draft.source.unicodeScalars.count <= 200
        else { throw .textTooLong }
        if let address = draft.address, !InterpretationDraft.isAddress(address) { throw .addressRefused }
        guard draft.givenOn <= today else { throw .inFuture }
        guard draft.requirement == nil || draft.framework != nil else { throw .textMissing }
    }

    @Sendable
    private static func interpretation(_ row: Row) throws(DatabaseError) -> Interpretation {
        Interpretation(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), question: try row.text(4),
            answer: try row.text(5), source: try row.text(6), address: row.optionalText(7), givenOn: try row.day(8),
            framework: row.optionalText(9), requirement: row.optionalText(10), author: try row.text(11),
            isRemoved: row.optionalText(12) != nil)
    }
}
