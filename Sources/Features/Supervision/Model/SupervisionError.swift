// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why something of the supervision cannot be kept or changed.
enum SupervisionError: ExplainedError, Hashable {
    case reasonMissing
    case textTooLong
    case alreadySo
    case badFilter(String)
    case badEnd
    case rulesOfOthers
    case noRules
    case tooManyRules
    case proposalGone
    case notWritten
    case badInventory
    case unknownAccount
    case badWebhook

    var nature: ErrorNature {
        switch self {
        case .alreadySo, .proposalGone: .conflict
        case .rulesOfOthers: .forbidden
        default: .invalid
        }
    }

    var message: Phrase {
        switch self {
        case .reasonMissing:
            Phrase(
                "Dites pourquoi en quelques mots\u{00A0}: la personne suivante le lira.",
                "Say why in a few words: the next person will read it.")
        case .textTooLong: Phrase("Ce texte est trop long.", "This text is too long.")
        case .alreadySo:
            Phrase(
                "C’est déjà fait, peut-être par quelqu’un d’autre. Rechargez la page.",
                "This is already done, perhaps by somebody else. Reload the page.")
        case .badFilter(let detail):
            Phrase("Ce filtre ne peut pas être lu\u{00A0}: \(detail)", "This filter cannot be read: \(detail)")
        case .badEnd:
            Phrase("Un silence dure d’une heure à trente jours.", "A silence lasts one hour to thirty days.")
        case .rulesOfOthers:
            Phrase(
                "Les règles servent à tous les établissements qui envoient leurs journaux ici\u{00A0}: seule une personne qui tient la supervision de tous peut les changer.",
                "The rules serve every establishment that sends its logs here: only somebody who keeps the supervision of all may change them."
            )
        case .noRules:
            Phrase(
                "Ce fichier ne contient aucune règle (.yml)\u{00A0}: rien n’a été changé.",
                "This file holds no rule (.yml): nothing was changed.")
        case .tooManyRules:
            Phrase(
                "Cette archive est trop grande (20\u{00A0}000 fichiers et 64\u{00A0}Mo au plus)\u{00A0}: rien n’a été changé.",
                "This archive is too large (20,000 files and 64 MB at most): nothing was changed.")
        case .proposalGone:
            Phrase(
                "Cette proposition n’existe plus\u{00A0}: redéposez l’archive.",
                "This proposal is gone: give the archive again.")
        case .notWritten:
            Phrase(
                "Le disque du serveur n’a pas pu être écrit\u{00A0}; rien n’a été changé.",
                "The server's disk could not be written; nothing was changed.")
        case .badInventory:
            Phrase(
                "Ce fichier n’est pas un tableau CSV avec une colonne «\u{00A0}nom\u{00A0}»\u{00A0}: rien n’a été changé.",
                "This file is no CSV table with a column “name”: nothing was changed.")
        case .unknownAccount:
            Phrase("Ce compte n’existe plus ou n’a pas de rôle ici.", "This account is gone or has no role here.")
        case .badWebhook:
            Phrase(
                "L’adresse commence par https:// et n’a ni espace ni mot de passe.",
                "The address begins with https:// and has neither space nor password.")
        }
    }
}
