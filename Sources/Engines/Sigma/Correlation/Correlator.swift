// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Follows matches in the order of their times and says when several together mean something.
///
/// Windows slide: at each match, what is older than the time span is forgotten, and only then is the condition judged, for
/// one combination of the values grouped by at a time. A correlation that spoke begins anew, so that a burst is one
/// finding. Conditions that only ask for few (`lt`, `lte`, `eq`, `neq`) are judged when their window has closed.
public struct Correlator: Sendable {
    /// Beyond, the group that was silent longest is forgotten: an attacker who invents names must not take the memory.
    public static let maximumGroups = 50_000
    public static let maximumMatches = 20_000

    /// What a match knows of itself.
    public struct Match: Sendable {
        /// Seconds since whatever epoch all share.
        public var time: Double
        /// Says which event, for whoever shows the finding.
        public var token: UInt64
        /// The values of the fields that correlations ask for.
        public var values: [String: String]

        public init(time: Double, token: UInt64, values: [String: String]) {
            self.time = time
            self.token = token
            self.values = values
        }
    }

    public struct Finding: Sendable, Hashable {
        /// By number in `RuleSet.correlations`.
        public var correlation: Int
        /// In the order of `groupBy`.
        public var group: [String]
        public var first: Double
        public var last: Double
        /// Of the matches that it stands on.
        public var tokens: [UInt64]
    }

    private let correlations: [Correlation]
    /// A rule's or a correlation's names → the correlations that ask for it, with its place in them.
    private let listeners: [String: [(correlation: Int, place: Int)]]
    private let ruleNames: [[String]]
    private var windows: [Key: Window] = [:]

    private struct Key: Sendable, Hashable {
        let correlation: Int
        let group: [String]
    }

    public init(_ rules: RuleSet) {
        correlations = rules.correlations
        ruleNames = rules.rules.map(\.names)
        var listeners: [String: [(correlation: Int, place: Int)]] = [:]
        for (number, correlation) in rules.correlations.enumerated() {
            for (place, name) in correlation.rules.enumerated() { listeners[name, default: []].append((number, place)) }
        }
        self.listeners = listeners
    }

    /// Fields whose values a match must bring.
    public var fields: Set<String> { Set(correlations.flatMap(\.fieldsNeeded)) }

    /// Whether any correlation asks for the rule.
    public func listens(to rule: Int) -> Bool { ruleNames[rule].contains { listeners[$0] != nil } }

    /// - Parameter match: not older than those before it, but for the little disorder of a network.
    public mutating func note(rule: Int, _ match: Match) -> [Finding] { note(names: ruleNames[rule], match, depth: 0) }

    /// The windows that are still open are judged as they are.
    public mutating func finish() -> [Finding] {
        let open = windows.filter { correlations[$0.key.correlation].isJudgedAtTheEnd }
        windows.removeAll()
        return open.filter { correlations[$0.key.correlation].holds($0.value.entries) }
            .map { finding($0.key, $0.value.entries) }.sorted { ($0.last, $0.correlation) < ($1.last, $1.correlation) }
    }

    private mutating func note(names: [String], _ match: Match, depth: Int) -> [Finding] {
        var findings: [Finding] = []
        for name in names {
            for listener in listeners[name] ?? [] {
                let correlation = correlations[listener.correlation]
                guard let group = correlation.group(of: match, from: names) else { continue }
                let key = Key(correlation: listener.correlation, group: group)
                guard let found = add(match, from: names, at: listener.place, to: key) else { continue }
                findings.append(found)
                // A finding is itself a match for the correlations that are built on this one.
                guard depth < 8 else { continue }
                var values = match.values
                for (field, value) in zip(correlation.groupBy, group) { values[field] = value }
                let next = Match(time: found.last, token: match.token, values: values)
                findings += note(names: correlation.names, next, depth: depth + 1)
            }
        }
        return findings
    }

    private mutating func add(_ match: Match, from names: [String], at place: Int, to key: Key) -> Finding? {
        let correlation = correlations[key.correlation]
        if windows[key] == nil { makeRoom() }
        var window = windows.removeValue(forKey: key) ?? Window()
        var found: Finding?
        if correlation.isJudgedAtTheEnd {
            if let first = window.entries.first, match.time - first.time > correlation.seconds {
                if correlation.holds(window.entries) { found = finding(key, window.entries) }
                window.entries.removeAll()
            }
            window.insert(match, at: place, value: correlation.values(of: match, from: names))
        } else {
            window.insert(match, at: place, value: correlation.values(of: match, from: names))
            // From the newest on: one that comes late must not stretch the window.
            window.forget(before: (window.entries.last?.time ?? match.time) - correlation.seconds)
            if correlation.holds(window.entries) {
                found = finding(key, window.entries)
                window.entries.removeAll()
            }
        }
        if window.entries.count > Self.maximumMatches { window.entries.removeFirst(window.entries.count / 2) }
        if !window.entries.isEmpty { windows[key] = window }
        return found
    }

    private func finding(_ key: Key, _ entries: [Window.Entry]) -> Finding {
        Finding(
            correlation: key.correlation, group: key.group, first: entries.first?.time ?? 0,
            last: entries.last?.time ?? 0, tokens: entries.map(\.token))
    }

    private mutating func makeRoom() {
        guard windows.count >= Self.maximumGroups else { return }
        let latest = windows.map { ($0.value.entries.last?.time ?? 0, $0.key) }.sorted { $0.0 < $1.0 }
        for (_, key) in latest.prefix(Self.maximumGroups / 10) { windows[key] = nil }
    }
}

/// The matches of one group that are young enough, in the order of their times.
struct Window: Sendable {
    struct Entry: Sendable {
        let time: Double
        /// Which of the correlation's rules it is of.
        let place: Int
        let values: [String]
        let token: UInt64
    }

    var entries: [Entry] = []

    mutating func insert(_ match: Correlator.Match, at place: Int, value: [String]) {
        var index = entries.count
        while index > 0, entries[index - 1].time > match.time { index -= 1 }
        entries.insert(Entry(time: match.time, place: place, values: value, token: match.token), at: index)
    }

    mutating func forget(before time: Double) {
        entries.removeAll { $0.time < time }
    }
}
