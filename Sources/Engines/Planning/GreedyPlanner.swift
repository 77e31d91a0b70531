// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Makes a good plan in a blink, without a solver.
///
/// Decided actions stand first, then forced ones, then what deadlines ask for; the rest enters by decreasing value
/// for what it uses of the scarce money and people, an action bringing the prerequisites that it lacks. Several
/// rounds with prices drawn from what the round before used up, then passes that move actions earlier and replace
/// some by better ones, within a count of trials: the same problem always gives the same plan. Forced actions and
/// deadlines that cannot be honoured are left out; `Feasibility` says why.
public enum GreedyPlanner {
    public static func plan(_ problem: PlanningProblem) -> Plan {
        let tables = PlanningTables(problem)
        let ledger = best(tables)
        // Summed anew, for thousands of insertions leave some rounding behind.
        let value = problem.value(of: ledger.starts)
        return Plan(starts: ledger.starts, value: value, bound: max(looseBound(tables), value), origin: .greedy)
    }

    private static let rounds = 3
    /// Starts tried in the improvement: some hundredths of a second.
    private static let trials = 120_000

    package static func best(_ tables: PlanningTables) -> Ledger {
        var prices = ResourcePrices(tables)
        var best: Ledger?
        var keeps: [Bool] = []
        for _ in 0..<rounds {
            var construction = Construction(tables, prices: prices)
            construction.honourObligations()
            construction.fill()
            prices.learn(from: construction.ledger)
            if let current = best, !construction.ledger.isBetter(than: current) { continue }
            best = construction.ledger
            keeps = construction.isKept
        }
        var improvement = Improvement(best ?? Ledger(tables), prices: prices, keeps: keeps)
        // A small problem has soon shown all that it has.
        let starts = tables.actions.reduce(0) { $0 + $1.window.count }
        improvement.run(trials: min(trials, 100 * starts))
        return improvement.best
    }

    /// What closing everything that some action can close, as early as it can, would be worth.
    package static func looseBound(_ tables: PlanningTables) -> Double {
        var bound = 0.0
        for (gap, closers) in tables.closers.enumerated() where tables.weights[gap] > 0 {
            var shares = [Double](repeating: 0, count: tables.periods + 1)
            for link in closers {
                let start = tables.actions[link.target].window.lowerBound
                shares[tables.end(of: link.target, start: start)] += link.share
            }
            var closed = 0.0
            for period in 0..<tables.periods {
                closed += shares[period]
                bound += tables.weights[gap] * min(closed, 1) * (tables.tail[period] - tables.tail[period + 1])
            }
        }
        return bound
    }
}

extension Ledger {
    /// Misses less, or as much and is worth more.
    package func isBetter(than other: Ledger) -> Bool {
        let (mine, others) = (missed, other.missed)
        return mine < others || (mine == others && value > other.value + 1e-9)
    }
}
