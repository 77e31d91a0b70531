// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads one JSON value (RFC 8259) from bytes, member by member, without building a tree: what is not asked for is
/// stepped over. Recursion is the caller's, so depth is bounded by the code that reads.
///
///     try scanner.object { scanner, key throws(DocumentError) in
///         switch key {
///         case "siren": siren = try scanner.text()
///         default: try scanner.skip()
///         }
///     }
public struct JSONScanner {
    private let bytes: [UInt8]
    /// The next byte to read.
    public private(set) var index = 0
    private let firstLine: Int

    /// - Parameter firstLine: the line of the document on which these bytes begin, for errors.
    public init(_ bytes: [UInt8], firstLine: Int = 1) {
        self.bytes = bytes
        self.firstLine = firstLine
    }

    /// The line of the document that holds the next byte.
    public var line: Int { bytes[..<index].reduce(firstLine) { $1 == 0x0A ? $0 + 1 : $0 } }

    /// Reads an object. `body` must read or skip the value of each key.
    public mutating func object(
        _ body: (inout JSONScanner, String) throws(DocumentError) -> Void
    ) throws(DocumentError) {
        try expect(UInt8(ascii: "{"))
        if try significant() == UInt8(ascii: "}") {
            index += 1
            return
        }
        while true {
            let key = try string()
            try expect(UInt8(ascii: ":"))
            try body(&self, key)
            if try isLast(closing: UInt8(ascii: "}")) { return }
        }
    }

    /// Reads an array. `body` must read or skip each element. Null reads as empty.
    public mutating func array(_ body: (inout JSONScanner) throws(DocumentError) -> Void) throws(DocumentError) {
        if try significant() == UInt8(ascii: "n") { return try skip() }
        try expect(UInt8(ascii: "["))
        if try significant() == UInt8(ascii: "]") {
            index += 1
            return
        }
        while true {
            try body(&self)
            if try isLast(closing: UInt8(ascii: "]")) { return }
        }
    }

    /// A string, or the digits of a number; nil for null. Anything else is malformed.
    public mutating func text() throws(DocumentError) -> String? {
        switch try significant() {
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "n"):
            try skip()
            return nil
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let start = index
            try skip()
            return String(decoding: bytes[start..<index], as: UTF8.self)
        default: throw malformed
        }
    }

    /// Steps over one value.
    public mutating func skip() throws(DocumentError) {
        _ = try significant()
        var skimmer = JSONSkimmer(maximumDepth: JSONElements.maximumDepth)
        let start = index
        let outcome: Result<Int, JSONSkimmer.Fault> = bytes.withUnsafeBufferPointer { buffer in
            do throws(JSONSkimmer.Fault) {
                return .success(try skimmer.advance(over: buffer, from: start))
            } catch {
                return .failure(error)
            }
        }
        guard case .success(let end) = outcome, skimmer.mayEndHere else { throw malformed }
        index = end
    }

    /// Nothing but white space may follow the value.
    public mutating func end() throws(DocumentError) {
        while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
        guard index == bytes.count else { throw malformed }
    }

    private var malformed: DocumentError { .malformedJSON(line: line) }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private mutating func significant() throws(DocumentError) -> UInt8 {
        while index < bytes.count {
            if !Self.isSpace(bytes[index]) { return bytes[index] }
            index += 1
        }
        throw malformed
    }

    private mutating func expect(_ byte: UInt8) throws(DocumentError) {
        guard try significant() == byte else { throw malformed }
        index += 1
    }

    private mutating func isLast(closing: UInt8) throws(DocumentError) -> Bool {
        let byte = try significant()
        guard byte == closing || byte == UInt8(ascii: ",") else { throw malformed }
        index += 1
        return byte == closing
    }

    private mutating func string() throws(DocumentError) -> String {
        try expect(UInt8(ascii: "\""))
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                guard let text = String(validating: bytes[start..<index], as: UTF8.self) else { throw malformed }
                index += 1
                return text
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw malformed
            default: index += 1
            }
        }
        throw malformed
    }

    /// The slow path, from the first escape on.
    private mutating func escapedString(from start: Int) throws(DocumentError) -> String {
        var text = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let result = String(validating: text, as: UTF8.self) else { throw malformed }
                return result
            case UInt8(ascii: "\\"): try appendEscape(to: &text)
            case 0..<0x20: throw malformed
            default: text.append(byte)
            }
        }
        throw malformed
    }

    private mutating func appendEscape(to text: inout [UInt8]) throws(DocumentError) {
        guard index < bytes.count else { throw malformed }
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
            var unit = try hexadecimalUnit()
            if 0xD800..<0xDC00 ~= unit, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
                bytes[index + 1] == UInt8(ascii: "u")
            {
                index += 2
                let low = try hexadecimalUnit()
                guard 0xDC00..<0xE000 ~= low else { throw malformed }
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(unit) else { throw malformed }
            text += Array(String(scalar).utf8)
        default: throw malformed
        }
    }

    private mutating func hexadecimalUnit() throws(DocumentError) -> UInt32 {
        guard index + 4 <= bytes.count,
            bytes[index..<index + 4].allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let unit = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw malformed }
        index += 4
        return unit
    }
}
