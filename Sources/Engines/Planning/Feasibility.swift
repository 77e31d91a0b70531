// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Something that a plan must do and cannot, and why.
public struct Obstacle: Sendable, Hashable, Codable {
    public var obligation: Obligation
    public var cause: Cause

    public init(obligation: Obligation, cause: Cause) {
        self.obligation = obligation
        self.cause = cause
    }

    public enum Obligation: Sendable, Hashable, Codable {
        /// A forced or decided action.
        case action(Int)
        /// A gap that has a deadline.
        case gap(Int)
        /// The decided actions together.
        case decisions
    }

    public enum Cause: Sendable, Hashable, Codable {
        /// All possible actions together close only this share.
        case nothingCloses(share: Double)
        /// Even with all the money and people, it is done at the end of this period at the earliest; nil is after the
        /// horizon.
        case notEnoughTime(earliest: Int?)
        /// A prerequisite can never be in the plan: forbidden, or too long.
        case prerequisiteOut(Int)
        /// Starts before the end of what it should wait for.
        case decidedTooEarly(prerequisite: Int)
        /// What would have to be added for it, besides what the other obligations use.
        case lacks([Shortage])
    }
}

/// Says which obligations cannot be met, and what it would take.
public enum Feasibility {
    /// The obstacles of a problem, or those of a plan of it: what `plan` misses. Empty when every obligation is
    /// honoured.
    ///
    /// Without a plan, obligations are tried by `GreedyPlanner`, which may miss what a solver would find: pass the
    /// plan of the solver when there is one.
    public static func check(_ problem: PlanningProblem, plan: Plan? = nil) -> [Obstacle] {
        let tables = PlanningTables(problem)
        let attempt = plan.map { Ledger(tables, starts: $0.starts) } ?? obligations(tables)
        var obstacles = decidedObstacles(problem, tables)
        let trial = Trial(served(attempt))
        for (action, row) in tables.actions.enumerated() where row.isForced && attempt.starts[action] == nil {
            let cause = impossibility(ofAction: action, problem, tables) ?? .lacks(trial.shortages(for: action))
            obstacles.append(Obstacle(obligation: .action(action), cause: cause))
        }
        for (gap, deadline) in tables.deadlines.enumerated()
        where deadline < tables.periods && !attempt.isClosed(gap, by: deadline) {
            let cause = impossibility(ofGap: gap, by: deadline, tables) ?? .lacks(trial.shortages(toClose: gap))
            obstacles.append(Obstacle(obligation: .gap(gap), cause: cause))
        }
        return obstacles
    }

    private static func obligations(_ tables: PlanningTables) -> Ledger {
        var construction = Construction(tables, prices: ResourcePrices(tables))
        construction.honourObligations()
        return construction.ledger
    }

    private static func decidedObstacles(_ problem: PlanningProblem, _ tables: PlanningTables) -> [Obstacle] {
        let decided = Ledger(tables)
        var obstacles: [Obstacle] = []
        if !decided.excesses.isEmpty {
            obstacles.append(Obstacle(obligation: .decisions, cause: .lacks(decided.excesses)))
        }
        for (index, action) in problem.actions.enumerated() {
            guard action.choice.isFixed, let start = decided.starts[index] else { continue }
            for prerequisite in action.prerequisites where tables.actions.indices.contains(prerequisite) {
                let window = tables.actions[prerequisite].window
                if window.isEmpty {
                    obstacles.append(Obstacle(obligation: .action(index), cause: .prerequisiteOut(prerequisite)))
                } else if tables.end(of: prerequisite, start: window.lowerBound) >= start {
                    let cause = Obstacle.Cause.decidedTooEarly(prerequisite: prerequisite)
                    obstacles.append(Obstacle(obligation: .action(index), cause: cause))
                }
            }
        }
        return obstacles
    }

    private static func impossibility(
        ofAction action: Int, _ problem: PlanningProblem, _ tables: PlanningTables
    ) -> Obstacle.Cause? {
        guard tables.actions[action].window.isEmpty else { return nil }
        let blocking = problem.actions[action].prerequisites.first {
            !tables.actions.indices.contains($0) || tables.actions[$0].window.isEmpty
        }
        return blocking.map(Obstacle.Cause.prerequisiteOut) ?? .notEnoughTime(earliest: nil)
    }

