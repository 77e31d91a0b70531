// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A restart, computed: who does what when, when each service is back and how sure that is. Hours since the beginning of
/// the crisis everywhere.
public struct RecoveryPlan: Sendable, Hashable, Codable {
    public var tasks: [Task]
    public var returns: [Return]
    /// The last step's end.
    public var makespan: Double
    /// No plan can end before this: the longest chain, or the busiest team.
    public var lowerBound: Double
    /// (makespan − bound) / bound, counted from the moment of the plan. Zero only when the plan is proven the shortest.
    public var gap: Double
    public var schedulesTried: Int
    /// Nil when nothing was simulated.
    public var forecast: Forecast?
    /// Keys of the steps in the order in which the plan was built: given back, the plan stays close to itself.
    public var order: [String]
    /// Until when shifts are followed day by day; beyond, teams are an average and dates rough. Nil: not known.
    public var calendarEnd: Double?

    /// So long that its end is no more than an order of magnitude.
    public var isBeyondCalendar: Bool { calendarEnd.map { makespan > $0 } ?? false }

    public struct Task: Sendable, Hashable, Codable {
        /// Key of the step.
        public var step: String
        public var start: Double
        public var finish: Double
        /// On a chain that decides when the last service is back, staff included.
        public var isCritical: Bool
        /// Share of the simulated runs in which it was; nil without simulation.
        public var criticality: Double?
    }

    /// A node that comes back when its last step and all it needs are done.
    public struct Return: Sendable, Hashable, Codable {
        public var node: String
        /// Planned with the most likely durations.
        public var planned: Double
        public var spread: Spread?
        /// From 0 to 1; nil without objective or simulation.
        public var probabilityOnTime: Double?
        /// When the degraded mode no longer holds; nil where not known.
        public var degradedModeEnds: Double?
        /// What comes back last of all it needs (a key of a step): where to look first.
        public var heldBy: String?
        /// When all is back that it only runs better with; nil when that is no later.
        public var whole: Double?
    }

    /// Of simulated dates.
    public struct Spread: Sendable, Hashable, Codable {
        public var p50: Double
        public var p80: Double
        public var p90: Double
    }

    public struct Forecast: Sendable, Hashable, Codable {
        public var runs: Int
        /// Runs in which some step never found its people, as teams or helpers had left for good: those dates count as later
        /// than any other.
        public var unfinished: Int
        public var end: Spread
        /// What one more person (or unit of means) gives, best first.
        public var marginal: [Marginal]
        /// What moves the end most, best first.
        public var influences: [Influence]
    }

    public struct Marginal: Sendable, Hashable, Codable {
        /// Key of a team or of means.
        public var resource: String
        /// Hours of the crisis during which the one more is there; until nil: to the end.
        public var from: Double
        public var until: Double?
        /// Hours gained at the end (P50), and summed over the services that are late, weighted by care class.
        public var hoursGained: Double
        public var latenessGained: Double
    }

    public struct Influence: Sendable, Hashable, Codable {
        public enum Source: Sendable, Hashable, Codable {
            case step(String)
            case setback(Int)
        }

        public var source: Source
        /// The end (P50) when this goes best (or does not happen), and when it goes worst (or happens).
        public var best: Double
        public var worst: Double
    }
}
