// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// The content lines of a calendar (RFC 5545 §3.1): one property each, folded, ended by CRLF.
///
/// A value is escaped by what it is, so that no text, however hostile, can begin a property of its own.
struct CalendarLines {
    /// Octets of a line without its end (§3.1).
    static let longest = 75

    private(set) var bytes: [UInt8] = []

    /// - Parameters:
    ///   - name: the property with its parameters, as the program writes it.
    ///   - value: made by the program, never by a person.
    mutating func append(_ name: StaticString, raw value: String) {
        fold(Array((name.description + ":" + value).utf8))
    }

    mutating func append(_ name: StaticString, text value: String) {
        append(name, raw: Self.escaped(value))
    }

    /// Nothing for an empty list. The commas between values are not escaped, those inside are.
    mutating func append(_ name: StaticString, list values: [String]) {
        guard !values.isEmpty else { return }
        append(name, raw: values.map(Self.escaped).joined(separator: ","))
    }

    /// A value of type URI (§3.3.13), which knows no escape: what may not stand in a URI is percent-encoded (RFC 3986).
    mutating func append(_ name: StaticString, address value: String) {
        let digits = Array("0123456789ABCDEF".utf8)
        var line = Array((name.description + ":").utf8)
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
                UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), 0...0x20, 0x7F...:
                line += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: line.append(byte)
            }
        }
        fold(line)
    }

    /// `20261121`
    static func date(_ day: Day) -> String { day.text.filter { $0 != "-" } }

    /// `20261121T140200Z`
    static func time(_ instant: Instant) -> String {
        instant.text.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }

    /// TEXT (§3.3.11): backslash, semicolon, comma and line end are escaped; other control characters have no form and
    /// are left out.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                result.append("\\")
                result.append(scalar)
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
                result.append("\\")
                result.append("n")
            case "\t": result.append(scalar)
            default: if scalar.properties.generalCategory != .control { result.append(scalar) }
            }
            previous = scalar
        }
        return String(result)
    }

    /// Cuts after at most 75 octets, never inside a character; what continues begins with a space, which counts.
    private mutating func fold(_ line: [UInt8]) {
        var start = 0
        while start < line.count {
            let room = start == 0 ? Self.longest : Self.longest - 1
            var end = min(start + room, line.count)
            // A byte 10xxxxxx continues a character of UTF-8: three steps back at most.
            while end < line.count, end > start + 1, line[end] & 0xC0 == 0x80 { end -= 1 }
            if start > 0 { bytes.append(UInt8(ascii: " ")) }
            bytes += line[start..<end]
            bytes += [0x0D, 0x0A]
            start = end
        }
    }
}
