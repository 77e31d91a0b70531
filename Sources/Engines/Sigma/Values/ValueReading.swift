// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Values that are texts in the event and something else in the rule.
enum ValueReading {
    /// Decimal, or hexadecimal behind `0x` as Windows writes identifiers.
    static func number(_ value: Span<UInt8>) -> Double? {
        guard !value.isEmpty, value.count <= 40 else { return nil }
        let text = value.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        if text.hasPrefix("0x") || text.hasPrefix("0X") {
            return UInt64(text.dropFirst(2), radix: 16).map { Double($0) }
        }
        // Swift also reads "inf" and "nan", which no rule means.
        guard let first = text.utf8.first, first < UInt8(ascii: "A") else { return nil }
        return Double(text)
    }

    struct Date {
        var year = 0
        var month = 1
        var day = 1
        var hour = 0
        var minute = 0

        func value(of part: DatePart) -> Double {
            switch part {
            case .minute: Double(minute)
            case .hour: Double(hour)
            case .day: Double(day)
            case .week: Double(week)
            case .month: Double(month)
            case .year: Double(year)
            }
        }

        /// ISO 8601: the week that has the year's first Thursday is the first.
        private var week: Int {
            let ordinal = Self.ordinal(year, month, day)
            let weekday = Self.weekday(year, month, day)
            let week = (ordinal - weekday + 10) / 7
            if week < 1 { return Self.weeks(in: year - 1) }
            return week > Self.weeks(in: year) ? 1 : week
        }

        private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

        private static func ordinal(_ year: Int, _ month: Int, _ day: Int) -> Int {
            [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1] + day
                + (month > 2 && isLeap(year) ? 1 : 0)
        }

        /// 1 Monday … 7 Sunday (Sakamoto's congruence).
        private static func weekday(_ year: Int, _ month: Int, _ day: Int) -> Int {
            let year = month < 3 ? year - 1 : year
            let sunday =
                (year + year / 4 - year / 100 + year / 400 + [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] + day)
            return sunday % 7 == 0 ? 7 : sunday % 7
        }

        private static func weeks(in year: Int) -> Int {
            let first = weekday(year, 1, 1)
            return first == 4 || (first == 3 && isLeap(year)) ? 53 : 52
        }
    }

    /// `2026-11-30T03:12:45`, with a space for the T, or the day alone.
    static func date(_ value: Span<UInt8>) -> Date? {
        func digits(_ start: Int, _ count: Int) -> Int? {
            guard start + count <= value.count else { return nil }
            var number = 0
            for index in start..<start + count {
                let digit = value[index] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                number = number * 10 + Int(digit)
            }
            return number
        }
        guard let year = digits(0, 4), let month = digits(5, 2), let day = digits(8, 2), year > 0,
            (1...12).contains(month), (1...31).contains(day), value[4] == UInt8(ascii: "-")
        else { return nil }
        var date = Date(year: year, month: month, day: day)
        if value.count > 10 {
            guard let hour = digits(11, 2), let minute = digits(14, 2), hour < 24, minute < 60 else { return nil }
            date.hour = hour
            date.minute = minute
        }
        return date
    }
}
