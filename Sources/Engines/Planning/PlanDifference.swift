// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What changes from one plan to another, for the same actions at the same positions.
public struct PlanDifference: Sendable, Hashable, Codable {
    /// Actions that only the second plan holds.
    public var entered: [Int]
    /// Actions that only the first one holds.
    public var left: [Int]
    public var moved: [Move]
    /// What the second plan is worth more.
    public var value: Double
    /// What it spends more in each budget year.
    public var spending: [Double]

    public struct Move: Sendable, Hashable, Codable {
        public var action: Int
        public var from: Int

        public init(action: Int, from: Int, to: Int) {
            self.action = action
            self.from = from
            self.to = to
        }
        public var to: Int
    }

    /// Budgets and capacities may differ between the problems of the two plans: they do not enter the comparison.
    public init(from first: Plan, to second: Plan, of problem: PlanningProblem) {
        entered = []
        left = []
        moved = []
        for action in problem.actions.indices {
            let before = first.starts.indices.contains(action) ? first.starts[action] : nil
            let after = second.starts.indices.contains(action) ? second.starts[action] : nil
            switch (before, after) {
            case (nil, .some): entered.append(action)
            case (.some, nil): left.append(action)
            case (let from?, let to?) where from != to: moved.append(Move(action: action, from: from, to: to))
            default: break
            }
        }
        value = problem.value(of: second.starts) - problem.value(of: first.starts)
        spending = zip(problem.yearlySpending(of: first), problem.yearlySpending(of: second)).map { $1 - $0 }
    }

    public var isEmpty: Bool { entered.isEmpty && left.isEmpty && moved.isEmpty }
}
