// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads comma-separated values (RFC 4180) piece by piece, holding one record at a time.
///
/// The separator (`;`, `,` or tab) is guessed from the first record. Text is UTF-8; a record that is not valid UTF-8 is
/// read as Windows-1252, record by record, so that one bad byte in a UTF-8 file spoils one record only. Blank lines are
/// skipped. A quote is special only at the start of a cell, and text after a closing quote is kept: real extracts
/// hold both.
public struct CSVReader {
    public struct Options: Sendable, Hashable {
        /// Nil: guessed.
        public var separator: UInt8?
        /// Takes off the apostrophe that `CSVWriter` puts before a cell that a spreadsheet would run as a formula.
        public var removesFormulaGuard = false
        public var maximumLineLength = 1 << 20
        public var maximumColumns = 2000

        public init(separator: UInt8? = nil, removesFormulaGuard: Bool = false) {
            self.separator = separator
            self.removesFormulaGuard = removesFormulaGuard
        }
    }

    private var window: ByteWindow
    private let options: Options
    private var separator: UInt8
    private var line = 1
    private var isUTF8Announced = false

    /// The last record read had no line end: the file may have been cut inside it.
    public private(set) var endedWithinRecord = false

    /// How many bytes were taken from the source so far.
    public var position: Int { window.position }

    public init(_ source: ByteSource, options: Options = Options()) throws(DocumentError) {
        try self.init(try source.open(), options: options)
    }

    public init(_ stream: ByteStream, options: Options = Options()) throws(DocumentError) {
        self.options = options
        window = ByteWindow(stream)
        separator = options.separator ?? UInt8(ascii: ";")
        try window.refill()
        let head = window.bytes
        // UTF-16 and UTF-32 begin with one of these marks, or hold a zero in the first two bytes of any ASCII text.
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) || head.prefix(2).contains(0) {
            throw .wideEncoding
        }
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            isUTF8Announced = true
            window.start = 3
        }
        if options.separator == nil { separator = Self.guessedSeparator(window.bytes[window.start...]) }
    }

    /// The next record; nil at the end.
    public mutating func next() throws(DocumentError) -> CSVRecord? {
        while true {
            switch CSVScan.record(
                in: window.bytes, from: window.start, separator: separator, isAtEnd: window.isAtEnd, options: options)
            {
            case .end:
                return nil
            case .blank(let next):
                line += 1
                window.start = next
            case .incomplete:
                guard window.bytes.count - window.start <= options.maximumLineLength else {
                    throw .lineTooLong(line: line)
                }
                try window.refill()
            case .unclosedQuote(let offset): throw .unclosedQuote(line: line + offset)
            case .tooLong: throw .lineTooLong(line: line)
            case .tooManyColumns: throw .tooManyColumns(line: line)
            case .record(let found):
                guard !found.hasZero else { throw .notText(line: line) }
                let isUTF8 = !found.isHigh || Self.isUTF8(found.bytes)
                guard isUTF8 || !isUTF8Announced else { throw .invalidEncoding(line: line) }
                let record = CSVRecord(line: line, bytes: found.bytes, ends: found.ends, isUTF8: isUTF8)
                line += found.lines
                window.start = found.next
                endedWithinRecord = !found.isTerminated
                return record
            }
        }
    }

    /// Strict: an overlong or surrogate sequence is not UTF-8.
    private static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// The candidate that occurs most in the first line outside quotes; `;` when none does.
    private static func guessedSeparator(_ bytes: ArraySlice<UInt8>) -> UInt8 {
        let candidates: [UInt8] = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")]
        var counts = [0, 0, 0]
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D, counts.contains(where: { $0 > 0 }) { break }
            if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        guard let most = counts.max(), let index = counts.firstIndex(of: most) else { return candidates[0] }
        return candidates[index]
    }
}
