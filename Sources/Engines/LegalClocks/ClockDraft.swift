// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What to send, written from what is known.
public enum ClockDraft {
    /// Replaces `{field}`, once: what stands in a value is never read as a field. What is not known, or not a field, is
    /// left to whoever completes the text, between brackets.
    public static func fill(_ template: String, with fields: [String: String], missing: (String) -> String) -> String {
        var result = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            let after = rest[rest.index(after: open)...]
            guard let close = after.firstIndex(of: "}") else {
                result += rest[open...]
                return result
            }
            let name = String(after[..<close])
            let value = fields[name] ?? ""
            result += value.isEmpty ? missing(name) : value
            rest = after[after.index(after: close)...]
        }
        return result + rest
    }

    /// The fields that a template names, in order, each once.
    public static func fields(of template: String) -> [String] {
        var seen: [String] = []
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{") {
            let after = rest[rest.index(after: open)...]
            guard let close = after.firstIndex(of: "}") else { break }
            let name = String(after[..<close])
            if !seen.contains(name) { seen.append(name) }
            rest = after[after.index(after: close)...]
        }
        return seen
    }
}
