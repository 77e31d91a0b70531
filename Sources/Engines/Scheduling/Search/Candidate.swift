// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A schedule in a population, and the list of which it came out or that came out of it.
struct Candidate {
    /// To be read by the next pass: by increasing finishes before a pass backwards, by increasing starts before a
    /// pass forwards.
    var order: [Int]
    var starts: [Int]
    var finishes: [Int]
    var cost: ScheduleCost
}

/// Compared in this order.
struct ScheduleCost: Comparable {
    /// Zero where only the makespan counts.
    var tardiness: Int
    var makespan: Int

    static func < (one: ScheduleCost, other: ScheduleCost) -> Bool {
        (one.tardiness, one.makespan) < (other.tardiness, other.makespan)
    }
}
