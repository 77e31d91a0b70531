// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What keeps somebody from doing what they ask.
enum CrisisError: ExplainedError, Hashable {
    case unknown
    case closed
    case alreadySo
    case overtaken
    case textMissing
    case textTooLong(limit: Int)
    case outOfRange
    case lateReasonMissing
    case future
    case sameHand
    case expired
    case tooMany(limit: Int)
    case logClosed

    var nature: ErrorNature {
        switch self {
        case .unknown: .notFound
        case .closed, .alreadySo, .overtaken, .sameHand, .expired, .logClosed: .conflict
        case .textMissing, .textTooLong, .outOfRange, .lateReasonMissing, .future: .invalid
        case .tooMany: .limited
        }
    }

    var message: Phrase {
        switch self {
        case .unknown: Phrase("Cela n’existe pas, ou plus.", "There is no such thing, or no longer.")
        case .closed:
            Phrase(
                "Cet incident est clos\u{00A0}: rouvrez-le pour le modifier.",
                "This incident is closed: reopen it to change it.")
        case .alreadySo: Phrase("C’était déjà fait. Rechargez la page.", "It was done already. Reload the page.")
        case .overtaken:
            Phrase(
                "Quelqu’un d’autre a modifié cet incident entre-temps\u{00A0}: rien n’est enregistré. Relisez, puis recommencez.",
                "Somebody else changed this incident meanwhile: nothing was saved. Read it again, then try again.")
        case .textMissing: Phrase("Ce champ est nécessaire.", "This field is needed.")
        case .textTooLong(let limit):
            Phrase(
                "Ce texte est trop long\u{00A0}: \(limit) caractères au plus.",
                "This text is too long: \(limit) at most.")
        case .outOfRange: Phrase("Cette valeur n’est pas possible.", "This value is not possible.")
        case .lateReasonMissing:
            Phrase(
                "Le délai est dépassé\u{00A0}: dites pourquoi. Le motif accompagne la notification.",
                "The delay has passed: say why. The reason goes with the notification.")
        case .future: Phrase("Cette heure n’est pas encore venue.", "That time has not come yet.")
        case .sameHand:
            Phrase(
                "Une autre personne que celle qui demande doit confirmer l’isolement.",
                "Somebody other than the one who asks must confirm the isolation.")
        case .expired:
            Phrase(
                "Cette demande a plus de quinze minutes\u{00A0}: la situation a pu changer. Demandez à nouveau.",
                "This request is more than fifteen minutes old: things may have changed. Ask again.")
        case .tooMany(let limit):
            Phrase("Pas plus de \(limit) lignes ici.", "No more than \(limit) lines here.")
        case .logClosed:
            Phrase(
                "La main courante de cet incident est close\u{00A0}: rouvrez-la d’abord.",
                "The log of this incident is closed: reopen it first.")
        }
    }
}
