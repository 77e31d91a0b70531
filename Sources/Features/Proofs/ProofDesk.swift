// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Identity
import Organisations
import Persistence
import Primitives
import Site

/// A proof on the reader's desk: what it is, where it is kept, and what this person may do with it.
///
/// Every page of a proof begins with `ProofDesk.open`, so the rules of who sees what stand in one place.
struct ProofDesk: Sendable {
    let proof: Proof
    /// Where it is kept.
    let place: Place
    let rights: Rights

    struct Rights: Sendable, Hashable {
        /// Withdraws, restores, attaches.
        let manages: Bool
        let replaces: Bool
        /// Reads the vault around it, not only this proof.
        let readsAll: Bool
    }

    /// - Throws: `Refusal.notFound` for what does not exist and for what the person may not read, after the same statements.
    static func open(_ visit: Visit) async throws -> ProofDesk {
        let id: Proof.ID = try visit.identifier("proof")
        let found = try await visit.read { session in
            let proof = try ProofStore.proof(id, in: session)
            // Asked even when there is no proof, so that what is missing costs what is outside costs.
            let owner = proof?.owner.id ?? Organisation.ID(stored: id.text)
            return (proof, try OrganisationStore.path(to: owner, in: session))
        }
        guard let proof = found.0, let organisation = found.1.last, let rights = rights(visit.access, over: proof)
        else {
            throw Refusal.notFound
        }
        return ProofDesk(
            proof: proof, place: Place(organisation: organisation, ancestors: found.1.dropLast()), rights: rights)
    }

    /// Nil when the person may not even know of it.
    static func rights(_ access: Access, over proof: Proof) -> Rights? {
        let lineage = proof.owner.lineage
        let readsAll = access.may(ProofPermissions.read, in: lineage)
        let isOwn = proof.author == access.account && access.may(ProofPermissions.contribute, in: lineage)
        guard readsAll || isOwn else { return nil }
        let manages = access.may(ProofPermissions.manage, in: lineage)
        return Rights(manages: manages, replaces: manages || isOwn, readsAll: readsAll)
    }

    func requireManaging() throws(Refusal) {
        guard rights.manages else { throw .forbidden }
    }

    func requireReplacing() throws {
        guard rights.replaces else { throw Refusal.forbidden }
        if case .measurement = proof.source { throw ProofError.measured }
        guard proof.replacedBy == nil else { throw ProofError.replaced }
        guard proof.withdrawnAt == nil else { throw ProofError.withdrawn }
    }
}
