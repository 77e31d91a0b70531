// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A problem laid out for computation: bounded numbers, merged closings, possible starts.
///
/// Built from any problem, even one that `validate` refuses: what makes no sense is left out, so that nothing below
/// can trap.
package struct PlanningTables: Sendable {
    package let periods: Int
    package let years: Int
    package let skillCount: Int
    package let yearOfPeriod: [Int]
    /// Worth of one unit of weight closed from the end of a period on; one entry more than periods, the last being 0.
    package let tail: [Double]
    package let budgets: [Double]
    /// By skill then period.
    package let capacity: [Double]
    package let weights: [Double]
    /// `periods` when the gap has none.
    package let deadlines: [Int]
    package let actions: [Row]
    /// Actions after their prerequisites; those that can never start are left out.
    package let order: [Int]
    /// Actions that wait for each action.
    package let followers: [[Int]]
    /// For each gap, who closes it and by what share.
    package let closers: [[Link]]

    package struct Link: Sendable, Hashable {
        /// A gap in a row's `closes`, an action in `closers`.
        package let target: Int
        package let share: Double
    }

    package struct Row: Sendable {
        package let costPerPeriod: Double
        package let recurring: Double
        /// By skill; as many as skills, or none when the action takes nobody's time.
        package let effortPerPeriod: [Double]
        /// At most `periods + 1`, which means that it never ends within the plan.
        package let duration: Int
        package let prerequisites: [Int]
        package let closes: [Link]
        package let isForced: Bool
        package let isFixed: Bool
        /// Starts that may be chosen; empty when the action cannot be in the plan.
        package let window: Range<Int>
    }

    package init(_ problem: PlanningProblem) {
        let periods = problem.boundedPeriods
        self.periods = periods
        years = problem.budgetYears
        yearOfPeriod = (0..<periods).map(problem.budgetYear(of:))
        var tail = [Double](repeating: 0, count: periods + 1)
        for period in (0..<periods).reversed() { tail[period] = tail[period + 1] + problem.factor(of: period) }
        self.tail = tail
        budgets = (0..<problem.budgetYears).map { Self.amount(problem.budget(of: $0)) }
        let skillCount = problem.skills.count
        self.skillCount = skillCount
        capacity = (0..<skillCount).flatMap { skill in
            (0..<periods).map { period in
                guard problem.capacity.indices.contains(skill) else { return 0.0 }
                let days = problem.capacity[skill]
                return days.indices.contains(period) ? Self.amount(days[period]) : 0
            }
        }
        weights = problem.gaps.map { Self.amount($0.weight) }
        deadlines = problem.gaps.map { min(max($0.deadline ?? periods, 0), periods) }

        let order = PrerequisiteOrder(problem.actions.map(\.prerequisites)).ordered
        let windows = Windows(problem, order: order).starts
        self.order = order
        actions = problem.actions.enumerated().map { index, action in
            Self.row(action, window: windows[index], gaps: problem.gaps.count, skills: skillCount, periods: periods)
        }
        var followers = [[Int]](repeating: [], count: problem.actions.count)
        var closers = [[Link]](repeating: [], count: problem.gaps.count)
        for (index, row) in actions.enumerated() where !row.window.isEmpty {
            for prerequisite in row.prerequisites { followers[prerequisite].append(index) }
            for link in row.closes { closers[link.target].append(Link(target: index, share: link.share)) }
        }
        self.followers = followers
        self.closers = closers
    }

    private static func row(
        _ action: PlanningProblem.Action, window: Range<Int>, gaps: Int, skills: Int, periods: Int
    ) -> Row {
        let duration = max(action.duration, 1)
        var shares: [Int: Double] = [:]
        for closing in action.closes where closing.gap >= 0 && closing.gap < gaps && closing.share > 0 {
            shares[closing.gap, default: 0] += min(closing.share, 1)
        }
        let days = (0..<skills).map { skill in
            action.effort.indices.contains(skill) ? amount(action.effort[skill]) / Double(duration) : 0
        }
        var isFixed = false
        if case .fixed = action.choice { isFixed = true }
        return Row(
            costPerPeriod: amount(action.cost) / Double(duration), recurring: amount(action.recurringCost),
            effortPerPeriod: days.contains { $0 > 0 } ? days : [], duration: min(duration, periods + 1),
            prerequisites: window.isEmpty ? [] : Array(Set(action.prerequisites)).sorted(),
            closes: shares.sorted { $0.key < $1.key }.map { Link(target: $0.key, share: min($0.value, 1)) },
            isForced: action.choice == .forced, isFixed: isFixed, window: window)
    }

    private static func amount(_ number: Double) -> Double {
        number > 0 ? min(number, PlanningProblem.largestAmount) : 0
    }

    /// The first period at whose end the action is done; `periods` when the horizon comes before.
    package func end(of action: Int, start: Int) -> Int { min(start + actions[action].duration - 1, periods) }

    /// Euros that a start costs in a budget year.
    package func spending(of action: Int, start: Int, visit: (_ year: Int, _ euros: Double) -> Void) {
        let row = actions[action]
        let end = min(start + row.duration, periods)
        if row.costPerPeriod == 0, row.recurring == 0 { return }
        var year = yearOfPeriod[start]
        var euros = 0.0
        for period in start..<periods {
            if yearOfPeriod[period] != year {
                if euros > 0 { visit(year, euros) }
                year = yearOfPeriod[period]
                euros = 0
            }
            euros += period < end ? row.costPerPeriod : row.recurring
        }
        if euros > 0 { visit(year, euros) }
    }
}
