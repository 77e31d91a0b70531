// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A moment, in nanoseconds since 1970, UTC. Log times are finer than milliseconds and events are put in order by them.
public struct EventTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// From hundreds of nanoseconds since 1601; nil outside the years 1677 to 2262.
    public init?(fileTime: UInt64) {
        guard let ticks = Int64(exactly: fileTime) else { return nil }
        let (value, overflow) = (ticks - 116_444_736_000_000_000).multipliedReportingOverflow(by: 100)
        if overflow { return nil }
        nanoseconds = value
    }

    public static func < (left: EventTime, right: EventTime) -> Bool { left.nanoseconds < right.nanoseconds }

    /// `2026-04-17T05:24:53.092051Z`.
    public var description: String {
        var buffer = ByteBuffer(capacity: 32)
        let ticks = nanoseconds / 100 - (nanoseconds % 100 < 0 ? 1 : 0)
        buffer.append(fileTime: UInt64(clamping: ticks + 116_444_736_000_000_000))
        return buffer.string(from: 0, count: buffer.count)
    }
}

extension EventTime {
    /// A date as logs write it: `2026-04-17T05:24:53.092051Z`, `2026-04-17 05:24:53`, with or without an offset; or a
    /// number of seconds or milliseconds since 1970, as some forwarders send.
    public init?(_ text: Span<UInt8>) {
        var position = 0
        guard let first = EventTime.digits(text, &position, most: 13) else { return nil }
        if position == text.count || text[position] == UInt8(ascii: ".") {
            guard position >= 9 else { return nil }
            let isMilliseconds = position > 11
            let whole = Int64(first).multipliedReportingOverflow(by: isMilliseconds ? 1_000_000 : 1_000_000_000)
            let sum = whole.partialValue.addingReportingOverflow(
                isMilliseconds ? 0 : EventTime.fraction(text, &position))
            guard !whole.overflow, !sum.overflow else { return nil }
            nanoseconds = sum.partialValue
            return
        }
        guard position == 4, let month = EventTime.part(text, &position, "-/"),
            let day = EventTime.part(text, &position, "-/"), let hour = EventTime.part(text, &position, "T "),
            let minute = EventTime.part(text, &position, ":"), (1...12).contains(month), (1...31).contains(day),
            hour < 24, minute < 60
        else { return nil }
        let second = EventTime.part(text, &position, ":") ?? 0
        guard second <= 60 else { return nil }
        let fraction = EventTime.fraction(text, &position)
        let days = CivilDay(year: first, month: UInt32(month), day: UInt32(day)).daysSince1601 - 134_774
        let local = days * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        let (value, overflow) = (local - EventTime.offset(text, position)).multipliedReportingOverflow(
            by: 1_000_000_000)
        let sum = value.addingReportingOverflow(fraction)
        guard !overflow, !sum.overflow else { return nil }
        nanoseconds = sum.partialValue
    }

    private static func digits(_ text: Span<UInt8>, _ position: inout Int, most: Int) -> UInt64? {
        let start = position
        var value: UInt64 = 0
        while position < text.count, position - start < most, text[position] &- 0x30 < 10 {
            value = value * 10 + UInt64(text[position] - 0x30)
            position += 1
        }
        return position == start ? nil : value
    }

    /// A separator and two digits.
    private static func part(_ text: Span<UInt8>, _ position: inout Int, _ separators: StaticString) -> UInt64? {
        guard position < text.count else { return nil }
        let byte = text[position]
        guard separators.withUTF8Buffer({ $0.contains(byte) }) else { return nil }
        position += 1
        return digits(text, &position, most: 2)
    }

    /// In nanoseconds.
    private static func fraction(_ text: Span<UInt8>, _ position: inout Int) -> Int64 {
        guard position < text.count, text[position] == UInt8(ascii: ".") || text[position] == UInt8(ascii: ",") else {
            return 0
        }
        position += 1
        var value: Int64 = 0
        var unit: Int64 = 100_000_000
        while position < text.count, text[position] &- 0x30 < 10 {
            value += Int64(text[position] - 0x30) * unit
            unit /= 10
            position += 1
        }
        return value
    }

    /// In seconds east of Greenwich; none said is UTC.
    private static func offset(_ text: Span<UInt8>, _ start: Int) -> Int64 {
        var position = start
        if position < text.count, text[position] == UInt8(ascii: " ") { position += 1 }
        guard position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") else {
            return 0
        }
        let sign: Int64 = text[position] == UInt8(ascii: "-") ? -1 : 1
        position += 1
        guard let hours = digits(text, &position, most: 2) else { return 0 }
        if position < text.count, text[position] == UInt8(ascii: ":") { position += 1 }
        let minutes = digits(text, &position, most: 2) ?? 0
        return sign * Int64(hours * 3600 + minutes * 60)
    }
}
