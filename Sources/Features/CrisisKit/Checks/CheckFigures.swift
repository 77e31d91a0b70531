// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What checks say outside of their own pages: a figure that is followed, and a day in the agenda.
enum CheckFigures {
    static func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        let last = try await house.database.read { session in try CheckStore.last(of: organisation.id, in: session) }
        guard let last else { return [] }
        return [indicator(last)]
    }

    static func indicator(_ last: CommunicationCheck) -> Indicator {
        Indicator(
            "crisis-kit.reached", Phrase("Contacts de crise joints", "Crisis contacts reached"), value: last.share,
            unit: .share,
            sentence: Phrase(
                "Au dernier essai d’appel, le \(Language.french.date(last.startedOn)), \(last.reached) contacts sur \(last.total) ont répondu, eux-mêmes ou par leur suppléant.",
                "At the last call check, on \(Language.english.date(last.startedOn)), \(last.reached) of \(last.total) contacts answered, themselves or through their deputy."
            ), href: CrisisKitURL.checks(.init(last.keeper.id)).path)
    }

    /// One for each organisation that has contacts. Our advice, and the text says so: no rule sets this rhythm.
    static func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        guard !scope.lineages.isEmpty else { return [] }
        let found = try await house.database.read { session in
            try CheckStore.lastDays(under: scope.lineages, in: session)
        }
        return found.compactMap { one in
            let day = one.last?.adding(days: CommunicationCheck.habitInDays) ?? scope.today
            guard day <= scope.until else { return nil }
            let detail =
                one.last.map { last in
                    Phrase(
                        "Le dernier date du \(Language.french.date(last)). Deux fois par an\u{00A0}: notre conseil, pas une règle.",
                        "The last one is of \(Language.english.date(last)). Twice a year: our advice, not a rule.")
                }
                ?? Phrase(
                    "Les numéros de crise n’ont jamais été essayés ensemble. Deux fois par an\u{00A0}: notre conseil, pas une règle.",
                    "The crisis numbers were never tried together. Twice a year: our advice, not a rule.")
            return Duty(
                id: "crisis-kit.check.\(one.keeper.id)", kind: .recurring, day: day,
                title: Phrase("Essayer la chaîne d’appel", "Try the call chain"), detail: detail,
                organisation: one.keeper.id, organisationName: one.keeper.name, lineage: one.lineage,
                href: CrisisKitURL.checks(.init(one.keeper.id)).path, audience: CrisisKitPermissions.read)
        }
    }
}
