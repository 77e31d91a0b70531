// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why something of this room cannot be kept, changed or made.
enum CrisisKitError: ExplainedError, Hashable {
    case unknown
    case textMissing
    case textTooLong
    case outOfRange
    case alreadySo
    case nobodyToCall
    case checkEnded
    case tooMany(limit: Int)
    case unknownContact
    case kitTaken
    case wrongPlace
    case notWritten(String)
    case emptyImport
    case refusedLine(Int, Phrase)

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
        case .nobodyToCall:
            Phrase(
                "Personne n’est noté dans ces cercles\u{00A0}: ajoutez d’abord des contacts.",
                "Nobody is noted in these circles: add contacts first.")
        case .checkEnded:
            Phrase(
                "Cet essai est terminé\u{00A0}: rouvrez-le pour corriger un appel.",
                "This check is ended: reopen it to correct a call.")
        case .tooMany(let limit):
            Phrase("Il y en a trop\u{00A0}: \(limit) au plus.", "There are too many: \(limit) at most.")
        case .unknownContact:
            Phrase(
                "Ce contact n’existe plus ici. Choisissez-en un autre.",
                "This contact is no longer here. Choose another one.")
        case .kitTaken:
            Phrase(
                "Cette mallette n’attend plus d’être téléchargée\u{00A0}: elle l’a déjà été, ou le serveur a redémarré. "
                    + "Faites-en une autre.",
                "This kit no longer waits to be downloaded: it already was, or the server was restarted. Make another one."
            )
        case .wrongPlace:
            Phrase(
                "Une mallette se fait pour un établissement ou pour un GHT, pas pour une région ni pour le niveau national.",
                "A kit is made for an establishment or a hospital group, not for a region nor for the national level.")
        case .notWritten(let reason):
            Phrase(
                "La mallette n’a pas pu être écrite (\(reason)). Rien n’est gardé.",
                "The kit could not be written (\(reason)). Nothing is kept.")
        case .emptyImport:
            Phrase(
                "Ce fichier ne contient aucun contact. Sa première ligne nomme les colonnes, chaque ligne suivante est un contact.",
                "This file holds no contact. Its first line names the columns, each following line is a contact.")
        case .refusedLine(let line, let reason):
            Phrase(
                "Ligne \(line)\u{00A0}: \(reason.french) Rien n’a été enregistré.",
                "Line \(line): \(reason.english) Nothing was saved.")
        }
    }

    var nature: ErrorNature {
        switch self {
        case .unknown: .notFound
        case .alreadySo, .kitTaken, .checkEnded: .conflict
        default: .invalid
        }
    }
}
