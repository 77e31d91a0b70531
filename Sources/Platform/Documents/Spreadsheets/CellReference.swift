// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The place of a cell, columns and rows counted from 0: "B12" is column 1, row 11.
struct CellReference: Hashable {
    let column: Int
    let row: Int

    /// Excel's own limits: column XFD, row 1,048,576.
    static let columns = 16_384
    static let rows = 1_048_576

    init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }

    /// Nil unless it is one to three capital letters, then a number within the limits.
    init?(_ text: String) {
        var (column, row, digits) = (0, 0, 0)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where digits == 0:
                column = column * 26 + Int(byte) - 64
                guard column <= Self.columns else { return nil }
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                row = row * 10 + Int(byte) - 48
                digits += 1
                guard row <= Self.rows else { return nil }
            default: return nil
            }
        }
        guard column > 0, row > 0 else { return nil }
        self.init(column: column - 1, row: row - 1)
    }

    var text: String { Self.letters(column) + String(row + 1) }

    static func letters(_ column: Int) -> String {
        var letters = ""
        var rest = max(column, 0)
        repeat {
            letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }
}
