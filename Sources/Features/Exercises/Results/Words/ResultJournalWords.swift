// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Primitives

/// What this part writes to the journal, in sentences.
enum ResultJournalWords {
    /// Nil for an action of another part.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        guard let phrase = phrases[action] else { return nil }
        return detail.isEmpty ? phrase(t) : phrase(t) + t("\u{00A0}: ", ": ") + detail
    }

    private static let phrases: [String: Phrase] = [
        "exerciseGrid.added": Phrase("Grille d’observation saisie", "Observation grid entered"),
        "exerciseGrid.corrected": Phrase("Grille d’observation modifiée", "Observation grid changed"),
        "exerciseGrid.removed": Phrase("Grille d’observation retirée", "Observation grid removed"),
        "exerciseMoments.noted": Phrase(
            "Heures relevées par les observateurs notées", "Times noted by observers entered"),
        "exerciseHotWash.opened": Phrase("Bulletins du retour à chaud préparés", "Slips of the hot wash prepared"),
        "exerciseHotWash.closed": Phrase("Retour à chaud clos", "Hot wash closed"),
        "exerciseHotWash.reopened": Phrase("Retour à chaud rouvert", "Hot wash reopened"),
        "exerciseHotWash.answered": Phrase("Réponse anonyme au retour à chaud", "Anonymous answer to the hot wash"),
        "exerciseReport.saved": Phrase("Rapport d’exercice modifié", "Exercise report changed"),
        "exerciseReport.approved": Phrase("Rapport d’exercice validé", "Exercise report approved"),
        "exerciseReport.exported": Phrase("Rapport d’exercice exporté", "Exercise report exported"),
        "exerciseAction.added": Phrase("Action corrective ajoutée", "Corrective action added"),
        "exerciseAction.corrected": Phrase("Action corrective modifiée", "Corrective action changed"),
        "exerciseAction.done": Phrase("Action corrective faite", "Corrective action done"),
        "exerciseAction.dropped": Phrase("Action corrective abandonnée", "Corrective action dropped"),
        "exerciseAction.reopened": Phrase("Action corrective rouverte", "Corrective action reopened"),
        "exerciseRetest.chosen": Phrase("Actions à rejouer choisies", "Actions to play again chosen"),
        "exerciseRetest.settled": Phrase("Action corrective rejouée en exercice", "Corrective action played again"),
        "exerciseCounting.said": Phrase(
            "Ce qui fait compter un exercice a été dit", "What makes an exercise count was said"),
        "exercisePack.exported": Phrase("Dossier de preuve d’exercice exporté", "Proof pack of an exercise exported"),
        "exercisePaper.exported": Phrase("Papiers d’exercice exportés", "Exercise papers exported"),
        "exerciseRekey.opened": Phrase(
            "Exercice joué sur papier\u{00A0}: horaires saisis", "Exercise played on paper: times entered"),
        "exerciseRekey.saved": Phrase("Feuilles d’un exercice ressaisies", "Sheets of an exercise entered again"),
        "exerciseRekey.noted": Phrase("Observation ressaisie", "Observation entered again"),
        "exerciseCampaign.exported": Phrase("Campagne d’exercices exportée", "Exercise campaign exported"),
    ]
}
