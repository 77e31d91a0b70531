// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives

/// Who can follow an action in an organisation: the holders of a role that may update it, there, above, or in a member.
enum RoadmapPeople {
    struct Person: Sendable, Hashable {
        let id: Account.ID
        let name: String
    }

    static func people(at lineage: Lineage, today: Day, in session: any Session) throws(DatabaseError) -> [Person] {
        let roles = RoadmapPermissions.follow.roles.map(\.rawValue).sorted()
        return try session.all(
            """
            SELECT a.id, a.name FROM account a
            WHERE a.disabled_at IS NULL AND EXISTS (
                SELECT 1 FROM role_grant g JOIN organisation o ON o.id = g.organisation_id
                WHERE g.account_id = a.id AND g.role IN (\(list: roles)) AND (g.until IS NULL OR g.until >= \(today))
                    AND (g.organisation_id IN (\(list: lineage.identifiers))
                        OR \(lineage.sqlCondition(on: "o.lineage"))))
            ORDER BY a.name_key, a.id LIMIT 500
            """
        ) { row throws(DatabaseError) in Person(id: try row.identifier(0), name: try row.text(1)) }
    }
}
