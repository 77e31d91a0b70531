// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Markup
import Persistence
import Primitives
import Site

/// Proofs that end, for the calendar.
enum ProofDuties {
    /// What ended longer ago is history.
    private static let overdue = 180

    static func all(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        let proofs = try await house.database.read { session in
            try ProofStore.ending(
                under: scope.lineages, from: scope.today.adding(days: -overdue), to: scope.until, in: session)
        }
        return proofs.compactMap { proof in
            // What a feature measures has its day in that feature's own duties.
            if case .measurement = proof.source { return nil }
            guard let end = proof.validUntil else { return nil }
            return Duty(
                id: "proof.\(proof.id)", kind: .expiry, day: end,
                title: Phrase(
                    "Renouveler la preuve «\u{00A0}\(proof.title)\u{00A0}»", "Renew the proof “\(proof.title)”"),
                detail: Phrase(
                    "Elle est valable jusqu’à ce jour inclus\u{00A0}; les exigences qu’elle prouve tomberont ensuite. "
                        + "Enregistrez une nouvelle version\u{00A0}: l’ancienne est gardée.",
                    "It is valid up to and including this day; the requirements that it proves will then fall. Register a "
                        + "newer version: the old one is kept."),
                organisation: proof.owner.id, organisationName: proof.owner.name, lineage: proof.owner.lineage,
                href: ProofsURL.proof(.init(proof.id)).path, owner: proof.author, audience: ProofPermissions.read)
        }
    }
}
