// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// RFC 3339 in UTC, to the millisecond, without a calendar library.
enum Timestamp {
    /// From 1970 to 9999: no indicator begins before, and four digits is what the formats write.
    static let range: ClosedRange<Int64> = 0...253_402_300_799_999

    static func text(_ milliseconds: Int64) -> String {
        let bounded = min(max(milliseconds, range.lowerBound), range.upperBound)
        let (days, rest) = (bounded / 86_400_000, bounded % 86_400_000)
        let (year, month, day) = civil(days)
        return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))T\(pad(rest / 3_600_000, 2)):"
            + "\(pad(rest / 60_000 % 60, 2)):\(pad(rest / 1000 % 60, 2)).\(pad(rest % 1000, 3))Z"
    }

    static func milliseconds(of text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, bytes.count <= 40 else { return nil }
        func number(_ from: Int, _ count: Int) -> Int64? {
            guard from + count <= bytes.count, bytes[from..<from + count].allSatisfy(\.isDigit) else { return nil }
            return bytes[from..<from + count].reduce(0) { $0 * 10 + Int64($1) - 48 }
        }
        guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2), bytes[4] == 0x2D,
            bytes[7] == 0x2D, (1970...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= daysIn(month, year)
        else { return nil }
        let start = days(year, month, day) * 86_400_000
        if bytes.count == 10 { return start }
        guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") || bytes[10] == 0x20,
            let hour = number(11, 2), let minute = number(14, 2), let second = number(17, 2), bytes[13] == 0x3A,
            bytes[16] == 0x3A, hour < 24, minute < 60, second <= 60
        else { return nil }
        var index = 19
        var thousandths: Int64 = 0
        if index < bytes.count, bytes[index] == 0x2E {
            index += 1
            var weight: Int64 = 100
            while index < bytes.count, bytes[index].isDigit {
                thousandths += Int64(bytes[index] - 48) * weight
                weight /= 10
                index += 1
            }
        }
        guard let shift = offset(bytes[index...]) else { return nil }
        let sum = start + ((hour * 60 + minute - shift) * 60 + second) * 1000 + thousandths
        return range.contains(sum) ? sum : nil
    }

    /// In minutes: `Z`, `+02:00`, or nothing, which is taken as UTC.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let text = Array(bytes)
        if text.isEmpty || text == [UInt8(ascii: "Z")] || text == [UInt8(ascii: "z")] { return 0 }
        guard text.count == 6, text[3] == 0x3A, text[0] == 0x2B || text[0] == 0x2D,
            [1, 2, 4, 5].allSatisfy({ text[$0].isDigit })
        else { return nil }
        func two(_ at: Int) -> Int64 { Int64(text[at] - 48) * 10 + Int64(text[at + 1] - 48) }
        return (two(1) * 60 + two(4)) * (text[0] == 0x2D ? -1 : 1)
    }

    private static func pad(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func daysIn(_ month: Int64, _ year: Int64) -> Int64 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970 in the Gregorian calendar; the year is counted from March, so that the leap day ends it.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + ofYear - 719_468
    }

    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let ofEra = shifted % 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let index = (5 * ofYear + 2) / 153
        let month = index < 10 ? index + 3 : index - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * index + 2) / 5 + 1)
    }
}
