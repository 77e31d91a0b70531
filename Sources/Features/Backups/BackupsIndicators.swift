// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Primitives
import Site

enum BackupsIndicators {
    static let fresh = "backups.fresh"
    static let tested = "backups.tested"

    static func all(_ facts: BackupFacts) -> [Indicator] {
        let critical = facts.critical
        let href = BackupsURL.overview(.init(facts.place.id)).path
        func share(_ part: Int) -> Double? { critical.isEmpty ? nil : Double(part) / Double(critical.count) }
        func sentence(_ part: Int, _ french: String, _ english: String) -> Phrase {
            guard !critical.isEmpty else {
                return Phrase(
                    "Aucun service dont dépendent les soins n’est encore sur la cartographie.",
                    "No service that care depends on is on the map yet.")
            }
            return Phrase(
                "\(part) sur \(critical.count) des services dont dépendent les soins \(french).",
                "\(part) of \(critical.count) services that care depends on \(english).")
        }
        let (fresh, tested) = (critical.count(where: \.isFresh), critical.count(where: \.isTested))
        return [
            Indicator(
                Self.fresh, Phrase("Sauvegardes assez récentes", "Backups recent enough"), value: share(fresh),
                unit: .share, target: 1,
                sentence: sentence(
                    fresh, "ont une copie plus jeune que la perte admise", "have a copy younger than the accepted loss"),
                href: href, rank: 45),
            Indicator(
                Self.tested, Phrase("Services déjà restaurés", "Services restored before"), value: share(tested),
                unit: .share, target: 1,
                sentence: sentence(
                    tested, "ont été restaurés à l’essai depuis moins de \(facts.retestDays) jours",
                    "were restored as a test within \(facts.retestDays) days"), href: href),
        ]
    }
}
