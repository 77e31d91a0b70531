// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// How full the vault is, and how soon it empties.
enum ProofIndicators {
    static func all(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        let today = house.today
        let tally = try await house.database.read { session in
            try ProofStore.tally(
                of: organisation.lineage, today: today, endingWithin: ProofValidity.soon, in: session)
        }
        return indicators(valid: tally.valid, ending: tally.ending, of: organisation.id)
    }

    static func indicators(valid: Int, ending: Int, of organisation: Organisation.ID) -> [Indicator] {
        let (french, english) = (Language.french, Language.english)
        let list = ProofsURL.list(.init(organisation)).path
        return [
            Indicator(
                "proofs.valid", Phrase("Preuves valables", "Valid proofs"), value: Double(valid), unit: .count,
                sentence: Phrase(
                    french.count(valid, ("preuve valable au coffre.", "preuves valables au coffre."), ("", "")),
                    english.count(valid, ("", ""), ("valid proof in the vault.", "valid proofs in the vault."))),
                href: list),
            Indicator(
                "proofs.endingShare",
                Phrase("Part des preuves qui expirent sous 60 jours", "Share of proofs that expire within 60 days"),
                // Of no proof at all, nothing can be said.
                value: valid > 0 ? Double(ending) / Double(valid) : nil, unit: .share, isHigherBetter: false,
                sentence: valid == 0
                    ? Phrase("Aucune preuve n’est encore enregistrée.", "No proof is registered yet.")
                    : Phrase(
                        "\(french.number(ending)) sur \(french.number(valid)) prennent fin dans les 60 jours.",
                        "\(english.number(ending)) of \(english.number(valid)) end within 60 days."),
                href: ProofsURL.expiry(.init(organisation)).path),
        ]
    }
}
