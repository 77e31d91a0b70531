// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why a document could not be read or written. Lines count from 1.
public enum DocumentError: ExplainedError, Sendable, Hashable {
    /// The file cannot be opened or read; the system's own words.
    case unreadable(String)
    /// UTF-16 or UTF-32: Excel's "Unicode text".
    case wideEncoding
    /// A zero byte: a workbook, an archive or a picture, not text.
    case notText(line: Int)
    /// The file says that it is UTF-8 and is not.
    case invalidEncoding(line: Int)
    /// A quoted cell that begins on this line never ends.
    case unclosedQuote(line: Int)
    case lineTooLong(line: Int)
    case tooManyColumns(line: Int)
    /// The header does not name these columns.
    case missingColumns([String])
    case malformedJSON(line: Int)
    /// The document ends before it is complete.
    case truncated(line: Int)
    case elementTooLarge(line: Int)
    case tooDeep(line: Int)
    /// The document has no array of this name at its top level.
    case missingArray(String)
    case archive(ArchiveFault)
    case workbook(WorkbookFault)

    public var message: Phrase {
        switch self {
        case .unreadable(let reason):
            Phrase("Le fichier ne peut pas être lu (\(reason)).", "The file cannot be read (\(reason)).")
        case .wideEncoding:
            Phrase(
                "Le fichier est enregistré en UTF-16. Enregistrez-le en «\u{00A0}CSV UTF-8\u{00A0}», puis recommencez.",
                "The file is saved as UTF-16. Save it as “CSV UTF-8”, then try again.")
        case .notText(let line):
            Phrase(
                "La ligne \(line) contient des octets qui ne sont pas du texte. Le fichier n’est peut-être pas un CSV.",
                "Line \(line) holds bytes that are not text. The file may not be a CSV.")
        case .invalidEncoding(let line):
            Phrase(
                "La ligne \(line) n’est pas en UTF-8, alors que le fichier l’annonce.",
                "Line \(line) is not UTF-8, although the file says so.")
        case .unclosedQuote(let line):
            Phrase(
                "Un guillemet ouvert à la ligne \(line) n’est jamais refermé.",
                "A quote opened on line \(line) is never closed.")
        case .lineTooLong(let line):
            Phrase("La ligne \(line) dépasse la taille permise.", "Line \(line) is longer than allowed.")
        case .tooManyColumns(let line):
            Phrase("La ligne \(line) a plus de colonnes que permis.", "Line \(line) has more columns than allowed.")
        case .missingColumns(let names):
            Phrase(
                "Il manque à l’en-tête\u{00A0}: \(names.joined(separator: ", ")).",
                "The header lacks: \(names.joined(separator: ", ")).")
        case .malformedJSON(let line):
            Phrase("Le JSON est mal formé à la ligne \(line).", "The JSON is malformed on line \(line).")
        case .truncated(let line):
            Phrase(
                "Le fichier s’arrête à la ligne \(line) avant d’être complet. Téléchargez-le de nouveau.",
                "The file stops on line \(line) before it is complete. Download it again.")
        case .elementTooLarge(let line):
            Phrase(
                "L’élément qui commence à la ligne \(line) est trop volumineux.",
                "The element that begins on line \(line) is too large.")
        case .tooDeep(let line):
            Phrase(
                "Le JSON a trop de niveaux imbriqués à la ligne \(line).",
                "The JSON has too many nested levels on line \(line).")
        case .missingArray(let name):
            Phrase("Le document n’a pas de liste «\u{00A0}\(name)\u{00A0}».", "The document has no “\(name)” list.")
        case .archive(let fault): fault.message
        case .workbook(let fault): fault.message
        }
    }
}
