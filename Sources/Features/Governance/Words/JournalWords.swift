// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this feature writes to the journal, in sentences.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        people(action, detail, t) ?? money(action, detail, t) ?? knowledge(action, detail, t)
    }

    private static func people(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "appointment.made": t("Nomination\u{00A0}: \(detail)", "Appointment: \(detail)")
        case "appointment.corrected": t("Nomination corrigée\u{00A0}: \(detail)", "Appointment corrected: \(detail)")
        case "appointment.ended": t("Fin de nomination\u{00A0}: \(detail)", "Appointment ended: \(detail)")
        case "appointment.removed": t("Nomination retirée\u{00A0}: \(detail)", "Appointment removed: \(detail)")
        case "appointment.resumed": t("Nomination rétablie\u{00A0}: \(detail)", "Appointment resumed: \(detail)")
        case "appointment.refreshed":
            t("Preuves d’une nomination mises à jour\u{00A0}: \(detail)", "Proofs of an appointment updated: \(detail)")
        case "committee.opened": t("Instance créée\u{00A0}: \(detail)", "Committee created: \(detail)")
        case "committee.corrected": t("Instance modifiée\u{00A0}: \(detail)", "Committee changed: \(detail)")
        case "committee.closed": t("Instance close\u{00A0}: \(detail)", "Committee closed: \(detail)")
        case "committee.reopened": t("Instance rouverte\u{00A0}: \(detail)", "Committee reopened: \(detail)")
        case "decision.taken": t("Décision prise\u{00A0}: \(detail)", "Decision taken: \(detail)")
        case "decision.corrected": t("Décision modifiée\u{00A0}: \(detail)", "Decision changed: \(detail)")
        case "decision.done": t("Décision faite\u{00A0}: \(detail)", "Decision done: \(detail)")
        case "decision.dropped": t("Décision abandonnée\u{00A0}: \(detail)", "Decision dropped: \(detail)")
        case "decision.reopened": t("Décision reprise\u{00A0}: \(detail)", "Decision taken up again: \(detail)")
        case "post.added": t("Poste ajouté\u{00A0}: \(detail)", "Post added: \(detail)")
        case "post.corrected": t("Poste modifié\u{00A0}: \(detail)", "Post changed: \(detail)")
        case "post.removed": t("Poste retiré\u{00A0}: \(detail)", "Post removed: \(detail)")
        case "post.restored": t("Poste rétabli\u{00A0}: \(detail)", "Post restored: \(detail)")
        default: nil
        }
    }

    private static func money(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "budget.opened": t("Budget \(detail) saisi", "Budget of \(detail) entered")
        case "budget.corrected": t("Budget \(detail) corrigé", "Budget of \(detail) corrected")
        case "budget.exported": t("Budget exporté", "Budget exported")
        case "budgetLine.added": t("Ligne de budget ajoutée\u{00A0}: \(detail)", "Budget line added: \(detail)")
        case "budgetLine.corrected": t("Ligne de budget modifiée\u{00A0}: \(detail)", "Budget line changed: \(detail)")
        case "budgetLine.removed": t("Ligne de budget retirée\u{00A0}: \(detail)", "Budget line removed: \(detail)")
        case "budgetLine.restored": t("Ligne de budget rétablie\u{00A0}: \(detail)", "Budget line restored: \(detail)")
        default: nil
        }
    }

    private static func knowledge(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "interpretation.added":
            t("Précision officielle ajoutée\u{00A0}: \(detail)", "Official interpretation added: \(detail)")
        case "interpretation.corrected":
            t("Précision officielle modifiée\u{00A0}: \(detail)", "Official interpretation changed: \(detail)")
        case "interpretation.removed":
            t("Précision officielle retirée\u{00A0}: \(detail)", "Official interpretation removed: \(detail)")
        case "interpretation.restored":
            t("Précision officielle rétablie\u{00A0}: \(detail)", "Official interpretation restored: \(detail)")
        case "indicator.targeted": t("Cible d’un indicateur changée", "Target of an indicator changed")
        case "direction.exported": t("Page de direction exportée", "Director’s page exported")
        default: nil
        }
    }
}
