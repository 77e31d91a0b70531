// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why something of the governance cannot be kept or changed.
enum GovernanceError: ExplainedError, Hashable {
    case unknown
    case textMissing
    case textTooLong
    case endBeforeStart
    case outOfRange
    case nobodyServed
    case outside
    case unknownProof
    case unknownAccount
    case dueBeforeDecision
    case committeeClosed
    case alreadySo
    case yearExists
    case tooMany
    case addressRefused
    case inFuture

    var message: Phrase {
        switch self {
        case .unknown:
            Phrase("Cet élément n’existe pas ou plus.", "There is no such thing, or not any more.")
        case .textMissing: Phrase("Ce champ est nécessaire.", "This field is needed.")
        case .textTooLong: Phrase("Ce texte est trop long.", "This text is too long.")
        case .endBeforeStart:
            Phrase("La fin précède le début.", "The end is before the beginning.")
        case .outOfRange:
            Phrase("Cette valeur n’est pas possible.", "This value is not possible.")
        case .nobodyServed:
            Phrase("Choisissez au moins un établissement.", "Choose at least one establishment.")
        case .outside:
            Phrase(
                "Un des établissements choisis n’est pas à votre portée.",
                "One of the establishments is out of your reach.")
        case .unknownProof:
            Phrase("Cette preuve n’est plus dans le coffre.", "This proof is not in the vault any more.")
        case .unknownAccount:
            Phrase("Ce compte n’existe plus ou n’a pas de rôle ici.", "This account is gone or has no role here.")
        case .dueBeforeDecision:
            Phrase("L’échéance précède la décision.", "The due day is before the decision.")
        case .committeeClosed:
            Phrase(
                "Cette instance est close\u{00A0}: rouvrez-la pour y ajouter une décision.",
                "This committee is closed: reopen it to add a decision.")
        case .alreadySo:
            Phrase(
                "C’est déjà fait, peut-être par quelqu’un d’autre. Rechargez la page.",
                "This is already done, perhaps by somebody else. Reload the page.")
        case .yearExists:
            Phrase("Cet exercice existe déjà.", "This year exists already.")
        case .tooMany:
            Phrase("Il y en a trop\u{00A0}: regroupez-en certains.", "There are too many: put some together.")
        case .addressRefused:
            Phrase(
                "L’adresse doit commencer par https:// et ne contenir ni espace ni guillemet.",
                "The address must begin with https:// and contain neither space nor quote.")
        case .inFuture:
            Phrase("Cette date est dans le futur.", "This date is in the future.")
        }
    }

    var nature: ErrorNature {
        switch self {
        case .unknown: .notFound
        case .alreadySo, .committeeClosed: .conflict
        case .tooMany: .limited
        default: .invalid
        }
    }
}
