// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One JSON value (RFC 8259) with its members in order. Read with limits; what is given by a stranger may be made to hurt.
indirect enum JSONTree: Sendable, Hashable {
    struct Member: Sendable, Hashable {
        let name: String
        let value: JSONTree
    }

    case null
    case bool(Bool)
    /// As written.
    case number(String)
    case text(String)
    case list([JSONTree])
    case object([Member])

    /// The first member of that name.
    subscript(name: String) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    var string: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    /// A string or the digits of a number: MISP writes both.
    var scalar: String? {
        switch self {
        case .text(let text), .number(let text): text
        default: nil
        }
    }

    /// True, "1", 1 or "true".
    var flag: Bool? {
        switch self {
        case .bool(let value): value
        case .number(let text), .text(let text):
            switch text.lowercased() {
            case "1", "true": true
            case "0", "false", "": false
            default: nil
            }
        default: nil
        }
    }

    var elements: [JSONTree] {
        if case .list(let list) = self { return list }
        return []
    }

    var members: [Member] {
        if case .object(let members) = self { return members }
        return []
    }

    static func object(_ members: KeyValuePairs<String, JSONTree?>) -> JSONTree {
        .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    /// With two spaces of indentation: people read these files too.
    var text: String {
        var out = ""
        write(into: &out, indent: 0)
        return out + "\n"
    }

    private func write(into out: inout String, indent: Int) {
        func line(_ depth: Int) { out += "\n" + String(repeating: "  ", count: depth) }
        switch self {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .number(let digits): out += digits
        case .text(let text): Self.quote(text, into: &out)
        case .list(let list):
            guard !list.isEmpty else {
                out += "[]"
                return
            }
            out += "["
            for (index, element) in list.enumerated() {
                if index > 0 { out += "," }
                line(indent + 1)
                element.write(into: &out, indent: indent + 1)
            }
            line(indent)
            out += "]"
        case .object(let members):
            guard !members.isEmpty else {
                out += "{}"
                return
            }
            out += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { out += "," }
                line(indent + 1)
                Self.quote(member.name, into: &out)
                out += ": "
                member.value.write(into: &out, indent: indent + 1)
            }
            line(indent)
            out += "}"
        }
    }

    private static func quote(_ text: String, into out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}
