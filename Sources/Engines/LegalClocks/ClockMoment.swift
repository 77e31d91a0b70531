// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A point in time, in milliseconds since 1970 in UTC.
public struct ClockMoment: Sendable, Hashable, Comparable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// A length of time, whatever the clocks on the wall do meanwhile; saturates.
    func adding(hours: Int) -> ClockMoment {
        let (length, overflow) = Int64(hours).multipliedReportingOverflow(by: 3_600_000)
        let (sum, again) = milliseconds.addingReportingOverflow(length)
        return ClockMoment(milliseconds: overflow || again ? .max / 4 : sum)
    }
}

/// The civil calendar, as far as a delay in months needs it. The caller gives the legal time of the place.
public struct ClockCalendar: Sendable {
    /// Minutes to add to UTC at a moment.
    public let offsetMinutes: @Sendable (ClockMoment) -> Int

    public init(offsetMinutes: @escaping @Sendable (ClockMoment) -> Int) { self.offsetMinutes = offsetMinutes }

    public static let utc = ClockCalendar { _ in 0 }

    /// The same day of a later month at the same time on the wall; the last day of the month where that day does not exist.
    ///
    /// Regulation (EEC, Euratom) 1182/71, article 3, ends such a period with the last hour of that day: keeping the time of
    /// the beginning is never later.
    func adding(months: Int, to moment: ClockMoment) -> ClockMoment {
        let local = moment.milliseconds + Int64(offsetMinutes(moment)) * 60_000
        let (days, rest) = Self.split(local)
        let start = CivilDay(daysSinceEpoch: days)
        let count = start.year * 12 + start.month - 1 + months
        let end = CivilDay(year: count / 12, month: count % 12 + 1, day: start.day)
        let target = Int64(end.daysSinceEpoch) * 86_400_000 + rest
        let guess = ClockMoment(milliseconds: target - Int64(offsetMinutes(moment)) * 60_000)
        // Asked again where it fell: the clocks may have changed in between.
        return ClockMoment(milliseconds: target - Int64(offsetMinutes(guess)) * 60_000)
    }

    /// The civil day that the wall shows, in days since 1970.
    func day(of moment: ClockMoment) -> Int {
        Self.split(moment.milliseconds + Int64(offsetMinutes(moment)) * 60_000).days
    }

    private static func split(_ local: Int64) -> (days: Int, rest: Int64) {
        let day: Int64 = 86_400_000
        let rest = ((local % day) + day) % day
        return (Int((local - rest) / day), rest)
    }
}

/// Days and dates (Howard Hinnant, "chrono-compatible low-level date algorithms").
struct CivilDay: Hashable {
    let year: Int
    let month: Int
    let day: Int

    /// The day is drawn back into its month.
    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = min(day, Self.length(of: month, in: year))
    }

    init(daysSinceEpoch: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// ISO 8601; nil for a day that does not exist.
    init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...9999).contains(year),
            (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        default: 31
        }
    }
}
