// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A point in time, in milliseconds since 1970-01-01 UTC, as reports write it.
public struct Moment: Sendable, Hashable, Comparable {
    public let milliseconds: Int64

    /// Years 1970 to 9999; nil outside.
    public init?(milliseconds: Int64) {
        guard (0..<253_402_300_800_000).contains(milliseconds) else { return nil }
        self.milliseconds = milliseconds
    }

    public init?(seconds: Double) {
        guard seconds.isFinite, (0..<253_402_300_800).contains(seconds) else { return nil }
        self.init(milliseconds: Int64(seconds * 1000))
    }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    public func adding(seconds: Double) -> Moment? { Moment(seconds: Double(milliseconds) / 1000 + seconds) }

    /// To the second: what two reports of one run agree on.
    var text: String { String(milliseconds / 1000) }

    /// RFC 3339, with a zone or without, a space instead of the T, any number of decimals, or a day alone.
    ///
    /// - Parameter offset: minutes that the local clock was ahead of UTC; asked where the text has no zone, since borg 1
    ///   writes the time of the machine's clock.
    public init?(_ text: some StringProtocol, offset: (Moment) -> Int) {
        var reader = Digits(Array(text.utf8))
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), let days = Self.days(year, month, day)
        else { return nil }
        var seconds = Int64(days) * 86_400
        var fraction: Int64 = 0
        var zone: Int?
        if !reader.isAtEnd {
            guard reader.take("T") || reader.take(" "), let hour = reader.number(2), hour < 24, reader.take(":"),
                let minute = reader.number(2), minute < 60
            else { return nil }
            seconds += Int64(hour * 3600 + minute * 60)
            if reader.take(":") {
                guard let second = reader.number(2), second <= 60 else { return nil }
                seconds += Int64(min(second, 59))
                if reader.take(".") || reader.take(",") { fraction = reader.milliseconds() }
            }
            guard reader.zone(&zone), reader.isAtEnd else { return nil }
        }
        let civil = seconds * 1000 + fraction
        guard let asUTC = Moment(milliseconds: civil) else { return nil }
        let ahead = Int64(zone ?? offset(asUTC)) * 60_000
        self.init(milliseconds: civil - ahead)
    }

    /// Days since 1970-01-01; nil for a day that does not exist (Howard Hinnant, `days_from_civil`).
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard (1970...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// Steps through the characters of a date.
private struct Digits {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, UInt32(bytes[index]) == character.value else { return false }
        index += 1
        return true
    }

    mutating func number(_ length: Int) -> Int? {
        guard index + length <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[index..<index + length] {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte) - 48
        }
        index += length
        return value
    }

    /// Decimals of a second; those beyond the third are dropped.
    mutating func milliseconds() -> Int64 {
        var value: Int64 = 0
        var count = 0
        while index < bytes.count, (48...57).contains(bytes[index]) {
            if count < 3 { value = value * 10 + Int64(bytes[index]) - 48 }
            count += 1
            index += 1
        }
        while count < 3 {
            value *= 10
            count += 1
        }
        return value
    }

    /// `Z`, `+02:00`, `+0200` or nothing; false for anything else.
    mutating func zone(_ minutes: inout Int?) -> Bool {
        if isAtEnd { return true }
        if take("Z") || take("z") {
            minutes = 0
            return true
        }
        let isAhead = take("+")
        guard isAhead || take("-"), let hours = number(2), hours <= 14 else { return false }
        _ = take(":")
        guard let rest = isAtEnd ? 0 : number(2), rest < 60 else { return false }
        minutes = (hours * 60 + rest) * (isAhead ? 1 : -1)
        return true
    }
}
