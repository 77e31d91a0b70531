// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling

/// How many people of a team are at work, as a function of time.
///
/// Fatigue is counted for the team as a whole: nobody works more than `hoursPerDay`.
/// - Day and office hours: everybody from the opening on, for `hoursPerDay` at most even if the service closes later. A
///   closing hour before the opening one is of the next day.
/// - Round the clock: people × hoursPerDay hours of work a day are to be had. As many people as this makes day and night
///   are always there (three who work twelve hours: one), and the hours that remain are those of one more person from
///   the opening on (twelve hours, by day). One person alone never works round the clock.
///
/// Helpers work in the rhythm of the team that they join.
struct TeamCalendar {
    let team: Team
    let reinforcements: [Reinforcement]
    let startWeekday: Int
    let startHour: Double

    init(_ team: Team, in model: RecoveryModel) {
        self.team = team
        reinforcements = model.reinforcements.filter { $0.team == team.key }
        startWeekday = model.startWeekday
        startHour = model.startHour
    }

    /// The rhythm repeated for `days` of the crisis. After them, a constant: the people whom the same hours give day and
    /// night, and at least the `largestDemand` that the team meets by day, so that no step becomes impossible there. That
    /// tail only ends long plans, and a plan that reaches it says so.
    func profile(days: Int, largestDemand: Int) -> CapacityProfile {
        let end = days * Quarters.perDay
        var changes: [Int: Int] = [:]
        for segment in segments(until: end) {
            for presence in presences(in: segment) where presence.from < presence.until {
                changes[presence.from, default: 0] += presence.people
                changes[presence.until, default: 0] -= presence.people
            }
        }
        var steps: [CapacityProfile.Step] = []
        var present = 0
        for (time, change) in changes.sorted(by: { $0.key < $1.key }) where time < end {
            present += change
            steps.append(.init(from: time, capacity: present))
        }
        steps.append(.init(from: end, capacity: tail(at: end, largestDemand: largestDemand)))
        return CapacityProfile(steps: steps)
    }

    /// A stretch of time with one rhythm and one number of people.
    private struct Segment {
        let from: Int
        let until: Int
        let people: Int
        let period: Team.Period
    }

    private func segments(until end: Int) -> [Segment] {
        let periods = team.periods.sorted { $0.from < $1.from }
        var times: Set<Int> = [0, end]
        for period in periods { times.insert(Quarters.nearest(period.from)) }
        for helpers in reinforcements {
            times.insert(Quarters.nearest(helpers.from))
            if let until = helpers.until { times.insert(Quarters.nearest(until)) }
        }
        let sorted = times.filter { (0...end).contains($0) }.sorted()
        return zip(sorted, sorted.dropFirst()).compactMap { from, until in
            guard let period = periods.last(where: { Quarters.nearest($0.from) <= from }) else { return nil }
            return Segment(from: from, until: until, people: people(at: from), period: period)
        }
    }

    private func people(at time: Int) -> Int {
        reinforcements.reduce(team.people) { sum, helpers in
            let isThere =
                Quarters.nearest(helpers.from) <= time && helpers.until.map { time < Quarters.nearest($0) } ?? true
            return isThere ? sum + helpers.people : sum
        }
    }

    private struct Presence {
        let from: Int
        let until: Int
        let people: Int
    }

    private func presences(in segment: Segment) -> [Presence] {
        let limit = Quarters.until(team.hoursPerDay)
        let opens = Quarters.nearest(segment.period.opens)
        switch segment.period.rhythm {
        case .absent: return []
        case .day, .officeHours:
            let length = min(shiftLength(segment.period), limit)
            return windows(in: segment, opens: opens, length: length, people: segment.people)
        case .roundTheClock:
            let work = segment.people * limit
            let always = Presence(from: segment.from, until: segment.until, people: work / Quarters.perDay)
            return [always] + windows(in: segment, opens: opens, length: work % Quarters.perDay, people: 1)
        }
    }

    private func shiftLength(_ period: Team.Period) -> Int {
        let length = Quarters.nearest(period.closes) - Quarters.nearest(period.opens)
        return length > 0 ? length : length + Quarters.perDay
    }

    /// One window a day, cut to the segment; on Saturdays and Sundays none where offices are closed.
    private func windows(in segment: Segment, opens: Int, length: Int, people: Int) -> [Presence] {
        guard length > 0, people > 0 else { return [] }
        let start = Quarters.nearest(startHour)
        let firstDay = (segment.from + start) / Quarters.perDay - 1
        let lastDay = (segment.until + start) / Quarters.perDay
        return (firstDay...max(firstDay, lastDay)).compactMap { day in
            let weekday = (((startWeekday - 1 + day) % 7) + 7) % 7
            if segment.period.rhythm == .officeHours, weekday >= 5 { return nil }
            let from = day * Quarters.perDay + opens - start
            return Presence(
                from: max(from, segment.from), until: min(from + length, segment.until), people: people)
        }
    }

    private func tail(at end: Int, largestDemand: Int) -> Int {
        guard let period = team.periods.sorted(by: { $0.from < $1.from }).last, period.rhythm != .absent else {
            return 0
        }
        let people = people(at: end)
        var hours = Quarters.until(team.hoursPerDay)
        if period.rhythm != .roundTheClock { hours = min(hours, shiftLength(period)) }
        var equivalent = people * hours / Quarters.perDay
        if period.rhythm == .officeHours { equivalent = equivalent * 5 / 7 }
        return hours == 0 ? 0 : min(people, max(equivalent, largestDemand))
    }
}
