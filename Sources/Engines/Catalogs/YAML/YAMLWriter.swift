// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Writes the YAML that our own readers read: block style, every doubtful text between double quotes.
struct YAMLWriter {
    private(set) var content = ""
    private let indent: String
    /// What stands before the next key: the indentation, or the dash of a list item.
    private var lead: String

    init() {
        self.init(indent: "", lead: "")
    }

    private init(indent: String, lead: String) {
        self.indent = indent
        self.lead = lead
    }

    /// A key and a text.
    mutating func text(_ key: String, _ text: String) {
        raw(key, text.contains("\n") ? block(text) ?? YAMLWriter.quoted(text) : YAMLWriter.scalar(text))
    }

    mutating func optional(_ key: String, _ text: String) {
        if !text.isEmpty { self.text(key, text) }
    }

    mutating func texts(_ key: String, _ texts: [String]) {
        if !texts.isEmpty { raw(key, "[" + texts.map(YAMLWriter.flowScalar).joined(separator: ", ") + "]") }
    }

    /// A key and a value written as it is given.
    mutating func raw(_ key: String, _ value: String) {
        content += "\(lead)\(YAMLWriter.scalar(key)): \(value)\n"
        lead = indent
    }

    mutating func mapping(_ key: String, fill: (inout YAMLWriter) -> Void) {
        var inner = YAMLWriter(indent: indent + "  ", lead: indent + "  ")
        fill(&inner)
        if inner.content.isEmpty { return raw(key, "{}") }
        content += "\(lead)\(YAMLWriter.scalar(key)):\n\(inner.content)"
        lead = indent
    }

    /// Nothing at all when there are no items.
    mutating func list<Item>(_ key: String, _ items: [Item], fill: (Item, inout YAMLWriter) -> Void) {
        guard !items.isEmpty else { return }
        content += "\(lead)\(YAMLWriter.scalar(key)):\n"
        lead = indent
        for item in items {
            var inner = YAMLWriter(indent: indent + "    ", lead: indent + "  - ")
            fill(item, &inner)
            content += inner.content
        }
    }

    /// `2` rather than `2.0`; any other number in the shortest form that reads back the same.
    static func number(_ number: Double) -> String {
        if let whole = Int(exactly: number), abs(whole) < 1_000_000_000 { return "\(whole)" }
        return "\(number)"
    }

    /// Several lines as a literal block, where nothing in the text would be lost by it.
    private func block(_ text: String) -> String? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let isSafe = lines.allSatisfy { line in
            line.last != " " && line.unicodeScalars.allSatisfy(YAMLWriter.isPrintable)
        }
        guard isSafe, !YAMLWriter.resemblesAnchor(text), let first = lines.first, let last = lines.last,
            !first.isEmpty, first.first != " ", !last.isEmpty
        else { return nil }
        return "|-\n" + lines.map { $0.isEmpty ? "" : indent + "  " + $0 }.joined(separator: "\n")
    }

    private static func scalar(_ text: String) -> String {
        isPlain(text) ? text : quoted(text)
    }

    /// Between brackets, commas and brackets also need quotes.
    private static func flowScalar(_ text: String) -> String {
        isPlain(text) && !text.contains(where: { ",[]{}".contains($0) }) ? text : quoted(text)
    }

    /// Whether a text means itself without quotes, for YAML 1.1 as for 1.2 readers.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
            first.properties.isAlphabetic, last != " ", last != ":",
            text.unicodeScalars.allSatisfy(isPrintable), !text.contains(": "), !text.contains(" #"),
            !resemblesAnchor(text)
        else { return false }
        let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        return !words.contains(text.lowercased())
    }

    /// Neither a control, nor a break, nor what an editor would hide or change.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA1...0x1FFF, 0x2010...0x2027, 0x202F...0x205F, 0x2070...0xD7FF, 0xE000...0xFEFE,
            0xFF00...0xFFFD:
            true
        default: false
        }
    }

    /// Whether ``YAMLSurvey`` could take a part of this text for an anchor, which is then escaped.
    private static func resemblesAnchor(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return false }
        return zip(text.utf8, text.utf8.dropFirst()).contains { $0 == UInt8(ascii: "&") && YAMLSurvey.isNameByte($1) }
    }

    static func quoted(_ text: String) -> String {
        var output = "\""
        let hidesAnchors = resemblesAnchor(text)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "&" where hidesAnchors: output += "\\x26"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case _ where isPrintable(scalar): output.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let width = digits.utf8.count <= 4 ? 4 : 8
                let padding = String(repeating: "0", count: width - digits.utf8.count)
                output += (width == 4 ? "\\u" : "\\U") + padding + digits
            }
        }
        return output + "\""
    }
}
