// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives

/// A person with the roles held inside what the reader sees, and no others.
struct RoleHolder: Sendable, Hashable {
    let id: Account.ID
    let name: String
    let email: String
    let isDisabled: Bool
    let hasPassword: Bool
    let hasSecondFactor: Bool
    let lastSeenAt: Instant?
    /// Ended ones too.
    var grants: [Grant]
}

/// The people who hold a role in some subtrees, in one statement whatever their number.
struct PeopleQuery: Sendable {
    var scope: [Lineage]
    /// Part of a name or address; accents and case do not matter.
    var search = ""
    var account: Account.ID?
    var limit = 50
    var offset = 0

    func page(in session: any Session) throws(DatabaseError) -> (people: [RoleHolder], total: Int) {
        var people: [RoleHolder] = []
        var total = 0
        try session.each(
            """
            WITH chosen AS (
                SELECT a.id, a.name, a.name_key, a.email, a.disabled_at, a.password_hash, a.last_seen_at,
                    COUNT(*) OVER () AS total
                FROM account a
                WHERE \(condition) AND EXISTS (
                    SELECT 1 FROM role_grant g JOIN organisation o ON o.id = g.organisation_id
                    WHERE g.account_id = a.id AND \(inside))
                ORDER BY a.name_key, a.id LIMIT \(min(max(limit, 1), 500)) OFFSET \(max(offset, 0)))
            SELECT c.id, c.name, c.email, CASE WHEN c.disabled_at IS NULL THEN 0 ELSE 1 END,
                CASE WHEN c.password_hash IS NULL THEN 0 ELSE 1 END, CASE WHEN f.enabled_at IS NULL THEN 0 ELSE 1 END,
                c.last_seen_at, c.total, g.role, o.id, o.name, o.lineage, g.until
            FROM chosen c
                JOIN role_grant g ON g.account_id = c.id
                JOIN organisation o ON o.id = g.organisation_id
                LEFT JOIN second_factor f ON f.account_id = c.id
            WHERE \(inside) ORDER BY c.name_key, c.id, o.lineage, g.role
            """
        ) { row throws(DatabaseError) in
            let id: Account.ID = try row.identifier(0)
            total = try row.int(7)
            if people.last?.id != id { people.append(try Self.holder(id, row)) }
            let grant = Grant(
                role: try row.value(8), organisation: try row.identifier(9), organisationName: try row.text(10),
                lineage: Lineage(stored: try row.text(11)), until: try row.optionalDay(12))
            if let last = people.indices.last { people[last].grants.append(grant) }
        }
        return (people, total)
    }

    /// Where roles can be given from here: the open organisations of a subtree, the highest first.
    static func places(
        under lineage: Lineage, limit: Int, in session: any Session
    ) throws(DatabaseError) -> [(id: Organisation.ID, kind: Organisation.Kind, name: String)] {
        try session.all(
            """
            SELECT o.id, o.kind, o.name FROM organisation o
            WHERE \(lineage.sqlCondition(on: "o.lineage")) AND o.is_closed = 0
            ORDER BY length(o.lineage), o.folded_name, o.id LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in
            (id: try row.identifier(0), kind: try row.value(1), name: try row.text(2))
        }
    }

    private var inside: SQL { Lineage.condition(on: "o.lineage", anyOf: scope) }

    private var condition: SQL {
        var condition: SQL = "1 = 1"
        if let account { condition += " AND a.id = \(account)" }
        let wanted = likePattern(search)
        if let wanted {
            condition += " AND (a.name_key LIKE \(wanted) ESCAPE '!' OR a.email_key LIKE \(wanted) ESCAPE '!')"
        }
        return condition
    }

    private static func holder(_ id: Account.ID, _ row: Row) throws(DatabaseError) -> RoleHolder {
        RoleHolder(
            id: id, name: try row.text(1), email: try row.text(2), isDisabled: try row.bool(3),
            hasPassword: try row.bool(4), hasSecondFactor: try row.bool(5), lastSeenAt: try row.optionalInstant(6),
            grants: [])
    }
}

/// The pattern that finds a folded text anywhere; nil when nothing is asked for. `!` escapes the wildcards.
func likePattern(_ search: String) -> String? {
    let wanted = folded(search.filter { $0 != "\0" }.prefix(200))
    guard !wanted.isEmpty else { return nil }
    return "%" + wanted.reduce(into: "") { $0 += "%_!".contains($1) ? "!\($1)" : String($1) } + "%"
}
