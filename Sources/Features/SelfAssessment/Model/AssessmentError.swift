// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why something about an assessment was refused.
public enum AssessmentError: Error, Sendable, Hashable {
    case unknownAssessment
    case unknownFramework
    case unknownRequirement(String)
    case levelMissing
    case levelOutsideScale(Int)
    case reasonMissing
    case commentTooLong
    case remarkEmpty
    case closed
    case notClosed
    case noMember
    case titleMissing
    case titleTooLong
    case unknownPerson
    /// Everything that applies is satisfied.
    case nothingToPlan
    /// Somebody saved another answer since the page was shown: both are given, none is lost.
    case overtaken(current: Answer)
}

extension AssessmentError: ExplainedError {
    public var nature: ErrorNature {
        switch self {
        case .unknownAssessment, .unknownFramework, .unknownRequirement: .notFound
        case .overtaken, .closed, .notClosed, .nothingToPlan: .conflict
        default: .invalid
        }
    }

    public var message: Phrase {
        switch self {
        case .unknownAssessment: Phrase("Cette évaluation n’existe pas.", "This assessment does not exist.")
        case .unknownFramework: Phrase("Ce référentiel n’existe pas.", "This framework does not exist.")
        case .unknownRequirement(let code):
            Phrase(
                "L’exigence «\u{00A0}\(code)\u{00A0}» n’existe pas dans ce référentiel.",
                "Requirement “\(code)” does not exist in this framework.")
        case .levelMissing: Phrase("Choisissez une réponse.", "Choose an answer.")
        case .levelOutsideScale(let level):
            Phrase(
                "Le niveau \(level) n’existe pas dans l’échelle de ce référentiel.",
                "Level \(level) does not exist in this framework's scale.")
        case .reasonMissing:
            Phrase(
                "Dites en commentaire pourquoi cette exigence est sans objet.",
                "Say in the comment why this requirement does not apply.")
        case .commentTooLong:
            Phrase("Le commentaire dépasse 4 000 caractères.", "The comment exceeds 4,000 characters.")
        case .remarkEmpty: Phrase("La remarque est vide.", "The remark is empty.")
        case .closed:
            Phrase(
                "Cette évaluation est close\u{00A0}: rouvrez-la pour la modifier.",
                "This assessment is closed: reopen it to change it.")
        case .notClosed: Phrase("Cette évaluation n’est pas close.", "This assessment is not closed.")
        case .noMember:
            Phrase(
                "Choisissez au moins un établissement à évaluer.", "Choose at least one establishment to assess.")
        case .titleMissing: Phrase("Donnez un titre.", "Give a title.")
        case .titleTooLong: Phrase("Le titre dépasse 150 caractères.", "The title exceeds 150 characters.")
        case .unknownPerson:
            Phrase(
                "Cette personne n’a pas de rôle dans l’établissement.",
                "This person holds no role in the establishment.")
        case .nothingToPlan:
            Phrase(
                "Tout ce qui s’applique est satisfait\u{00A0}: il n’y a pas de plan d’action à exporter.",
                "Everything that applies is satisfied: there is no plan of action to export.")
        case .overtaken:
            Phrase(
                "Quelqu’un d’autre a répondu entre-temps\u{00A0}: les deux versions sont affichées, choisissez.",
                "Somebody else answered meanwhile: both versions are shown, choose one.")
        }
    }
}
