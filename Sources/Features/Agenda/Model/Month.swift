// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// A civil month.
struct Month: Sendable, Hashable, Comparable {
    let first: Day

    init(containing day: Day) { first = day.adding(days: 1 - day.day) }

    /// `2026-12`, as addresses carry it.
    init?(text: String) {
        guard text.utf8.count == 7, let day = Day(text: text + "-01") else { return nil }
        first = day
    }

    var text: String { String(first.text.prefix(7)) }
    var next: Month { Month(containing: first.adding(days: 31)) }
    var previous: Month { Month(containing: first.adding(days: -1)) }
    var last: Day { max(next.first.adding(days: -1), first) }

    /// At most a few years either way: agendas go no further.
    func adding(_ months: Int) -> Month {
        (0..<min(abs(months), 120)).reduce(self) { month, _ in months < 0 ? month.previous : month.next }
    }

    func contains(_ day: Day) -> Bool { Month(containing: day) == self }

    /// The weeks that hold at least one of its days.
    var weeks: [Week] {
        var weeks = [Week(containing: first)]
        // No month touches more than six weeks.
        while weeks.count < 6, let latest = weeks.last, latest.sunday < last {
            weeks.append(Week(containing: latest.sunday.adding(days: 1)))
        }
        return weeks
    }

    static func < (left: Self, right: Self) -> Bool { left.first < right.first }
}

/// From Monday to Sunday (ISO 8601).
struct Week: Sendable, Hashable {
    let monday: Day

    init(containing day: Day) { monday = day.adding(days: -((day.weekday + 6) % 7)) }

    var sunday: Day { monday.adding(days: 6) }
    var days: [Day] { (0..<7).map { monday.adding(days: $0) } }

    /// The number that people in hospitals plan by: the week belongs to the year of its Thursday (ISO 8601).
    var number: Int {
        let thursday = monday.adding(days: 3)
        let dayOfYear = Day(year: thursday.year, month: 1, day: 1)?.days(until: thursday) ?? 0
        return dayOfYear / 7 + 1
    }
}
