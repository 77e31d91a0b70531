// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Detection
import EventLogs
import Sigma

/// A finding as a line of JSON or of CSV: for programs.
public struct HuntLines: Sendable {
    private let rules: RuleSet

    public init(_ rules: RuleSet) { self.rules = rules }

    public func json(_ finding: Finding, _ file: String) -> String {
        let headline = rules.headline(finding.rule)
        var line = "{\"rule_id\":\(Self.quoted(headline.id)),\"title\":\(Self.quoted(headline.title))"
        line += ",\"level\":\"\(headline.level.name)\",\"file\":\(Self.quoted(file))"
        line += ",\"record_id\":\(finding.recordID.map { String($0) } ?? "null")"
        line += ",\"channel\":\(Self.quoted(finding.channel)),\"event_id\":\(finding.eventID)"
        line += ",\"time\":\(finding.time.map { Self.quoted(Self.text(of: $0)) } ?? "null")"
        line += ",\"host\":\(Self.quoted(finding.host))"
        line += ",\"tags\":[\(headline.tags.map(Self.quoted).joined(separator: ","))]"
        let details = finding.details.map { "\(Self.quoted($0.field)):\(Self.quoted($0.value))" }
        return line + ",\"details\":{\(details.joined(separator: ","))}}"
    }

    public static let header = [
        "time", "level", "host", "title", "rule_id", "channel", "event_id", "record_id", "file", "details",
    ]

    public func cells(_ finding: Finding, _ file: String) -> [String] {
        let headline = rules.headline(finding.rule)
        return [
            finding.time.map(Self.text) ?? "", headline.level.name, finding.host, headline.title, headline.id,
            finding.channel, String(finding.eventID), finding.recordID.map { String($0) } ?? "", file,
            finding.details.map { "\($0.field): \($0.value)" }.joined(separator: " | "),
        ]
    }

    public static func text(of time: Int64) -> String { EventTime(nanoseconds: time).description }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            // JSON itself wants it of control characters only; the rest is for whoever reads it in a terminal.
            case _ where HuntText.isHarmful(scalar):
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
