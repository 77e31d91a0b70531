// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A point in time, to the millisecond, in UTC.
public struct Instant: Hashable, Comparable, Sendable {
    public let millisecondsSinceEpoch: Int64

    public init(millisecondsSinceEpoch: Int64) {
        self.millisecondsSinceEpoch = millisecondsSinceEpoch
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.millisecondsSinceEpoch < right.millisecondsSinceEpoch
    }

    /// Saturates instead of overflowing: an absurd duration typed by somebody must not stop the program.
    public func adding(seconds: Int) -> Instant {
        let (product, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1000)
        let (sum, again) = millisecondsSinceEpoch.addingReportingOverflow(product)
        return Instant(millisecondsSinceEpoch: overflow || again ? (seconds < 0 ? .min / 4 : .max / 4) : sum)
    }

    public func seconds(since earlier: Instant) -> Int {
        Int((millisecondsSinceEpoch - earlier.millisecondsSinceEpoch) / 1000)
    }

    /// The civil day in UTC.
    public var dayUTC: Day {
        Day(daysSinceEpoch: Int(floorDivide(millisecondsSinceEpoch, 86_400_000)))
    }

    /// ISO 8601 with milliseconds, as the database keeps it: text order is time order.
    public var text: String {
        let day = dayUTC
        let rest = Int(millisecondsSinceEpoch - floorDivide(millisecondsSinceEpoch, 86_400_000) * 86_400_000)
        let time =
            padded(rest / 3_600_000, 2) + ":" + padded(rest / 60_000 % 60, 2) + ":" + padded(rest / 1000 % 60, 2) + "."
            + padded(rest % 1000, 3)
        return "\(day.text)T\(time)Z"
    }

    /// Reads the form that `text` writes, with or without milliseconds; nothing else.
    public init?(text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 24 else { return nil }
        let pattern = Array("0000-00-00T00:00:00.000Z".utf8)
        let expected = bytes.count == 24 ? pattern : Array(pattern.prefix(19)) + [UInt8(ascii: "Z")]
        for (byte, form) in zip(bytes, expected) {
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            guard form == UInt8(ascii: "0") ? isDigit : byte == form else { return nil }
        }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
        guard let day = Day(year: number(0..<4), month: number(5..<7), day: number(8..<10)), number(11..<13) < 24,
            number(14..<16) < 60, number(17..<19) < 60
        else { return nil }
        let seconds = (day.daysSinceEpoch * 24 + number(11..<13)) * 3600 + number(14..<16) * 60 + number(17..<19)
        let milliseconds = bytes.count == 24 ? number(20..<23) : 0
        self.init(millisecondsSinceEpoch: Int64(seconds) * 1000 + Int64(milliseconds))
    }
}

func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return digits.count >= width ? digits : String(repeating: "0", count: width - digits.count) + digits
}
