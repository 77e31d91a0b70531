// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning
import PlanningCBC
import Testing

@Suite struct `Obligations` {
    private func closing(_ share: Double = 1, gap: Int = 0) -> [PlanningProblem.Closing] {
        [.init(gap: gap, share: share)]
    }

    private func due(_ deadline: Int) -> [PlanningProblem.Gap] {
        [.init(id: "g", site: 0, weight: 10, deadline: deadline)]
    }

    @Test func `that can be met raise no obstacle and come before value`() throws {
        let problem = SmallProblems.one(
            gaps: due(1) + [.init(id: "rich", site: 0, weight: 1_000)],
            actions: [
                .init(id: "rich", cost: 100, closes: closing(gap: 1)),
                .init(id: "due", cost: 60, duration: 2, closes: closing()),
            ])
        #expect(Feasibility.check(problem) == [])
        #expect(GreedyPlanner.plan(problem).starts == [nil, 0])
        #expect(try CBCPlanner.plan(problem).starts == [nil, 0])
    }

    @Test func `without any action that closes the gap say how far one can go`() {
        let problem = SmallProblems.one(gaps: due(3), actions: [.init(id: "a", cost: 0, closes: closing(0.4))])
        #expect(
            Feasibility.check(problem) == [.init(obligation: .gap(0), cause: .nothingCloses(share: 0.4))])
    }

    @Test func `without enough time say when at the earliest`() {
        let problem = SmallProblems.one(
            gaps: due(1),
            actions: [
                .init(id: "first", cost: 0, closes: []),
                .init(id: "then", cost: 0, duration: 2, prerequisites: [0], closes: closing()),
            ])
        #expect(
            Feasibility.check(problem) == [.init(obligation: .gap(0), cause: .notEnoughTime(earliest: 2))])
    }

    @Test func `without money say how many euros, and in which year`() throws {
        let problem = SmallProblems.one(gaps: due(1), actions: [.init(id: "a", cost: 130, closes: closing())])
        let needs = [Obstacle(obligation: .gap(0), cause: .lacks([.money(year: 0, euros: 30)]))]
        #expect(Feasibility.check(problem) == needs)
        let plan = try CBCPlanner.plan(problem)
        #expect(plan.starts == [nil])
        #expect(Feasibility.check(problem, plan: plan) == needs)
    }

    @Test func `without people say how many days of whom, and when`() {
        let problem = SmallProblems.one(
            gaps: due(1), actions: [.init(id: "a", cost: 0, effort: [0, 9], closes: closing())],
            capacity: [[1, 1, 1, 1], [5, 6, 20, 20]])
        #expect(
            Feasibility.check(problem) == [
                .init(obligation: .gap(0), cause: .lacks([.days(skill: 1, period: 1, days: 3)]))
            ])
    }

    @Test func `that a prerequisite prevents name it`() {
        let problem = SmallProblems.one(actions: [
            .init(id: "a", cost: 0, closes: [], choice: .forbidden),
            .init(id: "b", cost: 0, prerequisites: [0], closes: closing(), choice: .forced),
            .init(id: "c", cost: 0, duration: 5, closes: closing(), choice: .forced),
        ])
        #expect(
            Feasibility.check(problem) == [
                .init(obligation: .action(1), cause: .prerequisiteOut(0)),
                .init(obligation: .action(2), cause: .notEnoughTime(earliest: nil)),
            ])
    }

    @Test func `already decided stand even beyond the budget, which is told`() throws {
        let problem = SmallProblems.one(actions: [
            .init(id: "decided", cost: 120, closes: [], choice: .fixed(2)),
            .init(id: "free", cost: 1, closes: closing()),
            .init(id: "nothing", cost: 0, closes: closing(0.5)),
        ])
        for plan in [GreedyPlanner.plan(problem), try CBCPlanner.plan(problem)] {
            #expect(plan.starts == [2, nil, 0])
            #expect(problem.violations(of: plan) == [.budget(year: 0, excess: 20)])
        }
        #expect(
            Feasibility.check(problem) == [
                .init(obligation: .decisions, cause: .lacks([.money(year: 0, euros: 20)]))
            ])
    }

    @Test func `decided before what they wait for are told`() {
        let problem = SmallProblems.one(actions: [
            .init(id: "a", cost: 0, duration: 3, closes: []),
            .init(id: "b", cost: 0, prerequisites: [0], closes: [], choice: .fixed(1)),
        ])
        #expect(
            Feasibility.check(problem) == [.init(obligation: .action(1), cause: .decidedTooEarly(prerequisite: 0))])
    }

    /// The two cheap actions of one gap leave no money for the other; the dear one alone would close both.
    @Test func `that a first attempt misses are found by the solver`() throws {
        let problem = SmallProblems.one(
            gaps: due(0) + [.init(id: "h", site: 0, weight: 1, deadline: 0)],
            actions: [
                .init(id: "cheap", cost: 50, closes: closing()),
                .init(id: "other", cost: 60, closes: closing(gap: 1)),
                .init(id: "both", cost: 100, closes: closing() + closing(gap: 1)),
            ])
        let plan = try CBCPlanner.plan(problem)
        #expect(plan.starts == [nil, nil, 0])
        #expect(problem.violations(of: plan) == [])
    }
}
