// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Where things stand, drawn from the lines entered since the last situation report: what to tell those who come, and
/// those who wait outside.
public struct SituationReport: Sendable {
    /// What a report covers, by time of entry: after `from`, until `until` included.
    public struct Span: Sendable, Hashable {
        public let from: Moment
        public let until: Moment

        public init(from: Moment, until: Moment) {
            self.from = from
            self.until = until
        }

        /// Of the link by which a line edits the report.
        public var key: String { "\(from.milliseconds)-\(until.milliseconds)" }

        public init?(key: String) {
            let parts = key.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let from = Int64(parts[0]), let until = Int64(parts[1]), from <= until else {
                return nil
            }
            self.init(from: Moment(milliseconds: from), until: Moment(milliseconds: until))
        }
    }

    /// The lines of one cell, in the order of the facts.
    public struct Section: Sendable {
        public let cell: LogCell
        public var decisions: [LogReading.Line] = []
        /// What happened and what was said: information and contacts.
        public var facts: [LogReading.Line] = []
        public var notifications: [LogReading.Line] = []
        /// Ended during this time.
        public var ended: [LogReading.Line] = []
        /// Still open, whenever they began.
        public var open: [LogReading.Line] = []

        public var isEmpty: Bool {
            decisions.isEmpty && facts.isEmpty && notifications.isEmpty && ended.isEmpty && open.isEmpty
        }
    }

    public let span: Span
    /// Those of which there is something to say, in the order of the cells.
    public let sections: [Section]
    public let late: [LogReading.Line]
    /// Lines entered during this time.
    public let count: Int

    public init(of reading: LogReading, over span: Span) {
        self.span = span
        func isWithin(_ entry: LogEntry) -> Bool { entry.countedAt > span.from && entry.countedAt <= span.until }
        var sections = Dictionary(uniqueKeysWithValues: LogCell.allCases.map { ($0, Section(cell: $0)) })
        var count = 0
        for line in reading.lines where !line.isCorrection && line.entry.countedAt <= span.until {
            let cell = line.current.cell
            let isNew = isWithin(line.entry)
            if isNew { count += 1 }
            if line.isAsked {
                let ending = line.closings.first { $0.countedAt <= span.until }
                if line.isOpen || (ending == nil && !line.closings.isEmpty) {
                    sections[cell]?.open.append(line)
                } else if ending.map(isWithin) ?? isNew {
                    sections[cell]?.ended.append(line)
                }
                continue
            }
            guard isNew, line.entry.statement.relation != .closes, line.entry.reportSpan == nil else { continue }
            switch line.current.kind {
            case .decision: sections[cell]?.decisions.append(line)
            case .notification: sections[cell]?.notifications.append(line)
            case .information, .contact, .request, .action: sections[cell]?.facts.append(line)
            }
        }
        self.count = count
        self.sections = LogCell.allCases.compactMap { sections[$0] }.filter { !$0.isEmpty }.map { section in
            var sorted = section
            sorted.decisions.sort(by: Self.byFact)
            sorted.facts.sort(by: Self.byFact)
            sorted.notifications.sort(by: Self.byFact)
            sorted.ended.sort(by: Self.byFact)
            sorted.open.sort(by: Self.byFact)
            return sorted
        }
        late = reading.open.filter { $0.entry.countedAt <= span.until && $0.isLate(at: span.until) }
    }

    private static func byFact(_ left: LogReading.Line, _ right: LogReading.Line) -> Bool {
        (left.current.factAt, left.reference) < (right.current.factAt, right.reference)
    }

    /// The reports edited so far, oldest first.
    public static func edited(in reading: LogReading) -> [(line: LogReading.Line, span: Span)] {
        reading.lines.compactMap { line in
            guard !line.isCorrection, let span = line.entry.reportSpan else { return nil }
            return (line, span)
        }.sorted { ($0.span.until, $0.line.reference) < ($1.span.until, $1.line.reference) }
    }
}

extension LogEntry {
    /// What the situation report that this line edits covers; nil for any other line.
    public var reportSpan: SituationReport.Span? {
        statement.links.first { $0.kind == .report }.flatMap { SituationReport.Span(key: $0.key) }
    }
}
