// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Site
import TestSupport
import Testing

@testable import Agenda

struct GroupingTests {
    /// From a Saturday, a Sunday, the last day of a month, and across a year's end.
    @Test(arguments: [
        ("2026-11-21", "2026-11-20", DueGroup.overdue), ("2026-11-21", "2026-11-21", .thisWeek),
        ("2026-11-21", "2026-11-22", .thisWeek), ("2026-11-21", "2026-11-23", .thisMonth),
        ("2026-11-21", "2026-11-30", .thisMonth), ("2026-11-21", "2026-12-01", .nextMonths),
        ("2026-11-21", "2027-02-28", .nextMonths), ("2026-11-21", "2027-03-01", .later),
        ("2026-11-22", "2026-11-23", .thisMonth), ("2026-11-30", "2026-12-06", .thisWeek),
        ("2026-11-30", "2026-12-07", .nextMonths), ("2026-12-31", "2027-01-03", .thisWeek),
        ("2026-12-31", "2027-03-31", .nextMonths), ("2026-12-31", "2027-04-01", .later),
    ])
    func `a day falls into one group`(today: String, day: String, group: DueGroup) throws {
        #expect(DueGroup(try AgendaSample.day(day), today: try AgendaSample.day(today)) == group)
    }

    @Test func `groups follow each other as days do`() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<500 {
            let today = Day(daysSinceEpoch: Int.random(in: 18_000...25_000, using: &random))
            let day = today.adding(days: Int.random(in: -40...600, using: &random))
            #expect(DueGroup(day, today: today) <= DueGroup(day.adding(days: 1), today: today))
        }
    }

    @Test func `a window that is not open yet counts from the day it opens`() throws {
        let window = AgendaSample.duty(
            "w", try AgendaSample.day("2027-06-30"), from: try AgendaSample.day("2026-11-22"), kind: .window)
        #expect(window.nextDay(after: AgendaSample.today) == (try AgendaSample.day("2026-11-22")))
        #expect(window.nextDay(after: try AgendaSample.day("2026-11-22")) == window.day)
        #expect(AgendaSample.model([window]).group(window) == .thisWeek)
    }

    @Test(arguments: [
        ("2026-11", 6, "2026-10-26", 44), ("2027-02", 4, "2027-02-01", 5), ("2026-08", 6, "2026-07-27", 31),
        ("2027-01", 5, "2026-12-28", 53), ("2024-02", 5, "2024-01-29", 5),
    ])
    func `a month is the weeks that touch it`(text: String, count: Int, monday: String, number: Int) throws {
        let month = try #require(Month(text: text))
        #expect(month.weeks.count == count)
        #expect(month.weeks.first?.monday == (try AgendaSample.day(monday)))
        #expect(month.weeks.first?.number == number)
        #expect(month.text == text)
    }

    @Test func `every day of a month stands in its weeks once, and months follow each other`() {
        var month = Month(containing: AgendaSample.today).adding(-30)
        for _ in 0..<60 {
            let days = month.weeks.flatMap(\.days).filter { month.contains($0) }
            #expect(days.count == month.first.days(until: month.last) + 1)
            #expect(Set(days).count == days.count)
            #expect(month.weeks.allSatisfy { $0.monday.weekday == 1 })
            #expect(month.next.previous == month)
            month = month.next
        }
    }

    @Test(arguments: ["", "2026", "2026-13", "2026-00", "2026-1", "0000-01", "2026-11-01", "2026/11", "é026-11"])
    func `what is no month is none`(text: String) {
        #expect(Month(text: text) == nil)
    }

    @Test func `the two ends of a window stand at their days, alone in their month`() throws {
        let window = AgendaSample.duty(
            "w", try AgendaSample.day("2027-01-31"), from: try AgendaSample.day("2026-12-01"), kind: .window)
        let single = AgendaSample.duty("d", try AgendaSample.day("2026-12-01"))
        let december = MonthEntry.entries(of: [window, single], in: try #require(Month(text: "2026-12")))
        #expect(december.count == 1)
        #expect(december[try AgendaSample.day("2026-12-01")]?.map(\.moment) == [.opens, .due])
        let january = MonthEntry.entries(of: [window, single], in: try #require(Month(text: "2027-01")))
        #expect(january[try AgendaSample.day("2027-01-31")]?.map(\.moment) == [.closes])
    }
}
