// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// How long a search may last and how good is good enough.
public struct SolverLimits: Sendable, Hashable, Codable {
    public var seconds: Double
    /// The search stops when no plan can be worth more by this share, 0.01 being 1 %.
    public var gap: Double

    public init(seconds: Double = 60, gap: Double = 0.01) {
        self.seconds = seconds
        self.gap = gap
    }

    /// The same within what a machine can be asked: 1 second to 1 hour.
    public var bounded: SolverLimits {
        SolverLimits(seconds: seconds >= 1 ? min(seconds, 3_600) : 1, gap: gap >= 0 ? min(gap, 1) : 0)
    }
}

/// Where a search stands.
public struct SolverProgress: Sendable, Hashable, Codable {
    /// Of the best plan so far.
    public var value: Double
    /// No plan that honours as many obligations is worth more.
    public var bound: Double
    /// Since the search began.
    public var seconds: Double
    public var step: Step

    public enum Step: String, Sendable, Hashable, Codable {
        /// The plan made without the solver.
        case greedy
        /// What can be honoured of forced actions and deadlines.
        case obligations
        /// How much any plan can be worth.
        case bound
        /// Better plans.
        case improvement
        /// The search is over.
        case end
    }

    public init(value: Double, bound: Double, seconds: Double, step: Step) {
        self.value = value
        self.bound = bound
        self.seconds = seconds
        self.step = step
    }

    /// How far the plan may still be from the best one, from 0 to 1.
    public var distanceToBound: Double { bound > 0 ? max(0, (bound - value) / bound) : 0 }
}

/// What the child process of the solver reads, once, on its standard input, as JSON.
public struct SolverRequest: Sendable, Hashable, Codable {
    public var problem: PlanningProblem
    public var limits: SolverLimits

    public init(problem: PlanningProblem, limits: SolverLimits = SolverLimits()) {
        self.problem = problem
        self.limits = limits
    }
}

/// What it writes on its standard output, one JSON object a line: progress, then a plan or a refusal.
public enum SolverMessage: Sendable, Hashable, Codable {
    case progress(SolverProgress)
    /// The last line of a search; the best plan known, even when time ran out.
    case plan(Plan)
    /// The last line when there is no search.
    case refused(SolverRefusal)
}

public enum SolverRefusal: Sendable, Hashable, Codable {
    /// The input is not the JSON of a `SolverRequest`.
    case unreadable
    case invalid([PlanningFault])
}
