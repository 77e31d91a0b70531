// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning

/// A plan as it is kept: the actions that are in, by identifier, with the period in which each starts.
struct StoredPlan: Sendable, Hashable, Codable {
    var starts: [String: Int]
    var value: Double
    var bound: Double
    var origin: Plan.Origin

    init(_ plan: Plan, of problem: PlanningProblem) {
        var starts: [String: Int] = [:]
        for (action, start) in zip(problem.actions, plan.starts) { starts[action.id] = start }
        self.starts = starts
        value = plan.value
        bound = plan.bound
        origin = plan.origin
    }

    func plan(of problem: PlanningProblem) -> Plan {
        let starts = problem.actions.map { action -> Int? in
            guard let start = self.starts[action.id], start >= 0, start < problem.periods else { return nil }
            return start
        }
        return Plan(starts: starts, value: value, bound: bound, origin: origin)
    }
}
