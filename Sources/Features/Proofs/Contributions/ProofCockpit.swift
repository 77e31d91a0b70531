// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Identity
import Markup
import Organisations
import Primitives
import Site

/// On the first page: the proofs to renew.
enum ProofCockpit {
    private static let shown = 4

    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(ProofPermissions.read, in: organisation.lineage) else { return .nothing }
        let (today, scope) = (visit.today, visit.access.scope(of: ProofPermissions.read))
        let ending = try await visit.read { session in
            try ProofStore.ending(
                under: scope, of: organisation.lineage, from: today.adding(days: -30),
                to: today.adding(days: ProofValidity.soon), in: session)
        }
        return render(ending, today: today, visit.language)
    }

    static func render(_ ending: [Proof], today: Day, _ t: Language) -> CockpitPart {
        CockpitPart(
            todo: ending.prefix(shown).compactMap { proof in
                guard let end = proof.validUntil else { return nil }
                return TodoItem(
                    t("Renouveler «\u{00A0}\(proof.title)\u{00A0}»", "Renew “\(proof.title)”"),
                    reason: end < today
                        ? t("Preuve périmée depuis le \(t.date(end)).", "The proof expired on \(t.date(end)).")
                        : t("Preuve valable jusqu’au \(t.date(end)).", "The proof is valid until \(t.date(end))."),
                    state: ProofValidity(proof, today: today).badge(t, today: today),
                    href: ProofsURL.proof(.init(proof.id)).path)
            })
    }
}
