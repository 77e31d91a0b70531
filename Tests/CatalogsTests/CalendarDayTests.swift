// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

@Suite struct CalendarDayTests {
    @Test(arguments: ["2026-11-30", "2024-02-29", "0001-01-01", "9999-12-31", "1970-01-01"])
    func `writes the day that it reads`(_ text: String) throws {
        let day = try #require(CalendarDay(text))
        #expect(day.description == text)
        #expect(CalendarDay(daysSince1970: day.daysSince1970) == day)
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20261130", "2026-11-3Z", "", "0000-01-01"])
    func `refuses what is not a day`(_ text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test func `counts every day of four centuries`() throws {
        let first = try #require(CalendarDay("1890-01-01")).daysSince1970
        var previous = try #require(CalendarDay(daysSince1970: first - 1))
        for count in first..<(first + 146_097) {
            let day = try #require(CalendarDay(daysSince1970: count))
            #expect(day.daysSince1970 == count)
            #expect(previous < day)
            previous = day
        }
        #expect(previous.description == "2289-12-31")
    }

    @Test(arguments: [
        ("2026-01-31", "P1M", "2026-02-28"), ("2024-02-29", "P1Y", "2025-02-28"), ("2026-11-30", "P60D", "2027-01-29"),
        ("2026-08-31", "P1Y6M1D", "2028-03-01"),
    ])
    func `adds a period`(_ start: String, _ period: String, _ end: String) throws {
        let length = try #require(Period(period))
        #expect(try #require(CalendarDay(start)).adding(length)?.description == end)
        #expect(length.description == period)
    }

    @Test func `never leaves the calendar`() throws {
        let long = try #require(Period(years: 99_999, months: 99_999, days: 99_999))
        #expect(try #require(CalendarDay("9999-12-31")).adding(long) == nil)
        #expect(try #require(CalendarDay("0001-01-01")).subtracting(long) == nil)
    }

    @Test(arguments: ["", "P", "P0D", "1Y", "P1", "PY", "P1D1Y", "P1Y1Y", "P-1D", "P1W", "PT1H", "P999999D", "P1Y "])
    func `refuses what is not a period`(_ text: String) {
        #expect(Period(text) == nil)
    }

    @Test func `sorts versions as people read them`() {
        let versions = ["1.10", "1.9", "2025.1", "1.9-beta", "1", "02", "2.0"]
        let sorted = versions.compactMap { Framework.Identity(identifier: "ab", version: $0) }.sorted().map(\.version)
        #expect(sorted == ["1", "1.9", "1.9-beta", "1.10", "02", "2.0", "2025.1"])
        #expect(Framework.Identity(parsing: "care-d2@2025.1")?.description == "care-d2@2025.1")
        #expect(Framework.Identity(parsing: "care-d2") == nil)
    }
}
