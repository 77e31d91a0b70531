// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this feature writes to the journal, in sentences.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "roadmapAction.added":
            t("Action candidate ajoutée\u{00A0}: \(detail)", "Candidate action added: \(detail)")
        case "roadmapAction.changed":
            t("Action candidate modifiée\u{00A0}: \(detail)", "Candidate action changed: \(detail)")
        case "roadmapAction.reset":
            t("Action candidate remise en l’état\u{00A0}: \(detail)", "Candidate action reset: \(detail)")
        case "roadmap.opened": t("Feuille de route ouverte\u{00A0}: \(detail)", "Roadmap opened: \(detail)")
        case "roadmap.computed": t("Plan calculé", "Plan computed")
        case "roadmap.supposed": t("Hypothèse étudiée\u{00A0}: \(detail)", "Supposition studied: \(detail)")
        case "roadmap.supposed.removed": t("Hypothèse retirée\u{00A0}: \(detail)", "Supposition removed: \(detail)")
        case "roadmap.split": t("Répartition du coût de \(detail) modifiée", "Cost sharing of \(detail) changed")
        case "roadmap.adopted": t("Plan adopté\u{00A0}: \(detail) actions", "Plan adopted: \(detail) actions")
        case "roadmap.released": t("Adoption du plan annulée", "Adoption of the plan undone")
        case "roadmap.closed": t("Suivi de la feuille de route arrêté", "Follow-up of the roadmap ended")
        case "roadmap.reopened": t("Suivi de la feuille de route repris", "Follow-up of the roadmap resumed")
        case "roadmap.exported": t("Feuille de route exportée", "Roadmap exported")
        case "roadmapTask.updated": t("Action mise à jour\u{00A0}: \(detail)", "Action updated: \(detail)")
        case "roadmapTask.entrusted": t("Action confiée\u{00A0}: \(detail)", "Action entrusted: \(detail)")
        case "roadmapTask.takenBack": t("Action reprise\u{00A0}: \(detail)", "Action taken back: \(detail)")
        case "roadmapTask.proven":
            t("Preuve jointe à l’action\u{00A0}: \(detail)", "Proof attached to action: \(detail)")
        case "roadmapTask.unproven":
            t("Preuve retirée de l’action\u{00A0}: \(detail)", "Proof removed from action: \(detail)")
        default: nil
        }
    }
}
