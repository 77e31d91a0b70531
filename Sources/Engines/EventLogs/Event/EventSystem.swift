// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension Event {
    /// The event's number: what rules are chosen by.
    public mutating func eventID() -> Int? { integer(.eventID).flatMap { Int(exactly: $0) } }

    public mutating func recordID() -> UInt64? {
        if origin == .evtx { return headerRecordID }
        return integer(.recordID).flatMap { UInt64(exactly: $0) }
    }

    /// When the event happened, as the event says; else when it was recorded.
    public mutating func time() -> EventTime? {
        if origin == .evtx, let slot = numberSlot(.time), slot.type == ValueType.fileTime.rawValue, slot.size == 8,
            let ticks = chunk.span.bytes.number(UInt64.self, at: Int(slot.offset))
        {
            return EventTime(fileTime: ticks)
        }
        if let time = withField(.time, { EventTime($0) }) ?? nil { return time }
        return origin == .evtx ? EventTime(fileTime: headerTime) : nil
    }

    public mutating func channel() -> String? { string(.channel) }
    public mutating func provider() -> String? { string(.provider) }
    public mutating func computer() -> String? { string(.computer) }

    /// A field's value to show or to keep; matching has `withField`.
    public mutating func string(_ key: FieldKey) -> String? {
        withField(key) { String(copying: $0) }
    }

    /// A field's value as a number: `4`, `-1`, `0x3e7`; nil where it is none.
    public mutating func integer(_ key: FieldKey) -> Int64? {
        if origin == .evtx, let slot = numberSlot(key), let value = number(slot) { return value }
        return withField(key) { Event.integer($0) } ?? nil
    }

    /// The value of a field that is one value and nothing else.
    private mutating func numberSlot(_ key: FieldKey) -> ValueSlot? {
        guard let instance = content.instances.first, let system = SystemField(rawValue: key.index), system.prevails
        else {
            return nil
        }
        let index = slot(key, in: instance)
        guard index >= 0 else { return nil }
        let only = templates.plans.fields[index].only
        guard only >= 0, only < instance.valueCount else { return nil }
        return content.values[Int(instance.firstValue + only)]
    }

    private mutating func number(_ slot: ValueSlot) -> Int64? {
        let bytes = chunk.span.bytes
        let offset = Int(slot.offset)
        switch (slot.type, slot.size) {
        case (ValueType.uint8.rawValue, 1): return bytes.uint8(at: offset).map(Int64.init)
        case (ValueType.uint16.rawValue, 2): return bytes.number(UInt16.self, at: offset).map(Int64.init)
        case (ValueType.uint32.rawValue, 4): return bytes.number(UInt32.self, at: offset).map(Int64.init)
        default: return nil
        }
    }

    /// Decimal or hexadecimal after `0x`, nothing around.
    public static func integer(_ text: Span<UInt8>) -> Int64? {
        var position = 0
        let isNegative = text.count > 1 && text[0] == UInt8(ascii: "-")
        if isNegative { position = 1 }
        var radix: UInt64 = 10
        if text.count - position > 2, text[position] == UInt8(ascii: "0"), text[position + 1].asciiLowercase == 0x78 {
            radix = 16
            position += 2
        }
        guard position < text.count, text.count - position <= 20 else { return nil }
        var value: UInt64 = 0
        while position < text.count {
            let byte = text[position].asciiLowercase
            let digit: UInt64
            if byte &- 0x30 < 10 {
                digit = UInt64(byte - 0x30)
            } else if radix == 16, byte &- 0x61 < 6 {
                digit = UInt64(byte - 0x57)
            } else {
                return nil
            }
            let (product, overflow) = value.multipliedReportingOverflow(by: radix)
            let (sum, carry) = product.addingReportingOverflow(digit)
            if overflow || carry { return nil }
            value = sum
            position += 1
        }
        guard let magnitude = Int64(exactly: value) else { return nil }
        return isNegative ? -magnitude : magnitude
    }

    /// All values of the event, one a line, for the rules that search words anywhere. Made when first asked for.
    public mutating func withWholeText<R>(_ body: (Span<UInt8>) throws -> R) rethrows -> R {
        if wholeText == nil {
            var whole = ByteBuffer(capacity: 0)
            swap(&whole, &output)
            whole.count = 0
            forEachField { _, _, value in
                if whole.count > 0 { whole.append(UInt8(ascii: "\n")) }
                whole.append(value)
            }
            let start = text.count
            text.append(whole.bytes.span.extracting(0..<whole.count))
            whole.count = 0
            swap(&whole, &output)
            wholeText = start..<text.count
        }
        return try body(text.bytes.span.extracting(wholeText ?? 0..<0))
    }
}

extension String {
    /// Copies UTF-8; what is not UTF-8 is repaired.
    init(copying bytes: Span<UInt8>) {
        self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
