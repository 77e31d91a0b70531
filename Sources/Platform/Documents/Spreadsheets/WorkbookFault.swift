// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What is wrong with a workbook, read or written. Cells are named as people see them: "B12".
public enum WorkbookFault: Sendable, Hashable {
    /// An archive, but not of a workbook.
    case notAWorkbook
    /// An old .xls, or an .xlsx protected by a password: both are the same container.
    case oldOrProtected
    /// LibreOffice's own format.
    case openDocument
    /// Excel's binary workbook, .xlsb.
    case binary
    case missingPart(String)
    case malformed(part: String, line: Int)
    /// A document type declaration: no spreadsheet program writes one, and it can hold endless entities.
    case documentType(part: String)
    case missingSheet(String)
    case empty
    case tooManySheets(limit: Int)
    case tooManyRows(sheet: String, limit: Int)
    case tooManyColumns(sheet: String, cell: String, limit: Int)
    case tooManyCells(sheet: String, limit: Int)
    case textTooLong(sheet: String, cell: String)
    case badReference(sheet: String, cell: String)
    case badValue(sheet: String, cell: String)
    /// The reason in the library's own words.
    case notWritten(String)

    public var message: Phrase {
        switch self {
        case .notAWorkbook:
            Phrase(
                "Ce fichier n’est pas un classeur. Choisissez un fichier .xlsx ou .csv.",
                "This file is not a workbook. Choose an .xlsx or .csv file.")
        case .oldOrProtected:
            Phrase(
                "Ce classeur est protégé par un mot de passe ou dans l’ancien format .xls. "
                    + "Enregistrez-le en .xlsx, sans mot de passe, puis recommencez.",
                "This workbook is protected by a password or in the old .xls format. "
                    + "Save it as .xlsx, without a password, then try again.")
        case .openDocument:
            Phrase(
                "Ce classeur est au format OpenDocument. Enregistrez-le en .xlsx, puis recommencez.",
                "This workbook is in the OpenDocument format. Save it as .xlsx, then try again.")
        case .binary:
            Phrase(
                "Ce classeur est au format binaire .xlsb. Enregistrez-le en .xlsx, puis recommencez.",
                "This workbook is in the binary .xlsb format. Save it as .xlsx, then try again.")
        case .missingPart(let part):
            Phrase(
                "Le classeur est incomplet\u{00A0}: il y manque «\u{00A0}\(part)\u{00A0}». Enregistrez-le de nouveau.",
                "The workbook is incomplete: “\(part)” is missing. Save it again.")
        case .malformed(let part, let line):
            Phrase(
                "Le classeur est endommagé («\u{00A0}\(part)\u{00A0}», ligne \(line)). Enregistrez-le de nouveau.",
                "The workbook is damaged (“\(part)”, line \(line)). Save it again.")
        case .documentType(let part):
            Phrase(
                "Le classeur contient une déclaration dangereuse («\u{00A0}\(part)\u{00A0}»). "
                    + "Par prudence, il est refusé.",
                "The workbook holds a dangerous declaration (“\(part)”). It is refused, to be safe.")
        case .missingSheet(let name):
            Phrase(
                "Le classeur n’a pas de feuille «\u{00A0}\(name)\u{00A0}».", "The workbook has no “\(name)” sheet.")
        case .empty: Phrase("Le fichier ne contient aucune ligne.", "The file holds no row.")
        case .notWritten(let reason):
            Phrase("Le classeur n’a pas pu être écrit (\(reason)).", "The workbook could not be written (\(reason)).")
        default: cellMessage
        }
    }

    private var cellMessage: Phrase {
        switch self {
        case .tooManySheets(let limit):
            Phrase("Le classeur a plus de \(limit) feuilles.", "The workbook has more than \(limit) sheets.")
        case .tooManyRows(let sheet, let limit):
            Phrase(
                "La feuille «\u{00A0}\(sheet)\u{00A0}» a plus de \(Language.french.number(limit)) lignes.",
                "The “\(sheet)” sheet has more than \(Language.english.number(limit)) rows.")
        case .tooManyColumns(let sheet, let cell, let limit):
            Phrase(
                "La feuille «\u{00A0}\(sheet)\u{00A0}» a plus de \(limit) colonnes (cellule \(cell)).",
                "The “\(sheet)” sheet has more than \(limit) columns (cell \(cell)).")
        case .tooManyCells(let sheet, let limit):
            Phrase(
                "Le classeur a plus de \(Language.french.number(limit)) cellules "
                    + "(feuille «\u{00A0}\(sheet)\u{00A0}»).",
                "The workbook has more than \(Language.english.number(limit)) cells (“\(sheet)” sheet).")
        case .textTooLong(let sheet, let cell):
            Phrase(
                "Le texte de la cellule \(cell) de la feuille «\u{00A0}\(sheet)\u{00A0}» est trop long.",
                "The text of cell \(cell) of the “\(sheet)” sheet is too long.")
        case .badReference(let sheet, let cell):
            Phrase(
                "La feuille «\u{00A0}\(sheet)\u{00A0}» est endommagée à la cellule \(cell). Enregistrez-la de nouveau.",
                "The “\(sheet)” sheet is damaged at cell \(cell). Save it again.")
        case .badValue(let sheet, let cell):
            Phrase(
                "La valeur de la cellule \(cell) de la feuille «\u{00A0}\(sheet)\u{00A0}» ne peut pas être lue.",
                "The value of cell \(cell) of the “\(sheet)” sheet cannot be read.")
        default: Phrase("Le classeur ne peut pas être lu.", "The workbook cannot be read.")
        }
    }
}
