// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Texts as OSCAL's JSON schema takes them. None may be empty.
enum OSCALText {
    /// One line, no white space at either end: titles, and values of properties (StringDatatype, MarkupLineDatatype).
    static func line(_ text: String, otherwise: String = "—") -> String {
        let pieces = text.split { $0.isWhitespace || $0.isNewline }
        return pieces.isEmpty ? otherwise : pieces.joined(separator: " ")
    }

    /// Several lines.
    static func prose(_ text: String, otherwise: String = "—") -> String {
        text.contains { !$0.isWhitespace } ? text : otherwise
    }

    /// A whole day has no time of its own: it begins, or ends, at midnight of Greenwich, which its reader can rely on.
    static func start(of day: CalendarDay) -> String { "\(day)T00:00:00Z" }

    static func end(of day: CalendarDay) -> String { "\(day)T23:59:59Z" }
}
