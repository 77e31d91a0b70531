// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension FrameworkReader {
    static func readProfile(_ cursor: Cursor) -> Framework.Profile? {
        guard let fields = cursor.fields(only: ["code", "title", "description", "selected"]) else { return nil }
        return Framework.Profile(
            code: fields.requiredText("code"), title: fields.requiredText("title", upTo: 200),
            description: fields.text("description"), isSelectedByDefault: fields["selected"]?.truth() ?? false)
    }

    static func readSource(_ cursor: Cursor) -> Framework.Source? {
        guard let fields = cursor.fields(only: ["title", "url", "note"]) else { return nil }
        let url = fields.optionalText("url", upTo: 2000)
        if let url, let place = fields["url"], !isSecureURL(url) {
            place.fail("only addresses that begin with https:// are accepted")
        }
        return Framework.Source(title: fields.requiredText("title"), url: url, note: fields.text("note"))
    }

    /// Addresses end up in links: anything but https, or a character that has no place in one, is refused.
    static func isSecureURL(_ text: String) -> Bool {
        guard text.hasPrefix("https://"), text.utf8.count > 8 else { return false }
        let refused = "<>\"\\^`{|}\u{7F}".unicodeScalars
        return !text.unicodeScalars.contains { $0.value <= 0x20 || refused.contains($0) }
    }

    static func readDeadline(_ cursor: Cursor, status: Status) -> Deadline? {
        guard let fields = cursor.fields(only: ["title", "on", "every", "from", "to", "status"]) else { return nil }
        let title = fields.requiredText("title", upTo: 200)
        let ownStatus = fields["status"]?.choice(of: Status.self) ?? status
        let given = ["on", "every", "from", "to"].filter { fields[$0] != nil }
        let timing: Deadline.Timing?
        switch given {
        case ["on"]: timing = fields["on"]?.day().map { .on($0) }
        case ["every"]: timing = fields["every"]?.period().map { .every($0) }
        case ["from", "to"]:
            guard let from = fields["from"]?.day(), let to = fields["to"]?.day() else { return nil }
            if to < from { cursor.fail("‘to’ is before ‘from’") }
            timing = .window(from: from, to: to)
        default:
            cursor.fail("a deadline has either ‘on’, or ‘every’, or both ‘from’ and ‘to’")
            timing = nil
        }
        return timing.map { Deadline(title: title, timing: $0, status: ownStatus) }
    }

    static func readScale(_ cursor: Cursor) -> Scale? {
        let items = cursor.items()
        guard (2...101).contains(items.count) else {
            cursor.fail("a scale has between 2 and 101 levels")
            return nil
        }
        var levels: [Scale.Level] = []
        for (index, item) in items.enumerated() {
            guard let fields = item.fields(only: ["value", "title", "description", "score"]) else { return nil }
            let even = Double(index) / Double(items.count - 1)
            let given = fields["score"].map { $0.number() } ?? even
            let title = fields.requiredText("title", upTo: 200)
            let description = fields.text("description")
            guard let value = fields.required("value")?.integer(), let score = given else { continue }
            guard (0...1).contains(score) else {
                item.fail("a score is a number from 0 to 1")
                continue
            }
            levels.append(Scale.Level(value: value, title: title, description: description, score: score))
        }
        guard levels.count == items.count else { return nil }
        let steps = zip(levels, levels.dropFirst())
        if !steps.allSatisfy({ $0.value < $1.value }) { cursor.fail("the levels are written by increasing value") }
        if !steps.allSatisfy({ $0.score <= $1.score }) { cursor.fail("a higher level never scores less") }
        return Scale(levels: levels)
    }

    /// The mapping of each language, its keys checked.
    static func readTranslations(_ fields: Fields, keys: Set<String>) -> [String: Fields] {
        guard let languages = fields["translations"]?.fields() else { return [:] }
        var found: [String: Fields] = [:]
        for entry in languages.entries {
            let cursor = Cursor(
                tree: entry.value, path: .key(languages.cursor.path, entry.key), log: languages.cursor.log)
            if !isLanguage(entry.key) { cursor.fail("‘\(entry.key)’ is not a language tag") }
            if let texts = cursor.fields(only: keys) { found[entry.key] = texts }
        }
        return found
    }
}
