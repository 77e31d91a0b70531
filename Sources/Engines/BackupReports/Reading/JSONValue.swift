// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A value of a JSON document (RFC 8259), read with bounds on depth: reports come from machines that may be in the hands
/// of somebody else.
enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var number: Double? {
        guard case .number(let number) = self, number.isFinite else { return nil }
        return number
    }

    var list: [JSONValue]? {
        guard case .array(let list) = self else { return nil }
        return list
    }

    var flag: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }

    /// A count of bytes: never negative, never beyond what a column holds.
    var bytes: Int64? { number.flatMap { (0...9e18).contains($0) ? Int64($0) : nil } }

    var integer: Int? { number.flatMap { abs($0) < 1e15 && $0.rounded() == $0 ? Int($0) : nil } }
}

/// Reads one JSON value after the other.
struct JSONReader {
    enum Fault: Error {
        /// The document ends within the value.
        case truncated
        case malformed
        case tooDeep
    }

    static let maximumDepth = 32

    private let bytes: [UInt8]
    private(set) var index: Int

    init(_ bytes: [UInt8], at index: Int = 0) {
        self.bytes = bytes
        self.index = index
    }

    mutating func value(depth: Int = 0) throws(Fault) -> JSONValue {
        guard depth < Self.maximumDepth else { throw .tooDeep }
        switch try significant() {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int) throws(Fault) -> JSONValue {
        index += 1
        var members: [String: JSONValue] = [:]
        if try significant() == UInt8(ascii: "}") {
            index += 1
            return .object(members)
        }
        while true {
            guard try significant() == UInt8(ascii: "\"") else { throw .malformed }
            let key = try string()
            guard try significant() == UInt8(ascii: ":") else { throw .malformed }
            index += 1
            members[key] = try value(depth: depth + 1)
            if try isLast(closing: UInt8(ascii: "}")) { return .object(members) }
        }
    }

    private mutating func array(_ depth: Int) throws(Fault) -> JSONValue {
        index += 1
        var list: [JSONValue] = []
        if try significant() == UInt8(ascii: "]") {
            index += 1
            return .array(list)
        }
        while true {
            list.append(try value(depth: depth + 1))
            if try isLast(closing: UInt8(ascii: "]")) { return .array(list) }
        }
    }

    private mutating func isLast(closing: UInt8) throws(Fault) -> Bool {
        let byte = try significant()
        guard byte == closing || byte == UInt8(ascii: ",") else { throw .malformed }
        index += 1
        return byte == closing
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(Fault) -> JSONValue {
        for expected in text.withUTF8Buffer({ Array($0) }) {
            guard index < bytes.count else { throw .truncated }
            guard bytes[index] == expected else { throw .malformed }
            index += 1
        }
        return value
    }

    private mutating func number() throws(Fault) -> JSONValue {
        let start = index
        while index < bytes.count, Self.isOfNumber(bytes[index]) { index += 1 }
        guard index > start, index - start <= 40 else { throw .malformed }
        guard index < bytes.count else { throw .truncated }
        guard let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)) else { throw .malformed }
        return .number(number)
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private mutating func significant() throws(Fault) -> UInt8 {
        while index < bytes.count {
            if !bytes[index].isSpace { return bytes[index] }
            index += 1
        }
        throw .truncated
    }

    private mutating func string() throws(Fault) -> String {
        index += 1
        var text: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw .malformed
            default: text.append(byte)
            }
        }
        throw .truncated
    }

    private mutating func escape(into text: inout [UInt8]) throws(Fault) {
        guard index < bytes.count else { throw .truncated }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var unit = try hexadecimal()
            if 0xD800..<0xDC00 ~= unit, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
                bytes[index + 1] == UInt8(ascii: "u")
            {
                index += 2
                let low = try hexadecimal()
                guard 0xDC00..<0xE000 ~= low else { throw .malformed }
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
            // Half a pair names no character; borg writes them for file names that are no text.
            text += Array(String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
        default: throw .malformed
        }
    }

    private mutating func hexadecimal() throws(Fault) -> UInt32 {
        guard index + 4 <= bytes.count else { throw .truncated }
        var unit: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw .malformed }
            unit = unit << 4 | UInt32(digit)
        }
        index += 4
        return unit
    }
}
