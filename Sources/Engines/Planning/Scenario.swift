// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Other hypotheses on the same problem, by identifiers so that they outlive it: what if the budget fell by a tenth?
public struct Scenario: Sendable, Hashable, Codable {
    /// Multiplies every yearly budget; 0.9 is a tenth less.
    public var budgetFactor: Double
    /// Person-days more, or fewer, in each period, by name of skill.
    public var extraCapacity: [String: Double]
    /// Identifiers of actions that must be in the plan.
    public var forced: Set<String>
    /// Identifiers of actions that must not, even when forced or decided otherwise.
    public var forbidden: Set<String>

    public init(
        budgetFactor: Double = 1, extraCapacity: [String: Double] = [:], forced: Set<String> = [],
        forbidden: Set<String> = []
    ) {
        self.budgetFactor = budgetFactor
        self.extraCapacity = extraCapacity
        self.forced = forced
        self.forbidden = forbidden
    }

    /// The problem under these hypotheses, actions at the same positions. What no longer exists is passed over.
    public func applied(to problem: PlanningProblem) -> PlanningProblem {
        var problem = problem
        problem.budgets = problem.budgets.map { max(0, $0 * budgetFactor) }
        for (skill, name) in problem.skills.enumerated() where problem.capacity.indices.contains(skill) {
            guard let extra = extraCapacity[name] else { continue }
            problem.capacity[skill] = problem.capacity[skill].map { max(0, $0 + extra) }
        }
        for (index, action) in problem.actions.enumerated() {
            if forbidden.contains(action.id) {
                problem.actions[index].choice = .forbidden
            } else if forced.contains(action.id), !action.choice.isFixed {
                problem.actions[index].choice = .forced
            }
        }
        return problem
    }
}

extension PlanningProblem.Choice {
    var isFixed: Bool {
        if case .fixed = self { true } else { false }
    }
}