    private static func impossibility(
        ofGap gap: Int, by deadline: Int, _ tables: PlanningTables
    ) -> Obstacle.Cause? {
        var shares = [Double](repeating: 0, count: tables.periods + 1)
        for link in tables.closers[gap] {
            shares[tables.end(of: link.target, start: tables.actions[link.target].window.lowerBound)] += link.share
        }
        let total = shares.dropLast().reduce(0, +)
        if total < Ledger.wholeShare {
            return total + shares[tables.periods] < Ledger.wholeShare
                ? .nothingCloses(share: total) : .notEnoughTime(earliest: nil)
        }
        var sum = 0.0
        for period in 0..<tables.periods {
            sum += shares[period]
            if sum >= Ledger.wholeShare { return period <= deadline ? nil : .notEnoughTime(earliest: period) }
        }
        return nil
    }

    /// A plan with only what serves an obligation, so that what is missing is what nothing else could give way for.
    private static func served(_ attempt: Ledger) -> Ledger {
        let tables = attempt.tables
        var needed = [Bool](repeating: false, count: tables.actions.count)
        var stack = tables.actions.indices.filter { tables.actions[$0].isForced || tables.actions[$0].isFixed }
        for (gap, deadline) in tables.deadlines.enumerated() where deadline < tables.periods {
            stack += tables.closers[gap].map(\.target).filter { action in
                attempt.starts[action].map { tables.end(of: action, start: $0) <= deadline } ?? false
            }
        }
        while let action = stack.popLast() {
            if needed[action] { continue }
            needed[action] = true
            stack += tables.actions[action].prerequisites
        }
        return Ledger(tables, starts: attempt.starts.enumerated().map { needed[$0.offset] ? $0.element : nil })
    }
}

/// Inserts what an obligation needs without regard for money and people, where the least is missing.
private struct Trial {
    private let base: Ledger

    init(_ base: Ledger) { self.base = base }

    func shortages(for action: Int) -> [Shortage] {
        var ledger = base
        insert(action, before: base.tables.periods, &ledger)
        return ledger.excesses(over: base.spendable, base.available)
    }

    func shortages(toClose gap: Int) -> [Shortage] {
        let deadline = base.tables.deadlines[gap]
        var ledger = base
        while !ledger.isClosed(gap, by: deadline) {
            let missing = 1 - ledger.closed[gap * base.tables.periods + deadline]
            var best: (ledger: Ledger, size: Double)?
            for link in base.tables.closers[gap] where ledger.starts[link.target] == nil {
                var trial = ledger
                guard insert(link.target, before: deadline + 1, &trial) else { continue }
                let excesses = trial.excesses(over: base.spendable, base.available)
                let size = (base.relativeSize(of: excesses) + 1e-9) / min(link.share, missing)
                if best.map({ size < $0.size }) ?? true { best = (trial, size) }
            }
            guard let best else { break }
            ledger = best.ledger
        }
        return ledger.excesses(over: base.spendable, base.available)
    }

    /// Inserts an action after the prerequisites that it lacks; false when time does not allow it.
    @discardableResult
    private func insert(_ action: Int, before limit: Int, _ ledger: inout Ledger) -> Bool {
        let tables = base.tables
        let bundle = Construction(ledger, prices: ResourcePrices(money: [], days: []), keeps: []).missing(action)
        // The latest end of each member leaves time for those that wait for it.
        var latest: [Int: Int] = [action: limit - 1]
        for member in bundle.reversed() {
            guard let end = latest[member] else { continue }
            for prerequisite in tables.actions[member].prerequisites where ledger.starts[prerequisite] == nil {
                latest[prerequisite] = min(latest[prerequisite] ?? limit, end - tables.actions[member].duration)
            }
        }
        for member in bundle {
            var best: (start: Int, size: Double)?
            for start in tables.actions[member].window
            where tables.end(of: member, start: start) <= latest[member] ?? -1
                && ledger.followsPrerequisites(member, at: start)
            {
                let size = ledger.relativeSize(of: ledger.shortages(member, at: start))
                if best.map({ size < $0.size }) ?? true { best = (start, size) }
            }
            guard let best else { return false }
            ledger.insert(member, at: best.start)
        }
        return true
    }
}
