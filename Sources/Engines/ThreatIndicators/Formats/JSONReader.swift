// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads `JSONTree`. Recursive, so depth is bounded; every value counts, so memory is.
struct JSONReader {
    static let maximumDepth = 64
    static let maximumValues = 1_000_000

    private let bytes: [UInt8]
    private var index = 0
    private var values = 0

    static func read(_ bytes: [UInt8]) throws(ReadingFault) -> JSONTree {
        guard bytes.count <= IndicatorLimits.bytes else { throw .tooLarge }
        var reader = JSONReader(bytes)
        let tree = try reader.value(depth: 0)
        reader.space()
        guard reader.index == bytes.count else { throw reader.malformed }
        return tree
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // A byte order mark, which Windows programs write before their JSON.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    private var malformed: ReadingFault {
        .malformed(line: bytes[..<min(index, bytes.count)].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 })
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func space() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func value(depth: Int) throws(ReadingFault) -> JSONTree {
        guard depth < Self.maximumDepth else { throw .tooDeep }
        values += 1
        guard values <= Self.maximumValues else { throw .tooMany }
        space()
        guard let first = current else { throw malformed }
        switch first {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try list(depth)
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw malformed
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONTree) throws(ReadingFault) -> JSONTree {
        let wanted = Array(String(describing: word).utf8)
        guard bytes[index...].starts(with: wanted) else { throw malformed }
        index += wanted.count
        return value
    }

    private mutating func number() throws(ReadingFault) -> JSONTree {
        let start = index
        while let byte = current, byte.isDigit || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte) { index += 1 }
        guard index - start <= 400, bytes[start..<index].contains(where: \.isDigit) else { throw malformed }
        return .number(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func list(_ depth: Int) throws(ReadingFault) -> JSONTree {
        index += 1
        var list: [JSONTree] = []
        space()
        if current == UInt8(ascii: "]") {
            index += 1
            return .list([])
        }
        while true {
            list.append(try value(depth: depth + 1))
            if try isLast(UInt8(ascii: "]")) { return .list(list) }
        }
    }

    private mutating func object(_ depth: Int) throws(ReadingFault) -> JSONTree {
        index += 1
        var members: [JSONTree.Member] = []
        space()
        if current == UInt8(ascii: "}") {
            index += 1
            return .object([])
        }
        while true {
            space()
            guard current == UInt8(ascii: "\"") else { throw malformed }
            let name = try string()
            space()
            guard current == UInt8(ascii: ":") else { throw malformed }
            index += 1
            members.append(JSONTree.Member(name: name, value: try value(depth: depth + 1)))
            if try isLast(UInt8(ascii: "}")) { return .object(members) }
        }
    }

    private mutating func isLast(_ closing: UInt8) throws(ReadingFault) -> Bool {
        space()
        guard let byte = current, byte == closing || byte == UInt8(ascii: ",") else { throw malformed }
        index += 1
        return byte == closing
    }

    private mutating func string() throws(ReadingFault) -> String {
        index += 1
        var out: [UInt8] = []
        while true {
            guard let byte = current else { throw malformed }
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &out)
            case 0..<0x20: throw malformed
            default: out.append(byte)
            }
        }
    }

    private mutating func escape(into out: inout [UInt8]) throws(ReadingFault) {
        guard let byte = current else { throw malformed }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"):
            var unit = try hexadecimal()
            if (0xD800..<0xDC00).contains(unit), bytes[index...].starts(with: [0x5C, 0x75]) {
                let start = index
                index += 2
                let low = try hexadecimal()
                if (0xDC00..<0xE000).contains(low) {
                    unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    index = start
                }
            }
            // Half of a pair means nothing: the replacement character, as the rest of the house reads broken UTF-8.
            let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
            out += Array(String(Character(scalar)).utf8)
        default: throw malformed
        }
    }

    private mutating func hexadecimal() throws(ReadingFault) -> UInt32 {
        guard index + 4 <= bytes.count, bytes[index..<index + 4].allSatisfy(\.isHexadecimal),
            let unit = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw malformed }
        index += 4
        return unit
    }
}
