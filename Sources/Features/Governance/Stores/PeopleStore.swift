// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives

/// An account that an appointment may point to.
struct AccountChoice: Sendable, Hashable {
    let id: Account.ID
    let name: String
}

enum PeopleStore {
    /// Whoever holds a role on the organisation, above it or below it.
    static func people(
        at place: Lineage, today: Day, in session: any Session
    ) throws(DatabaseError) -> [AccountChoice] {
        try session.all(
            """
            SELECT a.id, a.name FROM account a
            WHERE a.disabled_at IS NULL AND EXISTS (
                SELECT 1 FROM role_grant g JOIN organisation o ON o.id = g.organisation_id
                WHERE g.account_id = a.id AND (g.until IS NULL OR g.until >= \(today))
                    AND (o.id IN (\(list: place.identifiers)) OR \(place.sqlCondition(on: "o.lineage"))))
            ORDER BY a.name_key, a.id LIMIT 500
            """
        ) { row throws(DatabaseError) in AccountChoice(id: try row.identifier(0), name: try row.text(1)) }
    }
}
