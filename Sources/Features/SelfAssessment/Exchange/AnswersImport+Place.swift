// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Where a line stands, as the person sees it in the file: a cell of a sheet, or a line and a column.
extension AnswersImport {
    func place(of refusal: Refused) -> Phrase {
        let index = columns[refusal.reason.column]
        if let sheet {
            let cell = index.map { Self.letters($0) + String(refusal.line) }
            return cell.map {
                Phrase("feuille «\u{00A0}\(sheet)\u{00A0}», cellule \($0)", "sheet “\(sheet)”, cell \($0)")
            }
                ?? Phrase(
                    "feuille «\u{00A0}\(sheet)\u{00A0}», ligne \(refusal.line)", "sheet “\(sheet)”, row \(refusal.line)"
                )
        }
        guard index != nil else { return Phrase("ligne \(refusal.line)", "line \(refusal.line)") }
        let name = refusal.reason.column
        return Phrase(
            "ligne \(refusal.line), colonne «\u{00A0}\(name)\u{00A0}»", "line \(refusal.line), column “\(name)”")
    }

    /// "A" to "Z", then "AA": how spreadsheets name columns.
    private static func letters(_ column: Int) -> String {
        var (letters, rest) = ("", max(column, 0))
        repeat {
            letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }
}

extension AnswersImport.Reason {
    /// The column that is at fault, by its name in `AnswersCSV.columns`.
    var column: String {
        switch self {
        case .codeMissing, .unknownCode, .repeated: "code"
        case .status: "statut"
        case .level: "niveau"
        case .target: "cible"
        case .date: "cible_le"
        case .flag: "a_revoir"
        case .person: "responsable"
        case .revision, .overtaken: "revision"
        case .rule(.reasonMissing), .rule(.commentTooLong): "commentaire"
        case .rule: "niveau"
        }
    }
}
