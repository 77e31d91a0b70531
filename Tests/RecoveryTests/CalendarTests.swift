// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling
import Testing

@testable import Recovery

@Suite("Shifts of teams")
struct CalendarTests {
    private func profile(
        people: Int, hoursPerDay: Double = 12, _ periods: [Team.Period], helpers: [Reinforcement] = [],
        weekday: Int = 1, hour: Double = 0, largestDemand: Int = 0
    ) -> CapacityProfile {
        let team = Team(key: "team", name: "Équipe", people: people, periods: periods, hoursPerDay: hoursPerDay)
        var model = model([], steps: [], teams: [team], reinforcements: helpers)
        model.startWeekday = weekday
        model.startHour = hour
        return TeamCalendar(team, in: model).profile(days: 60, largestDemand: largestDemand)
    }

    private func capacities(_ profile: CapacityProfile, _ hours: [Double]) -> [Int] {
        hours.map { profile.capacity(at: Int($0 * 4)) }
    }

    @Test func `By day everybody works, no longer than a person may`() {
        let short = profile(people: 3, hoursPerDay: 8, [.init(rhythm: .day, opens: 8, closes: 20)])
        #expect(capacities(short, [0, 7.75, 8, 15.75, 16, 20, 32, 40]) == [0, 0, 3, 3, 0, 0, 3, 0])
    }

    @Test func `A closing hour before the opening one is of the next day`() {
        let night = profile(people: 2, [.init(rhythm: .day, opens: 20, closes: 6)])
        #expect(capacities(night, [0, 5.75, 6, 19.75, 20, 29.75, 30]) == [2, 2, 0, 0, 2, 2, 0])
    }

    @Test func `Offices are closed on Saturdays and Sundays`() {
        let office = profile(people: 2, [.init(rhythm: .officeHours, opens: 9, closes: 17)], weekday: 5, hour: 3)
        // Friday 9:00 is the sixth hour; Saturday, Sunday; Monday 9:00.
        #expect(capacities(office, [5.75, 6, 13.75, 14, 30, 54, 78, 85.75, 86]) == [0, 2, 2, 0, 0, 0, 2, 2, 0])
    }

    @Test(arguments: [
        // people, hours a day, at night, by day within the hours that remain
        (1, 12.0, 0, 1), (2, 12, 1, 1), (3, 12, 1, 2), (4, 12, 2, 2), (2, 8, 0, 1), (3, 8, 1, 1), (5, 8, 1, 2),
        (1, 24, 1, 1), (3, 0, 0, 0),
    ])
    func `Round the clock nobody works more than allowed, and no hour is lost`(
        people: Int, hours: Double, night: Int, day: Int
    ) {
        let clock = profile(people: people, hoursPerDay: hours, [.init(rhythm: .roundTheClock, opens: 8)])
        #expect(capacities(clock, [2, 9]) == [night, day])
        let worked = (0..<96).reduce(0) { $0 + clock.capacity(at: 96 + $1) }
        #expect(Double(worked) / 4 == Double(people) * hours)
        #expect((0..<96).allSatisfy { clock.capacity(at: $0) <= people })
    }

    @Test func `Periods follow each other and helpers work as the team does`() {
        let periods: [Team.Period] = [
            .init(rhythm: .roundTheClock), .init(from: 48, rhythm: .day, opens: 8, closes: 20),
            .init(from: 96, rhythm: .absent),
        ]
        let profile = profile(
            people: 2, periods, helpers: [Reinforcement(team: "team", people: 2, from: 24, until: 72)])
        #expect(capacities(profile, [0, 24, 47.75, 48, 56, 71.75, 72, 80, 96, 104]) == [1, 2, 2, 0, 4, 0, 0, 2, 0, 0])
        #expect(profile.capacity(at: 90 * 96) == 0)
    }

    @Test func `After its days a calendar is an average that leaves every step possible`() {
        let office = profile(
            people: 4, hoursPerDay: 8, [.init(rhythm: .officeHours, opens: 9, closes: 17)], largestDemand: 3)
        #expect(office.capacity(at: 60 * 96) == 3)
        let day = profile(people: 4, [.init(rhythm: .day)])
        #expect(day.capacity(at: 100 * 96) == 2)
    }

    @Test func `A team without periods is never there`() {
        #expect(profile(people: 4, []) == CapacityProfile(constant: 0))
    }
}
