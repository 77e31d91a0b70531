// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Frameworks
import Primitives

/// Words of the engine's values on the pages of the library.
enum FrameworkWords {
    static func badge(_ status: Catalogs.Status, _ t: Language) -> StateBadge {
        switch status {
        case .confirmed: StateBadge(.proven, t("Confirmé", "Confirmed"))
        case .toConfirm: StateBadge(.toReview, t("À confirmer", "To be confirmed"))
        }
    }

    static func origin(_ origin: FrameworkSummary.Origin, _ t: Language) -> String {
        switch origin {
        case .shipped: t("Livré avec Carène", "Shipped with Carène")
        case .imported: t("Chargé ici", "Loaded here")
        }
    }

    /// "Dépôt des candidatures : du 2 septembre au 31 octobre 2025".
    static func deadline(_ deadline: Deadline, _ t: Language) -> String {
        "\(deadline.title)\(t("\u{00A0}: ", ": "))\(timing(deadline.timing, t))"
    }

    private static func timing(_ timing: Deadline.Timing, _ t: Language) -> String {
        switch timing {
        case .on(let day): t("le \(DeadlineSentence.date(day, t))", DeadlineSentence.date(day, t))
        case .window(let first, let last):
            t(
                "du \(DeadlineSentence.date(first, t)) au \(DeadlineSentence.date(last, t))",
                "from \(DeadlineSentence.date(first, t)) to \(DeadlineSentence.date(last, t))")
        case .every(let period): DeadlineSentence.every(period, t)
        }
    }

    /// How one requirement stands to another, seen from the one that was answered.
    static func relation(_ relation: MappingSet.Relation, _ t: Language) -> String {
        switch relation {
        case .equal: t("demande la même chose", "asks the same thing")
        case .superset: t("demande davantage", "asks more")
        case .subset: t("demande moins", "asks less")
        case .intersects: t("porte en partie sur la même chose", "overlaps in part")
        }
    }
}
