// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A point in time, in milliseconds since 1970 in UTC: what the log's engine knows of time, without a calendar or a clock.
public struct Moment: Sendable, Hashable, Comparable, Codable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// In whole seconds; saturates.
    public func seconds(since earlier: Moment) -> Int {
        let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        return overflow ? (milliseconds < earlier.milliseconds ? .min : .max) : Int(difference / 1000)
    }

    /// Saturates instead of overflowing.
    public func adding(seconds: Int) -> Moment {
        let (product, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1000)
        let (sum, again) = milliseconds.addingReportingOverflow(product)
        return Moment(milliseconds: overflow || again ? (seconds < 0 ? .min : .max) : sum)
    }

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// A number, in what is kept and in what leaves.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}
