// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Automata as bytes, with what they were made of: a cache that is only believed when it fits.
public struct CompiledAutomata: Sendable, Hashable {
    private let key: UInt64
    private let literals: [UInt8]
    private let expressions: [[UInt8]]

    init(
        _ index: LiteralIndex, _ expressionIndex: ExpressionIndex, literalAutomaton: Automaton?,
        expressionAutomata: [Automaton?]
    ) {
        key = Self.key(index, expressionIndex)
        literals = literalAutomaton?.serialised() ?? []
        expressions = expressionAutomata.map { $0?.serialised() ?? [] }
    }

    func automata(
        for index: LiteralIndex, _ expressionIndex: ExpressionIndex
    ) -> (literals: Automaton?, expressions: [Automaton?])? {
        guard key == Self.key(index, expressionIndex), expressions.count == expressionIndex.groups.count else {
            return nil
        }
        let literal = literals.isEmpty ? nil : Automaton(serialised: literals)
        guard literal != nil || index.literals.isEmpty else { return nil }
        let others = expressions.map { Automaton(serialised: $0) }
        guard others.allSatisfy({ $0 != nil }) else { return nil }
        return (literal, others)
    }

    /// FNV-1a over everything that was compiled, in order. Against mistakes, not against malice: whoever can write the
    /// cache can write the rules.
    private static func key(_ index: LiteralIndex, _ expressionIndex: ExpressionIndex) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for literal in index.literals {
            for byte in literal { mix(byte) }
            mix(0xFF)
        }
        for group in expressionIndex.groups {
            for expression in group.expressions {
                for byte in expression.pattern.utf8 { mix(byte) }
                mix(expression.ignoresCase ? 0xFE : 0xFD)
                mix(expression.isMultiline ? 0xFC : 0xFB)
                mix(expression.dotMatchesNewline ? 0xFA : 0xF9)
            }
            mix(0xFF)
        }
        return hash
    }
}

extension CompiledAutomata {
    /// Length-prefixed parts behind the key.
    public var bytes: [UInt8] {
        var bytes = Self.number(key)
        for part in [literals] + expressions { bytes += Self.number(UInt64(part.count)) + part }
        return bytes
    }

    /// Nil when the bytes are not whole.
    public init?(bytes: [UInt8]) {
        var index = 0
        func number() -> UInt64? {
            guard bytes.count - index >= 8 else { return nil }
            defer { index += 8 }
            return bytes[index..<index + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        guard let key = number() else { return nil }
        var parts: [[UInt8]] = []
        while index < bytes.count {
            guard let count = number().flatMap({ Int(exactly: $0) }), count <= bytes.count - index else { return nil }
            parts.append(Array(bytes[index..<index + count]))
            index += count
        }
        guard let literals = parts.first else { return nil }
        self.key = key
        self.literals = literals
        expressions = Array(parts.dropFirst())
    }

    private static func number(_ value: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }
}
