// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Texts looked for all at once, without regard to the case of ASCII letters: linear in what is searched, whatever their
/// number.
public struct LiteralSearch: ~Copyable {
    private let automaton: Automaton
    private var scanner = Scanner()

    /// Nil without texts, or with an empty one.
    public init?(_ texts: [[UInt8]]) {
        guard texts.allSatisfy({ !$0.isEmpty }),
            let automaton = Automaton.literals(texts, ignoresCase: true)
        else { return nil }
        self.automaton = automaton
        scanner.prepare(automaton)
    }

    /// Gives the number of each text found and the place behind it, from the first to the last.
    /// - Returns: false when there was more than is kept: what was not given may be there all the same.
    public mutating func search(_ bytes: Span<UInt8>, _ body: (_ text: Int, _ end: Int) -> Void) -> Bool {
        scanner.scan(bytes, with: automaton)
        for index in 0..<scanner.count {
            let hit = scanner[index]
            body(Int(hit.pattern), Int(hit.end))
        }
        return !scanner.isFull
    }
}
