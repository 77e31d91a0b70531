// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The patterns of OSCAL's data types (NIST, metaschema data types).
enum OSCALPatterns {
    /// What is wrong with a text, as the end of a sentence; nil when nothing is.
    static func flaw(of text: String, as kind: String) -> String? {
        switch kind {
        case "uuid", "name": isUUID(text) ? nil : "is not a UUID of version 4 or 5"
        case "token": isToken(text) ? nil : "is not a token"
        case "time": isTime(text) ? nil : "is not a time with its zone (RFC 3339)"
        case "line": !text.isEmpty && !text.contains("\n") ? nil : "is not one line of text"
        case "string": isString(text) ? nil : "is empty, or begins or ends with white space"
        case "uri": isURI(text) ? nil : "is not an absolute address"
        case "reference", "uri-reference": isReference(text) ? nil : "is not an address"
        case "version": isVersion(text) ? nil : "is not a version of OSCAL 1"
        default: nil
        }
    }

    /// RFC 9562, versions 4 and 5 only: what the schema takes.
    static func isUUID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
            groups.allSatisfy({ $0.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit } })
        else { return false }
        return (groups[2].hasPrefix("4") || groups[2].hasPrefix("5")) && "89abAB".contains(groups[3].first ?? "0")
    }

    /// A name of XML without colon (Namespaces in XML 1.0, NCName).
    static func isToken(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, beginsToken(first) else { return false }
        return text.unicodeScalars.dropFirst().allSatisfy { scalar in
            beginsToken(scalar)
                || Self.within([0x2D...0x2E, 0x30...0x39, 0xB7...0xB7, 0x300...0x36F, 0x203F...0x2040], scalar)
        }
    }

    private static func beginsToken(_ scalar: Unicode.Scalar) -> Bool {
        within(
            [
                0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
                0x37F...0x1FFF,
                0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
                0x1_0000...0xE_FFFF,
            ], scalar)
    }

    private static func within(_ ranges: [ClosedRange<UInt32>], _ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) }
    }

    private static func isString(_ text: String) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        return !first.isWhitespace && !last.isWhitespace && !text.contains("\n")
    }

    /// A day that exists, a time, at most some decimals, and `Z` or an offset.
    static func isTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, let day = CalendarDay(String(text.prefix(10))), day.year > 0,
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            hour < 24, minute < 60, second < 60
        else { return false }
        var rest = bytes[19...]
        if rest.first == UInt8(ascii: ".") {
            let decimals = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard !decimals.isEmpty else { return false }
            rest = rest[decimals.endIndex...]
        }
        if rest.elementsEqual([UInt8(ascii: "Z")]) { return true }
        guard rest.count == 6, rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-"),
            rest[rest.startIndex + 3] == UInt8(ascii: ":"),
            let hours = number(rest[(rest.startIndex + 1)..<(rest.startIndex + 3)]),
            let minutes = number(rest[(rest.startIndex + 4)..<(rest.startIndex + 6)])
        else { return false }
        return hours < 24 && minutes < 60
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
    }

    private static func isReference(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.value > 0x20 && scalar.value != 0x7F && !"<>\"{}|\\^`".unicodeScalars.contains(scalar)
            }
    }

    private static func isURI(_ text: String) -> Bool {
        guard isReference(text), let colon = text.firstIndex(of: ":"), text.index(after: colon) < text.endIndex else {
            return false
        }
        let scheme = text[..<colon].utf8
        return scheme.first.map { $0.isLowerLetter || $0.isUpperLetter } == true
            && scheme.allSatisfy { $0.isLowerLetter || $0.isUpperLetter || $0.isDigit || "+-.".utf8.contains($0) }
    }

    private static func isVersion(_ text: String) -> Bool {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 3 && numbers.first == "1" && numbers.allSatisfy { Int($0) != nil }
    }
}
