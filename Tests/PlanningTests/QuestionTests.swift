// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning
import Testing

@Suite struct `Questions about a plan` {
    private func closing(_ share: Double = 1, gap: Int = 0) -> [PlanningProblem.Closing] {
        [.init(gap: gap, share: share)]
    }

    private func plan(_ starts: Int?...) -> Plan { Plan(starts: starts, value: 0, bound: 0, origin: .greedy) }

    @Test func `a scenario changes budgets, people and choices, and nothing else`() {
        let problem = SmallProblems.one(
            actions: ["a", "b", "c", "d"].map { .init(id: $0, cost: 1, closes: closing()) }
                + [.init(id: "e", cost: 1, closes: [], choice: .fixed(1))],
            capacity: [[5, 1, 5, 5]])
        var expected = problem
        expected.budgets = [90]
        expected.capacity = [[3, 0, 3, 3]]
        expected.actions[1].choice = .forced
        expected.actions[2].choice = .forbidden
        let scenario = Scenario(
            budgetFactor: 0.9, extraCapacity: ["skill 0": -2, "nobody": 7], forced: ["b", "c", "e", "gone"],
            forbidden: ["c"])
        #expect(scenario.applied(to: problem) == expected)
        #expect(Scenario().applied(to: problem) == problem)
    }

    @Test func `two plans differ by what enters, leaves and moves`() {
        let problem = SmallProblems.one(
            gaps: [.init(id: "g", site: 0, weight: 10), .init(id: "h", site: 1, weight: 5)],
            actions: [
                .init(id: "a", cost: 10, closes: closing()), .init(id: "b", cost: 20, closes: closing(gap: 1)),
                .init(id: "c", cost: 40, closes: closing(0.5, gap: 1)), .init(id: "d", cost: 80, closes: []),
            ])
        let difference = PlanDifference(from: plan(1, 0, nil, nil), to: plan(0, nil, 0, nil), of: problem)
        #expect(difference.entered == [2])
        #expect(difference.left == [1])
        #expect(difference.moved == [.init(action: 0, from: 1, to: 0)])
        #expect(abs(difference.value - (2 - 2.5)) < 1e-9)
        #expect(difference.spending == [20])
    }

