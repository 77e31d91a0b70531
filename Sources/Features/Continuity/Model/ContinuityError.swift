// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why something of continuity cannot be kept or changed.
enum ContinuityError: ExplainedError, Hashable {
    case unknown
    case textMissing
    case textTooLong
    case outOfRange
    case inFuture
    case worseBeforeLess
    case longerThanTolerable
    case notComplete
    case alreadySo
    case validated
    case unknownNode
    case unknownProof
    case outside
    case nothingToApprove
    case emptyPlan
    case tooMany

    var nature: ErrorNature {
        switch self {
        case .unknown: .notFound
        case .alreadySo, .validated, .nothingToApprove: .conflict
        case .tooMany: .limited
        default: .invalid
        }
    }

    var message: Phrase {
        switch self {
        case .unknown: Phrase("Cet élément n’existe pas ou plus.", "There is no such thing, or not any more.")
        case .textMissing: Phrase("Ce champ est nécessaire.", "This field is needed.")
        case .textTooLong: Phrase("Ce texte est trop long.", "This text is too long.")
        case .outOfRange: Phrase("Cette valeur n’est pas possible.", "This value is not possible.")
        case .inFuture: Phrase("Cette date est dans le futur.", "This date is in the future.")
        case .worseBeforeLess:
            Phrase(
                "Un effet plus grave ne peut pas venir avant un effet moindre\u{00A0}: vérifiez les trois moments.",
                "A worse effect cannot come before a lesser one: check the three moments.")
        case .longerThanTolerable:
            Phrase(
                "La DMIA dépasse la durée tolérable\u{00A0}: le service reviendrait après le dommage. Raccourcissez-la, ou "
                    + "revoyez la durée tolérable.",
                "The recovery time objective exceeds the tolerable period: the service would come back after the harm. "
                    + "Shorten it, or review the tolerable period.")
        case .notComplete:
            Phrase(
                "Le bilan n’est pas complet\u{00A0}: dites l’effet sur les cinq domaines, qui a été interrogé, et décidez les "
                    + "trois durées.",
                "The analysis is not complete: tell the effect on the five domains and who was asked, and decide the "
                    + "three durations.")
        case .alreadySo:
            Phrase(
                "C’est déjà fait, peut-être par quelqu’un d’autre. Rechargez la page.",
                "This is already done, perhaps by somebody else. Reload the page.")
        case .validated:
            Phrase(
                "Ce bilan est validé\u{00A0}: reprenez-le pour le changer.",
                "This analysis is validated: take it up again to change it.")
        case .unknownNode:
            Phrase(
                "Cet élément n’est plus dans la cartographie.", "This element is no longer in the map.")
        case .unknownProof:
            Phrase("Cette preuve n’est plus dans le coffre.", "This proof is not in the vault any more.")
        case .outside:
            Phrase("Cet établissement n’est pas à votre portée.", "This establishment is out of your reach.")
        case .nothingToApprove:
            Phrase(
                "La dernière version est déjà approuvée.", "The latest version is already approved.")
        case .emptyPlan:
            Phrase(
                "Un plan sans texte ne se valide pas\u{00A0}: écrivez au moins une partie, ou joignez le document.",
                "A plan without text cannot be approved: write at least one part, or attach the document.")
        case .tooMany:
            Phrase("Il y en a trop\u{00A0}: retirez-en certains d’abord.", "There are too many: remove some first.")
        }
    }
}
