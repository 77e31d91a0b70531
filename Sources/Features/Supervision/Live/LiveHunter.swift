// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Detection
import EventLogs
import Sigma

/// Events of the spool as they come: each is looked at once, for the rules and for what it tells of the fleet.
struct LiveHunter: ~Copyable {
    /// What alerts keep of an event at most; the whole is in the establishment's own logs.
    static let mostBody = 16_000

    let rules: RuleSet
    private var feeder: EventFeeder
    private var matcher: Matcher
    /// Absent while it reads.
    private var reader: JSONReader?
    private let details: DetailFields
    private let commandLine: FieldKey?
    private let correlated: [Bool]
    private let alertsAlone: [Bool]
    private let correlationFields: [(name: String, number: Int)]

    struct Sighting: Sendable {
        var host = ""
        var channel = ""
        var eventID = 0
        /// Nanoseconds since 1970.
        var time: Int64?
        var recordID: UInt64?
        var hasCommandLine = false
        /// Rules by number.
        var alerting: [Int] = []
        var correlated: [Int] = []
        // Only where a rule matched
        var values: [String: String] = [:]
        var details: [Finding.Detail] = []
        var json = ""
    }

    /// - Parameter lowest: rules below do not alert. « No case or alerting should be triggered by such rules » (Sigma
    ///   specification 2.1, "level: informational"): they tell of a logoff or a new share, thousands a day. Correlations
    ///   may still count them.
    init(_ rules: RuleSet, alertingFrom lowest: Level = .low) {
        self.rules = rules
        feeder = EventFeeder(rules)
        matcher = Matcher(rules)
        reader = JSONReader(fields: feeder.fields)
        details = DetailFields(feeder.fields)
        commandLine = feeder.fields.key(for: "CommandLine")
        let correlator = Correlator(rules)
        correlated = rules.rules.indices.map { correlator.listens(to: $0) }
        alertsAlone = rules.rules.indices.map { rules.alertsAlone($0) && rules.headline($0).level >= lowest }
        correlationFields = correlator.fields.sorted().compactMap { name in
            rules.fields.number(of: name).map { (name, $0) }
        }
    }

    /// Gives every event; returns how many lines could not be read.
    mutating func read(_ lines: [UInt8], _ body: (Sighting) -> Void) -> Int {
        var reader: JSONReader?
        swap(&reader, &self.reader)
        let outcome = reader?.read(lines.span.bytes, isLast: true) { event in
            body(look(&event))
            return true
        }
        swap(&reader, &self.reader)
        return outcome?.unreadable ?? 0
    }

    private mutating func look(_ event: inout Event) -> Sighting {
        var sighting = Sighting()
        sighting.host = event.computer() ?? ""
        sighting.channel = event.channel() ?? ""
        sighting.eventID = event.eventID() ?? 0
        sighting.time = event.time()?.nanoseconds
        sighting.recordID = event.recordID()
        if sighting.eventID == 4688, let commandLine {
            sighting.hasCommandLine = event.withField(commandLine) { !$0.isEmpty } ?? false
        }
        feeder.fill(from: &event)
        var matched: [Int] = []
        matcher.match(feeder.event) { matched.append($0) }
        guard !matched.isEmpty else { return sighting }
        for rule in matched {
            if correlated[rule] { sighting.correlated.append(rule) }
            if alertsAlone[rule] { sighting.alerting.append(rule) }
        }
        if !sighting.correlated.isEmpty {
            for (name, number) in correlationFields { sighting.values[name] = feeder.event.text(of: number) }
        }
        sighting.details = details.details(of: &event)
        sighting.json = event.withJSON { json in
            json.extracting(first: min(json.count, Self.mostBody)).withUnsafeBufferPointer {
                String(decoding: $0, as: UTF8.self)
            }
        }
        return sighting
    }
}
