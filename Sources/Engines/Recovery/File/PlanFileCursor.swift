// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Everything found wrong in a file.
final class PlanFileLog {
    private var issues: [RecoveryFileFault.Issue] = []
    /// A file with more is not the kind of file that it was taken for.
    private static let most = 100

    func add(_ tree: PlanFileTree, _ path: String, _ french: String, _ english: String) {
        guard issues.count < Self.most else { return }
        issues.append(.init(line: tree.line, column: tree.column, path: path, french: french, english: english))
    }

    var fault: RecoveryFileFault? {
        guard !issues.isEmpty else { return nil }
        let sorted = issues.enumerated().sorted { left, right in
            (left.element.line ?? 0, left.element.column ?? 0, left.offset)
                < (right.element.line ?? 0, right.element.column ?? 0, right.offset)
        }
        return RecoveryFileFault(issues: sorted.map(\.element))
    }
}

/// A place in the file from which values are read. Each reading says what is wrong and gives nil: everything is reported
/// at once.
struct PlanFileCursor {
    let tree: PlanFileTree
    let path: String
    let log: PlanFileLog

    static let longestText = 500

    func fail(_ french: String, _ english: String) { log.add(tree, path, french, english) }

    /// The entries of a mapping; keys other than those known are errors, so that a misspelt one is never ignored.
    func fields(_ known: Set<String>) -> PlanFileFields? {
        guard case .mapping(let entries) = tree.content else {
            fail("on attend des clés et des valeurs", "expected keys and values")
            return nil
        }
        for entry in entries where !known.contains(entry.key) {
            log.add(
                entry.tree, child(entry.key),
                "clé inconnue\u{00A0}; on attend \(known.sorted().joined(separator: ", "))",
                "unknown key; expected \(known.sorted().joined(separator: ", "))")
        }
        return PlanFileFields(entries: entries, cursor: self)
    }

    /// The entries of a mapping whose keys are free.
    func freeFields() -> [(key: String, cursor: PlanFileCursor)] {
        guard case .mapping(let entries) = tree.content else {
            fail("on attend des clés et des valeurs", "expected keys and values")
            return []
        }
        return entries.map { ($0.key, PlanFileCursor(tree: $0.tree, path: child($0.key), log: log)) }
    }

    func items() -> [PlanFileCursor] {
        guard case .sequence(let items) = tree.content else {
            fail("on attend une liste", "expected a list")
            return []
        }
        return items.enumerated().map { PlanFileCursor(tree: $1, path: "\(path)[\($0)]", log: log) }
    }

    func child(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func text() -> String? {
        guard case .scalar(let text, _) = tree.content else {
            fail("on attend un texte", "expected a text")
            return nil
        }
        guard text.unicodeScalars.count <= Self.longestText else {
            fail("plus de \(Self.longestText) caractères", "longer than \(Self.longestText) characters")
            return nil
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) else {
            fail("contient un caractère de commande", "contains a control character")
            return nil
        }
        return text
    }

    func truth() -> Bool? {
        if case .scalar(let text, isPlain: true) = tree.content {
            if text == "true" { return true }
            if text == "false" { return false }
        }
        fail("on attend true ou false", "expected true or false")
        return nil
    }

    func number() -> Double? {
        if case .scalar(let text, isPlain: true) = tree.content, let number = Self.number(text) { return number }
        fail("on attend un nombre, avec un point et non une virgule", "expected a number")
        return nil
    }

    func integer() -> Int? {
        if case .scalar(let text, isPlain: true) = tree.content, let number = Int(text) { return number }
        fail("on attend un nombre entier", "expected an integer")
        return nil
    }

    func choice<Value: RawRepresentable & CaseIterable>(of type: Value.Type) -> Value? where Value.RawValue == String {
        guard let text = text() else { return nil }
        if let value = Value(rawValue: text) { return value }
        let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
        fail("‘\(text)’ n’est aucun de\u{00A0}: \(known)", "‘\(text)’ is none of \(known)")
        return nil
    }

    /// One number, or three: at best, most likely, at worst.
    func estimate() -> Estimate? {
        guard case .sequence = tree.content else { return number().map { Estimate(low: $0, likely: $0, high: $0) } }
        let items = items()
        guard items.count == 3 else {
            fail(
                "on attend un nombre, ou trois\u{00A0}: au mieux, le plus probable, au pire",
                "expected a number, or three: at best, most likely, at worst")
            return nil
        }
        let numbers = items.compactMap { $0.number() }
        guard numbers.count == 3 else { return nil }
        return Estimate(low: numbers[0], likely: numbers[1], high: numbers[2])
    }

    func counts() -> [String: Int] {
        var counts: [String: Int] = [:]
        for (key, cursor) in freeFields() {
            if let count = cursor.integer() { counts[key] = count }
        }
        return counts
    }

    /// Decimal, as people write it: no infinity, no hexadecimal.
    private static func number(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || ".-+eE".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { return nil }
        return number
    }
}

/// The keys and values of one mapping. A key without a value is as good as absent.
struct PlanFileFields {
    let entries: [PlanFileTree.Entry]
    let cursor: PlanFileCursor

    subscript(key: String) -> PlanFileCursor? {
        guard let entry = entries.first(where: { $0.key == key }), !entry.tree.isNull else { return nil }
        return PlanFileCursor(tree: entry.tree, path: cursor.child(key), log: cursor.log)
    }

    func required(_ key: String) -> PlanFileCursor? {
        if let value = self[key] { return value }
        cursor.fail("il manque ‘\(key)’", "‘\(key)’ is missing")
        return nil
    }

    func requiredText(_ key: String) -> String {
        guard let value = required(key), let text = value.text() else { return "" }
        if text.isEmpty { value.fail("est vide", "is empty") }
        return text
    }

    func text(_ key: String) -> String? { self[key]?.text() }

    func items(_ key: String) -> [PlanFileCursor] { self[key]?.items() ?? [] }

    func texts(_ key: String) -> [String] { items(key).compactMap { $0.text() } }
}
