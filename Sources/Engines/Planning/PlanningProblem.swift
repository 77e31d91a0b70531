// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What is to be planned: gaps to close, actions that close them, and the money, people and time that exist.
///
/// Pure values: the engine knows neither hospitals nor databases. Indices are positions in the arrays of this value.
public struct PlanningProblem: Sendable, Hashable, Codable {
    /// How many periods (quarters) the plan spans; 1 to 40.
    public var periods: Int
    /// How many consecutive periods share one budget: 4 quarters make a year.
    public var periodsPerBudget: Int
    /// Where the first period stands in its budget year, 0 to `periodsPerBudget - 1`.
    public var firstPeriodOfBudget: Int
    /// Spendable in each budget year, in euros.
    public var budgets: [Double]
    /// Names of the skills that are counted.
    public var skills: [String]
    /// Person-days of each skill available in each period: `capacity[skill][period]`.
    public var capacity: [[Double]]
    /// The establishments.
    public var sites: [String]
    public var gaps: [Gap]
    public var actions: [Action]

    /// One requirement of one establishment that is not yet met.
    public struct Gap: Sendable, Hashable, Codable {
        public var id: String
        public var site: Int
        /// What closing it entirely is worth.
        public var weight: Double
        /// The last period at whose end it must be closed; nil when nothing imposes one.
        public var deadline: Int?

        public init(id: String, site: Int, weight: Double, deadline: Int? = nil) {
            self.id = id
            self.site = site
            self.weight = weight
            self.deadline = deadline
        }
    }

    /// Something that may be done once, by one establishment, or once for several.
    public struct Action: Sendable, Hashable, Codable {
        public var id: String
        /// Paid once when it starts, in euros, spread evenly over its duration.
        public var cost: Double
        /// Euros in each period after it ends, until the horizon.
        public var recurringCost: Double
        /// Person-days by skill, spread evenly over the duration: same order as `skills`.
        public var effort: [Double]
        /// In periods, at least 1.
        public var duration: Int
        /// Actions that must have ended before this one starts.
        public var prerequisites: [Int]
        /// What it closes: the share, from 0 to 1, of each gap. A shared action lists the gaps of several
        /// establishments.
        public var closes: [Closing]
        /// Must, may or may not be in the plan.
        public var choice: Choice
        /// Not before this period.
        public var earliest: Int

        public init(
            id: String, cost: Double, recurringCost: Double = 0, effort: [Double] = [], duration: Int = 1,
            prerequisites: [Int] = [], closes: [Closing], choice: Choice = .free, earliest: Int = 0
        ) {
            self.id = id
            self.cost = cost
            self.recurringCost = recurringCost
            self.effort = effort
            self.duration = duration
            self.prerequisites = prerequisites
            self.closes = closes
            self.choice = choice
            self.earliest = earliest
        }
    }

    public struct Closing: Sendable, Hashable, Codable {
        public var gap: Int
        public var share: Double

        public init(gap: Int, share: Double) {
            self.gap = gap
            self.share = share
        }
    }

    public enum Choice: Sendable, Hashable, Codable {
        case free
        case forced
        case forbidden
        /// Under way already, or decided: starts in this very period.
        case fixed(Int)
    }

    public init(
        periods: Int, periodsPerBudget: Int = 4, firstPeriodOfBudget: Int = 0, budgets: [Double], skills: [String],
        capacity: [[Double]], sites: [String], gaps: [Gap], actions: [Action]
    ) {
        self.periods = periods
        self.periodsPerBudget = periodsPerBudget
        self.firstPeriodOfBudget = firstPeriodOfBudget
        self.budgets = budgets
        self.skills = skills
        self.capacity = capacity
        self.sites = sites
        self.gaps = gaps
        self.actions = actions
    }
}
