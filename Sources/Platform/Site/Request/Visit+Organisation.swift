// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives

extension Visit {
    /// The organisation that a path names, for somebody who may do `permission` there.
    ///
    /// What lies outside one's part of the tree and what does not exist give the same answer after the same work: one
    /// statement, then one comparison.
    ///
    /// - Throws: `.notFound` when the person does not see it, `.forbidden` when they see it but may not do this.
    public func place(_ id: Organisation.ID, for permission: Permission) async throws -> Place {
        let path = try await read { session in try OrganisationStore.path(to: id, in: session) }
        return try check(path, for: permission)
    }

    /// The same inside a transaction that reads more.
    public func place(
        _ id: Organisation.ID, for permission: Permission, in session: any Session
    ) throws -> Place {
        try check(try OrganisationStore.path(to: id, in: session), for: permission)
    }

    private func check(_ path: [Organisation], for permission: Permission) throws(Refusal) -> Place {
        guard let organisation = path.last, access.sees(organisation.lineage) else { throw .notFound }
        guard access.may(permission, in: organisation.lineage) else { throw .forbidden }
        return Place(organisation: organisation, ancestors: path.dropLast())
    }
}
