// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Letter case removed, one character for one: what Sigma means by case-insensitive, beyond ASCII too.
public enum CaseFolding {
    public static func folded(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        append(bytes.span, to: &result)
        return result
    }

    /// Appends the folded text. Bytes that are no UTF-8 are kept as they are.
    public static func append(_ bytes: Span<UInt8>, to result: inout [UInt8]) {
        let start = result.count
        bytes.withUnsafeBufferPointer { result.append(contentsOf: $0) }
        // Nearly every value is ASCII: one pass without a branch, which the compiler turns into vectors.
        let isPlain = result.withUnsafeMutableBufferPointer { buffer in
            var all: UInt8 = 0
            for index in start..<buffer.count {
                let byte = buffer[index]
                all |= byte
                buffer[index] = byte | (byte &- UInt8(ascii: "A") < 26 ? 0x20 : 0)
            }
            return all < 0x80
        }
        guard !isPlain else { return }
        result.removeSubrange(start...)
        appendCharacters(bytes, to: &result)
    }

    private static func appendCharacters(_ bytes: Span<UInt8>, to result: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                result.append(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte)
                index += 1
                continue
            }
            let (scalar, length) = decode(bytes, at: index)
            if let scalar {
                // Characters whose lower case is several (İ) keep their length: matching is character by character.
                let lower = scalar.properties.lowercaseMapping.unicodeScalars
                for unit in String((lower.count == 1 ? lower.first : scalar).map(Character.init) ?? " ").utf8 {
                    result.append(unit)
                }
            } else {
                for offset in 0..<length { result.append(bytes[index + offset]) }
            }
            index += length
        }
    }

    private static func decode(_ bytes: Span<UInt8>, at index: Int) -> (Unicode.Scalar?, length: Int) {
        let first = bytes[index]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard length > 1, index + length <= bytes.count else { return (nil, 1) }
        var value = UInt32(first & (0x7F >> UInt8(length)))
        for offset in 1..<length {
            let next = bytes[index + offset]
            guard next & 0xC0 == 0x80 else { return (nil, 1) }
            value = value << 6 | UInt32(next & 0x3F)
        }
        return (Unicode.Scalar(value), length)
    }
}
