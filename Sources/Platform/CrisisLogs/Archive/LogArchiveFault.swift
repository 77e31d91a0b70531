// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why an archive of a log is not to be trusted, or cannot be read. Nothing of it is kept then.
public enum LogArchiveFault: ExplainedError, Hashable {
    case unreadable(Phrase)
    case notAnArchive
    case manifestUnreadable
    case signatureWrong
    case fileMissing(String)
    case fileAltered(String)
    case fileUnexpected(String)
    case linesMissing(Int)
    case lineUnreadable(Int)
    case tooManyLines
    case altered(String)
    case chainsDiffer

    public var message: Phrase {
        switch self {
        case .unreadable(let reason):
            Phrase(
                "Cette archive n’est pas lisible\u{00A0}: \(reason.french)",
                "This archive cannot be read: \(reason.english)")
        case .notAnArchive:
            Phrase(
                "Ce fichier n’est pas une archive de main courante faite par Carène.",
                "This file is not an archive of a crisis log made by Carène.")
        case .manifestUnreadable:
            Phrase(
                "Le manifeste de l’archive n’est pas lisible par cette version de Carène.",
                "This version of Carène cannot read the manifest of the archive.")
        case .signatureWrong:
            Phrase(
                "La signature ne correspond pas\u{00A0}: l’archive a été modifiée après avoir été signée.",
                "The signature does not match: the archive was changed after it was signed.")
        case .fileMissing(let path):
            Phrase("Il manque un fichier signé\u{00A0}: \(path).", "A signed file is missing: \(path).")
        case .fileAltered(let path):
            Phrase(
                "Un fichier n’est plus celui qui a été signé\u{00A0}: \(path).",
                "A file is not the one that was signed: \(path).")
        case .fileUnexpected(let path):
            Phrase(
                "L’archive contient un fichier qui n’a pas été signé\u{00A0}: \(path).",
                "The archive holds a file that was not signed: \(path).")
        case .linesMissing(let count):
            Phrase(
                "Le nombre de lignes n’est pas celui qui a été signé (écart de \(count)).",
                "The number of lines is not the one that was signed (off by \(count)).")
        case .lineUnreadable(let number):
            Phrase(
                "La ligne \(number) de lines.ndjson n’est pas lisible ou dépasse les limites.",
                "Line \(number) of lines.ndjson cannot be read or exceeds the limits.")
        case .tooManyLines: CrisisLogError.tooManyLines.message
        case .altered(let reference):
            Phrase(
                "La ligne \(reference) ne dit plus ce qu’elle disait à sa saisie.",
                "Line \(reference) does not say what it said when it was entered.")
        case .chainsDiffer:
            Phrase(
                "Les chaînes des lignes ne sont pas celles qui ont été signées.",
                "The chains of the lines are not those that were signed.")
        }
    }
}
