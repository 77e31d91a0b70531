// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Names of sheets as Excel takes them.
enum SheetName {
    private static let forbidden = Set<Character>(["[", "]", ":", "*", "?", "/", "\\"])

    /// At most 31 UTF-16 units, no forbidden character, no apostrophe at either end, different from `taken` whatever
    /// the case. "History" is reserved (Microsoft, "Rename a worksheet").
    static func safe(_ name: String, taken: inout Set<String>) -> String {
        let cleaned = String(
            name.map { character in
                forbidden.contains(character)
                    || character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
                    ? "-" : character
            })
        var number = 1
        while true {
            let suffix = number == 1 ? "" : " (\(number))"
            let candidate = trimmed(cleaned, to: 31 - suffix.utf16.count) + suffix
            if candidate.lowercased() != "history", taken.insert(candidate.lowercased()).inserted { return candidate }
            number += 1
        }
    }

    private static func trimmed(_ name: String, to limit: Int) -> String {
        var result = String.UnicodeScalarView()
        var length = 0
        for scalar in name.unicodeScalars {
            if scalar.value == 0xFFFE || scalar.value == 0xFFFF { continue }
            if result.isEmpty, scalar == "'" || scalar == " " { continue }
            length += UTF16.width(scalar)
            if length > limit { break }
            result.append(scalar)
        }
        while let last = result.last, last == "'" || last == " " { result.removeLast() }
        return result.isEmpty ? "Feuille" : String(result)
    }
}
