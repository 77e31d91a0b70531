// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Primitives

/// The rules of what counts, in sentences.
enum CountingWords {
    static func rule(_ rule: CountingRule, _ t: Language) -> String {
        switch rule {
        case .cyberTrigger: t("Un incident cyber déclenche l’exercice", "A cyber incident triggers the exercise")
        case .degradedCare:
            t(
                "Des patients sont pris en charge en mode numérique dégradé",
                "Patients are cared for with degraded digital tools")
        case .management: t("La direction générale y prend part", "The general management takes part")
        case .trades:
            t(
                "Les soins et les autres métiers y prennent part, pas seulement la DSI",
                "Care and other trades take part, not the IT department alone")
        case .onlyTechnical:
            t("Ce n’est pas une continuité purement informatique", "It is not a purely technical continuity")
        case .groupRecovery:
            t(
                "Ce n’est pas le plan de reprise informatique du groupe",
                "It is not the IT recovery plan of the group")
        case .maintenance:
            t("Ce n’est pas le mode dégradé d’une maintenance", "It is not the degraded mode of maintenance")
        case .backupSwitch:
            t("Ce n’est pas une bascule entre systèmes de secours", "It is not a switch between backup systems")
        case .restoreTest:
            t(
                "Ce n’est pas un test de restauration (données, annuaire, messagerie)",
                "It is not a restore test (data, directory, mail)")
        }
    }

    /// Ticked by whoever has to own up to it.
    static func exclusion(_ rule: CountingRule, _ t: Language) -> String {
        switch rule {
        case .groupRecovery:
            t("C’était le plan de reprise informatique du groupe", "It was the IT recovery plan of the group")
        case .maintenance: t("C’était le mode dégradé d’une maintenance", "It was the degraded mode of maintenance")
        case .backupSwitch:
            t("C’était une bascule entre systèmes de secours", "It was a switch between backup systems")
        case .restoreTest:
            t(
                "C’était un test de restauration (données, annuaire, messagerie)",
                "It was a restore test (data, directory, mail)")
        default: t("C’était une continuité purement informatique", "It was a purely technical continuity")
        }
    }

    static func badge(_ outcome: CountingVerdict.Outcome, _ t: Language) -> StateBadge {
        switch outcome {
        case .met: StateBadge(.proven, t("Oui", "Yes"))
        case .broken: StateBadge(.missing, t("Non", "No"))
        case .unknown: StateBadge(.unanswered, t("À dire", "To say"))
        case .toConfirm: StateBadge(.toReview, t("À confirmer", "To confirm"))
        }
    }

    static func reason(_ finding: CountingVerdict.Finding, _ t: Language) -> String {
        switch (finding.rule, finding.outcome) {
        case (.degradedCare, .toConfirm):
            t(
                "Discuté autour d’une table\u{00A0}: les textes publics ne tranchent pas. À confirmer avec votre ARS.",
                "Talked through around a table: the public texts do not settle it. To be confirmed with your agency.")
        case (.degradedCare, .broken):
            t(
                "Sans prise en charge en mode dégradé, ce n’est pas un exercice de continuité.",
                "Without care in degraded mode it is no continuity exercise.")
        case (.cyberTrigger, .broken):
            t("Une panne ordinaire ne suffit pas.", "An ordinary failure is not enough.")
        case (.management, .broken):
            t("Associez la direction générale au prochain.", "Have the general management take part next time.")
        case (.trades, .broken):
            t(
                "Limité à l’équipe informatique, il ne met pas les soins à l’épreuve.",
                "Limited to IT, it does not try care.")
        case (_, .unknown): t("Personne ne l’a encore dit.", "Nobody said so yet.")
        default: ""
        }
    }

    static func care(_ care: CountingFacts.Care, _ t: Language) -> String {
        switch care {
        case .played: t("Oui, des équipes ont travaillé sans leurs outils", "Yes, teams worked without their tools")
        case .discussed: t("Discuté autour d’une table seulement", "Talked through around a table only")
        case .absent: t("Non", "No")
        }
    }

    static func verdict(_ verdict: CountingVerdict, _ t: Language) -> String {
        switch (verdict.countsForCrisis, verdict.countsForContinuity) {
        case (true, true):
            t(
                "Il compte comme exercice de crise cyber et comme exercice de continuité.",
                "It counts as a cyber crisis exercise and as a continuity exercise.")
        case (true, false):
            t(
                "Il compte comme exercice de crise cyber, pas comme exercice de continuité.",
                "It counts as a cyber crisis exercise, not as a continuity exercise.")
        default:
            t("Il ne compte pas en l’état\u{00A0}: voici pourquoi.", "It does not count as it stands: here is why.")
        }
    }
}
