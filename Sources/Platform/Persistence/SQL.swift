// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A statement whose values are parameters by construction.
///
///     let query: SQL = "SELECT name FROM organisation WHERE id = \(id)"
///
/// Literals are `StaticString`: SQL text is always written in the source. Interpolated values become `$1 … $n` in order;
/// an interpolated `SQL` is spliced and renumbered; a `SQL.Word` is one of the few words that differ between engines.
public struct SQL: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case text(String)
        case value(SQLValue)
    }

    var parts: [Part] = []

    public init() {}

    /// Text and values for a driver. Parameters are numbered in order of appearance, so binding by position is right both
    /// for PostgreSQL and for SQLite (where `$1` is a named parameter that takes the next free index).
    public func rendered() -> (text: String, values: [SQLValue]) {
        var text = ""
        var values: [SQLValue] = []
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .value(let value):
                values.append(value)
                text += "$\(values.count)"
            }
        }
        return (text, values)
    }

    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.parts += right.parts
        return sum
    }

    public static func += (left: inout SQL, right: SQL) {
        left.parts += right.parts
    }

    /// `items` one after the other with `separator` between them: rows of an insert, terms of a condition.
    public static func joined(_ items: some Sequence<SQL>, separator: SQL = ", ") -> SQL {
        var result = SQL()
        for (index, item) in items.enumerated() {
            if index > 0 { result += separator }
            result += item
        }
        return result
    }

    /// A word that depends on the engine. Made only by `Dialect`.
    public struct Word: Sendable, Hashable {
        let text: String
    }
}

extension SQL: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) {
        parts = [.text(value.description)]
    }

    public init(stringInterpolation: StringInterpolation) {
        parts = stringInterpolation.parts
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(2 * interpolationCount + 1)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            parts.append(.text(literal.description))
        }

        public mutating func appendInterpolation(_ value: some SQLConvertible) {
            parts.append(.value(value.sqlValue))
        }

        public mutating func appendInterpolation<Value: SQLConvertible>(_ value: Value?) {
            parts.append(.value(value?.sqlValue ?? .null))
        }

        public mutating func appendInterpolation(_ fragment: SQL) {
            parts += fragment.parts
        }

        public mutating func appendInterpolation(_ word: Word) {
            parts.append(.text(word.text))
        }

        /// A list for `IN (…)`. An empty list becomes NULL, which matches nothing.
        public mutating func appendInterpolation(list values: some Sequence<some SQLConvertible>) {
            var isFirst = true
            for value in values {
                if !isFirst { parts.append(.text(", ")) }
                parts.append(.value(value.sqlValue))
                isFirst = false
            }
            if isFirst { parts.append(.text("NULL")) }
        }
    }
}
