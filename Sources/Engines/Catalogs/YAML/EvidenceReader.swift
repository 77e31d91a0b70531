// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads the rules that say what proof satisfies a requirement.
enum EvidenceReader {
    static func read(_ cursor: Cursor) -> EvidenceRule? {
        let combinations: Set<String> = ["any", "all", "not", "atLeast"]
        guard let fields = cursor.fields() else { return nil }
        let used = fields.entries.map(\.key).filter { combinations.contains($0) }
        if used.isEmpty { return readProof(cursor).map { .proof($0) } }
        guard used.count == 1, fields.entries.count == 1, let name = used.first, let content = fields[name] else {
            cursor.fail("a combination stands alone: any, all, not or atLeast")
            return nil
        }
        switch name {
        case "any": return .any(content.items().compactMap { read($0) })
        case "all": return .all(content.items().compactMap { read($0) })
        case "not": return read(content).map { .not($0) }
        default:
            guard let parts = content.fields(only: ["count", "of"]), let count = parts.required("count")?.integer(),
                let list = parts.required("of")
            else { return nil }
            return .atLeast(count, of: list.items().compactMap { read($0) })
        }
    }

    private static func readProof(_ cursor: Cursor) -> ProofCondition? {
        guard let fields = cursor.fields(only: ["kind", "where", "within", "since", "until", "spaced"]) else {
            return nil
        }
        return ProofCondition(
            kind: fields.requiredText("kind", upTo: 100), facts: fields["where"].map { readFacts($0) } ?? [],
            within: fields["within"]?.period(), since: fields["since"]?.day(), until: fields["until"]?.day(),
            spacing: fields["spaced"].flatMap { readSpacing($0) })
    }

    private static func readSpacing(_ cursor: Cursor) -> ProofCondition.Spacing? {
        guard let fields = cursor.fields(only: ["count", "from", "to"]),
            let count = fields.required("count")?.integer(), let from = fields.required("from")?.period(),
            let to = fields.required("to")?.period()
        else { return nil }
        if to.approximateDays < from.approximateDays { cursor.fail("‘to’ is shorter than ‘from’") }
        return ProofCondition.Spacing(count: count, from: from, to: to)
    }

    private static func readFacts(_ cursor: Cursor) -> [FactCondition] {
        guard let fields = cursor.fields() else { return [] }
        return fields.entries.compactMap { entry in
            let place = Cursor(tree: entry.value, path: .key(cursor.path, entry.key), log: cursor.log)
            return readFact(place, name: entry.key)
        }
    }

    /// `backup`, `3`, `true`, or a comparison before a number: `">= 3"`.
    private static func readFact(_ cursor: Cursor, name: String) -> FactCondition? {
        guard case .scalar(let text, let isPlain) = cursor.tree.content, !text.isEmpty else {
            cursor.fail("expected a value, or a comparison such as ‘>= 3’")
            return nil
        }
        if isPlain, text == "true" || text == "false" {
            return FactCondition(name: name, value: .flag(text == "true"))
        }
        if isPlain, let number = Cursor.number(text) { return FactCondition(name: name, value: .number(number)) }
        // Longest first: ‘>’ begins ‘>=’.
        for comparison in [FactCondition.Comparison.greaterOrEqual, .lessOrEqual, .notEqual, .greater, .less]
        where text.hasPrefix(comparison.rawValue) {
            let rest = text.dropFirst(comparison.rawValue.count).drop { $0 == " " }
            guard let number = Cursor.number(String(rest)) else {
                cursor.fail("‘\(comparison.rawValue)’ stands before a number")
                return nil
            }
            return FactCondition(name: name, comparison: comparison, value: .number(number))
        }
        return cursor.text(upTo: 500).map { FactCondition(name: name, value: .text($0)) }
    }
}
