// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning
import Testing

@Suite struct `What a plan is worth and uses` {
    private func plan(_ starts: Int?...) -> Plan { Plan(starts: starts, value: 0, bound: 0, origin: .greedy) }

    /// Four periods: each counts a fifth, the last one two.
    @Test(arguments: [(0, 10.0), (1, 8), (2, 6), (3, 4)])
    func `each period earlier is worth one period more`(_ start: Int, _ value: Double) {
        let problem = SmallProblems.one(actions: [.init(id: "a", cost: 0, closes: [.init(gap: 0, share: 1)])])
        #expect(abs(problem.value(of: [start]) - value) < 1e-12)
        #expect((0..<4).reduce(0) { $0 + problem.factor(of: $1) } == 1)
    }

    @Test func `shares add up to the whole and no further`() {
        let problem = SmallProblems.one(actions: [
            .init(id: "a", cost: 0, closes: [.init(gap: 0, share: 0.7)]),
            .init(id: "b", cost: 0, duration: 2, closes: [.init(gap: 0, share: 0.6)]),
        ])
        #expect(problem.burnUp(of: plan(0, 1)) == [0.7, 0.7, 1, 1])
        #expect(abs(problem.value(of: [0, 1]) - 10 * (0.7 + 0.7 + 1 + 2) / 5) < 1e-12)
        #expect(problem.closedShares(of: plan(nil, 0), at: 1) == [0.6])
    }

    @Test func `a cost is spread over the duration, then recurs`() {
        var problem = SmallProblems.one(
            actions: [.init(id: "a", cost: 20, recurringCost: 3, effort: [4], duration: 2, closes: [])],
            capacity: [[9, 9, 9, 9]])
        problem.periodsPerBudget = 2
        problem.budgets = [15, 15]
        #expect(problem.spending(of: plan(1)) == [0, 10, 10, 3])
        #expect(problem.yearlySpending(of: plan(1)) == [10, 13])
        #expect(problem.effort(of: plan(1)) == [[0, 2, 2, 0]])
        #expect(problem.violations(of: plan(1)) == [])
        #expect(problem.violations(of: plan(0)) == [.budget(year: 0, excess: 5)])
    }

    @Test func `a first year may be shorter`() {
        var problem = SmallProblems.one(actions: [], periods: 5)
        problem.firstPeriodOfBudget = 3
        #expect(problem.budgetYears == 2)
        #expect((0..<5).map(problem.budgetYear(of:)) == [0, 1, 1, 1, 1])
    }

    @Test func `everything that a plan breaks is told`() {
        let problem = SmallProblems.one(
            gaps: [.init(id: "g", site: 0, weight: 1, deadline: 1)],
            actions: [
                .init(id: "a", cost: 60, effort: [5], closes: [.init(gap: 0, share: 0.5)]),
                .init(id: "b", cost: 50, prerequisites: [0], closes: []),
                .init(id: "c", cost: 0, closes: [], choice: .forbidden),
                .init(id: "d", cost: 0, closes: [], choice: .forced),
                .init(id: "e", cost: 0, duration: 2, closes: [], earliest: 1),
                .init(id: "f", cost: 0, closes: [], choice: .fixed(1)),
            ], capacity: [[4, 4, 4, 4]])
        #expect(
            Set(problem.violations(of: plan(0, 0, 0, nil, 3, 2))) == [
                .budget(year: 0, excess: 10), .capacity(skill: 0, period: 0, excess: 1),
                .prerequisite(action: 1, prerequisite: 0), .deadline(gap: 0, closed: 0.5), .forbiddenActionIn(2),
                .forcedActionOut(3), .outsideOfPlan(4), .decidedStartChanged(5),
            ])
    }
}
