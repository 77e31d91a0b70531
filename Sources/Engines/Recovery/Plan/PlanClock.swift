// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The moment from which a plan is made is zero for the engine of schedules: what is past takes no room in its tables.
struct PlanClock {
    /// Quarters of an hour since the beginning of the crisis.
    let now: Int

    /// Nothing starts before now: the next quarter of an hour.
    init(now hours: Double) { now = Quarters.from(hours) }

    /// Hours of the crisis.
    func hours(_ time: Int) -> Double { Quarters.hours(now + time) }

    func hours(_ time: Double) -> Double { (Double(now) + time) / Double(Quarters.perHour) }

    func due(_ hours: Double) -> Int { Quarters.until(hours) - now }

    func release(_ hours: Double) -> Int { max(0, Quarters.from(hours) - now) }
}
