// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A place in a tree, from which values are read and issues reported. Every reading function
/// says what is wrong and returns nil: the reader goes on, and reports everything at once.
struct Cursor {
    let tree: Tree
    let path: TreePath
    let log: IssueLog

    /// Longer than any text of a published framework.
    static let longestText = 50_000

    func fail(_ message: String) {
        log.add(.error, at: tree.mark, path: path, message)
    }

    func note(_ message: String) {
        log.add(.note, at: tree.mark, path: path, message)
    }

    func fields() -> Fields? {
        guard case .mapping(let entries) = tree.content else {
            fail("expected keys and values")
            return nil
        }
        return Fields(entries: entries, cursor: self)
    }

    /// Keys other than these are errors, so that a misspelt key is never silently ignored.
    func fields(only known: Set<String>) -> Fields? {
        guard let fields = fields() else { return nil }
        for entry in fields.entries where !known.contains(entry.key) {
            log.add(.error, at: entry.mark, path: .key(path, entry.key), "unknown key")
        }
        return fields
    }

    func items() -> [Cursor] {
        guard case .sequence(let items) = tree.content else {
            fail("expected a list")
            return []
        }
        return items.enumerated().map { Cursor(tree: $0.element, path: .item(path, $0.offset), log: log) }
    }

    /// The text as it is written: `2025.10` stays so, and `no` is not a truth value.
    func text(upTo limit: Int = Cursor.longestText) -> String? {
        guard case .scalar(let text, _) = tree.content else {
            fail("expected a text")
            return nil
        }
        if text.utf8.count > limit, text.unicodeScalars.count > limit {
            fail("longer than \(limit) characters")
            return nil
        }
        if text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 && $0 != 0x0D }) {
            fail("contains a control character")
            return nil
        }
        return text
    }

    func truth() -> Bool? {
        if case .scalar(let text, isPlain: true) = tree.content {
            switch text {
            case "true", "True", "TRUE": return true
            case "false", "False", "FALSE": return false
            default: break
            }
        }
        fail("expected true or false")
        return nil
    }

    func number() -> Double? {
        if case .scalar(let text, isPlain: true) = tree.content, let number = Cursor.number(text) { return number }
        fail("expected a number")
        return nil
    }

    func integer() -> Int? {
        if case .scalar(let text, isPlain: true) = tree.content, let number = Int(text) { return number }
        fail("expected an integer")
        return nil
    }

    func choice<Value: RawRepresentable & CaseIterable>(of type: Value.Type) -> Value? where Value.RawValue == String {
        guard let text = text() else { return nil }
        if let value = Value(rawValue: text) { return value }
        fail("‘\(text)’ is none of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
        return nil
    }

    func day() -> CalendarDay? {
        guard let text = text() else { return nil }
        if let day = CalendarDay(text) { return day }
        fail("‘\(text)’ is not a day, such as 2026-11-30")
        return nil
    }

    func period() -> Period? {
        guard let text = text() else { return nil }
        if let period = Period(text) { return period }
        fail("‘\(text)’ is not a period, such as P1Y, P6M or P60D")
        return nil
    }

    /// Decimal, as people write it: no infinity, no hexadecimal, which `Double` would accept.
    static func number(_ text: String) -> Double? {
        let isDecimal = text.utf8.allSatisfy {
            $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
                || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E")
        }
        guard isDecimal, let number = Double(text), number.isFinite else { return nil }
        return number
    }
}

/// The keys and values of one mapping. A key without a value is as good as absent.
struct Fields {
    let entries: [Tree.Entry]
    let cursor: Cursor

    subscript(key: String) -> Cursor? {
        guard let entry = entries.first(where: { $0.key == key }), !entry.value.isNull else { return nil }
        return Cursor(tree: entry.value, path: .key(cursor.path, key), log: cursor.log)
    }

    func required(_ key: String) -> Cursor? {
        if let value = self[key] { return value }
        cursor.fail("‘\(key)’ is missing")
        return nil
    }

    func requiredText(_ key: String, upTo limit: Int = Cursor.longestText) -> String {
        guard let value = required(key), let text = value.text(upTo: limit) else { return "" }
        if text.isEmpty { value.fail("is empty") }
        return text
    }

    func text(_ key: String, upTo limit: Int = Cursor.longestText) -> String {
        self[key]?.text(upTo: limit) ?? ""
    }

    func optionalText(_ key: String, upTo limit: Int = Cursor.longestText) -> String? {
        self[key]?.text(upTo: limit)
    }

    func texts(_ key: String) -> [String] {
        items(key).compactMap { $0.text() }
    }

    func items(_ key: String) -> [Cursor] {
        self[key]?.items() ?? []
    }
}
