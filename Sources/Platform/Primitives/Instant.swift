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

    /// Reads the form that `text` writes, with or without milliseconds.
    public init?(text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 24, bytes.last == UInt8(ascii: "Z"),
            let day = Day(text: String(decoding: bytes[0..<10], as: UTF8.self)), bytes[10] == UInt8(ascii: "T"),
            let hour = Int(String(decoding: bytes[11..<13], as: UTF8.self)), (0..<24).contains(hour),
            let minute = Int(String(decoding: bytes[14..<16], as: UTF8.self)), (0..<60).contains(minute),
            let second = Int(String(decoding: bytes[17..<19], as: UTF8.self)), (0..<60).contains(second)
        else { return nil }
        var milliseconds = 0
        if bytes.count == 24 {
            guard let read = Int(String(decoding: bytes[20..<23], as: UTF8.self)), read >= 0 else { return nil }
            milliseconds = read
        }
        let seconds = (day.daysSinceEpoch * 24 + hour) * 3600 + minute * 60 + second
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
