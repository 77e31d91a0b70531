// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a plan does not respect. Positions are those of the arrays of the problem.
public enum Violation: Sendable, Hashable, Codable {
    /// Euros beyond the budget of a year.
    case budget(year: Int, excess: Double)
    /// Person-days beyond what a skill has in a period.
    case capacity(skill: Int, period: Int, excess: Double)
    /// The prerequisite has not ended before the action starts.
    case prerequisite(action: Int, prerequisite: Int)
    /// The gap is not entirely closed in time.
    case deadline(gap: Int, closed: Double)
    case forcedActionOut(Int)
    case forbiddenActionIn(Int)
    /// A decided action is out, or starts in another period.
    case decidedStartChanged(Int)
    /// Starts before it may, or does not end before the horizon.
    case outsideOfPlan(Int)
}

extension PlanningProblem {
    /// Everything that a plan does not respect; empty for a plan that does.
    ///
    /// The plans of this engine only ever have violations that they could not avoid: what decided actions exceed by
    /// themselves, forced actions and deadlines that cannot be honoured.
    public func violations(of plan: Plan) -> [Violation] {
        let tables = PlanningTables(self)
        let ledger = Ledger(tables, starts: plan.starts)
        var violations = ledger.excesses.map { excess in
            switch excess {
            case .money(let year, let euros): Violation.budget(year: year, excess: euros)
            case .days(let skill, let period, let days): Violation.capacity(skill: skill, period: period, excess: days)
            }
        }
        for (index, action) in actions.enumerated() {
            let start = ledger.starts[index]
            switch action.choice {
            case .forced where start == nil: violations.append(.forcedActionOut(index))
            case .forbidden where start != nil: violations.append(.forbiddenActionIn(index))
            case .fixed(let decided) where start != decided: violations.append(.decidedStartChanged(index))
            default: break
            }
            guard let start else { continue }
            if !tables.actions[index].isFixed {
                let end = start + tables.actions[index].duration
                if start < action.earliest || end > tables.periods { violations.append(.outsideOfPlan(index)) }
            }
            for prerequisite in action.prerequisites where actions.indices.contains(prerequisite) {
                if let before = ledger.starts[prerequisite], tables.end(of: prerequisite, start: before) < start {
                    continue
                }
                violations.append(.prerequisite(action: index, prerequisite: prerequisite))
            }
        }
        for (gap, deadline) in tables.deadlines.enumerated()
        where deadline < tables.periods && !ledger.isClosed(gap, by: deadline) {
            violations.append(.deadline(gap: gap, closed: ledger.closedShare(gap, at: deadline)))
        }
        return violations
    }
}

/// What would have to be added to a limit.
public enum Shortage: Sendable, Hashable, Codable {
    case money(year: Int, euros: Double)
    case days(skill: Int, period: Int, days: Double)
}

extension Ledger {
    /// What the plan uses beyond budgets and capacities.
    var excesses: [Shortage] { excesses(over: tables.budgets, tables.capacity) }

    func excesses(over budgets: [Double], _ capacity: [Double]) -> [Shortage] {
        var excesses: [Shortage] = []
        for (year, budget) in budgets.enumerated() where spent[year] > budget + Self.tolerance(for: budget) {
            excesses.append(.money(year: year, euros: spent[year] - budget))
        }
        for (slot, days) in capacity.enumerated() where load[slot] > days + Self.tolerance(forDays: days) {
            excesses.append(
                .days(skill: slot / tables.periods, period: slot % tables.periods, days: load[slot] - days))
        }
        return excesses
    }
}

extension Ledger {
    /// What is missing for an action that is out to start then.
    func shortages(_ action: Int, at start: Int) -> [Shortage] {
        var shortages: [Shortage] = []
        tables.spending(of: action, start: start) { year, euros in
            let missing = spent[year] + euros - spendable[year]
            if missing > Self.tolerance(for: spendable[year]) * 0.5 {
                shortages.append(.money(year: year, euros: missing))
            }
        }
        let row = tables.actions[action]
        let end = min(start + row.duration, tables.periods)
        for (skill, days) in row.effortPerPeriod.enumerated() where days > 0 {
            for period in start..<end {
                let slot = skill * tables.periods + period
                let missing = load[slot] + days - available[slot]
                if missing > Self.tolerance(forDays: available[slot]) * 0.5 {
                    shortages.append(.days(skill: skill, period: period, days: missing))
                }
            }
        }
        return shortages
    }

    /// Compares shortages of unlike things: by the share of the limit that each adds, an empty limit counting most.
    func relativeSize(of shortages: [Shortage]) -> Double {
        shortages.reduce(0) { sum, shortage in
            switch shortage {
            case .money(let year, let euros): sum + euros / max(spendable[year], 1)
            case .days(let skill, let period, let days):
                sum + days / max(available[skill * tables.periods + period], 1) / Double(tables.periods)
            }
        }
    }
}
