// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Detection
import Sigma

/// What a hunt found, for a terminal. Logs are written by attackers: nothing of them may command the terminal.
public struct HuntText: Sendable {
    private let rules: RuleSet
    private let tally: HuntTally

    public init(_ rules: RuleSet, _ tally: HuntTally) {
        self.rules = rules
        self.tally = tally
    }

    /// Control characters, and those that are not seen or turn the direction of writing, become a dot.
    public static func safe(_ text: String, limit: Int = 200) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            if isHarmful(scalar) { result += "·" } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// Unicode's categories Cc, Cf, Zl and Zp: orders to a terminal, marks of direction, joiners, tags, ends of lines.
    static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x7F else { return scalar.value < 0x20 }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    public func table(most: Int = 60) -> [String] {
        guard !tally.rules.isEmpty else { return ["Nothing found."] }
        let rows = tally.rules.map { (rule: rules.headline($0.key), count: $0.value) }
            .sorted { ($0.rule.level, $0.count.count, $1.rule.title) > ($1.rule.level, $1.count.count, $0.rule.title) }
        var lines = ["LEVEL          COUNT  HOSTS  FIRST                 RULE"]
        for row in rows.prefix(most) {
            let first = row.count.first.map { String(HuntLines.text(of: $0).prefix(19)) } ?? ""
            lines.append(
                pad(row.rule.level.name, 13) + lead(row.count.count, 7) + lead(row.count.hosts.count, 7) + "  "
                    + pad(first, 20) + "  " + Self.safe(row.rule.title, limit: 90))
            let techniques = Self.safe(AttackNames.sentence(row.rule.tags))
            if !techniques.isEmpty { lines.append(String(repeating: " ", count: 51) + techniques) }
        }
        if rows.count > most { lines.append("… and \(rows.count - most) more rules: see --csv, --jsonl or --html.") }
        lines.append("")
        lines.append("HOST                                      CRITICAL   HIGH MEDIUM    LOW   INFO")
        let hosts = tally.hosts.sorted { weight($0.value) > weight($1.value) }
        for (host, levels) in hosts.prefix(20) {
            let counts = [Level.critical, .high, .medium, .low, .informational].map { lead(levels[$0] ?? 0, 7) }
            lines.append(pad(Self.safe(host.isEmpty ? "?" : host, limit: 40), 42) + " " + counts.joined())
        }
        if hosts.count > 20 { lines.append("… and \(hosts.count - 20) more hosts.") }
        return lines
    }

    public func timeline(most: Int = 40) -> [String] {
        let moments = tally.timeline().filter { rules.headline($0.finding.rule).level >= .high }
        guard !moments.isEmpty else { return [] }
        var lines = ["", "TIMELINE (high and critical)"]
        for moment in moments.prefix(most) {
            let headline = rules.headline(moment.finding.rule)
            let detail = moment.finding.details.first.map { " — " + Self.safe($0.value, limit: 100) } ?? ""
            lines.append(
                pad(moment.finding.time.map { String(HuntLines.text(of: $0).prefix(19)) } ?? "", 20) + " "
                    + pad(headline.level.name, 9) + pad(Self.safe(moment.finding.host, limit: 24), 25)
                    + Self.safe(headline.title, limit: 80) + detail)
        }
        if moments.count > most { lines.append("… and \(moments.count - most) more moments: see --html or --jsonl.") }
        return lines
    }

    private func weight(_ levels: [Level: Int]) -> Int {
        (levels[.critical] ?? 0) * 1000 + (levels[.high] ?? 0) * 50 + (levels[.medium] ?? 0) * 3 + (levels[.low] ?? 0)
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 0))
    }

    private func lead(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: " ", count: max(width - text.count, 0)) + text
    }
}
