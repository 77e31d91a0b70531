// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning
import Testing

@testable import PlanningCBC

@Suite struct `The best plan` {
    private let exact = SolverLimits(seconds: 20, gap: 0)

    @Test(arguments: 1...40) func `is the one found by trying all`(_ seed: UInt64) throws {
        let problem = SmallProblems.drawn(seed)
        #expect(problem.faults() == [])
        let (missed, value) = SmallProblems.best(of: problem)
        let plan = try CBCPlanner.plan(problem, limits: exact)
        #expect(SmallProblems.missed(plan.starts, problem) == missed)
        #expect(abs(plan.value - value) < 1e-6)
        #expect(plan.bound >= value - 1e-6)
        #expect(plan.distanceToBound < 1e-4)
    }

    @Test(arguments: 1...40) func `is never beaten by the plan made without the solver`(_ seed: UInt64) throws {
        let problem = SmallProblems.drawn(seed)
        let (missed, value) = SmallProblems.best(of: problem)
        let plan = GreedyPlanner.plan(problem)
        let own = try #require(SmallProblems.missed(plan.starts, problem))
        #expect(own == missed ? plan.value <= value + 1e-9 : missed.lexicographicallyPrecedes(own))
        #expect(plan.bound >= plan.value)
        #expect(plan == GreedyPlanner.plan(problem))
        #expect(plan.value == problem.value(of: plan.starts))
    }

    @Test(arguments: 41...52) func `is worth no less with a larger budget`(_ seed: UInt64) throws {
        var problem = SmallProblems.drawn(seed)
        // Deadlines aside: honouring one more may cost value.
        for gap in problem.gaps.indices { problem.gaps[gap].deadline = nil }
        for action in problem.actions.indices where problem.actions[action].choice == .forced {
            problem.actions[action].choice = .free
        }
        var last = 0.0
        for factor in [0, 0.5, 1, 1.5, 3] {
            let value = try CBCPlanner.plan(Scenario(budgetFactor: factor).applied(to: problem), limits: exact).value
            #expect(value >= last - 1e-6)
            last = value
        }
    }

    @Test func `of a group of hospitals respects everything, with or without the solver`() throws {
        let problem = BenchmarkInstance.problem(sites: 3, requirements: 40, templates: 50)
        let greedy = GreedyPlanner.plan(problem)
        #expect(problem.violations(of: greedy) == [])
        #expect(greedy == GreedyPlanner.plan(problem))
        var steps: [SolverProgress] = []
        let limits = SolverLimits(seconds: 10, gap: 0.02)
        let plan = try CBCPlanner.plan(problem, start: greedy, limits: limits) { steps.append($0) }
        #expect(problem.violations(of: plan) == [])
        #expect(plan.value >= greedy.value)
        #expect(plan.bound >= plan.value)
        #expect(plan.bound < greedy.bound)
        #expect(steps.first?.step == .greedy)
        #expect(steps.last?.step == .end)
        // A search never goes back.
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.value <= $1.value && $0.bound >= $1.bound - 1e-9 })
    }

    @Test func `starts from a better plan when it is given one`() throws {
        let problem = SmallProblems.drawn(3)
        let best = try CBCPlanner.plan(problem, limits: exact)
        let again = try CBCPlanner.plan(problem, start: best, limits: .init(seconds: 1, gap: 1))
        #expect(again.value >= best.value - 1e-9)
    }

    @Test func `of nothing is to do nothing`() throws {
        let empty = SmallProblems.one(gaps: [], actions: [])
        #expect(try CBCPlanner.plan(empty) == Plan(starts: [], value: 0, bound: 0, origin: .greedy))
        let forbidden = SmallProblems.one(actions: [
            .init(id: "a", cost: 0, closes: [.init(gap: 0, share: 1)], choice: .forbidden),
            .init(id: "b", cost: 0, closes: [.init(gap: 0, share: 0.5)], choice: .fixed(0)),
        ])
        let plan = try CBCPlanner.plan(forbidden)
        #expect(plan.starts == [nil, 0])
        #expect(plan.value == 5 && plan.bound == 5)
    }

    @Test func `of a broken problem is refused`() {
        var problem = SmallProblems.drawn(1)
        problem.actions[0].duration = 0
        #expect(throws: InvalidProblem(faults: [.duration(action: 0)])) { try CBCPlanner.plan(problem) }
    }

    /// No set of actions may exceed the plane, or the bound would cut off plans; at whole points it is exact.
    @Test(arguments: 1...60) func `is never cut off by a row of the relaxed programme`(_ seed: UInt64) throws {
        var draw = BenchmarkInstance.Generator(state: seed)
        let count = 1 + draw.below(6)
        let shares = (0..<count).map { _ in 0.1 + 0.9 * draw.unit() }
        let parts = (0..<count).map { _ in [0, 1, draw.unit(), 0.5][draw.below(4)] }
        let plane = try #require(ConcaveEnvelope(shares: shares, cap: 0.9, parts: parts))
        for set in 0..<(1 << count) {
            let members = (0..<count).filter { set & (1 << $0) != 0 }
            let worth = min(0.9, members.reduce(0) { $0 + shares[$1] })
            let height = members.reduce(plane.constant) { $0 + plane.slopes[$1] }
            #expect(height >= worth - 1e-9)
            if parts == (0..<count).map({ members.contains($0) ? 1 : 0 }) { #expect(abs(plane.height - worth) < 1e-6) }
        }
        #expect(plane.height <= min(0.9, zip(shares, parts).reduce(0) { $0 + $1.0 * $1.1 }) + 1e-9)
    }

    /// By hand: at nine tenths, both actions 8 times out of 10 close 1, either alone once each closes 0.7 or 0.5.
    @Test func `knows what parts of actions are worth`() throws {
        let plane = try #require(ConcaveEnvelope(shares: [0.7, 0.5], cap: 1, parts: [0.5, 0.5]))
        #expect(abs(plane.height - 0.6) < 1e-9)
        let high = try #require(ConcaveEnvelope(shares: [0.7, 0.5], cap: 1, parts: [0.9, 0.9]))
        #expect(abs(high.height - 0.92) < 1e-9)
    }
}
