// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One record of a CSV file: its cells as bytes, decoded when they are asked for.
public struct CSVRecord: Sendable, Hashable {
    /// The line on which the record begins; a quoted cell may span several.
    public let line: Int
    /// The cells one after the other, without quotes.
    let bytes: [UInt8]
    /// Where each cell ends in `bytes`.
    let ends: [Int]
    let isUTF8: Bool

    init(line: Int, bytes: [UInt8], ends: [Int], isUTF8: Bool) {
        self.line = line
        self.bytes = bytes
        self.ends = ends
        self.isUTF8 = isUTF8
    }

    /// A record that does not come from a CSV file: a line of a workbook, for a reader of records.
    public init(line: Int, cells: [String]) {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for cell in cells {
            bytes += cell.utf8
            ends.append(bytes.count)
        }
        self.init(line: line, bytes: bytes, ends: ends, isUTF8: true)
    }

    public var count: Int { ends.count }

    /// The text of one cell; empty when the record has no such column.
    public subscript(column: Int) -> String {
        guard ends.indices.contains(column) else { return "" }
        let start = column == 0 ? 0 : ends[column - 1]
        let cell = bytes[start..<ends[column]]
        return isUTF8 ? String(decoding: cell, as: UTF8.self) : Windows1252.text(of: cell)
    }

    public var cells: [String] { ends.indices.map { self[$0] } }

    /// The cell is exactly this ASCII text, without decoding it.
    public func cell(_ column: Int, is text: StaticString) -> Bool {
        guard ends.indices.contains(column) else { return false }
        let start = column == 0 ? 0 : ends[column - 1]
        return text.withUTF8Buffer { bytes[start..<ends[column]].elementsEqual($0) }
    }
}

/// Windows code page 1252, a superset of the printable part of Latin-1 (WHATWG Encoding Standard, index windows-1252).
enum Windows1252 {
    /// The code points of bytes 0x80 to 0x9F; every other byte is its own code point.
    private static let high: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
        0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x009D, 0x017E, 0x0178,
    ]

    static func text(of bytes: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 4)
        for byte in bytes {
            if byte < 0x80 {
                text.append(byte)
                continue
            }
            let point = byte < 0xA0 ? high[Int(byte) - 0x80] : UInt16(byte)
            // No code point of this page is above U+FFFF: two or three bytes of UTF-8.
            if point < 0x800 {
                text.append(0xC0 | UInt8(point >> 6))
            } else {
                text.append(0xE0 | UInt8(point >> 12))
                text.append(0x80 | UInt8(point >> 6 & 0x3F))
            }
            text.append(0x80 | UInt8(point & 0x3F))
        }
        return String(decoding: text, as: UTF8.self)
    }
}
