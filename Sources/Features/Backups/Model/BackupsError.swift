// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why something about backups cannot be kept or changed.
enum BackupsError: ExplainedError, Hashable {
    case unknown
    case textMissing
    case textTooLong
    case outOfRange
    case alreadySo
    case outOfReach
    case nothingCovered
    case tooMany
    case inFuture
    case unknownProof
    case emptyRule

    var message: Phrase {
        switch self {
        case .unknown:
            Phrase("Cet élément n’existe pas ou plus.", "There is no such thing, or not any more.")
        case .textMissing: Phrase("Ce champ est nécessaire.", "This field is needed.")
        case .textTooLong: Phrase("Ce texte est trop long.", "This text is too long.")
        case .outOfRange: Phrase("Cette valeur n’est pas possible.", "This value is not possible.")
        case .alreadySo:
            Phrase(
                "C’est déjà fait, peut-être par quelqu’un d’autre. Rechargez la page.",
                "This is already done, perhaps by somebody else. Reload the page.")
        case .outOfReach:
            Phrase(
                "Un élément choisi n’est pas sur la cartographie de cet établissement.",
                "Something chosen is not on the map of this establishment.")
        case .nothingCovered:
            Phrase(
                "Choisissez au moins un élément de la cartographie ou un indispensable.",
                "Choose at least one element of the map or one essential.")
        case .tooMany:
            Phrase("Il y en a trop\u{00A0}: regroupez-en certains.", "There are too many: put some together.")
        case .inFuture: Phrase("Cette date est dans le futur.", "This date is in the future.")
        case .unknownProof:
            Phrase("Cette preuve n’est plus dans le coffre.", "This proof is not in the vault any more.")
        case .emptyRule:
            Phrase(
                "Dites au moins le dépôt, la machine ou le nom que portent les comptes rendus.",
                "Say at least the repository, the machine or the name that the reports carry.")
        }
    }

    var nature: ErrorNature {
        switch self {
        case .unknown: .notFound
        case .alreadySo: .conflict
        case .tooMany: .limited
        default: .invalid
        }
    }
}
