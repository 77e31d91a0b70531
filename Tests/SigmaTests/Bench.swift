// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Sigma

/// Rules from text, and events to ask them of.
enum Bench {
    static func rules(_ text: String, placeholders: [String: [String]] = [:]) -> RuleSet {
        let read = SigmaReader(placeholders: placeholders).read(text, file: "rules.yml")
        return RuleSet(read.documents, refused: read.faults)
    }

    /// A rule about process creations whose detection is given, indented by nothing.
    static func rule(_ detection: String, id: String = "r1") -> String {
        let lines = detection.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
        return """
            title: Test \(id)
            id: \(id)
            logsource:
              product: windows
              category: process_creation
            level: high
            detection:
            \(lines.joined(separator: "\n"))
            """
    }

    static let sysmon = EventSource(channel: "Microsoft-Windows-Sysmon/Operational", eventID: 1)

    static func matches(
        _ set: RuleSet, _ fields: [(String, String)], source: EventSource = sysmon
    ) -> [String] {
        var matcher = Matcher(set)
        var event = DetectionEvent(for: set)
        event.begin(source)
        for (name, value) in fields { event.append(name, value) }
        var found: [String] = []
        matcher.match(event) { found.append(set.rules[$0].id) }
        return found.sorted()
    }

    static func isMatched(_ detection: String, _ fields: [(String, String)]) -> Bool {
        let set = rules(rule(detection))
        #expect(set.refused.isEmpty, "\(set.refused)")
        return matches(set, fields) == ["r1"]
    }
}
