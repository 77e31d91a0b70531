// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this feature writes to the journal, in sentences.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "assessment.opened": t("Évaluation ouverte\u{00A0}: \(detail)", "Assessment opened: \(detail)")
        case "assessment.closed": t("Évaluation close", "Assessment closed")
        case "assessment.reopened": t("Évaluation rouverte", "Assessment reopened")
        case "assessment.shared": t("Évaluation partagée", "Assessment shared")
        case "assessment.unshared": t("Partage de l’évaluation arrêté", "Sharing of the assessment stopped")
        case "assessment.entrusted": t("Exigences confiées", "Requirements entrusted")
        case "assessment.unentrusted": t("Exigences reprises", "Requirements taken back")
        case "answer.saved": t("Réponse à \(detail)", "Answer to \(detail)")
        case "answers.saved": t("Réponses enregistrées", "Answers saved")
        case "answers.carried": t("Réponses reprises d’un autre référentiel", "Answers carried from another framework")
        case "answers.imported": t("Réponses importées", "Answers imported")
        case "campaign.exported":
            detail.isEmpty
                ? t("Comparaison exportée", "Comparison exported")
                : t("Comparaison exportée (\(detail))", "Comparison exported (\(detail))")
        case "answers.exported":
            detail.isEmpty
                ? t("Réponses exportées", "Answers exported")
                : t("Réponses exportées (\(detail))", "Answers exported (\(detail))")
        case "remark.added": t("Remarque sur \(detail)", "Remark on \(detail)")
        case "campaign.opened": t("Campagne ouverte", "Campaign opened")
        case "campaign.closed": t("Campagne close", "Campaign closed")
        case "campaign.reopened": t("Campagne rouverte", "Campaign reopened")
        default: nil
        }
    }
}
