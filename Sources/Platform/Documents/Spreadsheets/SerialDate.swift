// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Days as spreadsheets count them (ECMA-376 part 1, 18.17.4.1).
enum SerialDate {
    /// Day 0 of each system, in days since 1970-01-01.
    private static let zero1900 = -25_569
    private static let zero1904 = -24_107

    /// Nil before March 1900, when Excel's calendar has a 29 February that never was: such a day is written as text.
    static func serial(_ day: Day) -> Int? {
        let serial = day.daysSinceEpoch - zero1900
        return serial > 60 ? serial : nil
    }

    /// The day, and the second in that day when it is not midnight. Nil for what is no day: negative, a duration of
    /// less than a day, beyond 9999, or Excel's 29 February 1900.
    static func day(_ serial: Double, is1904: Bool) -> (day: Day, seconds: Int)? {
        guard serial >= 1, serial < 2_958_466 else { return nil }
        var days = Int(serial)
        var seconds = Int(((serial - Double(days)) * 86_400).rounded())
        if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
        if is1904 { return (Day(daysSinceEpoch: zero1904 + days), seconds) }
        guard days != 60 else { return nil }
        return (Day(daysSinceEpoch: zero1900 + days + (days < 60 ? 1 : 0)), seconds)
    }
}
