// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning

/// Problems small enough to try every plan.
enum SmallProblems {
    /// A gap of weight 10 and what closes it, on 4 quarters of one year.
    static func one(
        gaps: [PlanningProblem.Gap] = [.init(id: "g", site: 0, weight: 10)], actions: [PlanningProblem.Action],
        budget: Double = 100, capacity: [[Double]] = [], periods: Int = 4
    ) -> PlanningProblem {
        PlanningProblem(
            periods: periods, budgets: Array(repeating: budget, count: (periods + 3) / 4),
            skills: capacity.indices.map { "skill \($0)" }, capacity: capacity, sites: ["A", "B"], gaps: gaps,
            actions: actions)
    }

    /// A drawn problem: overlapping shares, prerequisites, deadlines, forced and decided actions, recurring costs.
    static func drawn(_ seed: UInt64) -> PlanningProblem {
        var draw = BenchmarkInstance.Generator(state: seed &* 7_919)
        let periods = 3 + draw.below(2)
        let gaps = (0..<4).map { index in
            PlanningProblem.Gap(
                id: "g\(index)", site: draw.below(2), weight: Double(1 + draw.below(5)),
                deadline: draw.below(4) == 0 ? draw.below(periods) : nil)
        }
        let actions = (0..<5).map { index in
            var choice = PlanningProblem.Choice.free
            switch draw.below(10) {
            case 0: choice = .forced
            case 1: choice = .forbidden
            case 2 where index == 0: choice = .fixed(draw.below(periods))
            default: break
            }
            let isFixed = choice != .free && choice != .forced && choice != .forbidden
            return PlanningProblem.Action(
                id: "a\(index)", cost: isFixed ? 0 : Double(draw.below(60)),
                recurringCost: isFixed || draw.below(2) == 0 ? 0 : Double(draw.below(8)),
                effort: isFixed ? [] : [Double(draw.below(6))], duration: 1 + draw.below(2),
                prerequisites: index > 0 && draw.below(3) == 0 ? [draw.below(index)] : [],
                closes: (0..<(1 + draw.below(3))).map { _ in
                    .init(gap: draw.below(4), share: [0.3, 0.5, 0.7, 1][draw.below(4)])
                }, choice: choice, earliest: draw.below(5) == 0 ? 1 : 0)
        }
        return PlanningProblem(
            periods: periods, periodsPerBudget: 2, firstPeriodOfBudget: draw.below(2),
            budgets: (0..<3).map { _ in Double(20 + draw.below(60)) }, skills: ["one"],
            capacity: [(0..<periods).map { _ in Double(2 + draw.below(6)) }], sites: ["A", "B"], gaps: gaps,
            actions: actions)
    }

    /// The best of all plans: fewest forced actions out, then fewest deadlines missed, then the most value.
    static func best(of problem: PlanningProblem) -> (missed: [Int], value: Double) {
        var starts = [Int?](repeating: nil, count: problem.actions.count)
        var best: (missed: [Int], value: Double) = ([Int.max, Int.max], 0)
        func visit(_ action: Int) {
            guard action < starts.count else {
                guard let missed = missed(starts, problem) else { return }
                let value = problem.value(of: starts)
                if missed.lexicographicallyPrecedes(best.missed) || (missed == best.missed && value > best.value) {
                    best = (missed, value)
                }
                return
            }
            for start in [nil] + (0..<problem.periods).map(Optional.some) {
                starts[action] = start
                visit(action + 1)
            }
            starts[action] = nil
        }
        visit(0)
        return best
    }

    /// Forced actions out and deadlines missed; nil when the plan breaks anything else.
    static func missed(_ starts: [Int?], _ problem: PlanningProblem) -> [Int]? {
        var missed = [0, 0]
        for violation in problem.violations(of: Plan(starts: starts, value: 0, bound: 0, origin: .greedy)) {
            switch violation {
            case .forcedActionOut: missed[0] += 1
            case .deadline: missed[1] += 1
            default: return nil
            }
        }
        return missed
    }
}
