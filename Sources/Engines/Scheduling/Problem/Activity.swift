// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// People or things of one kind, of which an activity holds some for as long as it works.
public struct Resource: Sendable, Hashable {
    public var name: String
    public var capacity: CapacityProfile

    public init(name: String, capacity: CapacityProfile) {
        self.name = name
        self.capacity = capacity
    }
}

/// Something to do. Times and durations are in a unit that the caller chooses, a quarter of an hour for instance.
public struct Activity: Sendable, Hashable {
    public var name: String
    /// Of work: what passes while an activity pauses is not counted.
    public var duration: Int
    /// Units held, all along the work, by position of the resource.
    public var demands: [Int: Int]
    /// Never starts before.
    public var release: Int
    /// Late when it finishes after; none when nobody waits for it by a date.
    public var due: Int?
    /// What one unit of time late costs.
    public var weight: Int
    /// Work stops while a resource is off shift, that is while its capacity is below the demand, holds nothing
    /// meanwhile and resumes afterwards. Otherwise the activity runs in one piece.
    public var mayPause: Bool
    /// Already running since then. It is placed first and exactly there; people who really are at work may be more
    /// than the shift counts.
    public var pinnedStart: Int?

    public init(
        name: String, duration: Int, demands: [Int: Int] = [:], release: Int = 0, due: Int? = nil, weight: Int = 1,
        mayPause: Bool = false, pinnedStart: Int? = nil
    ) {
        self.name = name
        self.duration = duration
        self.demands = demands
        self.release = release
        self.due = due
        self.weight = weight
        self.mayPause = mayPause
        self.pinnedStart = pinnedStart
    }
}

/// One activity waits for another to finish, and then for some time more.
public struct Precedence: Sendable, Hashable {
    public var before: Int
    public var after: Int
    /// From the finish of one to the start of the other, zero or more.
    public var lag: Int

    public init(before: Int, after: Int, lag: Int = 0) {
        self.before = before
        self.after = after
        self.lag = lag
    }
}
