// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension PlanningProblem {
    /// What a plan is worth: `Σ gap weight × Σ period factor(period) × closed share of the gap at the end of the
    /// period`.
    ///
    /// The closed share is the sum of the shares of the actions that have ended by then, 1 at most. See `factor(of:)`
    /// for what a period counts. Starts outside of the plan count as left out; nothing else is checked, see
    /// `violations(of:)`.
    public func value(of starts: [Int?]) -> Double {
        let ledger = Ledger(PlanningTables(self), starts: starts)
        var value = 0.0
        for (gap, weight) in ledger.tables.weights.enumerated() where weight > 0 {
            for period in 0..<ledger.tables.periods {
                value += weight * factor(of: period) * ledger.closedShare(gap, at: period)
            }
        }
        return value
    }

    /// The weighted share of all gaps that is closed at the end of each period, from 0 to 1.
    public func burnUp(of plan: Plan) -> [Double] {
        let ledger = Ledger(PlanningTables(self), starts: plan.starts)
        let total = ledger.tables.weights.reduce(0, +)
        guard total > 0 else { return Array(repeating: 0, count: ledger.tables.periods) }
        return (0..<ledger.tables.periods).map { period in
            ledger.tables.weights.indices.reduce(0) {
                $0 + ledger.tables.weights[$1] * ledger.closedShare($1, at: period)
            } / total
        }
    }

    /// The share of each gap that is closed at the end of a period, from 0 to 1, by position of the gap.
    public func closedShares(of plan: Plan, at period: Int) -> [Double] {
        let ledger = Ledger(PlanningTables(self), starts: plan.starts)
        let period = min(max(period, 0), ledger.tables.periods - 1)
        return gaps.indices.map { ledger.closedShare($0, at: period) }
    }

    /// Euros in each period: one-off costs spread over the duration, then recurring costs in every later period.
    public func spending(of plan: Plan) -> [Double] {
        let tables = PlanningTables(self)
        var euros = [Double](repeating: 0, count: tables.periods)
        for (action, start) in plan.starts.prefix(tables.actions.count).enumerated() {
            guard let start, start >= 0, start < tables.periods else { continue }
            let row = tables.actions[action]
            let end = min(start + row.duration, tables.periods)
            for period in start..<end { euros[period] += row.costPerPeriod }
            for period in end..<tables.periods { euros[period] += row.recurring }
        }
        return euros
    }

    /// Euros in each budget year.
    public func yearlySpending(of plan: Plan) -> [Double] {
        var euros = [Double](repeating: 0, count: budgetYears)
        for (period, spent) in spending(of: plan).enumerated() { euros[budgetYear(of: period)] += spent }
        return euros
    }

    /// Person-days of each skill in each period.
    public func effort(of plan: Plan) -> [[Double]] {
        let ledger = Ledger(PlanningTables(self), starts: plan.starts)
        return skills.indices.map { skill in
            Array(ledger.load[(skill * ledger.tables.periods)..<((skill + 1) * ledger.tables.periods)])
        }
    }
}

extension Ledger {
    func closedShare(_ gap: Int, at period: Int) -> Double {
        let share = closed[gap * tables.periods + period]
        return share >= Self.wholeShare ? 1 : max(share, 0)
    }
}
