// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// People with one skill, who replace each other.
public struct Team: Sendable, Hashable, Codable {
    public var key: String
    public var name: String
    public var people: Int
    /// Who works when, in order of time; the last period lasts for ever.
    public var periods: [Period]
    /// Hours a day that one person may work: what keeps tired people from destroying the last good copy.
    public var hoursPerDay: Double

    public init(key: String, name: String, people: Int, periods: [Period], hoursPerDay: Double = 12) {
        self.key = key
        self.name = name
        self.people = people
        self.periods = periods
        self.hoursPerDay = hoursPerDay
    }

    /// A rhythm kept from an hour of the crisis on.
    public struct Period: Sendable, Hashable, Codable {
        public enum Rhythm: String, Sendable, Hashable, Codable, CaseIterable {
            case absent
            /// Everybody, from `opens` to `closes`, every day.
            case day
            /// The same, Monday to Friday.
            case officeHours
            /// Day and night in shifts: at any time as many as the hours a day allow.
            case roundTheClock
        }

        /// Hours since the beginning of the crisis.
        public var from: Double
        public var rhythm: Rhythm
        /// Hours of the day, for `day` and `officeHours`.
        public var opens: Double
        public var closes: Double

        public init(from: Double = 0, rhythm: Rhythm, opens: Double = 8, closes: Double = 20) {
            self.from = from
            self.rhythm = rhythm
            self.opens = opens
            self.closes = closes
        }
    }
}

/// Not people: restore bandwidth in streams, clean network places, spare computers being prepared at once.
public struct Means: Sendable, Hashable, Codable {
    public var key: String
    public var name: String
    public var units: Int

    public init(key: String, name: String, units: Int) {
        self.key = key
        self.name = name
        self.units = units
    }
}

/// Helpers who come: from a hospital of the group, from a supplier.
public struct Reinforcement: Sendable, Hashable, Codable {
    public var team: String
    public var people: Int
    /// Hours since the beginning of the crisis; nil: until the end.
    public var from: Double
    public var until: Double?
    /// Who sends them.
    public var origin: String

    public init(team: String, people: Int, from: Double, until: Double? = nil, origin: String = "") {
        self.team = team
        self.people = people
        self.from = from
        self.until = until
        self.origin = origin
    }
}

/// Something that makes several durations longer together: more was encrypted than thought, a backup cannot be used.
public struct Setback: Sendable, Hashable, Codable {
    public var name: String
    /// From 0 to 1.
    public var probability: Double
    /// Keys of steps.
    public var steps: [String]
    /// What their durations are multiplied by.
    public var factor: Estimate

    public init(name: String, probability: Double, steps: [String], factor: Estimate) {
        self.name = name
        self.probability = probability
        self.steps = steps
        self.factor = factor
    }
}
