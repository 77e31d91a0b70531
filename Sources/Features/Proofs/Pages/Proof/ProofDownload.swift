// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Journal
import Primitives
import Site

/// The file of a proof, decrypted on its way out. Who took it, and when, is in the journal.
enum ProofDownload {
    @Sendable
    static func send(_ visit: Visit) async throws -> Reply {
        let desk = try await ProofDesk.open(visit)
        let (proof, vault) = (desk.proof, visit.house.vault)
        guard let file = proof.file else { throw Refusal.notFound }
        // Once the answer has begun nothing can be said any more: a file that is missing or altered is found before.
        try await vault.verify(file)
        try await visit.change { change in
            try change.record(
                "proof.downloaded", organisation: proof.owner.id.text, subject: proof.id.text, detail: proof.title)
        }
        return .stream(mediaType: file.mediaType, name: file.name) { write in
            try await vault.read(file) { piece in try await write(piece) }
        }
    }
}
