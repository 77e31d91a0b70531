// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning

/// What a plan means: when each action runs, what it spends and uses, what it closes. The accounts are the engine's.
struct PlanReading: Sendable {
    struct Line: Sendable, Hashable {
        /// Position in the problem.
        let action: Int
        let start: Int
        /// The period in which it ends; may lie beyond the horizon.
        let end: Int
    }

    let problem: PlanningProblem
    let plan: Plan
    /// By start, then by position.
    let lines: [Line]
    /// By budget year.
    let spending: [Double]
    /// By skill, then by period.
    let effort: [[Double]]
    /// Weight closed at the end of each period.
    let closed: [Double]
    let total: Double

    init(_ problem: PlanningProblem, _ plan: Plan) {
        self.problem = problem
        self.plan = plan
        let periods = min(max(problem.periods, 1), PlanningProblem.mostPeriods)
        lines = problem.actions.indices.compactMap { index -> Line? in
            guard plan.starts.indices.contains(index), let start = plan.starts[index], (0..<periods).contains(start)
            else { return nil }
            let duration = min(max(problem.actions[index].duration, 1), 1_000)
            return Line(action: index, start: start, end: start + duration - 1)
        }.sorted { ($0.start, $0.end, $0.action) < ($1.start, $1.end, $1.action) }
        spending = problem.yearlySpending(of: plan)
        effort = problem.effort(of: plan)
        let total = problem.gaps.reduce(0) { $0 + $1.weight }
        self.total = total
        closed = problem.burnUp(of: plan).map { $0 * total }
    }

    private static func add(_ action: PlanningProblem.Action, to shares: inout [Double], _ problem: PlanningProblem)
        -> Double
    {
        var gained = 0.0
        for closing in action.closes where shares.indices.contains(closing.gap) {
            let before = shares[closing.gap]
            let after = min(1, before + max(closing.share, 0))
            shares[closing.gap] = after
            gained += (after - before) * problem.gaps[closing.gap].weight
        }
        return gained
    }

    /// Of the weighted gap, at the horizon; nil when there is no gap at all.
    var closedShare: Double? { total > 0 ? (closed.last ?? 0) / total : nil }

    var money: Double { spending.reduce(0, +) }

    /// What each action adds to what is closed, in the order in which they end: adds up to what the whole plan closes.
    func contributions() -> [Int: Double] {
        var shares = [Double](repeating: 0, count: problem.gaps.count)
        var gained: [Int: Double] = [:]
        for line in lines.sorted(by: { ($0.end, $0.action) < ($1.end, $1.action) }) where line.end < closed.count {
            gained[line.action] = Self.add(problem.actions[line.action], to: &shares, problem)
        }
        return gained
    }

    /// What an action costs until the horizon.
    func cost(_ line: Line) -> Double {
        let action = problem.actions[line.action]
        let duration = Double(max(line.end - line.start + 1, 1))
        let running = Double(max(min(line.end + 1, closed.count) - line.start, 0))
        return action.cost * running / duration + action.recurringCost * Double(max(closed.count - line.end - 1, 0))
    }
}
