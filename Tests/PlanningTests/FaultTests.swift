// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning
import Testing

@Suite struct `What cannot be planned` {
    private static let sound = SmallProblems.one(actions: [.init(id: "a", cost: 1, closes: [.init(gap: 0, share: 1)])])

    @Test func `a sound problem has no fault`() throws {
        #expect(Self.sound.faults() == [])
        try Self.sound.validate()
        #expect(BenchmarkInstance.problem().faults() == [])
    }

    private static let broken: [(@Sendable (inout PlanningProblem) -> Void, PlanningFault)] = [
        ({ $0.periods = 0 }, .periods(0)),
        ({ $0.periods = .max }, .periods(.max)),
        ({ $0.periodsPerBudget = 0 }, .periodsPerBudget(0)),
        ({ $0.firstPeriodOfBudget = 4 }, .firstPeriodOfBudget(4)),
        ({ $0.firstPeriodOfBudget = -1 }, .firstPeriodOfBudget(-1)),
        ({ $0.budgets = [] }, .missingBudgets(needed: 1, given: 0)),
        ({ $0.budgets = [.nan] }, .amount(.budgets, at: 0)),
        ({ $0.skills = ["RSSI"] }, .missingCapacity(skill: 0)),
        ({ ($0.skills, $0.capacity) = (["RSSI"], [[1, 1, 1, -1]]) }, .amount(.capacity, at: 0)),
        ({ $0.gaps[0].site = 2 }, .unknownSite(gap: 0)),
        ({ $0.gaps[0].weight = .infinity }, .amount(.gaps, at: 0)),
        ({ $0.gaps[0].deadline = -1 }, .deadline(gap: 0)),
        ({ $0.actions[0].cost = -1 }, .amount(.actions, at: 0)),
        ({ $0.actions[0].recurringCost = .nan }, .amount(.actions, at: 0)),
        ({ $0.actions[0].effort = [1] }, .unknownSkill(action: 0)),
        ({ $0.actions[0].duration = 0 }, .duration(action: 0)),
        ({ $0.actions[0].duration = .min }, .duration(action: 0)),
        ({ $0.actions[0].earliest = -1 }, .start(action: 0)),
        ({ $0.actions[0].choice = .fixed(4) }, .start(action: 0)),
        ({ $0.actions[0].prerequisites = [1] }, .unknownPrerequisite(action: 0)),
        ({ $0.actions[0].prerequisites = [.min] }, .unknownPrerequisite(action: 0)),
        ({ $0.actions[0].closes[0].gap = .max }, .unknownGap(action: 0)),
        ({ $0.actions[0].closes[0].share = 1.1 }, .share(action: 0)),
        ({ $0.actions[0].closes[0].share = .nan }, .share(action: 0)),
        ({ $0.actions[0].prerequisites = [0] }, .cycle(actions: [0])),
        ({ $0.skills = Array(repeating: "", count: 51) }, .tooMany(.skills, limit: 50)),
    ]

    @Test(arguments: broken.indices) func `a broken problem is refused, and never stops the program`(_ index: Int) {
        var problem = Self.sound
        Self.broken[index].0(&problem)
        #expect(problem.faults().contains(Self.broken[index].1))
        #expect(throws: InvalidProblem.self) { try problem.validate() }
        // Everything else accepts what it is given.
        let plan = GreedyPlanner.plan(problem)
        let hostile = Plan(starts: [.max, .min, nil, -1], value: .nan, bound: .nan, origin: .greedy)
        for plan in [plan, hostile] {
            #expect(problem.value(of: plan.starts).isFinite)
            #expect(problem.burnUp(of: plan).allSatisfy { $0 >= 0 && $0 <= 1 })
            #expect(problem.spending(of: plan).allSatisfy { $0.isFinite })
            #expect(problem.effort(of: plan).count == problem.skills.count)
            #expect(Explanation.all(of: plan, in: problem).count == problem.actions.count)
            #expect(MarginalEuro.all(of: plan, in: problem).count == problem.budgetYears)
            #expect(PlanDifference(from: plan, to: plan, of: problem).isEmpty)
            _ = problem.violations(of: plan)
            _ = Feasibility.check(problem, plan: plan)
        }
        _ = Feasibility.check(problem)
    }

    @Test func `actions that wait for one another are named`() {
        var problem = Self.sound
        problem.actions = (0..<4).map {
            .init(id: "a\($0)", cost: 0, prerequisites: [[1], [0], [], [2]][$0], closes: [])
        }
        #expect(problem.faults() == [.cycle(actions: [0, 1])])
    }
}
