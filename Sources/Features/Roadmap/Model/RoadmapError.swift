// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why something about a roadmap was refused.
enum RoadmapError: Error, Sendable, Hashable {
    case unknownRoadmap
    case unknownScenario
    case unknownAction
    case unknownTask
    case unknownFramework
    case unknownPerson
    case unknownProof
    case unreadable
    case noMember
    case noGap
    case notPlannable(String)
    case solver(String)
    case alreadyAdopted
    case anotherIsFollowed(version: Int)
    case notAdopted
    case workStarted
    case notClosed
    case overtaken
    case identifierTaken(String)
    case waitsForItself(String)
    case endBeforeStart
    case endMissing
    case startMissing
    case future
    case noteTooLong
    case amount
    case closed
}

extension RoadmapError: ExplainedError {
    var nature: ErrorNature {
        switch self {
        case .unknownRoadmap, .unknownScenario, .unknownAction, .unknownTask: .notFound
        case .alreadyAdopted, .anotherIsFollowed, .notAdopted, .workStarted, .notClosed, .overtaken, .closed: .conflict
        default: .invalid
        }
    }

    var message: Phrase {
        switch self {
        case .unknownRoadmap: Phrase("Cette feuille de route n’existe pas.", "This roadmap does not exist.")
        case .unknownScenario: Phrase("Ce plan n’existe pas.", "This plan does not exist.")
        case .unknownAction: Phrase("Cette action n’existe pas.", "This action does not exist.")
        case .unknownTask: Phrase("Cette action suivie n’existe pas.", "This followed action does not exist.")
        case .unknownFramework: Phrase("Ce référentiel n’existe pas.", "This framework does not exist.")
        case .unknownPerson:
            Phrase(
                "Cette personne n’a pas de rôle dans l’établissement.",
                "This person holds no role in the establishment.")
        case .unknownProof: Phrase("Cette preuve n’existe pas.", "This proof does not exist.")
        case .unreadable:
            Phrase(
                "Les données de cette feuille de route ne sont pas lisibles par cette version de Carène.",
                "This version of Carène cannot read the data of this roadmap.")
        case .noMember: Phrase("Choisissez au moins un établissement.", "Choose at least one establishment.")
        case .noGap:
            Phrase(
                "Rien ne manque dans ces référentiels\u{00A0}: il n’y a pas d’écart à combler.",
                "Nothing is missing in these frameworks: there is no gap to close.")
        case .notPlannable(let reason):
            Phrase(
                "Ces données ne peuvent pas être planifiées\u{00A0}: \(reason).",
                "These data cannot be planned: \(reason).")
        case .solver(let reason):
            Phrase(
                "Le calcul exact n’a pas abouti\u{00A0}: \(reason). Le plan précédent est gardé.",
                "The exact computation did not succeed: \(reason). The former plan is kept.")
        case .alreadyAdopted: Phrase("Un plan est déjà adopté.", "A plan is adopted already.")
        case .anotherIsFollowed(let version):
            Phrase(
                "La version \(version) est suivie en ce moment\u{00A0}: arrêtez d’abord son suivi.",
                "Version \(version) is being followed: end that first.")
        case .notAdopted: Phrase("Aucun plan n’est adopté.", "No plan is adopted.")
        case .workStarted:
            Phrase(
                "Le travail a commencé\u{00A0}: l’adoption ne peut plus être annulée.",
                "Work has started: the adoption cannot be undone any more.")
        case .notClosed: Phrase("Le suivi n’est pas arrêté.", "The follow-up is not ended.")
        case .overtaken:
            Phrase(
                "Quelqu’un d’autre a mis à jour cette action entre-temps\u{00A0}: relisez-la, puis recommencez.",
                "Somebody else updated this action meanwhile: read it again, then start over.")
        case .identifierTaken(let id):
            Phrase("L’identifiant «\u{00A0}\(id)\u{00A0}» est déjà pris.", "The identifier “\(id)” is already taken.")
        case .waitsForItself(let id):
            Phrase(
                "L’action «\u{00A0}\(id)\u{00A0}» s’attendrait elle-même à travers ses préalables.",
                "Action “\(id)” would wait for itself through its prerequisites.")
        case .endBeforeStart: Phrase("La fin précède le début.", "The end comes before the start.")
        case .endMissing: Phrase("Donnez le jour de la fin.", "Give the day of the end.")
        case .startMissing: Phrase("Donnez le jour du début.", "Give the day of the start.")
        case .future: Phrase("Ce jour n’est pas encore venu.", "This day has not come yet.")
        case .noteTooLong: Phrase("La note dépasse 2 000 caractères.", "The note exceeds 2,000 characters.")
        case .amount: Phrase("Ce montant n’est pas possible.", "This amount is not possible.")
        case .closed: Phrase("Le suivi de cette feuille de route est arrêté.", "This roadmap is followed no more.")
        }
    }
}
