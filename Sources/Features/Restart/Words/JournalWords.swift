// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this feature writes to the journal, in sentences.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        preparation(action, detail, t) ?? following(action, detail, t)
    }

    private static func preparation(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "restart.team.added":
            t("Équipe de redémarrage ajoutée\u{00A0}: \(detail)", "Restart team added: \(detail)")
        case "restart.team.corrected":
            t("Équipe de redémarrage modifiée\u{00A0}: \(detail)", "Restart team changed: \(detail)")
        case "restart.means.added":
            t("Moyen de redémarrage ajouté\u{00A0}: \(detail)", "Restart means added: \(detail)")
        case "restart.means.corrected":
            t("Moyen de redémarrage modifié\u{00A0}: \(detail)", "Restart means changed: \(detail)")
        case "restart.helpers.added": t("Renfort ajouté\u{00A0}: \(detail)", "Helpers added: \(detail)")
        case "restart.helpers.corrected": t("Renfort modifié\u{00A0}: \(detail)", "Helpers changed: \(detail)")
        case "restart.setback.added": t("Aléa ajouté\u{00A0}: \(detail)", "Risk added: \(detail)")
        case "restart.setback.corrected": t("Aléa modifié\u{00A0}: \(detail)", "Risk changed: \(detail)")
        case "restart.resource.removed":
            t("Retiré du redémarrage\u{00A0}: \(detail)", "Removed from the restart: \(detail)")
        case "restart.resource.restored":
            t("Rétabli pour le redémarrage\u{00A0}: \(detail)", "Restored for the restart: \(detail)")
        case "restart.steps.proposed":
            t(
                "Étapes proposées et durées apprises\u{00A0}: \(detail)",
                "Steps proposed and durations learnt: \(detail)")
        case "restart.step.added": t("Étape ajoutée\u{00A0}: \(detail)", "Step added: \(detail)")
        case "restart.step.corrected": t("Étape modifiée\u{00A0}: \(detail)", "Step changed: \(detail)")
        case "restart.step.removed": t("Étape retirée\u{00A0}: \(detail)", "Step removed: \(detail)")
        case "restart.step.restored": t("Étape rétablie\u{00A0}: \(detail)", "Step restored: \(detail)")
        case "restart.steps.confirmed": t("Durées confirmées\u{00A0}: \(detail)", "Durations confirmed: \(detail)")
        case "restart.steps.learnt": t("Durées réelles retenues\u{00A0}: \(detail)", "Real durations kept: \(detail)")
        default: nil
        }
    }

    private static func following(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "restart.plan.made": t("Plan de redémarrage établi\u{00A0}: \(detail)", "Restart plan made: \(detail)")
        case "restart.plan.computed":
            t("Plan de redémarrage calculé\u{00A0}: \(detail)", "Restart plan computed: \(detail)")
        case "restart.plan.exported":
            t("Plan de redémarrage exporté\u{00A0}: \(detail)", "Restart plan exported: \(detail)")
        case "restart.plan.removed":
            t("Plan de redémarrage retiré\u{00A0}: \(detail)", "Restart plan removed: \(detail)")
        case "restart.plan.restored":
            t("Plan de redémarrage rétabli\u{00A0}: \(detail)", "Restart plan restored: \(detail)")
        case "restart.board.opened":
            t("Tableau de redémarrage ouvert\u{00A0}: \(detail)", "Restart board opened: \(detail)")
        case "restart.board.closed":
            t("Tableau de redémarrage clos\u{00A0}: \(detail)", "Restart board closed: \(detail)")
        case "restart.board.announced":
            t("Heures de retour annoncées\u{00A0}: \(detail)", "Hours of return announced: \(detail)")
        case "restart.board.waiting": t("Étape remise à faire\u{00A0}: \(detail)", "Step put back to do: \(detail)")
        case "restart.board.started": t("Étape commencée\u{00A0}: \(detail)", "Step started: \(detail)")
        case "restart.board.done": t("Étape faite\u{00A0}: \(detail)", "Step done: \(detail)")
        case "restart.board.skipped": t("Étape laissée de côté\u{00A0}: \(detail)", "Step skipped: \(detail)")
        case "restart.board.blocked": t("Étape bloquée\u{00A0}: \(detail)", "Step blocked: \(detail)")
        default: nil
        }
    }
}
