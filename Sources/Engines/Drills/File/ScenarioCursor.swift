// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Everything found wrong in a file.
final class ScenarioLog {
    private(set) var issues: [DrillFault.Issue] = []
    /// A file with more is not the kind of file that it was taken for.
    private static let most = 100

    func add(
        _ line: Int?, _ path: String, _ french: String, _ english: String, weight: DrillFault.Issue.Weight = .error
    ) {
        guard issues.count < Self.most else { return }
        issues.append(.init(line: line, path: path, french, english, weight: weight))
    }

    /// In the order of the file.
    var sorted: [DrillFault.Issue] {
        issues.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }
}

/// A place in the file from which values are read. Each reading says what is wrong and gives nil: everything is reported
/// at once.
struct ScenarioCursor {
    let tree: ScenarioTree
    let path: String
    let log: ScenarioLog

    func fail(_ french: String, _ english: String) { log.add(tree.line, path, french, english) }

    /// The entries of a mapping; keys other than those known are errors, so that a misspelt one is never ignored.
    func fields(_ known: [String]) -> ScenarioFields {
        guard case .mapping(let entries) = tree.content else {
            fail("on attend des clés et des valeurs", "expected keys and values")
            return ScenarioFields(entries: [], cursor: self)
        }
        for entry in entries where !known.contains(entry.key) {
            log.add(
                entry.tree.line, child(entry.key),
                "clé inconnue\u{00A0}; on attend \(known.joined(separator: ", "))",
                "unknown key; expected \(known.joined(separator: ", "))")
        }
        return ScenarioFields(entries: entries, cursor: self)
    }

    /// The entries of a mapping whose keys are free.
    func freeFields() -> [(key: String, cursor: ScenarioCursor)] {
        guard case .mapping(let entries) = tree.content else {
            fail("on attend des clés et des valeurs", "expected keys and values")
            return []
        }
        return entries.map { ($0.key, ScenarioCursor(tree: $0.tree, path: child($0.key), log: log)) }
    }

    func items(most: Int) -> [ScenarioCursor] {
        guard case .sequence(let items) = tree.content else {
            fail("on attend une liste", "expected a list")
            return []
        }
        if items.count > most { fail("plus de \(most) éléments", "more than \(most) items") }
        return items.prefix(most).enumerated().map {
            ScenarioCursor(tree: $1, path: "\(path)[\($0 + 1)]", log: log)
        }
    }

    func child(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func text(longest: Int) -> String? {
        guard case .scalar(let text, _) = tree.content else {
            fail("on attend un texte", "expected a text")
            return nil
        }
        guard text.unicodeScalars.count <= longest else {
            fail("plus de \(longest) caractères", "longer than \(longest) characters")
            return nil
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) else {
            fail("contient un caractère de commande", "contains a control character")
            return nil
        }
        return text
    }

    func integer(_ range: ClosedRange<Int>) -> Int? {
        guard case .scalar(let text, isPlain: true) = tree.content, let number = Int(text) else {
            fail("on attend un nombre entier", "expected an integer")
            return nil
        }
        guard range.contains(number) else {
            fail(
                "on attend de \(range.lowerBound) à \(range.upperBound)",
                "expected \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    func choice<Value: RawRepresentable & CaseIterable>(of type: Value.Type = Value.self) -> Value?
    where Value.RawValue == String {
        guard let text = text(longest: 100) else { return nil }
        if let value = Value(rawValue: text) { return value }
        let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
        fail(
            "«\u{00A0}\(text)\u{00A0}» n’est pas accepté ici\u{00A0}; valeurs possibles\u{00A0}: \(known)",
            "‘\(text)’ is none of \(known)")
        return nil
    }

    /// Lower case, digits and hyphens: what addresses and files can carry.
    func identifier() -> String? {
        guard let text = text(longest: 60) else { return nil }
        guard ScenarioName.isValid(text) else {
            fail(
                "«\u{00A0}\(text)\u{00A0}»\u{00A0}: des minuscules sans accent, des chiffres et des tirets",
                "‘\(text)’: lower-case letters without accents, digits and hyphens")
            return nil
        }
        return text
    }
}

enum ScenarioName {
    static func isValid(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-"), text.utf8.count <= 60 else { return false }
        return text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
    }
}

/// The entries of a mapping, asked for one by one.
struct ScenarioFields {
    let entries: [ScenarioTree.Entry]
    let cursor: ScenarioCursor

    /// Nil when it is absent or empty.
    func optional(_ key: String) -> ScenarioCursor? {
        guard let entry = entries.first(where: { $0.key == key }), !entry.tree.isNull else { return nil }
        return ScenarioCursor(tree: entry.tree, path: cursor.child(key), log: cursor.log)
    }

    func required(_ key: String) -> ScenarioCursor? {
        if let found = optional(key) { return found }
        cursor.log.add(
            cursor.tree.line, cursor.child(key), "cette clé est nécessaire", "this key is needed")
        return nil
    }

    func text(_ key: String, longest: Int = 500) -> String { optional(key)?.text(longest: longest) ?? "" }

    func requiredText(_ key: String, longest: Int = 200) -> String { required(key)?.text(longest: longest) ?? "" }

    func texts(_ key: String, most: Int = 50, longest: Int = 1000) -> [String] {
        (optional(key)?.items(most: most) ?? []).compactMap { $0.text(longest: longest) }.filter { !$0.isEmpty }
    }
}
