// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs

/// Facts as one text column: a line for each, sorted by name, so that equal facts are equal texts.
///
/// The alternative, a table of facts, costs a second statement in every list for what is never searched alone.
enum FactCodec {
    static func text(_ facts: [String: FactCondition.Value]) -> String {
        facts.sorted { $0.key < $1.key }.map { name, value in
            switch value {
            case .text(let text): "\(name)\tt\t\(flat(text))"
            case .number(let number): "\(name)\tn\t\(number)"
            case .flag(let flag): "\(name)\tf\t\(flag ? 1 : 0)"
            }
        }.joined(separator: "\n")
    }

    /// Scalar by scalar: a carriage return and a line feed together are one character, which is neither.
    private static func flat(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }

    /// Lines of another form, which only a hand in the database could write, are left out.
    static func facts(_ text: String) -> [String: FactCondition.Value] {
        var facts: [String: FactCondition.Value] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            switch parts[1] {
            case "t": facts[String(parts[0])] = .text(String(parts[2]))
            case "n": if let number = Double(parts[2]) { facts[String(parts[0])] = .number(number) }
            case "f": facts[String(parts[0])] = .flag(parts[2] == "1")
            default: continue
            }
        }
        return facts
    }
}
