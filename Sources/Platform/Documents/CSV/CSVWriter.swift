// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Writes comma-separated values (RFC 4180) that a spreadsheet opens without running anything.
///
/// A cell that begins with `=`, `+`, `-`, `@`, a tab or a line end is a formula for spreadsheets (OWASP, "CSV
/// Injection"): it gets an apostrophe in front. A plain negative number is left alone: it runs nothing, and an
/// apostrophe would keep it out of sums. A cell that begins with apostrophes and then such a character gets one more,
/// so that `CSVReader` with `removesFormulaGuard` gives back exactly what was written.
public struct CSVWriter {
    public struct Options: Sendable, Hashable {
        public var separator: UInt8
        /// Excel reads UTF-8 only when the file begins with a byte order mark.
        public var byteOrderMark: Bool
        public var guardsFormulas: Bool

        public init(separator: UInt8 = UInt8(ascii: ","), byteOrderMark: Bool = false, guardsFormulas: Bool = true) {
            self.separator = separator
            self.byteOrderMark = byteOrderMark
            self.guardsFormulas = guardsFormulas
        }

        /// What Excel in French opens by a double click.
        public static let frenchExcel = Options(separator: UInt8(ascii: ";"), byteOrderMark: true)
    }

    private let options: Options
    /// What was written and not taken yet.
    public private(set) var bytes: [UInt8]

    public init(_ options: Options = Options()) {
        self.options = options
        bytes = options.byteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    }

    public mutating func write(_ cells: some Sequence<String>) {
        var isFirst = true
        let start = bytes.count
        for cell in cells {
            if !isFirst { bytes.append(options.separator) }
            isFirst = false
            write(cell)
        }
        // A record of one empty cell would be a blank line, which readers skip.
        if bytes.count == start { bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")] }
        bytes += [0x0D, 0x0A]
    }

    /// Hands over what was written and starts anew: to send a long table piece by piece.
    public mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    private mutating func write(_ cell: String) {
        let text = Array(cell.utf8)
        let isGuarded = options.guardsFormulas && FormulaGuard.isNeeded(text[...]) && !FormulaGuard.isNumber(text)
        let isQuoted = text.contains { byte in
            byte == options.separator || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
        }
        if isQuoted { bytes.append(UInt8(ascii: "\"")) }
        if isGuarded { bytes.append(UInt8(ascii: "'")) }
        for byte in text {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    }
}

enum FormulaGuard {
    /// Apostrophes, or none, then a character that starts a formula.
    static func isNeeded(_ bytes: ArraySlice<UInt8>) -> Bool {
        switch bytes.first(where: { $0 != UInt8(ascii: "'") }) {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: true
        default: false
        }
    }
    /// A minus sign, digits, and at most one decimal comma or point between digits. Not a plus sign: that begins
    /// telephone numbers, which a spreadsheet would turn into another text.
    static func isNumber(_ bytes: [UInt8]) -> Bool {
        guard bytes.first == UInt8(ascii: "-") else { return false }
        let parts = bytes.dropFirst().split(
            maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == 0x2C || $0 == 0x2E })
        return parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
    }
}
