// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Finds one record at the start of a buffer: a loop over bytes without state, run again when more bytes have come.
enum CSVScan {
    struct Found {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        /// How many line ends the record holds, its own included.
        var lines = 0
        var next = 0
        var isTerminated = true
        /// Some byte is not ASCII.
        var isHigh = false
        var hasZero = false
    }

    enum Result {
        case record(Found)
        case blank(next: Int)
        case incomplete
        case end
        /// How many lines below the record's first line the cell begins.
        case unclosedQuote(linesBelow: Int)
        case tooLong
        case tooManyColumns
    }

    static func record(
        in bytes: [UInt8], from start: Int, separator: UInt8, isAtEnd: Bool, options: CSVReader.Options
    ) -> Result {
        bytes.withUnsafeBufferPointer { buffer in
            var scan = Scan(buffer: buffer, separator: separator, isAtEnd: isAtEnd, options: options, index: start)
            return scan.record()
        }
    }
}

private struct Scan {
    let buffer: UnsafeBufferPointer<UInt8>
    let separator: UInt8
    let isAtEnd: Bool
    let options: CSVReader.Options
    var index: Int
    var found = CSVScan.Found()

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    mutating func record() -> CSVScan.Result {
        let start = index
        guard index < buffer.count else { return isAtEnd ? .end : .incomplete }
        if buffer[index] == Self.lineFeed || buffer[index] == Self.carriageReturn {
            return endOfLine() ? .blank(next: index) : .incomplete
        }
        found.bytes.reserveCapacity(256)
        found.ends.reserveCapacity(40)
        while true {
            let cellStart = found.bytes.count
            let cellLine = found.lines
            if index < buffer.count, buffer[index] == Self.quote, !quoted() {
                // Longer than any record: the quote is what is wrong.
                let isTooLong = index - start > options.maximumLineLength
                return isAtEnd || isTooLong ? .unclosedQuote(linesBelow: cellLine) : .incomplete
            }
            plain()
            guard index - start <= options.maximumLineLength else { return .tooLong }
            if options.removesFormulaGuard { removeGuard(from: cellStart) }
            found.ends.append(found.bytes.count)
            guard found.ends.count <= options.maximumColumns else { return .tooManyColumns }
            guard index < buffer.count else {
                guard isAtEnd else { return .incomplete }
                found.isTerminated = false
                break
            }
            if buffer[index] == separator {
                index += 1
                // The separator may be the last byte that has come: the next cell is unknown, not empty.
                if index == buffer.count, !isAtEnd { return .incomplete }
                continue
            }
            guard endOfLine() else { return .incomplete }
            found.lines += 1
            break
        }
        found.next = index
        return .record(found)
    }

    /// Steps over LF, CR LF or a lone CR. False when a CR is the last byte that has come.
    private mutating func endOfLine() -> Bool {
        guard buffer[index] == Self.carriageReturn else {
            index += 1
            return true
        }
        guard index + 1 < buffer.count || isAtEnd else { return false }
        index += 1
        if index < buffer.count, buffer[index] == Self.lineFeed { index += 1 }
        return true
    }

    /// Text up to the next separator or line end.
    private mutating func plain() {
        let start = index
        while index < buffer.count {
            let byte = buffer[index]
            if byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            if byte >= 0x80 { found.isHigh = true } else if byte == 0 { found.hasZero = true }
            index += 1
        }
        append(from: start, to: index)
    }

    /// A quoted cell. False when its closing quote, or the byte after it that tells it from a doubled one, is not there.
    private mutating func quoted() -> Bool {
        index += 1
        var start = index
        while index < buffer.count {
            let byte = buffer[index]
            if byte == Self.quote {
                append(from: start, to: index)
                guard index + 1 < buffer.count else {
                    index += 1
                    return isAtEnd
                }
                guard buffer[index + 1] == Self.quote else {
                    index += 1
                    return true
                }
                start = index + 1
                index += 2
                continue
            }
            if byte == Self.lineFeed {
                found.lines += 1
            } else if byte == Self.carriageReturn, index + 1 < buffer.count, buffer[index + 1] != Self.lineFeed {
                found.lines += 1
            }
            if byte >= 0x80 { found.isHigh = true } else if byte == 0 { found.hasZero = true }
            index += 1
        }
        return false
    }

    private mutating func append(from start: Int, to end: Int) {
        guard start < end else { return }
        found.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<end]))
    }

    /// One apostrophe less, when apostrophes stand before a character that starts a formula (see `CSVWriter`).
    private mutating func removeGuard(from start: Int) {
        guard start < found.bytes.count, found.bytes[start] == UInt8(ascii: "'"),
            FormulaGuard.isNeeded(found.bytes[(start + 1)...])
        else { return }
        found.bytes.remove(at: start)
    }
}
