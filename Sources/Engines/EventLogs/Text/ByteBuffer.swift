// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Bytes written one after the other and used again for the next event. `bytes` is longer than what is written, so
/// that a write costs one check and no reallocation.
@usableFromInline
struct ByteBuffer: ~Copyable {
    @usableFromInline var bytes: [UInt8]
    @usableFromInline var count = 0

    init(capacity: Int) {
        bytes = Array(repeating: 0, count: max(64, capacity))
    }

    /// Makes sure that `size` more bytes fit.
    @inline(__always)
    mutating func reserve(_ size: Int) {
        if bytes.count - count < size { grow(size) }
    }

    @inline(never)
    private mutating func grow(_ size: Int) {
        let wanted = max(count + size, bytes.count * 2)
        bytes.append(contentsOf: repeatElement(0, count: wanted - bytes.count))
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        reserve(1)
        bytes[count] = byte
        count += 1
    }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append($0.span) }
    }

    mutating func append(_ source: Span<UInt8>) {
        let length = source.count
        reserve(length)
        let start = count
        var out = bytes.mutableSpan
        let from = source.bytes
        var raw = out.mutableBytes
        // Most texts are short: words that overlap at the end are faster than a call to copy memory.
        if length >= 8 {
            var index = 0
            while index < length - 8 {
                let word = from.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                raw.storeBytes(of: word, toByteOffset: start + index, as: UInt64.self)
                index += 8
            }
            let last = from.unsafeLoadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
            raw.storeBytes(of: last, toByteOffset: start + length - 8, as: UInt64.self)
        } else if length >= 4 {
            let first = from.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self)
            let last = from.unsafeLoadUnaligned(fromByteOffset: length - 4, as: UInt32.self)
            raw.storeBytes(of: first, toByteOffset: start, as: UInt32.self)
            raw.storeBytes(of: last, toByteOffset: start + length - 4, as: UInt32.self)
        } else if length > 0 {
            raw.storeBytes(of: source[0], toByteOffset: start, as: UInt8.self)
            raw.storeBytes(of: source[length / 2], toByteOffset: start + length / 2, as: UInt8.self)
            raw.storeBytes(of: source[length - 1], toByteOffset: start + length - 1, as: UInt8.self)
        }
        count = start + length
    }

    /// Part of another buffer.
    mutating func append(_ other: borrowing ByteBuffer, _ range: Range<Int>) {
        append(other.bytes.span.extracting(range))
    }

    func string(from start: Int, count length: Int) -> String {
        guard start >= 0, length >= 0, start + length <= count else { return "" }
        return String(decoding: bytes[start..<start + length], as: UTF8.self)
    }
}

extension ByteBuffer {
    mutating func append(decimal value: UInt64) {
        reserve(20)
        let start = count
        if value < 10 {
            bytes[count] = 0x30 + UInt8(truncatingIfNeeded: value)
            count += 1
            return
        }
        var digits = 0
        var rest = value
        while rest > 0 {
            digits += 1
            rest /= 10
        }
        var out = bytes.mutableSpan
        var position = start + digits
        rest = value
        while rest > 0 {
            position -= 1
            out[position] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += digits
    }

    mutating func append(decimal value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        append(decimal: value.magnitude)
    }

    /// `digits` decimal digits, zeros in front.
    mutating func append(decimal value: UInt32, digits: Int) {
        reserve(digits)
        let last = count + digits - 1
        var out = bytes.mutableSpan
        var rest = value
        for step in 0..<digits {
            out[last - step] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += digits
    }

    /// As Windows writes hexadecimal numbers: `0x3e7`.
    mutating func append(hexadecimal value: UInt64) {
        reserve(18)
        let digits = max(1, (67 - value.leadingZeroBitCount) / 4)
        let start = count
        var out = bytes.mutableSpan
        out[start] = UInt8(ascii: "0")
        out[start + 1] = UInt8(ascii: "x")
        for step in 0..<digits {
            let digit = UInt8(truncatingIfNeeded: value >> UInt64(4 * (digits - 1 - step))) & 0xF
            out[start + 2 + step] = digit < 10 ? 0x30 + digit : 0x57 + digit
        }
        count += 2 + digits
    }

    /// Two upper-case digits for a byte.
    @inline(__always)
    mutating func append(hexadecimalByte byte: UInt8) {
        reserve(2)
        let high = byte >> 4
        let low = byte & 0xF
        bytes[count] = high < 10 ? 0x30 + high : 0x37 + high
        bytes[count + 1] = low < 10 ? 0x30 + low : 0x37 + low
        count += 2
    }
}
