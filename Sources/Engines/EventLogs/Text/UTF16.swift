// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension ByteBuffer {
    /// UTF-16, little-endian, as UTF-8. Half a surrogate pair becomes U+FFFD. Eight units are converted at a time while
    /// they are ASCII, which log texts nearly always are.
    mutating func append(utf16 source: RawSpan, from start: Int, units: Int) {
        guard units > 0, start >= 0, start <= source.byteCount, units <= (source.byteCount - start) / 2 else { return }
        reserve(3 * units + 8)
        var position = start
        let end = start + 2 * units
        var written = count
        do {
            var out = bytes.mutableSpan
            while position < end {
                if end - position >= 16 {
                    let eight = source.unsafeLoadUnaligned(fromByteOffset: position, as: SIMD8<UInt16>.self)
                    if (eight & SIMD8(repeating: 0xFF80)) == SIMD8(repeating: 0) {
                        var raw = out.mutableBytes
                        raw.storeBytes(
                            of: SIMD8<UInt8>(truncatingIfNeeded: eight), toByteOffset: written, as: SIMD8<UInt8>.self)
                        position += 16
                        written += 8
                        continue
                    }
                }
                let unit = source.unsafeLoadUnaligned(fromByteOffset: position, as: UInt16.self)
                position += 2
                if unit < 0x80 {
                    out[written] = UInt8(truncatingIfNeeded: unit)
                    written += 1
                } else if unit < 0x800 {
                    out[written] = 0xC0 | UInt8(truncatingIfNeeded: unit >> 6)
                    out[written + 1] = 0x80 | UInt8(truncatingIfNeeded: unit & 0x3F)
                    written += 2
                } else {
                    var scalar = UInt32(unit)
                    if unit & 0xF800 == 0xD800 {
                        scalar = 0xFFFD
                        if unit < 0xDC00, position < end {
                            let low = source.unsafeLoadUnaligned(fromByteOffset: position, as: UInt16.self)
                            if low & 0xFC00 == 0xDC00 {
                                position += 2
                                scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(low & 0x3FF)
                            }
                        }
                    }
                    if scalar >= 0x10000 {
                        out[written] = 0xF0 | UInt8(truncatingIfNeeded: scalar >> 18)
                        out[written + 1] = 0x80 | UInt8(truncatingIfNeeded: scalar >> 12 & 0x3F)
                        written += 2
                    } else {
                        out[written] = 0xE0 | UInt8(truncatingIfNeeded: scalar >> 12)
                        written += 1
                    }
                    out[written] = 0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F)
                    out[written + 1] = 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F)
                    written += 2
                }
            }
        }
        count = written
    }

    /// A Unicode scalar, U+FFFD where there is none of that number.
    mutating func append(scalar value: UInt32) {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
    }
}

/// The number of units before the zeros that end a text.
func unitsWithoutTrailingZeros(_ source: RawSpan, from start: Int, units: Int) -> Int {
    var length = units
    while length > 0, source.unsafeLoadUnaligned(fromByteOffset: start + 2 * length - 2, as: UInt16.self) == 0 {
        length -= 1
    }
    return length
}
