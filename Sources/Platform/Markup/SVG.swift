// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A drawing: the same safety as `HTML`, plus numbers written short and never in exponent or locale form.
public struct SVG: Sendable, Hashable {
    public private(set) var html: HTML

    public init() { html = HTML() }

    public var text: String { html.text }

    public mutating func append(_ other: SVG) { html.append(other.html) }

    /// At most two decimals: a hundredth of a pixel is below what a printer resolves.
    public static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "0" }
        let hundredths = Int((value * 100).rounded())
        let sign = hundredths < 0 ? "-" : ""
        let magnitude = abs(hundredths)
        let rest = magnitude % 100
        if rest == 0 { return "\(sign)\(magnitude / 100)" }
        return rest % 10 == 0
            ? "\(sign)\(magnitude / 100).\(rest / 10)" : "\(sign)\(magnitude / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension SVG: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) {
        html = HTML(stringLiteral: value)
    }

    public init(stringInterpolation: StringInterpolation) {
        html = stringInterpolation.html
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var html = HTML()

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: StaticString) { html.append(literal: literal) }
        public mutating func appendInterpolation(_ text: String) { html.append(text: text) }
        public mutating func appendInterpolation(_ number: Int) { html.append(text: String(number)) }
        public mutating func appendInterpolation(_ number: Double) { html.append(text: SVG.number(number)) }
        public mutating func appendInterpolation(_ drawing: SVG) { html.append(drawing.html) }
        public mutating func appendInterpolation(_ list: [SVG]) { for drawing in list { html.append(drawing.html) } }
    }
}
