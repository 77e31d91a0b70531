// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a share of each budget year and of each skill's period costs, to compare actions that use different things.
package struct ResourcePrices: Sendable {
    /// Per euro of a budget year.
    private var money: [Double]
    /// Per person-day, by skill then period.
    private var days: [Double]

    /// Prices known from elsewhere: the dual values of a relaxed programme.
    package init(money: [Double], days: [Double]) {
        self.money = money
        self.days = days
    }

    /// Every resource counts by the share of it that an action takes.
    package init(_ tables: PlanningTables) {
        let everything = Ledger(tables)
        money = everything.spendable.map { $0 > 0 ? 1 / $0 : 0 }
        days = everything.available.map { $0 > 0 ? 1 / ($0 * Double(tables.periods)) : 0 }
    }

    /// Raises the price of what a plan used up and lowers that of what it left.
    mutating func learn(from ledger: Ledger) {
        for year in money.indices {
            let limit = ledger.spendable[year]
            money[year] = limit > 0 ? scarcity(ledger.spent[year] / limit) / limit : 0
        }
        let periods = Double(ledger.tables.periods)
        for slot in days.indices {
            let limit = ledger.available[slot]
            days[slot] = limit > 0 ? scarcity(ledger.load[slot] / limit) / (limit * periods) : 0
        }
    }

    private func scarcity(_ use: Double) -> Double {
        let squared = use * use
        return 0.02 + squared * squared
    }

    func price(_ action: Int, at start: Int, _ tables: PlanningTables) -> Double {
        // What costs nothing still has an order among itself, by what it closes.
        var price = 1e-9
        tables.spending(of: action, start: start) { year, euros in price += euros * money[year] }
        let row = tables.actions[action]
        let end = min(start + row.duration, tables.periods)
        for (skill, effort) in row.effortPerPeriod.enumerated() where effort > 0 {
            for slot in (skill * tables.periods + start)..<(skill * tables.periods + end) {
                price += effort * days[slot]
            }
        }
        return price
    }
}
