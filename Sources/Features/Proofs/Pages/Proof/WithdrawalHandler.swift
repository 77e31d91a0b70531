// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Journal
import Markup
import Primitives
import Site

/// Takes a proof out of what counts, and puts it back.
enum WithdrawalHandler {
    @Sendable
    static func withdraw(_ visit: Visit) async throws -> Reply {
        let desk = try await ProofDesk.open(visit)
        try desk.requireManaging()
        let id = desk.proof.id
        try await visit.change { change in try ProofStore.withdraw(id, in: change) }
        return .redirect(
            ProofsURL.proof(.init(id)).path,
            notice: visit.language(
                "La preuve est retirée\u{00A0}; vous pouvez la rétablir.", "The proof is withdrawn; you can restore it."
            ))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let desk = try await ProofDesk.open(visit)
        try desk.requireManaging()
        let id = desk.proof.id
        try await visit.change { change in try ProofStore.restore(id, in: change) }
        return .redirect(
            ProofsURL.proof(.init(id)).path,
            notice: visit.language("La preuve compte de nouveau.", "The proof counts again."))
    }
}
