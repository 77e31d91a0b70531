// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives

/// Somebody to whom requirements can be entrusted.
struct Person: Sendable, Hashable {
    let id: Account.ID
    let name: String
}

/// Who can answer in an organisation: the holders of an answering role, there or above.
enum PeopleStore {
    static func people(
        at lineage: Lineage, today: Day, in session: any Session
    ) throws(DatabaseError) -> [Person] {
        let roles = AssessmentPermissions.write.roles.map(\.rawValue).sorted()
        // A role on the organisation or on what stands above it: exactly the identifiers of the lineage.
        return try session.all(
            """
            SELECT a.id, a.name FROM account a
            WHERE a.disabled_at IS NULL AND EXISTS (
                SELECT 1 FROM role_grant g
                WHERE g.account_id = a.id AND g.organisation_id IN (\(list: lineage.identifiers))
                    AND g.role IN (\(list: roles)) AND (g.until IS NULL OR g.until >= \(today)))
            ORDER BY a.name_key, a.id LIMIT 500
            """
        ) { row throws(DatabaseError) in Person(id: try row.identifier(0), name: try row.text(1)) }
    }
}
