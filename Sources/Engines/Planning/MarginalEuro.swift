// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What more money would buy in one budget year.
public struct MarginalEuro: Sendable, Hashable, Codable {
    public var year: Int
    /// The gain for a hundredth more of the budget.
    public var step: Step
    /// The cheapest ways to let one more action in, by increasing euros, each worth more than those before.
    public var thresholds: [Threshold]

    public init(year: Int, step: Step, thresholds: [Threshold]) {
        self.year = year
        self.step = step
        self.thresholds = thresholds
    }

    public struct Step: Sendable, Hashable, Codable {
        public var euros: Double
        public var value: Double

        public init(euros: Double, value: Double, actions: [Int]) {
            self.euros = euros
            self.value = value
            self.actions = actions
        }
        /// Actions that enter.
        public var actions: [Int]
    }

    public struct Threshold: Sendable, Hashable, Codable {
        public var euros: Double
        public var action: Int
        public var start: Int

        public init(euros: Double, action: Int, start: Int, value: Double) {
            self.euros = euros
            self.action = action
            self.start = start
            self.value = value
        }
        public var value: Double
    }

    /// For each budget year of a plan, what is gained by adding to it without touching what is in.
    ///
    /// An estimate from below: a plan made anew with that money is worth as much or more.
    public static func all(of plan: Plan, in problem: PlanningProblem) -> [MarginalEuro] {
        let tables = PlanningTables(problem)
        let ledger = Ledger(tables, starts: plan.starts)
        return (0..<tables.years).map { year in
            MarginalEuro(
                year: year, step: step(ledger, problem, year: year), thresholds: thresholds(ledger, year: year))
        }
    }

    private static func step(_ ledger: Ledger, _ problem: PlanningProblem, year: Int) -> Step {
        var richer = problem
        let euros = problem.budget(of: year) / 100
        if richer.budgets.indices.contains(year) { richer.budgets[year] += euros }
        let tables = PlanningTables(richer)
        // What enters without more money does not count as bought.
        var without = Construction(ledger, prices: ResourcePrices(ledger.tables), keeps: [])
        without.fill()
        var with = Construction(
            Ledger(tables, starts: without.ledger.starts), prices: ResourcePrices(tables), keeps: [])
        with.fill()
        let entered = tables.actions.indices.filter {
            with.ledger.starts[$0] != nil && without.ledger.starts[$0] == nil
        }
        return Step(euros: euros, value: max(0, with.ledger.value - without.ledger.value), actions: entered)
    }

    private static func thresholds(_ ledger: Ledger, year: Int) -> [Threshold] {
        var found: [Threshold] = []
        for action in ledger.tables.actions.indices where ledger.starts[action] == nil {
            var best: Threshold?
            for start in ledger.tables.actions[action].window where ledger.followsPrerequisites(action, at: start) {
                let value = ledger.gain(action, at: start)
                if value <= 1e-9 { break }
                guard let euros = onlyEuros(ledger.shortages(action, at: start), year: year) else { continue }
                if best.map({ euros < $0.euros }) ?? true {
                    best = Threshold(euros: euros, action: action, start: start, value: value)
                }
            }
            if let best { found.append(best) }
        }
        var highest = 0.0
        var kept: [Threshold] = []
        for threshold in found.sorted(by: { ($0.euros, -$0.value, $0.action) < ($1.euros, -$1.value, $1.action) })
        where threshold.value > highest {
            highest = threshold.value
            kept.append(threshold)
        }
        return kept
    }

    /// The euros missing in that year when nothing else is.
    private static func onlyEuros(_ shortages: [Shortage], year: Int) -> Double? {
        guard shortages.count == 1, case .money(year, let euros)? = shortages.first else { return nil }
        return euros
    }
}
