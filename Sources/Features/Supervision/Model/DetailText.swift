// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Details of an event as one text: a line a field.
enum DetailText {
    static func write(_ details: [(field: String, value: String)]) -> String {
        details.map { "\($0.field)\t\(flat($0.value))" }.joined(separator: "\n")
    }

    static func read(_ text: String) -> [(field: String, value: String)] {
        text.split(separator: "\n").compactMap { line in
            let halves = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { return nil }
            return (String(halves[0]), String(halves[1]))
        }
    }

    static func kept(_ details: [(field: String, value: String)]) -> String {
        String(String.UnicodeScalarView(write(details).unicodeScalars.prefix(8000)))
    }

    /// Flat, and no longer than a column holds: databases count code points, not what people call letters.
    static func cut(_ text: String, _ count: Int) -> String {
        String(String.UnicodeScalarView(flat(text).unicodeScalars.prefix(count)))
    }

    /// On one line, without what databases and terminals do not bear.
    static func flat(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }
}
