// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why a proof cannot be kept, changed or handed out.
public enum ProofError: ExplainedError, Hashable {
    case unknown
    case unknownKind(String)
    case titleMissing
    case tooLong(Int)
    case dateInFuture
    case validityBeforeDate
    case noOrganisation
    case organisationOutside
    case tooManyFacts
    case measured
    case replaced
    case withdrawn
    case fileTooLarge(megabytes: Int)
    case fileEmpty
    case fileTypeRefused
    case fileMissing
    case fileAltered
    case vaultUnavailable

    public var message: Phrase {
        switch self {
        case .unknown: Phrase("Cette preuve n’existe pas.", "There is no such proof.")
        case .unknownKind:
            Phrase("Choisissez la nature de la preuve dans la liste.", "Choose the kind of proof in the list.")
        case .titleMissing: Phrase("Donnez un titre à la preuve.", "Give the proof a title.")
        case .tooLong(let limit):
            Phrase("Le texte dépasse \(limit) caractères.", "The text is longer than \(limit) characters.")
        case .dateInFuture:
            Phrase(
                "La date d’obtention est dans le futur\u{00A0}: indiquez le jour où la preuve a été obtenue.",
                "The date is in the future: give the day on which the proof was obtained.")
        case .validityBeforeDate:
            Phrase(
                "La fin de validité précède la date d’obtention.",
                "The end of validity is before the date it was obtained.")
        case .noOrganisation:
            Phrase(
                "Choisissez au moins un établissement pour lequel la preuve vaut.",
                "Choose at least one organisation that the proof is valid for.")
        case .organisationOutside:
            Phrase(
                "Un des établissements choisis n’est pas sous votre responsabilité.",
                "One of the organisations chosen is not in your charge.")
        case .tooManyFacts: Phrase("Trop d’informations sur cette preuve.", "Too many facts on this proof.")
        case .measured:
            Phrase(
                "Cette preuve est tenue par Carène lui-même\u{00A0}: modifiez ce qu’elle mesure.",
                "Carène keeps this proof by itself: change what it measures.")
        case .replaced:
            Phrase(
                "Une version plus récente a déjà remplacé cette preuve.",
                "A newer version has already replaced this proof.")
        case .withdrawn: Phrase("Cette preuve a été retirée.", "This proof was withdrawn.")
        case .fileTooLarge(let size):
            Phrase("Le fichier dépasse \(size)\u{00A0}Mo.", "The file is larger than \(size) MB.")
        case .fileEmpty: Phrase("Le fichier est vide.", "The file is empty.")
        case .fileTypeRefused:
            Phrase(
                "Ce type de fichier n’est pas accepté. Déposez un PDF, une image (PNG, JPEG), un document bureautique "
                    + "(Word, Excel, PowerPoint, LibreOffice) sans macros, ou un texte.",
                "This type of file is not accepted. Upload a PDF, an image (PNG, JPEG), an office document (Word, Excel, "
                    + "PowerPoint, LibreOffice) without macros, or a text.")
        case .fileMissing:
            Phrase(
                "Le fichier de cette preuve n’est plus dans le coffre du serveur. La fiche est intacte\u{00A0}; déposez le "
                    + "fichier à nouveau, ou restaurez le dossier du coffre depuis une sauvegarde.",
                "The file of this proof is no longer in the server's vault. The record is intact; upload the file again, or "
                    + "restore the vault's folder from a backup.")
        case .fileAltered:
            Phrase(
                "Le fichier de cette preuve a été altéré sur le disque, ou chiffré avec une autre clé\u{00A0}: il n’est pas "
                    + "remis. Restaurez le dossier du coffre depuis une sauvegarde.",
                "The file of this proof was altered on disk, or encrypted with another key: it is not handed out. Restore the "
                    + "vault's folder from a backup.")
        case .vaultUnavailable:
            Phrase(
                "Le coffre des preuves ne peut pas être écrit (disque plein ou dossier fermé). Rien n’a été enregistré.",
                "The vault cannot be written (disk full or folder closed). Nothing was saved.")
        }
    }

    public var nature: ErrorNature {
        switch self {
        case .unknown: .notFound
        case .measured, .replaced, .withdrawn, .fileMissing, .fileAltered: .conflict
        default: .invalid
        }
    }
}
