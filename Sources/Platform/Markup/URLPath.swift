// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// An address inside the site, always beginning with one `/`. Literal parts are written in the source, values are
/// percent-encoded as one segment, so a link can neither leave the site nor carry a script.
///
///     let path: URLPath = "/evaluations/\(id)/chapitres/\(code)"
///
/// A value may be a `.parameter("id")`: the same text then reads as a route pattern (`/evaluations/:id`), so that one
/// enumeration per feature both registers its routes and builds its links.
public struct URLPath: Sendable, Hashable {
    public private(set) var text: String
    private var query: [(name: String, value: String)] = []

    public static func == (left: Self, right: Self) -> Bool { left.full == right.full }
    public func hash(into hasher: inout Hasher) { hasher.combine(full) }

    /// Path, query and fragment, ready for `href`.
    public var full: String {
        var result = text
        for (index, item) in query.enumerated() {
            result += index == 0 ? "?" : "&"
            result += Self.encoded(item.name) + "=" + Self.encoded(item.value)
        }
        if let fragment { result += "#" + Self.encoded(fragment) }
        return result
    }

    private var fragment: String?

    /// Adds a query item; nothing when the value is nil.
    public func with(_ name: String, _ value: String?) -> URLPath {
        guard let value else { return self }
        var copy = self
        copy.query.append((name, value))
        return copy
    }

    public func anchored(at fragment: String) -> URLPath {
        var copy = self
        copy.fragment = fragment
        return copy
    }

    /// A path that came from a request (`?suite=/evaluations`): accepted only when it stays inside the site.
    public init?(local text: String) {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count < 2000, bytes.dropFirst().first != UInt8(ascii: "/"),
            bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: ":") })
        else { return nil }
        self.text = text
    }

    /// One value of a path: a text, or the name of a route parameter.
    public struct Part: Sendable, Hashable {
        let text: String

        public init(_ value: some CustomStringConvertible) { text = URLPath.encoded(value.description) }

        /// The value as it stands in an address; also right for cookies and header parameters.
        public var encodedText: String { text }

        private init(pattern: String) { text = pattern }

        public static func parameter(_ name: StaticString) -> Part { Part(pattern: ":" + name.description) }
    }

    /// RFC 3986 §2.3: unreserved characters stay, every other byte is percent-encoded.
    static func encoded(_ value: String) -> String {
        // Identifiers and codes, nearly every value, need nothing.
        if value.utf8.allSatisfy(isUnreserved) { return value }
        let digits = Array("0123456789ABCDEF")
        var result = ""
        for byte in value.utf8 {
            if isUnreserved(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return result
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}

extension URLPath: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) {
        text = value.description
    }

    public init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
        public mutating func appendInterpolation(_ part: Part) { text += part.text }
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) { text += Part(value).text }
    }
}

extension HTML.StringInterpolation {
    /// An address in an attribute: `<a href="\(path)">`.
    public mutating func appendInterpolation(_ path: URLPath) { appendInterpolation(path.full) }
}
