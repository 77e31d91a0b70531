// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about the posts of the team.
enum PostStore {
    private static let query: SQL =
        """
        SELECT s.id, k.id, k.name, k.lineage, s.title, s.skill, s.authorised, s.filled, s.vacant_since, s.removed_at,
            COUNT(*) OVER ()
        FROM staff_post s JOIN organisation k ON k.id = s.organisation_id
        """

    static func post(_ id: Post.ID, in session: any Session) throws(DatabaseError) -> Post? {
        try session.first("\(query) WHERE s.id = \(id)", post)
    }

    /// Of an organisation and below it, the vacant ones first; those removed from the organisation itself too, last. One
    /// statement.
    static func page(
        under place: Lineage, text: String = "", skill: Post.Skill? = nil, limit: Int = 50, offset: Int = 0,
        in session: any Session
    ) throws(DatabaseError) -> (rows: [Post], total: Int) {
        var total = 0
        let own: Organisation.ID? = place.identifiers.last
        let skills: SQL = skill.map { " AND s.skill = \($0.rawValue)" } ?? ""
        let rows = try session.all(
            """
            \(query) WHERE \(place.sqlCondition(on: "k.lineage"))\(skills)
                AND (s.removed_at IS NULL OR s.organisation_id = \(own))
                AND \(SearchWords.condition(on: "s.folded_title", text))
            ORDER BY (s.removed_at IS NOT NULL), (s.filled >= s.authorised), k.lineage, s.folded_title, s.id
            LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(10)
            return try post(row)
        }
        return (rows, total)
    }

    /// By skill, over a part of the tree. One statement.
    static func sums(under place: Lineage, in session: any Session) throws(DatabaseError) -> [SkillSum] {
        let found = try session.all(
            """
            SELECT s.skill, CAST(SUM(s.authorised) AS BIGINT), CAST(SUM(s.filled) AS BIGINT),
                COUNT(CASE WHEN s.filled < s.authorised THEN 1 END)
            FROM staff_post s JOIN organisation k ON k.id = s.organisation_id
            WHERE \(place.sqlCondition(on: "k.lineage")) AND s.removed_at IS NULL GROUP BY s.skill
            """
        ) { row throws(DatabaseError) in
            SkillSum(
                skill: try row.value(0), authorised: try row.int(1), filled: try row.int(2),
                vacantPosts: try row.int(3))
        }
        return Post.Skill.allCases.compactMap { skill in found.first { $0.skill == skill } }
    }

    static func add(_ draft: PostDraft, at keeper: Organisation.ID, in change: Change) throws {
        try check(draft)
        let id = Post.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO staff_post (id, organisation_id, title, folded_title, skill, authorised, filled, vacant_since,
                created_at)
            VALUES (\(id), \(keeper), \(draft.title), \(folded(draft.title)), \(draft.skill.rawValue),
                \(draft.authorised), \(draft.filled), \(draft.vacantSince), \(change.now))
            """)
        try change.record("post.added", organisation: keeper.text, subject: id.text, detail: draft.title)
    }

    static func correct(_ post: Post, _ draft: PostDraft, in change: Change) throws {
        try check(draft)
        try change.session.execute(
            """
            UPDATE staff_post SET title = \(draft.title), folded_title = \(folded(draft.title)),
                skill = \(draft.skill.rawValue), authorised = \(draft.authorised), filled = \(draft.filled),
                vacant_since = \(draft.vacantSince)
            WHERE id = \(post.id)
            """)
        try record("post.corrected", post, draft.title, in: change)
    }

    static func remove(_ post: Post, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE staff_post SET removed_at = \(change.now) WHERE id = \(post.id) AND removed_at IS NULL")
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try record("post.removed", post, post.title, in: change)
    }

    static func restore(_ post: Post, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE staff_post SET removed_at = NULL WHERE id = \(post.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw GovernanceError.alreadySo }
        try record("post.restored", post, post.title, in: change)
    }

    private static func record(_ action: String, _ post: Post, _ title: String, in change: Change) throws {
        try change.record(action, organisation: post.keeper.id.text, subject: post.id.text, detail: title)
    }

    private static func check(_ draft: PostDraft) throws(GovernanceError) {
        guard !draft.title.isEmpty else { throw .textMissing }
        guard draft.title.unicodeScalars.count <= 150 else { throw .textTooLong }
        guard (1...FullTime.limit).contains(draft.authorised), (0...draft.authorised).contains(draft.filled) else {
            throw .outOfRange
        }
        guard draft.vacantSince == nil || draft.filled < draft.authorised else { throw .outOfRange }
    }

    @Sendable
    private static func post(_ row: Row) throws(DatabaseError) -> Post {
        Post(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), title: try row.text(4),
            skill: try row.value(5), authorised: try row.int(6), filled: try row.int(7),
            vacantSince: try row.optionalDay(8), isRemoved: row.optionalText(9) != nil)
    }
}
