// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A plan being made: what it spends, whom it occupies and what it closes, kept up to date at each insertion.
package struct Ledger: Sendable {
    package let tables: PlanningTables
    /// The start of each action, nil when it is out.
    package private(set) var starts: [Int?]
    /// Euros by budget year.
    package private(set) var spent: [Double]
    /// Person-days by skill then period.
    package private(set) var load: [Double]
    /// Sum of the shares of the actions ended, by gap then period; above 1 when several actions overlap.
    package private(set) var closed: [Double]
    package private(set) var value = 0.0
    /// What may be spent: the budget, or what decided actions already spend when they exceed it.
    package private(set) var spendable: [Double]
    package private(set) var available: [Double]

    /// Sums of shares such as 0.3 + 0.7 that miss 1 by rounding are whole.
    package static let wholeShare = 1 - 1e-9

    /// An empty plan, but for the actions already decided.
    package init(_ tables: PlanningTables) {
        self.tables = tables
        starts = Array(repeating: nil, count: tables.actions.count)
        spent = Array(repeating: 0, count: tables.years)
        load = Array(repeating: 0, count: tables.capacity.count)
        closed = Array(repeating: 0, count: tables.weights.count * tables.periods)
        spendable = tables.budgets
        available = tables.capacity
        for action in tables.order where tables.actions[action].isFixed && !tables.actions[action].window.isEmpty {
            insert(action, at: tables.actions[action].window.lowerBound)
        }
        for year in spent.indices { spendable[year] = max(spendable[year], spent[year]) }
        for slot in load.indices { available[slot] = max(available[slot], load[slot]) }
    }

    /// A plan made elsewhere; starts outside of the plan or of the arrays are left out, nothing else is checked.
    package init(_ tables: PlanningTables, starts given: [Int?]) {
        self.init(tables)
        for action in starts.indices {
            guard given.indices.contains(action), let start = given[action], start >= 0, start < tables.periods else {
                remove(action)
                continue
            }
            if starts[action] != start {
                remove(action)
                insert(action, at: start)
            }
        }
    }

    /// Half a cent, and the rounding of long sums.
    static func tolerance(for budget: Double) -> Double { 0.005 + 1e-9 * budget }
    static func tolerance(forDays days: Double) -> Double { 1e-6 + 1e-9 * days }

    /// Whether an action that is out may start then: window, prerequisites, money and people.
    package func fits(_ action: Int, at start: Int) -> Bool {
        tables.actions[action].window.contains(start) && followsPrerequisites(action, at: start)
            && isPaidFor(action, at: start) && isStaffed(action, at: start)
    }

    func followsPrerequisites(_ action: Int, at start: Int) -> Bool {
        let row = tables.actions[action]
        if row.isFixed { return true }
        for prerequisite in row.prerequisites {
            guard let before = starts[prerequisite], tables.end(of: prerequisite, start: before) < start else {
                return false
            }
        }
        for follower in tables.followers[action] {
            if let after = starts[follower], !tables.actions[follower].isFixed,
                tables.end(of: action, start: start) >= after
            {
                return false
            }
        }
        return true
    }

    func isPaidFor(_ action: Int, at start: Int) -> Bool {
        var paid = true
        tables.spending(of: action, start: start) { year, euros in
            if spent[year] + euros > spendable[year] + Self.tolerance(for: spendable[year]) * 0.5 { paid = false }
        }
        return paid
    }

    func isStaffed(_ action: Int, at start: Int) -> Bool {
        let row = tables.actions[action]
        if row.effortPerPeriod.isEmpty { return true }
        let end = min(start + row.duration, tables.periods)
        for (skill, days) in row.effortPerPeriod.enumerated() where days > 0 {
            for slot in (skill * tables.periods + start)..<(skill * tables.periods + end)
            where load[slot] + days > available[slot] + Self.tolerance(forDays: available[slot]) * 0.5 {
                return false
            }
        }
        return true
    }

    /// What the value gains when an action that is out starts then.
    package func gain(_ action: Int, at start: Int) -> Double {
        let end = tables.end(of: action, start: start)
        guard end < tables.periods else { return 0 }
        var gain = 0.0
        for link in tables.actions[action].closes {
            let first = link.target * tables.periods
            if closed[first + tables.periods - 1] + link.share <= 1 {
                gain += tables.weights[link.target] * link.share * tables.tail[end]
            } else {
                gain += tables.weights[link.target] * difference(first: first, from: end, share: link.share)
            }
        }
        return gain
    }

    private func difference(first: Int, from end: Int, share: Double) -> Double {
        var sum = 0.0
        for period in end..<tables.periods {
            let before = closed[first + period]
            if before >= 1 { break }
            sum += (tables.tail[period] - tables.tail[period + 1]) * min(share, 1 - before)
        }
        return sum
    }

    package mutating func insert(_ action: Int, at start: Int) {
        value += gain(action, at: start)
        starts[action] = start
        apply(action, at: start, sign: 1)
    }

    package mutating func remove(_ action: Int) {
        guard let start = starts[action] else { return }
        starts[action] = nil
        apply(action, at: start, sign: -1)
        value -= gain(action, at: start)
    }

    private mutating func apply(_ action: Int, at start: Int, sign: Double) {
        let row = tables.actions[action]
        tables.spending(of: action, start: start) { year, euros in spent[year] += sign * euros }
        let end = min(start + row.duration, tables.periods)
        for (skill, days) in row.effortPerPeriod.enumerated() where days > 0 {
            for period in start..<end { load[skill * tables.periods + period] += sign * days }
        }
        let done = tables.end(of: action, start: start)
        for link in row.closes {
            for period in done..<tables.periods { closed[link.target * tables.periods + period] += sign * link.share }
        }
    }

    /// The gap is entirely closed at the end of a period.
    package func isClosed(_ gap: Int, by period: Int) -> Bool {
        closed[gap * tables.periods + period] >= Self.wholeShare
    }

    /// How far the plan is from what it must do; plans that miss less come before plans that are worth more.
    package var missed: Missed {
        var missed = Missed()
        for (action, row) in tables.actions.enumerated() where row.isForced && starts[action] == nil {
            missed.forcedActions += 1
        }
        for (gap, deadline) in tables.deadlines.enumerated()
        where deadline < tables.periods && !isClosed(gap, by: deadline) {
            missed.deadlines += 1
        }
        return missed
    }
}

/// Forced actions left out and deadlines missed.
package struct Missed: Sendable, Hashable, Comparable {
    package var forcedActions = 0
    package var deadlines = 0

    package init() {}

    package static func < (first: Missed, second: Missed) -> Bool {
        (first.forcedActions, first.deadlines) < (second.forcedActions, second.deadlines)
    }
}
