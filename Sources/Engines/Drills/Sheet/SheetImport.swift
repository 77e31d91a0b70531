// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A timeline on its way in from a spreadsheet: each line becomes an inject, or says precisely, cell by cell, why not.
public struct SheetImport: Sendable, Hashable {
    public struct Row: Sendable, Hashable {
        /// As people see it, from 1.
        public let number: Int
        public let cells: [String]

        public init(number: Int, cells: [String]) {
            self.number = number
            self.cells = cells
        }
    }

    public struct Options: Sendable, Hashable {
        public enum Times: String, Sendable, Hashable, CaseIterable {
            /// `14h30` is an hour on the wall, unless the table begins at 0:00.
            case automatic
            /// `1:30` is an hour and a half after the start.
            case relative
            case clock
        }

        /// For each column of the file, what it says; nil is left aside.
        public var columns: [SheetColumn?]
        public var times: Times = .automatic
        /// The minute after midnight at which the play begins; nil: the first hour of the table.
        public var start: Int?
        /// An empty cell of a merged column means what stands above it.
        public var fillsDown = true
        /// For whom, when the table does not say or says somebody unknown.
        public var recipient: String?
        public var cells: [Cell]
        public var roles: [Role]
        public var objectives: [Objective]
        /// Injects that stand elsewhere, to which a branch may lead.
        public var known: Set<String> = []

        public init(columns: [SheetColumn?], cells: [Cell], roles: [Role] = [], objectives: [Objective] = []) {
            self.columns = columns
            self.cells = cells
            self.roles = roles
            self.objectives = objectives
        }
    }

    public struct Fault: Sendable, Hashable {
        public let row: Int
        /// From 0; nil for the whole line.
        public let column: Int?
        public let weight: DrillFault.Issue.Weight
        public let french: String
        public let english: String

        /// `B12`, or the number of the line.
        public var place: String {
            guard let column else { return String(row) }
            var name = ""
            var rest = column
            repeat {
                name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
                rest = rest / 26 - 1
            } while rest >= 0
            return name + String(row)
        }
    }

    public struct Line: Sendable, Hashable {
        public let row: Row
        /// Nil when it is left aside, or has an error.
        public let inject: Inject?
        public let faults: [Fault]
        /// Cells that were empty and took what stands above.
        public let filled: [SheetColumn]
    }

    public let lines: [Line]
    /// Of the whole table.
    public let general: [Fault]
    /// The minute after midnight that counts as the start, when the table has hours.
    public let start: Int?

    public var injects: [Inject] { lines.compactMap(\.inject) }
    public var faults: [Fault] { general + lines.flatMap(\.faults) }
    public var hasErrors: Bool { faults.contains { $0.weight == .error } || injects.isEmpty }

    public static let mostRows = 2000

    public init(_ rows: [Row], _ options: Options) {
        var reading = SheetReading(options, rows: Array(rows.prefix(Self.mostRows)))
        var lines: [Line] = []
        for row in rows.prefix(Self.mostRows) { lines.append(reading.line(row)) }
        var general: [Fault] = []
        func add(_ french: String, _ english: String) {
            general.append(Fault(row: 1, column: nil, weight: .error, french: french, english: english))
        }
        if rows.count > Self.mostRows {
            add("plus de \(Self.mostRows) lignes", "more than \(Self.mostRows) lines")
        }
        if !options.columns.contains(.title), !options.columns.contains(.text) {
            add(
                "aucune colonne ne donne le titre ni le texte des stimuli\u{00A0}: dites laquelle",
                "no column gives the title or the text of the injects: say which")
        }
        if !options.columns.contains(.time) {
            add("aucune colonne ne donne les heures\u{00A0}: dites laquelle", "no column gives the times: say which")
        }
        let count = lines.compactMap(\.inject).count
        if count > ScenarioReader.mostInjects {
            add(
                "\(count) stimuli, \(ScenarioReader.mostInjects) au plus",
                "\(count) injects, \(ScenarioReader.mostInjects) at most")
        }
        self.lines = SheetReading.checkedBranches(lines, known: options.known)
        self.general = general
        start = reading.start
    }
}
