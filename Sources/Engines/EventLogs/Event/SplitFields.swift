// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Fields that Windows PowerShell's events 400, 403, 600 and 800 write as lines of one text: `HostApplication=…`.
struct SplitFields: ~Copyable {
    var isDone = false
    var fields: FlatFields

    init(table: FieldTable) {
        fields = FlatFields(table: table)
    }

    mutating func split(_ text: borrowing ByteBuffer, _ range: Range<Int>) {
        var position = range.lowerBound
        while position < range.upperBound {
            var end = position
            while end < range.upperBound, text.bytes[end] != 0x0A, text.bytes[end] != 0x0D { end += 1 }
            line(text, position..<end)
            position = end + 1
        }
    }

    private mutating func line(_ text: borrowing ByteBuffer, _ line: Range<Int>) {
        var start = line.lowerBound
        while start < line.upperBound, text.bytes[start] == 0x09 || text.bytes[start] == 0x20 { start += 1 }
        var equals = start
        while equals < line.upperBound, text.bytes[equals] != UInt8(ascii: "=") {
            guard text.bytes[equals].isNameByte else { return }
            equals += 1
        }
        guard equals < line.upperBound, equals > start else { return }
        fields.add(name: start..<equals, value: equals + 1..<line.upperBound, in: text)
    }
}

extension Event {
    /// Whether a field that the event does not have may be in its text.
    mutating func splitsText(for key: FieldKey) -> Bool {
        guard SystemField(rawValue: key.index) == nil else { return false }
        if split.isDone { return !split.fields.list.isEmpty }
        split.isDone = true
        split.fields.removeAll()
        switch integer(.eventID) {
        case 400, 403, 500, 501, 600, 800: break
        default: return false
        }
        guard withField(.channel, { $0.isEqual(to: "Windows PowerShell") }) == true else { return false }
        splitTexts()
        return !split.fields.list.isEmpty
    }

    mutating func splitValue(_ key: FieldKey) -> Range<Int>? {
        guard let index = split.fields.first(key) else { return nil }
        let range = split.fields.list[index].value
        return Int(range.lowerBound)..<Int(range.upperBound)
    }

    /// The texts with lines of fields begin with a tabulation; the others are commands that people typed, where an equals
    /// sign is no field.
    private mutating func splitTexts() {
        var ranges: [Range<Int>] = []
        switch origin {
        case .evtx:
            for instance in content.instances {
                for index in templates.plans.plans[Int(instance.plan)].fields
                where !templates.plans.fields[index].isSystem {
                    guard case .text(let range) = value(of: templates.plans.fields[index], in: instance) else {
                        continue
                    }
                    ranges.append(range)
                }
            }
        case .json:
            for field in fields.list { ranges.append(Int(field.value.lowerBound)..<Int(field.value.upperBound)) }
        }
        for range in ranges {
            // The items of a list are lines too: the lines of fields come after the first tabulation that begins one.
            var start = range.lowerBound
            while start < range.upperBound, text.bytes[start] != 0x09 {
                while start < range.upperBound, text.bytes[start] != 0x0A { start += 1 }
                start += 1
            }
            if start < range.upperBound { split.split(text, start..<range.upperBound) }
        }
    }
}

extension Span where Element == UInt8 {
    func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where self[index] != other[index] { return false }
        return true
    }

    func isEqual(to text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { text in
            for index in text.indices where self[index] != text[index] { return false }
            return true
        }
    }
}

extension UInt8 {
    var isNameByte: Bool {
        asciiLowercase &- 0x61 < 26 || self &- 0x30 < 10 || self == UInt8(ascii: "_")
    }
}
