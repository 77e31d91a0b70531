// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this feature writes to the journal, in sentences.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        guard let phrase = phrases[action] else { return nil }
        return detail.isEmpty ? phrase(t) : phrase(t) + t("\u{00A0}: ", ": ") + detail
    }

    private static let phrases: [String: Phrase] = [
        "impactAnalysis.saved": Phrase("Bilan d’impact saisi", "Impact analysis entered"),
        "impactAnalysis.validated": Phrase("Bilan d’impact validé", "Impact analysis validated"),
        "impactAnalysis.resumed": Phrase("Bilan d’impact repris", "Impact analysis taken up again"),
        "impactAnalysis.refreshed": Phrase(
            "Preuve d’un bilan d’impact mise en accord avec la cartographie",
            "Proof of an impact analysis brought in line with the map"),
        "impactAnalysis.exported": Phrase("Bilans d’impact exportés", "Impact analyses exported"),
        "continuityScope.waived": Phrase("Motif d’absence de bilan écrit", "Reason for no impact analysis written"),
        "continuityScope.resumed": Phrase("Motif d’absence de bilan retiré", "Reason for no impact analysis removed"),
        "degradedMode.added": Phrase("Mode dégradé ajouté", "Degraded mode added"),
        "degradedMode.corrected": Phrase("Mode dégradé modifié", "Degraded mode changed"),
        "degradedMode.removed": Phrase("Mode dégradé retiré", "Degraded mode removed"),
        "degradedMode.restored": Phrase("Mode dégradé rétabli", "Degraded mode restored"),
        "reflexSheet.added": Phrase("Fiche réflexe ajoutée", "Reflex sheet added"),
        "reflexSheet.corrected": Phrase("Fiche réflexe modifiée", "Reflex sheet changed"),
        "reflexSheet.removed": Phrase("Fiche réflexe retirée", "Reflex sheet removed"),
        "reflexSheet.restored": Phrase("Fiche réflexe rétablie", "Reflex sheet restored"),
        "continuityPlan.added": Phrase("Plan créé", "Plan created"),
        "continuityPlan.corrected": Phrase("Plan modifié", "Plan changed"),
        "continuityPlan.approved": Phrase("Plan approuvé", "Plan approved"),
        "continuityPlan.withdrawn": Phrase("Approbation d’un plan retirée", "Approval of a plan withdrawn"),
        "continuityPlan.removed": Phrase("Plan retiré", "Plan removed"),
        "continuityPlan.restored": Phrase("Plan rétabli", "Plan restored"),
        "continuityPlan.exported": Phrase("Plan exporté", "Plan exported"),
        "continuityTest.planned": Phrase("Essai d’un plan fixé", "Test of a plan planned"),
        "continuityTest.held": Phrase("Essai d’un plan tenu", "Test of a plan held"),
        "continuityTest.corrected": Phrase("Essai d’un plan modifié", "Test of a plan changed"),
        "continuityTest.removed": Phrase("Essai d’un plan retiré", "Test of a plan removed"),
        "continuityTest.restored": Phrase("Essai d’un plan rétabli", "Test of a plan restored"),
    ]
}
