// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Detection
import Sigma

/// What a hunt found, counted as it goes: bounded whatever the logs.
public struct HuntTally: Sendable {
    public struct RuleCount: Sendable {
        public var count = 0
        public var hosts: Set<String> = []
        public var first: Int64?
        public var last: Int64?
    }

    public struct Moment: Sendable {
        public let finding: Finding
        public let file: String
        let level: Level
    }

    /// Beyond, hosts are counted together.
    static let mostHosts = 2000
    static let mostMoments = 2000

    public private(set) var rules: [Int: RuleCount] = [:]
    public private(set) var hosts: [String: [Level: Int]] = [:]
    public private(set) var levels: [Level: Int] = [:]
    /// The most severe ones, in no order yet.
    private var moments: [Moment] = []
    public private(set) var isAbridged = false

    public init() {}

    public mutating func add(_ finding: Finding, _ file: String, level: Level) {
        levels[level, default: 0] += 1
        let host = hosts[finding.host] != nil || hosts.count < Self.mostHosts ? finding.host : "…"
        hosts[host, default: [:]][level, default: 0] += 1
        var rule = rules[finding.rule] ?? RuleCount()
        rule.count += 1
        if rule.hosts.count < Self.mostHosts { rule.hosts.insert(finding.host) }
        if let time = finding.time {
            rule.first = min(rule.first ?? time, time)
            rule.last = max(rule.last ?? time, time)
        }
        rules[finding.rule] = rule
        moments.append(Moment(finding: finding, file: file, level: level))
        if moments.count > 2 * Self.mostMoments { abridge() }
    }

    private mutating func abridge() {
        isAbridged = true
        moments.sort { ($0.level, -($0.finding.time ?? 0)) > ($1.level, -($1.finding.time ?? 0)) }
        moments.removeLast(moments.count - Self.mostMoments)
    }

    /// In the order of their times.
    public func timeline() -> [Moment] {
        var copy = self
        if copy.moments.count > Self.mostMoments { copy.abridge() }
        return copy.moments.sorted { ($0.finding.time ?? 0) < ($1.finding.time ?? 0) }
    }
}
