// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension RawSpan {
    /// The byte at a place that the caller knows to be inside; zero elsewhere.
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 {
        offset >= 0 && offset < byteCount ? unsafeLoad(fromByteOffset: offset, as: UInt8.self) : 0
    }
}

extension ByteBuffer {
    /// Copies what needs no look: ASCII without quotes, backslashes and control characters, eight bytes at a time.
    /// Returns how many bytes were copied.
    mutating func appendPlain(_ source: RawSpan, from start: Int, to limit: Int) -> Int {
        var position = start
        var written = count
        while limit - position >= 8, source.byteCount - position >= 8 {
            let word = source.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
            guard EightBytes.needNoEscape(word), EightBytes.areASCII(word) else { break }
            if bytes.count - written < 8 {
                count = written
                reserve(8)
            }
            var out = bytes.mutableSpan
            var raw = out.mutableBytes
            raw.storeBytes(of: word, toByteOffset: written, as: UInt64.self)
            position += 8
            written += 8
        }
        count = written
        while position < limit {
            let byte = source.byte(position)
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte >= 0x80 { break }
            append(byte)
            position += 1
        }
        return position - start
    }

    /// Copies one character of several bytes, U+FFFD in place of what is not UTF-8 (Unicode §3.9, table 3-7). Returns
    /// how many bytes were taken.
    mutating func appendRepaired(_ source: RawSpan, at position: Int, _ limit: Int) -> Int {
        let first = source.byte(position)
        var length = 0
        var lowest: UInt8 = 0x80
        var highest: UInt8 = 0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0:
            length = 3
            lowest = 0xA0
        case 0xED:
            length = 3
            highest = 0x9F
        case 0xE1...0xEF: length = 3
        case 0xF0:
            length = 4
            lowest = 0x90
        case 0xF4:
            length = 4
            highest = 0x8F
        case 0xF1...0xF3: length = 4
        default: break
        }
        var taken = 1
        while taken < length, position + taken < limit {
            let byte = source.byte(position + taken)
            guard byte >= lowest, byte <= highest else { break }
            lowest = 0x80
            highest = 0xBF
            taken += 1
        }
        if taken == length {
            for step in 0..<taken { append(source.byte(position + step)) }
        } else {
            append(scalar: 0xFFFD)
        }
        return taken
    }
}
