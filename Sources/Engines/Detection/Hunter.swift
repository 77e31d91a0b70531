// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Sigma

/// Reads logs and asks the rules of every event. One a thread, over the same rules.
public struct Hunter: ~Copyable {
    private let rules: RuleSet
    private var feeder: EventFeeder
    private var matcher: Matcher
    private var records: EVTXReader
    private var objects: JSONReader
    private let details: DetailFields
    private let correlated: [Bool]
    private let correlationFields: [(name: String, number: Int)]
    private let since: Int64?
    private var found: [Int] = []

    /// What reading some bytes gave.
    public struct Outcome: Sendable {
        public var events = 0
        /// Records or lines that could not be read.
        public var lost = 0
        /// Chunks or places where something was wrong.
        public var faults = 0
        public var findings: [Finding] = []
        /// Matches that correlations wait for, whatever the rule's level.
        public var waiting: [(rule: Int, match: Correlator.Match, finding: Finding)] = []

        public init() {}
    }

    /// - Parameter since: nanoseconds since 1970: older events are read and not asked.
    public init(_ rules: RuleSet, since: Int64? = nil) {
        self.rules = rules
        feeder = EventFeeder(rules)
        matcher = Matcher(rules)
        records = EVTXReader(fields: feeder.fields)
        objects = JSONReader(fields: feeder.fields)
        details = DetailFields(feeder.fields)
        let correlator = Correlator(rules)
        correlated = rules.rules.indices.map { correlator.listens(to: $0) }
        correlationFields = correlator.fields.sorted().compactMap { name in
            rules.fields.number(of: name).map { (name, $0) }
        }
        self.since = since
    }

    /// The records of one chunk of a Windows event log.
    public mutating func huntChunk(_ bytes: RawSpan, at offset: Int, into outcome: inout Outcome) {
        var reader = EVTXReader(fields: FieldTable())
        swap(&reader, &records)
        let read = reader.readChunk(bytes, at: offset) { record in
            ask(&record, &outcome)
            return true
        }
        swap(&reader, &records)
        outcome.lost += read.lost
        outcome.faults += read.faults.count
    }

    /// JSON objects, all that are whole. Gives how many bytes were dealt with.
    public mutating func huntJSON(_ bytes: RawSpan, isLast: Bool, into outcome: inout Outcome) -> Int {
        var reader = JSONReader(fields: FieldTable())
        swap(&reader, &objects)
        let read = reader.read(bytes, isLast: isLast) { record in
            ask(&record, &outcome)
            return true
        }
        swap(&reader, &objects)
        outcome.lost += read.unreadable
        return read.consumed
    }

    private mutating func ask(_ record: inout Event, _ outcome: inout Outcome) {
        outcome.events += 1
        let time = since == nil ? nil : record.time()?.nanoseconds
        if let since, let time, time < since { return }
        guard feeder.fill(from: &record, for: &matcher) else { return }
        found.removeAll(keepingCapacity: true)
        var matched: [Int] = []
        swap(&matched, &found)
        matcher.match(feeder.event) { matched.append($0) }
        if !matched.isEmpty { note(matched, &record, &outcome) }
        swap(&matched, &found)
    }

    /// What tells which event it was is read once for all rules that it matches.
    private func note(_ matched: [Int], _ record: inout Event, _ outcome: inout Outcome) {
        var finding = Finding(
            rule: 0, time: record.time()?.nanoseconds, recordID: record.recordID(),
            channel: record.channel() ?? "", eventID: record.eventID() ?? 0, host: record.computer() ?? "",
            details: details.details(of: &record))
        for rule in matched {
            finding.rule = rule
            note(finding, &outcome)
        }
    }

    private func note(_ finding: Finding, _ outcome: inout Outcome) {
        let rule = finding.rule
        if correlated[rule] {
            var values: [String: String] = [:]
            for (name, number) in correlationFields { values[name] = feeder.event.text(of: number) }
            let match = Correlator.Match(
                time: Double(finding.time ?? 0) / 1e9, token: UInt64(outcome.waiting.count), values: values)
            outcome.waiting.append((rule, match, finding))
            // What only serves a correlation does not alert by itself.
            guard rules.alertsAlone(rule) else { return }
        }
        outcome.findings.append(finding)
    }
}
