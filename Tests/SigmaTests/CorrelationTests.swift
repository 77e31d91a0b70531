// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Sigma

@Suite("Correlations")
struct CorrelationTests {
    private static func rules(_ body: String) -> RuleSet {
        let one = Bench.rule("s:\n  A: x\ncondition: s", id: "one") + "\nname: first"
        let two = Bench.rule("s:\n  A: y\ncondition: s", id: "two")
        let three = Bench.rule("s:\n  A: z\ncondition: s", id: "three")
        let correlation = "title: Several\nid: c\nlevel: high\ncorrelation:\n" + body
        return Bench.rules([one, two, three, correlation].joined(separator: "\n---\n"))
    }

    /// Matches as (rule, time, values); gives the times at which something was found.
    private static func times(_ body: String, _ matches: [(Int, Double, [String: String])]) -> [Double] {
        let set = rules(body)
        #expect(set.refused.isEmpty, "\(set.refused)")
        var correlator = Correlator(set)
        var found: [Double] = []
        for (index, match) in matches.enumerated() {
            found += correlator.note(rule: match.0, .init(time: match.1, token: UInt64(index), values: match.2)).map(
                \.last)
        }
        return found + correlator.finish().map(\.last)
    }

    private static func of(_ times: [Double], rule: Int = 0, _ values: [String: String] = [:]) -> [(
        Int, Double, [String: String]
    )] {
        times.map { (rule, $0, values) }
    }

    @Test("Events are counted in a window that slides, not in fixed pieces of time")
    func counting() {
        let body = "  type: event_count\n  rules: [one]\n  timespan: 10s\n  condition: { gte: 3 }"
        #expect(Self.times(body, Self.of([8, 11, 12])) == [12], "across what a fixed window would cut")
        #expect(Self.times(body, Self.of([0, 6, 12, 18])).isEmpty)
        #expect(Self.times(body, Self.of([0, 1, 2, 3, 4, 5])) == [2, 5], "a burst is told once each time")
    }

    @Test("A match that comes late does not stretch the window")
    func late() {
        let body = "  type: event_count\n  rules: [one]\n  timespan: 10s\n  condition: { gte: 3 }"
        #expect(Self.times(body, Self.of([100, 101, 50])).isEmpty)
        let temporal = "  type: temporal\n  rules: [one, two]\n  timespan: 10s"
        #expect(Self.times(temporal, [(0, 100, [:]), (1, 50, [:])]).isEmpty)
    }

    @Test("Groups are judged apart, under the field that each rule calls by its own name")
    func grouping() {
        let body =
            "  type: temporal\n  rules: [first, two]\n  group-by: [user]\n  timespan: 1m\n"
            + "  aliases:\n    user: { first: SubjectUserName, two: TargetUserName }"
        #expect(Self.times(body, [(0, 0, ["SubjectUserName": "a"]), (1, 5, ["TargetUserName": "b"])]).isEmpty)
        #expect(Self.times(body, [(0, 0, ["SubjectUserName": "a"]), (1, 5, ["TargetUserName": "a"])]) == [5])
        #expect(
            Self.times(body, [(0, 0, [:]), (1, 5, ["TargetUserName": "a"])]).isEmpty, "without the field, in no group")
    }

    @Test("An order is looked for among all the matches, not against the first one only")
    func ordering() {
        let body = "  type: temporal_ordered\n  rules: [one, two, three]\n  timespan: 10s"
        #expect(Self.times(body, [(1, 0, [:]), (0, 1, [:]), (1, 2, [:]), (2, 3, [:])]) == [3])
        #expect(Self.times(body, [(0, 0, [:]), (2, 1, [:]), (1, 2, [:])]).isEmpty)
        #expect(
            Self.times(body, [(0, 0, [:]), (0, 9, [:]), (1, 12, [:]), (2, 14, [:])]) == [14], "the first has slid out")
    }

    @Test("Values are counted once each, summed, averaged and ranked")
    func values() {
        func body(_ kind: String, _ condition: String) -> String {
            "  type: \(kind)\n  rules: [one]\n  timespan: 1h\n  condition: { \(condition) }"
        }
        func series(_ values: [String]) -> [(Int, Double, [String: String])] {
            values.enumerated().map { (0, Double($0.offset), ["V": $0.element]) }
        }
        #expect(Self.times(body("value_count", "field: V, gte: 3"), series(["a", "a", "b", "c"])) == [3])
        #expect(Self.times(body("value_count", "field: V, gte: 3"), series(["a", "a", "b", "b"])).isEmpty)
        #expect(Self.times(body("value_sum", "field: V, gt: 100"), series(["60", "x", "41"])) == [2])
        #expect(Self.times(body("value_avg", "field: V, gt: 10"), series(["5", "20"])) == [1])
        #expect(
            Self.times(body("value_percentile", "field: V, percentile: 90, gte: 9"), series(["1", "2", "9"])) == [2])
        #expect(
            Self.times(body("event_count", "lte: 2"), Self.of([0, 1, 4000, 4001, 4002])) == [1], "judged when it closes"
        )
    }

    @Test("A correlation may be built on another, and its rules are then quiet unless told otherwise")
    func chains() {
        let text = [
            Bench.rule("s:\n  A: x\ncondition: s", id: "one"),
            "title: Burst\nid: burst\ncorrelation: { type: event_count, rules: [one], group-by: [H], timespan: 10s, condition: { gte: 2 } }",
            "title: Bursts\nid: bursts\ncorrelation: { type: value_count, rules: [burst], timespan: 1h, condition: { field: H, gte: 2 } }",
        ].joined(separator: "\n---\n")
        let set = Bench.rules(text)
        #expect(set.refused.isEmpty)
        var correlator = Correlator(set)
        var found: [String] = []
        for (time, host) in [(0.0, "a"), (1, "a"), (2, "b"), (3, "b")] {
            found += correlator.note(rule: 0, .init(time: time, token: 0, values: ["H": host]))
                .map { set.correlations[$0.correlation].id }
        }
        #expect(found == ["burst", "burst", "bursts"])
    }

    @Test("A correlation without its rule is refused and named")
    func missing() {
        let set = Bench.rules(
            "title: C\nid: c\ncorrelation: { type: temporal, rules: [nowhere], timespan: 5m }")
        #expect(set.refused.map(\.reason) == [.unknownRule("nowhere")])
    }
}
