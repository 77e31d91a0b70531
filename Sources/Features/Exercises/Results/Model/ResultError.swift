// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why a result of an exercise cannot be kept.
enum ResultError: ExplainedError, Hashable {
    case unknown
    case textMissing
    case textTooLong
    case outOfRange
    case alreadySo
    case sameObserver
    case emptyGrid
    case tooMany
    case notHeld
    case notEnoughText
    case linkUsed
    case hotWashClosed
    case elsewhere

    var nature: ErrorNature {
        switch self {
        case .unknown, .linkUsed: .notFound
        case .alreadySo, .hotWashClosed, .notHeld: .conflict
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
        case .alreadySo:
            Phrase(
                "C’est déjà fait, peut-être par quelqu’un d’autre. Rechargez la page.",
                "This is already done, perhaps by somebody else. Reload the page.")
        case .sameObserver:
            Phrase(
                "Cet observateur a déjà une grille\u{00A0}: ouvrez-la, ou donnez un autre nom de fonction.",
                "This observer has a grid already: open it, or give another function.")
        case .emptyGrid:
            Phrase(
                "Rien n’est encore noté\u{00A0}: donnez au moins une note, ou dites qu’un critère ne s’applique pas.",
                "Nothing is rated yet: give one mark at least, or say that a criterion could not be seen.")
        case .tooMany:
            Phrase("Il y en a trop\u{00A0}: retirez-en certains d’abord.", "There are too many: remove some first.")
        case .notHeld:
            Phrase(
                "Cet exercice n’est pas terminé\u{00A0}: terminez-le d’abord depuis le pupitre.",
                "This exercise is not over: end it first in the animators’ console.")
        case .notEnoughText:
            Phrase(
                "Un rapport sans essentiel ne se valide pas\u{00A0}: écrivez d’abord ce qu’il faut retenir.",
                "A report without its essential cannot be approved: write first what to keep in mind.")
        case .linkUsed:
            Phrase(
                "Ce lien a déjà servi, ou n’existe pas. Rien n’a été enregistré\u{00A0}: demandez-en un autre à l’animateur.",
                "This link was used already, or does not exist. Nothing was saved: ask the animator for another one.")
        case .hotWashClosed:
            Phrase(
                "Le retour à chaud est clos\u{00A0}: rien n’a été enregistré. Dites-le à l’animateur.",
                "The hot wash is closed: nothing was saved. Tell the animator.")
        case .elsewhere:
            Phrase(
                "Cette action ne vient pas d’un exercice de cet établissement.",
                "This action does not come from an exercise of this establishment.")
        }
    }
}
