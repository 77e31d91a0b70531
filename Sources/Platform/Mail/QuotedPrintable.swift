// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Text as ASCII on lines of 76 characters at most (RFC 2045 §6.7): legible as it stands where there is no accent.
enum QuotedPrintable {
    /// Any line end of the text becomes CRLF; the last line always has one.
    static func encoded(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count * 5 / 4)
        for line in lines(text) {
            append(line, to: &result)
            result += [0x0D, 0x0A]
        }
        return result
    }

    private static func lines(_ text: String) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0x0D || byte == 0x0A && previous != 0x0D {
                lines.append(line)
                line = []
            } else if byte != 0x0A {
                line.append(byte)
            }
            previous = byte
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    private static func append(_ line: [UInt8], to result: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        var width = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            let isLiteral =
                switch byte {
                case UInt8(ascii: "="): false
                case 0x21...0x7E: true
                // Servers cut spaces at the end of a line.
                case 0x20, 0x09: !isLast
                default: false
                }
            // One place is kept for the sign that says that the line goes on.
            if width + (isLiteral ? 1 : 3) > 75 {
                result += [UInt8(ascii: "="), 0x0D, 0x0A]
                width = 0
            }
            if isLiteral {
                result.append(byte)
                width += 1
            } else {
                result += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                width += 3
            }
        }
    }
}
