// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Everything that a restart is computed from. What `carene restart plan` reads from a file, whole, without a database.
public struct RecoveryModel: Sendable, Hashable, Codable {
    public var title: String
    public var map: ServiceMap
    public var steps: [RecoveryStep]
    public var teams: [Team]
    public var means: [Means]
    public var reinforcements: [Reinforcement]
    public var setbacks: [Setback]
    /// When the crisis began: day of the week (1 Monday … 7 Sunday) and hour of the day. Shifts are counted from it.
    public var startWeekday: Int
    public var startHour: Double

    public init(
        title: String, map: ServiceMap, steps: [RecoveryStep], teams: [Team], means: [Means] = [],
        reinforcements: [Reinforcement] = [], setbacks: [Setback] = [], startWeekday: Int = 1, startHour: Double = 3
    ) {
        self.title = title
        self.map = map
        self.steps = steps
        self.teams = teams
        self.means = means
        self.reinforcements = reinforcements
        self.setbacks = setbacks
        self.startWeekday = startWeekday
        self.startHour = startHour
    }
}

/// What happened already, for a plan computed from now.
public struct RecoveryProgress: Sendable, Hashable, Codable {
    /// Hours since the beginning of the crisis.
    public var now: Double
    public var started: [String: Double]
    public var finished: [String: Double]
    /// Working hours that the team says remain, where it says so.
    public var remaining: [String: Estimate]
    /// Steps that will not be done: the node goes without them.
    public var skipped: Set<String>

    public init(
        now: Double = 0, started: [String: Double] = [:], finished: [String: Double] = [:],
        remaining: [String: Estimate] = [:], skipped: Set<String> = []
    ) {
        self.now = now
        self.started = started
        self.finished = finished
        self.remaining = remaining
        self.skipped = skipped
    }
}
