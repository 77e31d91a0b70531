// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A JSON value to write. Keys keep the order in which they are given, so that the output is deterministic.
enum JSONValue {
    case text(String)
    case list([JSONValue])
    case object([(String, JSONValue)])

    /// Without empty lists and absent texts, which most formats forbid.
    static func object(compacting entries: [(String, JSONValue?)]) -> JSONValue {
        .object(
            entries.compactMap { key, value in
                switch value {
                case nil: nil
                case .list(let items)? where items.isEmpty: nil
                case .object(let fields)? where fields.isEmpty: nil
                case let value?: (key, value)
                }
            })
    }

    /// With two spaces for each level, and a final newline.
    var bytes: [UInt8] {
        var output: [UInt8] = []
        write(to: &output, indent: 0)
        output.append(0x0A)
        return output
    }

    private func write(to output: inout [UInt8], indent: Int) {
        switch self {
        case .text(let text): JSONValue.write(text, to: &output)
        case .list(let items):
            JSONValue.write(items, between: ("[", "]"), to: &output, indent: indent) { item, output in
                item.write(to: &output, indent: indent + 1)
            }
        case .object(let entries):
            JSONValue.write(entries, between: ("{", "}"), to: &output, indent: indent) { entry, output in
                JSONValue.write(entry.0, to: &output)
                output += ": ".utf8
                entry.1.write(to: &output, indent: indent + 1)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], between brackets: (String, String), to output: inout [UInt8], indent: Int,
        each: (Item, inout [UInt8]) -> Void
    ) {
        output += brackets.0.utf8
        for (index, item) in items.enumerated() {
            output += (index == 0 ? "\n" : ",\n").utf8
            output += repeatElement(0x20, count: 2 * (indent + 1))
            each(item, &output)
        }
        if !items.isEmpty {
            output.append(0x0A)
            output += repeatElement(0x20, count: 2 * indent)
        }
        output += brackets.1.utf8
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output += #"\""#.utf8
            case UInt8(ascii: "\\"): output += #"\\"#.utf8
            case 0x0A: output += #"\n"#.utf8
            case 0x0D: output += #"\r"#.utf8
            case 0x09: output += #"\t"#.utf8
            case 0..<0x10: output += "\\u000\(String(byte, radix: 16))".utf8
            case 0x10..<0x20: output += "\\u00\(String(byte, radix: 16))".utf8
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
