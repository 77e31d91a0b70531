// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why something of an exercise cannot be kept or done.
enum ExercisesError: ExplainedError, Hashable {
    case unknown
    case textMissing
    case textTooLong
    case outOfRange
    case badIdentifier
    case badMail
    case noCell
    case taken
    case tooMany
    case alreadySo
    case played
    case notPrepared
    case notLive
    case changedMeanwhile
    case wrongStopWord
    case tooFast
    case emptyTimeline
    case unreadable(french: String, english: String)

    var nature: ErrorNature {
        switch self {
        case .unknown: .notFound
        case .alreadySo, .played, .notPrepared, .notLive, .changedMeanwhile: .conflict
        case .tooFast: .limited
        default: .invalid
        }
    }

    var message: Phrase {
        switch self {
        case .unknown: Phrase("Cet élément n’existe pas ou plus.", "There is no such thing, or not any more.")
        case .textMissing: Phrase("Ce champ est nécessaire.", "This field is needed.")
        case .textTooLong: Phrase("Ce texte est trop long.", "This text is too long.")
        case .outOfRange: Phrase("Cette valeur n’est pas possible.", "This value is not possible.")
        case .badIdentifier:
            Phrase(
                "Un numéro s’écrit avec des minuscules sans accent, des chiffres et des tirets.",
                "A number has lower-case letters without accents, digits and hyphens.")
        case .badMail:
            Phrase("Cette adresse électronique n’est pas valable.", "This electronic address is not valid.")
        case .noCell: Phrase("Dites de quelle cellule il s’agit.", "Say which cell it is.")
        case .taken: Phrase("Ce numéro est déjà pris.", "This number is taken.")
        case .tooMany: Phrase("Il y en a trop\u{00A0}: retirez-en d’abord.", "There are too many: remove some first.")
        case .alreadySo:
            Phrase(
                "C’est déjà fait, peut-être par quelqu’un d’autre. Rechargez la page.",
                "This is already done, perhaps by somebody else. Reload the page.")
        case .played:
            Phrase(
                "Ce stimulus est déjà parti\u{00A0}: il ne change plus.", "This inject was sent: it does not change.")
        case .notPrepared:
            Phrase(
                "Cet exercice a commencé ou est terminé\u{00A0}: sa préparation ne change plus.",
                "This exercise began or ended: its preparation does not change any more.")
        case .notLive:
            Phrase(
                "L’exercice n’est pas en cours\u{00A0}: rien n’a été envoyé.",
                "The exercise is not under way: nothing was sent.")
        case .changedMeanwhile:
            Phrase(
                "Quelqu’un l’a changé entre-temps\u{00A0}: rien n’a été fait. Regardez où il en est, puis recommencez.",
                "Somebody changed it meanwhile: nothing was done. See where it stands, then try again.")
        case .wrongStopWord:
            Phrase(
                "Ce n’est pas le mot d’arrêt de cet exercice. Il est en tête du pupitre.",
                "This is not the stop word of this exercise. It is at the top of the console.")
        case .tooFast:
            Phrase(
                "Trop d’envois en peu de temps. Attendez une minute, puis recommencez.",
                "Too much was sent in a short time. Wait a minute, then try again.")
        case .emptyTimeline:
            Phrase(
                "Le chronogramme est vide\u{00A0}: ajoutez des stimuli avant de démarrer.",
                "The timeline is empty: add injects before the start.")
        case .unreadable(let french, let english): Phrase(french, english)
        }
    }
}
