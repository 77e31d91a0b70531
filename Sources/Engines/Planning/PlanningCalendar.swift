// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension PlanningProblem {
    /// In how many budget years the plan spends.
    public var budgetYears: Int {
        let length = calendarLength
        return (calendarOffset + boundedPeriods - 1) / length + 1
    }

    /// The budget year that pays for a period: a position in `budgets`.
    public func budgetYear(of period: Int) -> Int {
        (calendarOffset + min(max(period, 0), boundedPeriods - 1)) / calendarLength
    }

    /// What may be spent in a budget year; nothing where none is given.
    func budget(of year: Int) -> Double { budgets.indices.contains(year) ? budgets[year] : 0 }

    /// How much the state at the end of a period counts in the value of a plan.
    ///
    /// Every period counts the same, so that a gap closed one period earlier is worth one period more: the value is
    /// the area under the burn-up curve. The last one counts twice, for what is closed then stays closed after the
    /// horizon: between two plans of the same area, the one that ends higher is better. Factors add up to 1: a plan
    /// that closed everything from the first period on would be worth the sum of the weights.
    public func factor(of period: Int) -> Double {
        guard period >= 0, period < boundedPeriods else { return 0 }
        return (period == boundedPeriods - 1 ? 2 : 1) / Double(boundedPeriods + 1)
    }

    // The bounds keep every question above free of traps even on a problem that `validate` would refuse.
    var boundedPeriods: Int { min(max(periods, 1), Self.mostPeriods) }
    private var calendarLength: Int { min(max(periodsPerBudget, 1), Self.mostPeriods) }
    private var calendarOffset: Int { min(max(firstPeriodOfBudget, 0), calendarLength - 1) }
}
