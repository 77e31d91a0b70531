// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Recovery
import ServiceMaps

/// What two decisions that do not go together say to a person: both names, both durations, and what to do.
enum FindingWords {
    static func sentence(_ finding: Finding, in map: PlacedMap, _ t: Language) -> String {
        let (name, other) = (quoted(map[finding.node]?.name, t), quoted(map[finding.other]?.name, t))
        let hours = Duration.words(finding.hours ?? 0, t)
        let limit = Duration.words(finding.limit, t)
        return switch finding.rule {
        case .objectiveBeyondTolerable:
            t(
                "\(name) doit revenir en \(hours), mais ne peut attendre plus de \(limit) sans dommage.",
                "\(name) is to come back within \(hours), but cannot wait more than \(limit) without harm.")
        case .objectiveBeyondActivity:
            t(
                "\(name) doit revenir en \(hours), mais \(other), qui en a besoin, ne tolère que \(limit).",
                "\(name) is to come back within \(hours), but \(other), which needs it, bears only \(limit).")
        case .objectiveBeyondUser:
            t(
                "\(name) doit revenir en \(hours), après \(other), qui en a besoin et doit revenir en \(limit).",
                "\(name) is to come back within \(hours), after \(other), which needs it and is to come back within \(limit)."
            )
        case .backupsTooRare where finding.node == finding.other:
            t(
                "\(name) accepte de perdre \(hours) de données, mais n’est sauvegardé que toutes les \(limit).",
                "\(name) accepts to lose \(hours) of data, but is backed up only every \(limit).")
        case .backupsTooRare:
            t(
                "\(name) accepte de perdre \(hours) de données, mais \(other), qui les garde, n’est sauvegardé que toutes les \(limit).",
                "\(name) accepts to lose \(hours) of data, but \(other), which keeps them, is backed up only every \(limit)."
            )
        case .degradedModeEndsFirst:
            t(
                "\(name) tient \(limit) en mode dégradé, moins que les \(hours) prévues avant son retour.",
                "\(name) holds \(limit) in degraded mode, less than the \(hours) planned before it comes back.")
        case .noObjective:
            t(
                "\(name) n’a pas de DMIA, mais \(other), qui en a besoin, doit revenir en \(limit).",
                "\(name) has no recovery time objective, but \(other), which needs it, is to come back within \(limit)."
            )
        }
    }

    static func advice(_ finding: Finding, _ t: Language) -> String {
        switch finding.rule {
        case .objectiveBeyondTolerable, .objectiveBeyondActivity, .objectiveBeyondUser:
            t(
                "Raccourcissez la première durée avec ceux qui le remettent en marche, ou faites revoir la seconde par ceux "
                    + "qui l’ont décidée.",
                "Shorten the first duration with those who restart it, or have the second reviewed by those who decided it."
            )
        case .backupsTooRare:
            t(
                "Sauvegardez plus souvent, ou faites accepter une perte plus grande par le métier.",
                "Back up more often, or have a larger loss accepted by its users.")
        case .degradedModeEndsFirst:
            t(
                "Allongez le mode dégradé (stocks, relève, renfort), ou faites revenir l’activité plus tôt.",
                "Make the degraded mode last (stocks, relief, help), or bring the activity back sooner.")
        case .noObjective:
            t("Décidez sa durée\u{00A0}: au plus celle de qui en a besoin.", "Decide it: at most that of who needs it.")
        }
    }

    static func quoted(_ name: String?, _ t: Language) -> String {
        t("«\u{00A0}\(name ?? "?")\u{00A0}»", "“\(name ?? "?")”")
    }
}
