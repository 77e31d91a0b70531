// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this room writes to the journal, in sentences. Details are titles; never a line of the log.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        guard action.hasPrefix("crisis."), let act = act(action) else { return nil }
        return detail.isEmpty ? act(t) : t("\(act(t))\u{00A0}: \(detail)", "\(act(t)): \(detail)")
    }

    private static func act(_ action: String) -> Phrase? {
        switch action {
        case "crisis.incident.declared": Phrase("Incident déclaré", "Incident declared")
        case "crisis.incident.qualified": Phrase("Incident qualifié", "Incident qualified")
        case "crisis.incident.escalated": Phrase("Passage en crise", "Escalated to a crisis")
        case "crisis.incident.stoodDown": Phrase("Sortie de crise", "Crisis stood down")
        case "crisis.incident.phase": Phrase("Phase de crise changée", "Phase of the crisis changed")
        case "crisis.incident.contained": Phrase("Attaque contenue", "Attack contained")
        case "crisis.incident.restored": Phrase("Retour à la normale", "Back to normal")
        case "crisis.incident.closed": Phrase("Incident clos", "Incident closed")
        case "crisis.incident.reopened": Phrase("Incident rouvert", "Incident reopened")
        case "crisis.observatory.exported":
            Phrase("Observatoire exporté, sans nom", "Observatory exported, without names")
        case "crisis.costs.exported": Phrase("Coûts d’un incident exportés", "Costs of an incident exported")
        default: conduct(action) ?? after(action)
        }
    }

    private static func conduct(_ action: String) -> Phrase? {
        switch action {
        case "crisis.shift.added": Phrase("Fonction de cellule confiée", "Function of a cell entrusted")
        case "crisis.shift.removed": Phrase("Fonction de cellule retirée", "Function of a cell removed")
        case "crisis.shift.restored": Phrase("Fonction de cellule rétablie", "Function of a cell restored")
        case "crisis.clock.stopped": Phrase("Notification notée comme envoyée", "Notification noted as sent")
        case "crisis.clock.withdrawn":
            Phrase("Notification notée par erreur, annulée", "Notification noted by mistake, withdrawn")
        case "crisis.rule.switchedOn": Phrase("Horloge légale allumée", "Legal clock switched on")
        case "crisis.rule.switchedOff": Phrase("Horloge légale éteinte", "Legal clock switched off")
        case "crisis.step.ticked": Phrase("Fiche réflexe, étape cochée", "Reflex sheet, step ticked")
        case "crisis.step.unticked": Phrase("Fiche réflexe, étape décochée", "Reflex sheet, step unticked")
        case "crisis.isolation.asked": Phrase("Isolement demandé", "Isolation asked for")
        case "crisis.isolation.confirmed": Phrase("Isolement confirmé", "Isolation confirmed")
        case "crisis.isolation.dropped": Phrase("Isolement abandonné", "Isolation dropped")
        case "crisis.isolation.cut": Phrase("Isolement noté comme fait", "Isolation noted as done")
        case "crisis.isolation.lifted": Phrase("Isolement levé", "Isolation lifted")
        default: nil
        }
    }

    private static func after(_ action: String) -> Phrase? {
        switch action {
        case "crisis.cost.added":
            Phrase("Heures ou dépense d’un incident ajoutées", "Hours or expense of an incident added")
        case "crisis.cost.removed":
            Phrase("Heures ou dépense d’un incident retirées", "Hours or expense of an incident removed")
        case "crisis.cost.restored":
            Phrase("Heures ou dépense d’un incident rétablies", "Hours or expense of an incident restored")
        case "crisis.finding.added": Phrase("Constat de retour d’expérience ajouté", "Finding of the review added")
        case "crisis.finding.removed": Phrase("Constat de retour d’expérience retiré", "Finding of the review removed")
        case "crisis.finding.restored":
            Phrase("Constat de retour d’expérience rétabli", "Finding of the review restored")
        case "crisis.finding.done": Phrase("Action de retour d’expérience faite", "Action of the review done")
        case "crisis.finding.undone":
            Phrase("Action de retour d’expérience reprise", "Action of the review taken up again")
        default: nil
        }
    }
}
