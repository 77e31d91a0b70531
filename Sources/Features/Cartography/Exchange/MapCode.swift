// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Codes of elements: what files name them by.
enum MapCode {
    /// "Dossier patient (DPI)" → "dossier-patient-dpi". Empty when the name has no letter to keep.
    static func proposed(for name: String) -> String {
        var code = ""
        for character in folded(name) {
            if character.isASCII, character.isLetter || character.isNumber {
                code.append(character)
            } else if !code.isEmpty, code.last != "-" {
                code.append("-")
            }
        }
        code = String(code.prefix(60))
        while code.last == "-" { code.removeLast() }
        return code
    }

    /// The first of `wanted`, `wanted-2`, `wanted-3`… that nobody has.
    static func free(_ wanted: String, taken: Set<String>) -> String {
        let base = wanted.isEmpty ? "element" : wanted
        guard taken.contains(base) else { return base }
        var number = 2
        while taken.contains("\(base.prefix(54))-\(number)") { number += 1 }
        return "\(base.prefix(54))-\(number)"
    }

    /// The store's own rule, so that the fault is told beside the field.
    static func isValid(_ code: String) -> Bool {
        (1...60).contains(code.utf8.count)
            && code.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
