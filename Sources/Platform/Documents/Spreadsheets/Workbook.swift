// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// A workbook to write: values and meaning. How it looks is one decision, taken in `XLSXWriter`.
public struct Workbook: Sendable, Hashable {
    public var title: String
    /// Shown by the file's properties. Given, not read from a clock: the same workbook gives the same bytes.
    public var createdAt: Instant
    public var language: Language
    public var sheets: [Sheet]

    public init(title: String, createdAt: Instant, language: Language = .french, sheets: [Sheet]) {
        self.title = title
        self.createdAt = createdAt
        self.language = language
        self.sheets = sheets
    }

    /// One table: a header, rows, and lines of notes underneath.
    public struct Sheet: Sendable, Hashable {
        /// Made acceptable and unique when written: 31 characters, none of `[]:*?/\`.
        public var name: String
        public var columns: [Column]
        public var rows: [[Cell]]
        /// Columns that stay in view, besides the header that always does.
        public var frozenColumns: Int
        public var hasFilter: Bool
        /// Source, date, how to read: written under the table. Leave it empty in a sheet that will be read again.
        public var notes: [String]
        /// Printed at the top of each page.
        public var printTitle: String
        public var isLandscape: Bool

        public init(
            name: String, columns: [Column], rows: [[Cell]], frozenColumns: Int = 0, hasFilter: Bool = true,
            notes: [String] = [], printTitle: String = "", isLandscape: Bool = true
        ) {
            self.name = name
            self.columns = columns
            self.rows = rows
            self.frozenColumns = frozenColumns
            self.hasFilter = hasFilter
            self.notes = notes
            self.printTitle = printTitle
            self.isLandscape = isLandscape
        }
    }

    public struct Column: Sendable, Hashable {
        public var title: String
        /// In characters of the default font.
        public var width: Double
        /// Of the cells that have none of their own.
        public var style: Style
        /// The only texts that the cells of the column take, offered as a list. Empty: anything.
        public var choices: [String]

        public init(_ title: String, width: Double = 16, style: Style = .plain, choices: [String] = []) {
            self.title = title
            self.width = width
            self.style = style
            self.choices = choices
        }
    }

    /// What a colour says. A sign goes with it, so that colour is never alone; the sign is shown and is not in the
    /// value.
    public enum Tone: Sendable, Hashable, CaseIterable {
        case neutral
        case good
        case warning
        case bad
    }

    public struct Style: Sendable, Hashable {
        public var isBold: Bool
        public var wraps: Bool
        public var tone: Tone
        /// Cannot be changed. One such cell protects the sheet, without a password: it prevents accidents only.
        public var isLocked: Bool

        public init(bold: Bool = false, wraps: Bool = false, tone: Tone = .neutral, locked: Bool = false) {
            isBold = bold
            self.wraps = wraps
            self.tone = tone
            isLocked = locked
        }

        public static let plain = Style()
        public static let wrapped = Style(wraps: true)
    }

    public struct Cell: Sendable, Hashable {
        public enum Content: Sendable, Hashable {
            case empty
            /// Never run as a formula, whatever it begins with.
            case text(String)
            case number(Double)
            /// A share of one: 0.5 shows as 50 %.
            case percent(Double)
            case euros(Double)
            case date(Day)
            /// `url` is http, https or mailto; anything else leaves the text alone.
            case link(String, url: String)
        }

        public var content: Content
        /// Nil: that of the column.
        public var style: Style?

        public init(_ content: Content, _ style: Style? = nil) {
            self.content = content
            self.style = style
        }

        public static let empty = Cell(.empty)
        public static func text(_ text: String, _ style: Style? = nil) -> Cell { Cell(.text(text), style) }
        public static func number(_ number: Double, _ style: Style? = nil) -> Cell { Cell(.number(number), style) }
        public static func number(_ number: Int, _ style: Style? = nil) -> Cell { Cell(.number(Double(number)), style) }
        public static func percent(_ share: Double, _ style: Style? = nil) -> Cell { Cell(.percent(share), style) }
        public static func euros(_ amount: Double, _ style: Style? = nil) -> Cell { Cell(.euros(amount), style) }
        public static func date(_ day: Day, _ style: Style? = nil) -> Cell { Cell(.date(day), style) }
        public static func link(_ text: String, url: String, _ style: Style? = nil) -> Cell {
            Cell(.link(text, url: url), style)
        }
    }
}
