// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about committees.
enum CommitteeStore {
    private static let query: SQL =
        """
        SELECT c.id, k.id, k.name, k.lineage, c.name, c.members, c.rhythm, c.next_on, c.closed_at,
            (SELECT COUNT(*) FROM decision d WHERE d.committee_id = c.id AND d.state = 'todo')
        FROM committee c JOIN organisation k ON k.id = c.organisation_id
        """

    static func committee(_ id: Committee.ID, in session: any Session) throws(DatabaseError) -> Committee? {
        try session.first("\(query) WHERE c.id = \(id)", committee)
    }

    /// Of an organisation and below it; open ones first. One statement.
    static func under(_ place: Lineage, in session: any Session) throws(DatabaseError) -> [Committee] {
        try session.all(
            """
            \(query) WHERE \(place.sqlCondition(on: "k.lineage"))
            ORDER BY (c.closed_at IS NOT NULL), k.lineage, c.folded_name, c.id LIMIT 200
            """, committee)
    }

    static func meeting(
        under scope: [Lineage], until last: Day, in session: any Session
    ) throws(DatabaseError) -> [Committee] {
        try session.all(
            """
            \(query) WHERE \(Lineage.condition(on: "k.lineage", anyOf: scope)) AND c.closed_at IS NULL
                AND c.next_on <= \(last) ORDER BY c.next_on, c.id LIMIT 500
            """, committee)
    }

    static func open(_ draft: CommitteeDraft, at keeper: Organisation.ID, in change: Change) throws -> Committee.ID {
        try check(draft)
        let id = Committee.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO committee (id, organisation_id, name, folded_name, members, rhythm, next_on, created_at)
            VALUES (\(id), \(keeper), \(draft.name), \(folded(draft.name)), \(draft.members),
                \(draft.rhythm.rawValue), \(draft.nextOn), \(change.now))
            """)
        try change.record("committee.opened", organisation: keeper.text, subject: id.text, detail: draft.name)
        return id
    }

    static func correct(_ committee: Committee, _ draft: CommitteeDraft, in change: Change) throws {
        try check(draft)
        try change.session.execute(
            """
            UPDATE committee SET name = \(draft.name), folded_name = \(folded(draft.name)), members = \(draft.members),
                rhythm = \(draft.rhythm.rawValue), next_on = \(draft.nextOn)
            WHERE id = \(committee.id)
            """)
        try record("committee.corrected", committee, draft.name, in: change)
    }

    static func close(_ committee: Committee, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE committee SET closed_at = \(change.now) WHERE id = \(committee.id) AND closed_at IS NULL")
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try record("committee.closed", committee, committee.name, in: change)
    }

    static func reopen(_ committee: Committee, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE committee SET closed_at = NULL WHERE id = \(committee.id) AND closed_at IS NOT NULL")
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try record("committee.reopened", committee, committee.name, in: change)
    }

    private static func record(_ action: String, _ committee: Committee, _ name: String, in change: Change) throws {
        try change.record(action, organisation: committee.keeper.id.text, subject: committee.id.text, detail: name)
    }

    private static func check(_ draft: CommitteeDraft) throws(GovernanceError) {
        guard !draft.name.isEmpty else { throw .textMissing }
        guard draft.name.unicodeScalars.count <= 150, draft.members.unicodeScalars.count <= 2000 else {
            throw .textTooLong
        }
    }

    @Sendable
    private static func committee(_ row: Row) throws(DatabaseError) -> Committee {
        Committee(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), name: try row.text(4),
            members: try row.text(5), rhythm: try row.value(6), nextOn: try row.optionalDay(7),
            closedAt: try row.optionalInstant(8), open: try row.int(9))
    }
}
