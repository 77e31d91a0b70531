// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Why each action is in a plan or out of it.
public struct Explanation: Sendable, Hashable, Codable {
    /// Position in `PlanningProblem.actions`.
    public var action: Int
    public var verdict: Verdict

    public init(action: Int, verdict: Verdict) {
        self.action = action
        self.verdict = verdict
    }

    public enum Verdict: Sendable, Hashable, Codable {
        case inside(Inside)
        case outside(Outside)
    }

    public struct Inside: Sendable, Hashable, Codable {
        public var start: Int
        /// Forced or decided: in whatever it is worth.
        public var isImposed: Bool
        /// What the plan would lose without it and without the actions that wait for it.
        public var value: Double
        /// The gaps that it closes within the plan, and by how much.
        public var closes: [PlanningProblem.Closing]

        public init(start: Int, isImposed: Bool, value: Double, closes: [PlanningProblem.Closing], followers: [Int]) {
            self.start = start
            self.isImposed = isImposed
            self.value = value
            self.closes = closes
            self.followers = followers
        }
        /// Actions of the plan that wait for it.
        public var followers: [Int]
    }

    public struct Outside: Sendable, Hashable, Codable {
        public var reasons: [Reason]
        /// The start at which the least is missing; nil when no start is possible.
        public var start: Int?

        public init(reasons: [Reason], start: Int?, value: Double) {
            self.reasons = reasons
            self.start = start
            self.value = value
        }
        /// What the plan would gain there.
        public var value: Double
    }

    public enum Reason: Sendable, Hashable, Codable {
        case forbidden
        /// Prerequisites that are out of the plan.
        case prerequisitesOut([Int])
        /// Cannot start early enough, or its prerequisites end too late, to end before the horizon.
        case noTime
        /// Closes no gap that counts.
        case closesNothing
        /// Its gaps are closed as early by these actions.
        case closedByOthers(gaps: [Int], actions: [Int])
        /// A budget year lacks euros, or a skill lacks days in a period.
        case lacks(Shortage)
        /// Gains less for a euro than every action of the plan that is not imposed.
        case worthLess(perEuro: Double, leastInPlan: Double)
        /// Fits and gains: the plan was not made by this engine, or is not filled up.
        case couldEnter
    }

    /// One explanation for each action, in order.
    public static func all(of plan: Plan, in problem: PlanningProblem) -> [Explanation] {
        var explaining = Explaining(plan, problem)
        return problem.actions.indices.map { Explanation(action: $0, verdict: explaining.verdict($0)) }
    }
}

/// A plan from which actions are taken out, and into which they are put, to see what happens.
private struct Explaining {
    private let problem: PlanningProblem
    private let tables: PlanningTables
    private var ledger: Ledger
    private var leastPerEuro: Double?

    init(_ plan: Plan, _ problem: PlanningProblem) {
        self.problem = problem
        tables = PlanningTables(problem)
        ledger = Ledger(tables, starts: plan.starts)
        for action in tables.actions.indices where !isImposed(action) {
            guard let start = ledger.starts[action], let euros = cost(action, start) else { continue }
            let perEuro = loss(action) / euros
            leastPerEuro = min(leastPerEuro ?? perEuro, perEuro)
        }
    }

    private func isImposed(_ action: Int) -> Bool { tables.actions[action].isForced || tables.actions[action].isFixed }

    private func cost(_ action: Int, _ start: Int) -> Double? {
        var total = 0.0
        tables.spending(of: action, start: start) { _, euros in total += euros }
        return total > 0 ? total : nil
    }

    mutating func verdict(_ action: Int) -> Explanation.Verdict {
        if let start = ledger.starts[action] { return .inside(inside(action, start)) }
        return .outside(outside(action))
    }

    private mutating func inside(_ action: Int, _ start: Int) -> Explanation.Inside {
        let done = tables.end(of: action, start: start) < tables.periods
        return Explanation.Inside(
            start: start, isImposed: isImposed(action), value: loss(action),
            closes: done
                ? tables.actions[action].closes.map { PlanningProblem.Closing(gap: $0.target, share: $0.share) } : [],
            followers: tables.followers[action].filter { ledger.starts[$0] != nil })
    }

    /// What the plan loses without an action and those that wait for it.
    private mutating func loss(_ action: Int) -> Double {
        let before = ledger.value
        var removed: [(action: Int, start: Int)] = []
        var stack = [action]
        while let next = stack.popLast() {
            guard let start = ledger.starts[next] else { continue }
            ledger.remove(next)
            removed.append((next, start))
            stack += tables.followers[next]
        }
        let loss = before - ledger.value
        for step in removed.reversed() { ledger.insert(step.action, at: step.start) }
        return max(0, loss)
    }

    private func outside(_ action: Int) -> Explanation.Outside {
        func because(_ reasons: Explanation.Reason...) -> Explanation.Outside {
            Explanation.Outside(reasons: reasons, start: nil, value: 0)
        }
        if problem.actions[action].choice == .forbidden { return because(.forbidden) }
        let missing = problem.actions[action].prerequisites.filter {
            !ledger.starts.indices.contains($0) || ledger.starts[$0] == nil
        }
        if !missing.isEmpty { return because(.prerequisitesOut(Array(Set(missing)).sorted())) }
        let row = tables.actions[action]
        let starts = row.window.filter { ledger.followsPrerequisites(action, at: $0) }
        guard let first = starts.first else { return because(.noTime) }
        let counted = row.closes.filter { tables.weights[$0.target] > 0 }
        if counted.isEmpty { return because(.closesNothing) }
        if ledger.gain(action, at: first) <= 1e-9 {
            let closers = counted.flatMap { tables.closers[$0.target].map(\.target) }
            let others = Set(closers).filter { $0 != action && ledger.starts[$0] != nil }.sorted()
            return because(.closedByOthers(gaps: counted.map(\.target), actions: others))
        }
        return lacking(action, starts)
    }

    private func lacking(_ action: Int, _ starts: [Int]) -> Explanation.Outside {
        var nearest: (start: Int, lacks: [Shortage], size: Double)?
        for start in starts where ledger.gain(action, at: start) > 1e-9 {
            let lacks = ledger.shortages(action, at: start)
            let size = ledger.relativeSize(of: lacks)
            if nearest.map({ size < $0.size }) ?? true { nearest = (start, lacks, size) }
        }
        guard let nearest else { return Explanation.Outside(reasons: [.noTime], start: nil, value: 0) }
        let gain = ledger.gain(action, at: nearest.start)
        var reasons = nearest.lacks.map(Explanation.Reason.lacks)
        if reasons.isEmpty {
            reasons = [.couldEnter]
        } else if let euros = cost(action, nearest.start), let leastPerEuro, gain / euros < leastPerEuro {
            reasons.append(.worthLess(perEuro: gain / euros, leastInPlan: leastPerEuro))
        }
        return Explanation.Outside(reasons: reasons, start: nearest.start, value: gain)
    }
}
