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
        "exerciseScenario.kept": Phrase("Scénario d’exercice importé", "Exercise scenario imported"),
        "exerciseScenario.removed": Phrase("Scénario d’exercice retiré", "Exercise scenario removed"),
        "exerciseScenario.restored": Phrase("Scénario d’exercice rétabli", "Exercise scenario restored"),
        "exercise.planned": Phrase("Exercice prévu", "Exercise planned"),
        "exercise.corrected": Phrase("Exercice réglé", "Exercise set"),
        "exercise.checklist": Phrase("Préparatifs d’exercice cochés", "Preparations of an exercise ticked"),
        "exercise.cancelled": Phrase("Exercice annulé", "Exercise cancelled"),
        "exercise.removed": Phrase("Exercice retiré", "Exercise removed"),
        "exercise.restored": Phrase("Exercice rétabli", "Exercise restored"),
        "exercise.injectAdded": Phrase("Stimulus ajouté", "Inject added"),
        "exercise.injectCorrected": Phrase("Stimulus adapté", "Inject adapted"),
        "exercise.injectEnabled": Phrase("Stimulus activé", "Inject enabled"),
        "exercise.injectDisabled": Phrase("Stimulus désactivé", "Inject disabled"),
        "exercise.injectRemoved": Phrase("Stimulus retiré", "Inject removed"),
        "exercise.timelineImported": Phrase("Chronogramme importé", "Timeline imported"),
        "exercise.timelineExported": Phrase("Chronogramme exporté", "Timeline exported"),
        "exercise.participantAdded": Phrase("Participant ajouté à un exercice", "Participant added to an exercise"),
        "exercise.participantCorrected": Phrase(
            "Participant d’un exercice modifié", "Participant of an exercise changed"),
        "exercise.participantRemoved": Phrase(
            "Participant retiré d’un exercice", "Participant removed from an exercise"),
        "exercise.contactsChecked": Phrase("Essai de liaison enregistré", "Communication check saved"),
        "exercise.linkOpened": Phrase(
            "Accès sans compte ouvert à un exercice", "Access without account opened to an exercise"),
        "exercise.linkRevoked": Phrase("Accès à un exercice fermé", "Access to an exercise closed"),
        "exercise.started": Phrase("Exercice démarré", "Exercise started"),
        "exercise.clockTurned": Phrase("Horloge d’exercice changée", "Clock of an exercise changed"),
        "exercise.ended": Phrase("Exercice terminé", "Exercise ended"),
        "exercise.stoppedForReal": Phrase(
            "Exercice arrêté pour une urgence réelle", "Exercise stopped for a real emergency"),
        "exercise.injectSent": Phrase("Stimulus envoyé", "Inject sent"),
        "exercise.injectSkipped": Phrase("Stimulus passé", "Inject skipped"),
        "exercise.injectTakenBack": Phrase("Stimulus repris", "Inject taken back"),
        "exercise.injectDelayed": Phrase("Stimulus reporté", "Inject delayed"),
        "exercise.injectReceived": Phrase("Stimulus reçu par une cellule", "Inject received by a cell"),
        "exercise.reactionSeen": Phrase("Réaction à un stimulus relevée", "Reaction to an inject seen"),
        "exercise.mailsSent": Phrase("Courriels d’exercice envoyés", "Mails of an exercise sent"),
        "exercise.noted": Phrase("Observation d’exercice notée", "Observation of an exercise noted"),
    ]
}
