// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The words `{{name}}` of the texts of a scenario.
public enum Variables {
    /// Replaces the names that are known; what is not known stays as it is written, so that it is seen. What a value
    /// says is never read again: a value cannot bring another in.
    public static func filled(_ text: String, _ values: [String: String]) -> String {
        guard text.contains("{{") else { return text }
        var result = ""
        for piece in pieces(of: text) {
            switch piece {
            case .text(let text): result += text
            case .name(let name, let written): result += values[name] ?? String(written)
            }
        }
        return result
    }

    /// In the order in which they appear, each once.
    public static func names(in text: String) -> [String] {
        var names: [String] = []
        for case .name(let name, _) in pieces(of: text) where !names.contains(name) { names.append(name) }
        return names
    }

    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 60 else { return false }
        return text.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private enum Piece {
        case text(Substring)
        case name(String, written: Substring)
    }

    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstRange(of: "{{") {
            let after = rest[open.upperBound...]
            // A name is short: an opening that is never closed must not make every other search the whole text.
            guard let close = after.prefix(70).firstRange(of: "}}") else {
                pieces.append(.text(rest[..<open.upperBound]))
                rest = after
                continue
            }
            let name = after[..<close.lowerBound].filter { $0 != " " }
            if isName(String(name)) {
                pieces.append(.text(rest[..<open.lowerBound]))
                pieces.append(.name(String(name), written: rest[open.lowerBound..<close.upperBound]))
                rest = rest[close.upperBound...]
            } else {
                pieces.append(.text(rest[..<open.upperBound]))
                rest = after
            }
        }
        pieces.append(.text(rest))
        return pieces
    }
}

extension Scenario {
    /// The scenario with its words filled: by `values`, else by what it says itself.
    public func filled(_ values: [String: String] = [:]) -> Scenario {
        var words = Dictionary(variables.map { ($0.name, $0.value) }) { first, _ in first }
        for (name, value) in values where !value.isEmpty { words[name] = value }
        func fill(_ text: String) -> String { Variables.filled(text, words) }
        var copy = self
        copy.summary = fill(summary)
        copy.situation = fill(situation)
        copy.synopsis = fill(synopsis)
        copy.rules = rules.map(fill)
        copy.forbidden = forbidden.map(fill)
        copy.hotWash = hotWash.map(fill)
        copy.roles = roles.map { role in
            var role = role
            (role.title, role.mission, role.plays) = (fill(role.title), fill(role.mission), fill(role.plays))
            return role
        }
        copy.injects = injects.map { inject in
            var inject = inject
            (inject.from, inject.title, inject.text, inject.animator) = (
                fill(inject.from), fill(inject.title), fill(inject.text), fill(inject.animator)
            )
            inject.expected = inject.expected.map { one in
                var one = one
                one.text = fill(one.text)
                return one
            }
            return inject
        }
        return copy
    }
}
