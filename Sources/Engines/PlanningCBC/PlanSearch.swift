// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning

/// One search for a plan: the best plan so far, what no plan exceeds, and the time left.
struct PlanSearch {
    private let problem: PlanningProblem
    private let tables: PlanningTables
    private let limits: SolverLimits
    private let clock = ContinuousClock()
    private let began: ContinuousClock.Instant
    private var best: Ledger
    private var bound: Double
    private var origin = Plan.Origin.greedy

    /// More binary columns than this are never given to CBC at once.
    private static let wholeProgram = 1_500

    init(_ problem: PlanningProblem, start: Plan?, limits: SolverLimits) {
        self.problem = problem
        self.limits = limits
        began = clock.now
        tables = PlanningTables(problem)
        best = GreedyPlanner.best(tables)
        bound = GreedyPlanner.looseBound(tables)
        if let start { keep(start.starts) }
    }

    var plan: Plan {
        // Summed anew, for thousands of insertions leave some rounding behind.
        let value = problem.value(of: best.starts)
        return Plan(starts: best.starts, value: value, bound: max(bound, value), origin: origin)
    }

    mutating func run(_ progress: (SolverProgress) -> Void) {
        report(.greedy, progress)
        if best.missed > Missed() {
            honour()
            report(.obligations, progress)
        }
        var program = PlanProgram(tables, goal: .value(forced: honouredActions, dated: honouredDeadlines))
        if program.program.binaries == 0 {
            // Nothing to choose: what is decided is all.
            bound = program.baseValue
            report(.end, progress)
            return
        }
        let relaxed = relax(&program, progress)
        if program.program.binaries <= Self.wholeProgram {
            if !isGoodEnough { solveWhole(program) }
        } else {
            improve(program, relaxed, progress)
        }
        report(.end, progress)
    }

    // MARK: Obligations

    private var honouredActions: Set<Int> {
        Set(tables.actions.indices.filter { tables.actions[$0].isForced && best.starts[$0] != nil })
    }

    private var honouredDeadlines: Set<Int> {
        Set(
            tables.deadlines.indices.filter {
                tables.deadlines[$0] < tables.periods && best.isClosed($0, by: tables.deadlines[$0])
            })
    }

    private mutating func honour() {
        let program = PlanProgram(tables, goal: .obligations)
        guard program.program.binaries > 0 else { return }
        let model = CBCModel(program.program)
        guard let values = model.solve(seconds: secondsLeft * 0.3).values else { return }
        let starts = program.starts(of: values)
        keep(starts)
        // Obligations alone leave most of the money: the rest is filled as usual, and what stands for them stays.
        let honoured = Ledger(tables, starts: starts)
        let keeps = starts.map { $0 != nil }
        var construction = Construction(honoured, prices: ResourcePrices(tables), keeps: keeps)
        construction.fill()
        keep(construction.ledger.starts)
    }

    // MARK: Bound

    /// What a relaxed programme tells: the value of each column and what a unit of each would lose.
    private struct Relaxed {
        var values: [Double]
        var reducedCosts: [Double]
    }

    private mutating func relax(_ program: inout PlanProgram, _ progress: (SolverProgress) -> Void) -> Relaxed? {
        var relaxed: Relaxed?
        for _ in 0..<4 {
            // Solved anew each time: CBC takes longer to repair the last solution after thousands of new rows.
            let model = CBCModel(program.program, relaxed: true)
            let outcome = model.solve(seconds: secondsLeft * 0.6)
            guard outcome.isOptimal, let values = outcome.values else { break }
            let last = bound
            bound = min(bound, outcome.objective + program.baseValue)
            relaxed = Relaxed(values: values, reducedCosts: model.reducedCosts)
            report(.bound, progress)
            let cuts = program.cuts(values)
            if cuts.isEmpty || isGoodEnough { break }
            for cut in cuts { program.add(cut) }
            if last - bound < 0.002 * bound, relaxed != nil, cuts.count < 200 { break }
        }
        return relaxed
    }

    // MARK: Plans

