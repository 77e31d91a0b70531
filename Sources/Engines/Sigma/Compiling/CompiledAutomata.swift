// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Automata as bytes, with what they were made of: a cache that is only believed when it fits.
public struct CompiledAutomata: Sendable, Hashable {
    private let key: UInt64
    /// Those of the fields' literals, of the words looked for anywhere, then of each group of expressions.
    private let parts: [[UInt8]]

    init(_ rules: RuleSet) {
        key = Self.key([rules.literals, rules.words], rules.expressionIndex)
        let automata = [rules.literalAutomaton, rules.wordAutomaton] + rules.expressionAutomata
        parts = automata.map { $0?.serialised() ?? [] }
    }

    /// In the same order; nil when they are of other rules.
    func automata(for indexes: [LiteralIndex], _ expressionIndex: ExpressionIndex) -> [Automaton?]? {
        guard key == Self.key(indexes, expressionIndex), parts.count == 2 + expressionIndex.groups.count else {
            return nil
        }
        let automata = parts.map { $0.isEmpty ? nil : Automaton(serialised: $0) }
        for (place, automaton) in automata.enumerated() where automaton == nil {
            guard place < 2, indexes[place].literals.isEmpty else { return nil }
        }
        return automata
    }

    /// FNV-1a over everything that was compiled, in order. Against mistakes, not against malice: whoever can write the
    /// cache can write the rules.
    private static func key(_ indexes: [LiteralIndex], _ expressionIndex: ExpressionIndex) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for index in indexes {
            for literal in index.literals {
                for byte in literal { mix(byte) }
                mix(0xFF)
            }
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
        for part in parts { bytes += Self.number(UInt64(part.count)) + part }
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
        self.key = key
        self.parts = parts
    }

    private static func number(_ value: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }
}
