// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup

/// What a feature puts into the crisis kit of an organisation: a page that is read without any server, printed, and the
/// same in tables that any program opens.
public struct KitDocument: Sendable {
    /// Where the reader looks for it.
    public enum Chapter: String, Sendable, Hashable, CaseIterable {
        /// Who to call, who decides.
        case people
        /// What to do first: reflex sheets, cut-off points, notifications.
        case firstHours
        case restart
        /// Degraded modes, objectives.
        case care
        case map
        /// Blank sheets to write on.
        case sheets
    }

    /// Names its files: lower-case letters, digits and dashes; unique in the kit.
    public let identifier: String
    public let title: String
    /// One sentence: when one needs it.
    public let summary: String
    public let chapter: Chapter
    /// Without links to the site, forms or scripts.
    public let content: HTML
    public let tables: [Table]
    /// One page in large type, to be held in the hand.
    public let isLarge: Bool

    public init(
        identifier: String, title: String, summary: String, chapter: Chapter, content: HTML, tables: [Table] = [],
        isLarge: Bool = false
    ) {
        self.identifier = identifier
        self.title = title
        self.summary = summary
        self.chapter = chapter
        self.content = content
        self.tables = tables
        self.isLarge = isLarge
    }

    /// Written as CSV.
    public struct Table: Sendable, Hashable {
        /// Names its file, as `identifier`.
        public let name: String
        public let header: [String]
        public let rows: [[String]]

        public init(name: String, header: [String], rows: [[String]]) {
            self.name = name
            self.header = header
            self.rows = rows
        }
    }
}