    private mutating func solveWhole(_ program: PlanProgram) {
        let gap = limits.gap * best.value
        let outcome = CBCModel(program.program).solve(seconds: secondsLeft, absoluteGap: gap)
        if let values = outcome.values { keep(program.starts(of: values)) }
        let proven = (outcome.isOptimal ? max(outcome.objective, outcome.bound) : outcome.bound) + program.baseValue
        // A bound below a plan that exists is an error of the solver's arithmetic.
        if proven.isFinite { bound = max(min(bound, proven), best.value) }
    }

    private mutating func improve(_ program: PlanProgram, _ relaxed: Relaxed?, _ progress: (SolverProgress) -> Void) {
        if isGoodEnough { return }
        if let relaxed { round(program, relaxed) }
        report(.improvement, progress)
        var neighbourhoods = Neighbourhoods(
            tables, program: program, values: relaxed?.values, costs: relaxed?.reducedCosts)
        while !isGoodEnough, secondsLeft > 0.5 {
            let columns = neighbourhoods.next(around: best.starts)
            let (small, kept) = program.program.reduced { columns.fixed[$0] }
            if small.binaries == 0 { break }
            let model = CBCModel(small)
            let incumbent = program.objective(of: best.starts)
            // Only better plans are worth the time.
            if !columns.isFirst { model.setCutoff(incumbent - columns.worth + 1e-6 * max(1, incumbent)) }
            let seconds = min(columns.isFirst ? 0.25 * limits.seconds : max(4, 0.1 * limits.seconds), secondsLeft)
            let outcome = model.solve(seconds: seconds, absoluteGap: 0.0005 * best.value)
            var isBetter = false
            if let values = outcome.values {
                var all = columns.fixed.map { $0 ?? 0 }
                for (position, column) in kept.enumerated() where all.indices.contains(column) {
                    all[column] = values[position]
                }
                isBetter = keep(program.starts(of: all))
            }
            neighbourhoods.learn(isBetter: isBetter, isExhausted: outcome.isOptimal || outcome.isInfeasible)
            if isBetter { polish(relaxed, program) }
            report(.improvement, progress)
        }
    }

    /// Follows the relaxed solution where it is nearly whole, and fills up by its prices.
    private mutating func round(_ program: PlanProgram, _ relaxed: Relaxed) {
        let prices = program.prices(relaxed.reducedCosts)
        var construction = Construction(tables, prices: prices)
        construction.honourObligations()
        construction.follow(program.preferences(relaxed.values).filter { $0.part > 0.5 }.map { ($0.action, $0.start) })
        construction.fill()
        var improvement = Improvement(construction.ledger, prices: prices, keeps: construction.isKept)
        improvement.run(trials: 1_000_000, threshold: 0)
        keep(improvement.best.starts)
    }

    private mutating func polish(_ relaxed: Relaxed?, _ program: PlanProgram) {
        let prices = relaxed.map { program.prices($0.reducedCosts) } ?? ResourcePrices(tables)
        // Obligations hold by the comparison of `isBetter`, not by what stays.
        var improvement = Improvement(best, prices: prices, keeps: [])
        improvement.run(trials: 500_000, threshold: 0)
        keep(improvement.best.starts)
    }

    /// Takes a plan when it respects every limit and is better.
    @discardableResult
    private mutating func keep(_ starts: [Int?]) -> Bool {
        var ledger = Ledger(tables)
        // Inserted one by one, in order, so that whatever breaks a limit stays out.
        for action in tables.order where ledger.starts[action] == nil {
            guard starts.indices.contains(action), let start = starts[action] else { continue }
            if ledger.fits(action, at: start) { ledger.insert(action, at: start) }
        }
        var construction = Construction(ledger, prices: ResourcePrices(tables), keeps: [])
        construction.fill()
        ledger = construction.ledger
        guard ledger.isBetter(than: best) else { return false }
        best = ledger
        origin = .optimised
        return true
    }

    // MARK: Time

    private var secondsLeft: Double {
        let spent = (clock.now - began).components
        return max(0, limits.seconds - Double(spent.seconds) - Double(spent.attoseconds) / 1e18)
    }

    private var isGoodEnough: Bool { best.value >= bound * (1 - limits.gap) - 1e-9 }

    private func report(_ step: SolverProgress.Step, _ progress: (SolverProgress) -> Void) {
        progress(
            SolverProgress(
                value: best.value, bound: max(bound, best.value), seconds: limits.seconds - secondsLeft, step: step))
    }
}
