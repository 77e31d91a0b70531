// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import TestSupport
import Testing

@Suite struct DayTests {
    @Test(arguments: [
        ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2026-11-21", 20_778, 6), ("0001-01-01", -719_162, 1),
        ("9999-12-31", 2_932_896, 5), ("1969-12-31", -1, 3),
    ])
    func `days since 1970 and weekdays`(_ text: String, _ number: Int, _ weekday: Int) throws {
        let day = try #require(Day(text: text))
        #expect(day.daysSinceEpoch == number)
        #expect(Day(daysSinceEpoch: number) == day)
        #expect(day.text == text)
        #expect(day.weekday == weekday)
    }

    @Test(arguments: [
        "", "2026", "2026-2-3", "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "0000-01-01",
        "+026-01-01", "2026-01-0１", "2026-01-01 ", "-026-01-01", "2026-01-01-01",
    ])
    func `days that do not exist are nil`(_ text: String) {
        #expect(Day(text: text) == nil)
    }

    @Test func `every day of four centuries comes back`() {
        for number in stride(from: -80_000, through: 80_000, by: 1) {
            let day = Day(daysSinceEpoch: number)
            guard day.daysSinceEpoch == number, Day(text: day.text) == day else {
                Issue.record("\(number) became \(day.text)")
                return
            }
        }
    }

    @Test func `arithmetic is clamped, never trapped`() throws {
        let day = try #require(Day(year: 2026, month: 11, day: 21))
        #expect(day.adding(days: 40).text == "2026-12-31")
        #expect(day.adding(days: .max).text == "9999-12-31")
        #expect(day.adding(days: .min).text == "0001-01-01")
        #expect(Day(daysSinceEpoch: .min).text == "0001-01-01")
        #expect(Day(daysSinceEpoch: .max).text == "9999-12-31")
    }
}

@Suite struct InstantTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1, "1970-01-01T00:00:00.001Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (1_795_265_373_042, "2026-11-21T12:49:33.042Z"),
        ] as [(Int64, String)])
    func `text and back`(_ milliseconds: Int64, _ text: String) {
        let instant = Instant(millisecondsSinceEpoch: milliseconds)
        #expect(instant.text == text)
        #expect(Instant(text: text) == instant)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T24:00:00.000Z", "2026-11-21T12:60:00Z", "2026-11-21T12:00:61Z",
        "2026-02-30T12:00:00Z", "2026-11-21T12:00:00.0-1Z", "2026-11-21 12:00:00Z", "2026-11-21T12:00:00+Z",
        "2026-11-21T+1:00:00Z", "2026-11-21T12.00.00Z", "2026-11-21T12:00:00,000Z",
    ])
    func `other forms are nil`(_ text: String) {
        #expect(Instant(text: text) == nil)
    }

    @Test func `absurd durations saturate`() {
        let now = Instant(millisecondsSinceEpoch: 1_795_265_373_042)
        #expect(now.adding(seconds: .max) > now)
        #expect(now.adding(seconds: .min) < now)
        #expect(now.adding(seconds: .max).text.isEmpty == false)
        #expect(now.adding(seconds: .max).seconds(since: now.adding(seconds: .min)) > 0)
    }

    @Test(arguments: [
        ("2026-03-29T00:59:59Z", 60), ("2026-03-29T01:00:00Z", 120), ("2026-10-25T00:59:59Z", 120),
        ("2026-10-25T01:00:00Z", 60), ("2027-01-01T00:00:00Z", 60),
    ])
    func `summer time in Paris`(_ text: String, _ minutes: Int) throws {
        #expect(TimeZoneRule.paris.offsetMinutes(at: try #require(Instant(text: text))) == minutes)
    }

    @Test func `the day changes with the zone`() throws {
        let evening = try #require(Instant(text: "2026-11-21T23:30:00Z"))
        #expect(TimeZoneRule.paris.day(at: evening).text == "2026-11-22")
        #expect(TimeZoneRule.tahiti.day(at: evening).text == "2026-11-21")
        #expect(TimeZoneRule.noumea.time(at: evening) == (10, 30))
        #expect(TimeZoneRule.tahiti.time(at: Instant(millisecondsSinceEpoch: 0)) == (14, 0))
    }
}
