// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Markup that is safe by its type: what is written in the source is markup, what is interpolated is text and is escaped.
///
///     let row: HTML = "<li class=\(kind)>\(name)</li>"
///
/// Literals are `StaticString`, so no run-time text can become markup. An interpolated `HTML` is kept as it is. Never
/// interpolate into `<script>` or `<style>`: Carène has no inline script or style.
public struct HTML: Sendable, Hashable {
    public private(set) var bytes: [UInt8]

    public init() { bytes = [] }

    /// Escaped text.
    public init(text: some StringProtocol) {
        bytes = []
        append(text: String(text))
    }

    public var isEmpty: Bool { bytes.isEmpty }

    /// The markup as text, for tests and mail.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public mutating func append(_ other: HTML) { bytes += other.bytes }

    public static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum.append(right)
        return sum
    }

    /// Escapes the five characters that matter in text and in quoted attributes (OWASP rule 1 and 2). What needs no
    /// escape, nearly everything, is copied in runs.
    mutating func append(text: String) {
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for index in 0..<utf8.count {
                guard let escaped = Self.escape(utf8[index]) else { continue }
                bytes += utf8[start..<index]
                bytes += escaped
                start = index + 1
            }
            bytes += utf8[start...]
        }
    }

    private static func escape(_ byte: UInt8) -> [UInt8]? {
        switch byte {
        case UInt8(ascii: "&"): ampersand
        case UInt8(ascii: "<"): lessThan
        case UInt8(ascii: ">"): greaterThan
        case UInt8(ascii: "\""): quote
        case UInt8(ascii: "'"): apostrophe
        // Control characters are not allowed in HTML; a hostile name must not truncate or hide the page.
        case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: replacement
        default: nil
        }
    }

    mutating func append(literal: StaticString) {
        literal.withUTF8Buffer { bytes += $0 }
    }

    private static let ampersand = Array("&amp;".utf8)
    private static let lessThan = Array("&lt;".utf8)
    private static let greaterThan = Array("&gt;".utf8)
    private static let quote = Array("&quot;".utf8)
    private static let apostrophe = Array("&#39;".utf8)
    private static let replacement = Array("\u{FFFD}".utf8)
}

extension HTML: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) {
        self.init()
        append(literal: value)
    }

    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.html
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var html = HTML()

        public init(literalCapacity: Int, interpolationCount: Int) {
            html.bytes.reserveCapacity(literalCapacity + 24 * interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) { html.append(literal: literal) }

        public mutating func appendInterpolation(_ text: String) { html.append(text: text) }
        public mutating func appendInterpolation(_ text: Substring) { html.append(text: String(text)) }
        public mutating func appendInterpolation(_ number: Int) { html.append(text: String(number)) }
        public mutating func appendInterpolation(_ markup: HTML) { html.append(markup) }
        public mutating func appendInterpolation(_ markup: HTML?) { if let markup { html.append(markup) } }
        public mutating func appendInterpolation(_ list: [HTML]) { for markup in list { html.append(markup) } }
        public mutating func appendInterpolation(_ drawing: SVG) { html.append(drawing.html) }

        /// A boolean attribute: `<input \(flag: "checked", when: isChosen)>`.
        public mutating func appendInterpolation(flag: StaticString, when condition: Bool) {
            if condition { html.append(literal: flag) }
        }

        /// An attribute that is absent when there is no value: `<td \(attribute: "lang", code)>`.
        public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            html.append(literal: name)
            html.append(literal: "=\"")
            html.append(text: value)
            html.append(literal: "\"")
        }
    }
}

extension Sequence {
    /// One piece of markup for each element, in order. Inlined, so that it is specialised where it is used.
    @inlinable
    public func html(_ render: (Element) throws -> HTML) rethrows -> HTML {
        var result = HTML()
        for element in self { result.append(try render(element)) }
        return result
    }
}

/// Markup only when a value is there.
@inlinable
public func when<Value>(_ value: Value?, _ render: (Value) throws -> HTML) rethrows -> HTML {
    guard let value else { return HTML() }
    return try render(value)
}

/// Markup only when a condition holds.
@inlinable
public func when(_ condition: Bool, _ markup: @autoclosure () throws -> HTML) rethrows -> HTML {
    condition ? try markup() : HTML()
}
