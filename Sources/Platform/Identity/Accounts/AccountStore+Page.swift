// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives

extension AccountStore {
    /// A line of the list of accounts: the person, and the roles held inside what the reader sees, no others.
    public struct Line: Sendable, Hashable {
        public let account: Account
        public let grants: [Grant]
    }

    /// Accounts by name, in three statements whatever their number.
    ///
    /// - Parameters:
    ///   - search: part of a name or address; accents and case do not matter.
    ///   - scope: only accounts that hold a role inside; nil for everybody, which is for the operator of the server.
    public static func page(
        search: String = "", within scope: [Lineage]?, limit: Int, offset: Int, in session: any Session
    ) throws(DatabaseError) -> (lines: [Line], total: Int) {
        let condition: SQL = "\(matching(search)) AND \(holdingRole(within: scope))"
        let total = try session.count("SELECT COUNT(*) FROM account a WHERE \(condition)")
        let accounts = try session.all(
            """
            \(projection) WHERE \(condition) ORDER BY a.name_key, a.id
            LIMIT \(min(max(limit, 1), 500)) OFFSET \(max(offset, 0))
            """, account)
        let roles = try grants(of: accounts.map(\.id), within: scope, in: session)
        return (accounts.map { Line(account: $0, grants: roles[$0.id] ?? []) }, total)
    }

    private static func matching(_ search: String) -> SQL {
        let wanted = folded(search)
        guard !wanted.isEmpty else { return "1 = 1" }
        let pattern = "%" + wanted.reduce(into: "") { $0 += "%_\\".contains($1) ? "\\\($1)" : String($1) } + "%"
        return "(a.name_key LIKE \(pattern) ESCAPE '\\' OR a.email_key LIKE \(pattern) ESCAPE '\\')"
    }

    private static func holdingRole(within scope: [Lineage]?) -> SQL {
        guard let scope else { return "1 = 1" }
        return """
            EXISTS (SELECT 1 FROM role_grant g JOIN organisation o ON o.id = g.organisation_id
                WHERE g.account_id = a.id AND (\(Lineage.condition(on: "o.lineage", anyOf: scope))))
            """
    }

    /// Roles of several accounts at once.
    private static func grants(
        of accounts: [Account.ID], within scope: [Lineage]?, in session: any Session
    ) throws(DatabaseError) -> [Account.ID: [Grant]] {
        let inside = scope.map { Lineage.condition(on: "o.lineage", anyOf: $0) } ?? "1 = 1"
        var roles: [Account.ID: [Grant]] = [:]
        try session.each(
            """
            SELECT g.role, o.id, o.name, o.lineage, g.until, g.account_id
            FROM role_grant g JOIN organisation o ON o.id = g.organisation_id
            WHERE g.account_id IN (\(list: accounts)) AND (\(inside)) ORDER BY o.lineage, g.role
            """
        ) { row throws(DatabaseError) in
            roles[try row.identifier(5), default: []].append(try grant(row, from: 0))
        }
        return roles
    }
}
