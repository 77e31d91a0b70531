// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling

/// Teams, then means, as the engine of schedules knows them from a moment on.
struct Resources {
    let list: [Resource]
    /// By key.
    let places: [String: Int]
    /// In the time of the problem: from then on capacities are constant.
    let calendarEnd: Int

    init(_ model: RecoveryModel, clock: PlanClock, days: Int) {
        let lastDay = clock.now / Quarters.perDay + days
        let end = lastDay * Quarters.perDay
        let teams = model.teams.map { Self.team($0, in: model, clock: clock, until: end) }
        list = teams + model.means.map { Resource(name: $0.name, capacity: CapacityProfile(constant: $0.units)) }
        let keys = model.teams.map(\.key) + model.means.map(\.key)
        places = Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        calendarEnd = end - clock.now
    }

    /// - Parameter end: in quarters of an hour of the crisis, a whole number of days.
    static func team(_ team: Team, in model: RecoveryModel, clock: PlanClock, until end: Int) -> Resource {
        let largest = model.steps.reduce(0) { max($0, $1.people[team.key] ?? 0) }
        let profile = TeamCalendar(team, in: model).profile(days: end / Quarters.perDay, largestDemand: largest)
        return Resource(name: team.name, capacity: profile.seen(from: clock.now))
    }

    func demands(of step: RecoveryStep) -> [Int: Int] {
        var demands: [Int: Int] = [:]
        for (key, count) in step.people.merging(step.means, uniquingKeysWith: { first, _ in first }) where count > 0 {
            if let place = places[key] { demands[place] = count }
        }
        return demands
    }
}

extension CapacityProfile {
    /// The same with a later moment as zero.
    fileprivate func seen(from now: Int) -> CapacityProfile {
        CapacityProfile(
            steps: [Step(from: 0, capacity: capacity(at: now))]
                + steps.filter { $0.from > now }.map { Step(from: $0.from - now, capacity: $0.capacity) })
    }
}
