// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension ByteBuffer {
    /// The first three parts of a GUID are little-endian numbers, the rest bytes in order (RFC 4122 §4.1.2, Microsoft's
    /// variant).
    mutating func append(guid bytes: RawSpan, at offset: Int) {
        guard offset >= 0, offset <= bytes.byteCount - 16 else { return }
        reserve(36)
        let start = count
        var out = self.bytes.mutableSpan
        var written = start
        // Bytes 3, 2, 1, 0, then 5, 4, then 7, 6, then in order: four bits of the number for each.
        let order: UInt64 = 0xFEDC_BA98_6745_0123
        for step in 0..<16 {
            if step == 4 || step == 6 || step == 8 || step == 10 {
                out[written] = UInt8(ascii: "-")
                written += 1
            }
            let index = Int(truncatingIfNeeded: order >> UInt64(4 * step) & 0xF)
            let byte = bytes.unsafeLoad(fromByteOffset: offset + index, as: UInt8.self)
            let high = byte >> 4
            let low = byte & 0xF
            out[written] = high < 10 ? 0x30 + high : 0x37 + high
            out[written + 1] = low < 10 ? 0x30 + low : 0x37 + low
            written += 2
        }
        count = start + 36
    }

    /// `S-1-5-21-…` ([MS-DTYP] 2.4.2.1).
    mutating func append(sid bytes: RawSpan, at offset: Int, size: Int) {
        guard size >= 8, let revision = bytes.uint8(at: offset), let count = bytes.uint8(at: offset + 1),
            size >= 8 + 4 * Int(count), let authority = bytes.number(UInt64.self, at: offset)
        else { return }
        append("S-")
        append(decimal: UInt64(revision))
        append(UInt8(ascii: "-"))
        append(decimal: authority.byteSwapped & 0xFFFF_FFFF_FFFF)
        for index in 0..<Int(count) {
            append(UInt8(ascii: "-"))
            append(decimal: UInt64(bytes.number(UInt32.self, at: offset + 8 + 4 * index) ?? 0))
        }
    }

    /// Hundreds of nanoseconds since 1601, as `2026-04-17T05:24:53.092051Z`: microseconds, as other readers write it.
    mutating func append(fileTime ticks: UInt64) {
        let seconds = ticks / 10_000_000
        let day = CivilDay(daysSince1601: seconds / 86_400)
        append(day, secondOfDay: UInt32(seconds % 86_400), microseconds: UInt32(ticks % 10_000_000 / 10))
    }

    mutating func append(systemTime bytes: RawSpan, at offset: Int) {
        func part(_ index: Int) -> UInt32 { UInt32(bytes.uint16(at: offset + 2 * index) ?? 0) }
        let day = CivilDay(year: UInt64(part(0)), month: part(1), day: part(3))
        let second = part(4) * 3600 + part(5) * 60 + part(6)
        guard part(4) < 24, part(5) < 60, part(6) < 60 else { return }
        append(day, secondOfDay: second, microseconds: part(7) % 1000 * 1000)
    }

    private mutating func append(_ day: CivilDay, secondOfDay: UInt32, microseconds: UInt32) {
        if day.year < 10_000 {
            append(decimal: UInt32(day.year), digits: 4)
        } else {
            append(decimal: day.year)
        }
        append(UInt8(ascii: "-"))
        append(decimal: day.month, digits: 2)
        append(UInt8(ascii: "-"))
        append(decimal: day.day, digits: 2)
        append(UInt8(ascii: "T"))
        append(decimal: secondOfDay / 3600, digits: 2)
        append(UInt8(ascii: ":"))
        append(decimal: secondOfDay / 60 % 60, digits: 2)
        append(UInt8(ascii: ":"))
        append(decimal: secondOfDay % 60, digits: 2)
        append(UInt8(ascii: "."))
        append(decimal: microseconds, digits: 6)
        append(UInt8(ascii: "Z"))
    }
}

/// A day of the Gregorian calendar, counted by eras of 400 years that begin in March (H. Hinnant, chrono-compatible
/// low-level date algorithms).
struct CivilDay {
    let year: UInt64
    let month: UInt32
    let day: UInt32

    init(year: UInt64, month: UInt32, day: UInt32) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// 584,694 days lie between 1 March of year 0 and 1 January 1601.
    init(daysSince1601 days: UInt64) {
        let shifted = days + 584_694
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = UInt32(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
        month = UInt32(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSince1601: Int64 {
        let shiftedYear = Int64(year) - (month <= 2 ? 1 : 0)
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = Int64(month) + (month > 2 ? -3 : 9)
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 584_694
    }
}