    @Test func `every action is explained`() {
        let problem = SmallProblems.one(
            gaps: [
                .init(id: "g", site: 0, weight: 10), .init(id: "h", site: 0, weight: 5),
                .init(id: "i", site: 0, weight: 1),
            ],
            actions: [
                .init(id: "in", cost: 90, closes: closing()),
                .init(id: "forbidden", cost: 0, closes: closing(gap: 1), choice: .forbidden),
                .init(id: "waits", cost: 0, prerequisites: [1], closes: closing(gap: 1)),
                .init(id: "too long", cost: 0, duration: 9, closes: closing(gap: 1)),
                .init(id: "useless", cost: 0, closes: []),
                .init(id: "other way", cost: 5, closes: closing()),
                .init(id: "dear", cost: 60, closes: closing(gap: 2)),
                .init(id: "busy", cost: 0, effort: [7], closes: closing(gap: 1)),
                .init(id: "forgotten", cost: 0, closes: closing(0.5, gap: 2)),
            ], capacity: [[4, 4, 4, 4]])
        let verdicts = Explanation.all(of: plan(0, nil, nil, nil, nil, nil, nil, nil, nil), in: problem).map(\.verdict)
        func outside(_ reasons: [Explanation.Reason], _ start: Int? = nil, _ value: Double = 0) -> Explanation.Verdict {
            .outside(.init(reasons: reasons, start: start, value: value))
        }
        let first = Explanation.Inside(start: 0, isImposed: false, value: 10, closes: closing(), followers: [])
        #expect(
            verdicts == [
                .inside(first),
                outside([.forbidden]),
                outside([.prerequisitesOut([1])]),
                outside([.noTime]),
                outside([.closesNothing]),
                outside([.closedByOthers(gaps: [0], actions: [0])]),
                outside([.lacks(.money(year: 0, euros: 50)), .worthLess(perEuro: 1 / 60, leastInPlan: 10 / 90)], 0, 1),
                outside([.lacks(.days(skill: 0, period: 0, days: 3))], 0, 5),
                outside([.couldEnter], 0, 0.5),
            ])
    }

    @Test func `one more euro buys the cheapest step up`() {
        let gaps = (0..<4).map { PlanningProblem.Gap(id: "g\($0)", site: 0, weight: [10, 1, 2, 5][$0]) }
        let problem = SmallProblems.one(
            gaps: gaps,
            actions: [
                .init(id: "in", cost: 95, closes: closing()),
                .init(id: "nearly", cost: 5.5, closes: closing(gap: 1)),
                .init(id: "next", cost: 30, closes: closing(gap: 2)),
                .init(id: "worse", cost: 40, closes: closing(gap: 1)),
                .init(id: "busy", cost: 10, effort: [9], closes: closing(gap: 3)),
            ], capacity: [[4, 4, 4, 4]])
        let answer = MarginalEuro.all(of: plan(0, nil, nil, nil, nil), in: problem)
        let thresholds: [MarginalEuro.Threshold] = [
            .init(euros: 0.5, action: 1, start: 0, value: 1), .init(euros: 25, action: 2, start: 0, value: 2),
        ]
        let step = MarginalEuro.Step(euros: 1, value: 1, actions: [1])
        #expect(answer == [MarginalEuro(year: 0, step: step, thresholds: thresholds)])
    }

    @Test(arguments: [
        (100, [1.0, 1, 1], [34, 33, 33]), (1, [1, 2], [0, 1]), (0, [1, 2], [0, 0]), (10, [0, 0], [5, 5]),
        (10, [.nan, 1, -3], [0, 10, 0]), (7, [], []), (-5, [1, 1], [0, 0]),
        (11, [.greatestFiniteMagnitude, .greatestFiniteMagnitude], [6, 5]),
    ])
    func `cents are shared by the largest remainder`(_ whole: Int, _ weights: [Double], _ parts: [Int]) {
        #expect(CostSplit.apportion(whole, by: weights) == parts)
    }

    @Test(arguments: 1...50) func `shared cents always add up, each within one cent of its due`(_ seed: UInt64) {
        var draw = BenchmarkInstance.Generator(state: seed)
        let weights = (0..<(1 + draw.below(12))).map { _ in draw.unit() }
        let whole = draw.below(100_000_000)
        let parts = CostSplit.apportion(whole, by: weights)
        #expect(parts.reduce(0, +) == whole)
        let total = weights.reduce(0, +)
        #expect(zip(parts, weights).allSatisfy { abs(Double($0) - Double(whole) * $1 / total) < 1 + 1e-6 })
        #expect(CostSplit.apportion(.max, by: weights).reduce(0, +) == .max)
    }

    @Test func `a shared action is paid by those whom it serves`() {
        let problem = SmallProblems.one(
            gaps: [.init(id: "g", site: 0, weight: 3), .init(id: "h", site: 1, weight: 2)],
            actions: [
                .init(id: "both", cost: 0, closes: closing() + closing(0.5, gap: 1)),
                .init(id: "one", cost: 0, closes: closing(gap: 1)), .init(id: "none", cost: 0, closes: []),
            ])
        func split(_ action: Int, _ basis: CostSplit.Basis) -> [Int] {
            CostSplit(of: 1_001, action: action, in: problem, by: basis).cents
        }
        #expect(split(0, .gapsClosed) == [751, 250])
        #expect(split(0, .equal) == [501, 500])
        #expect(split(0, .activity([1, 9])) == [100, 901])
        #expect(split(1, .activity([1, 9])) == [0, 1_001])
        #expect(split(2, .equal) == [0, 0])
        #expect(split(7, .equal) == [0, 0])
    }
}
