// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// CRC-32 (ISO 3309, reversed polynomial 0xEDB88320), sixteen bytes at a step: a byte at a step would cost more time
/// than reading the events does.
enum Checksum {
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 16 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
            tables[byte] = value
        }
        for table in 1..<16 {
            for byte in 0..<256 {
                let before = tables[(table - 1) * 256 + byte]
                tables[table * 256 + byte] = before >> 8 ^ tables[Int(before & 0xFF)]
            }
        }
        return tables
    }()

    static func of(_ bytes: RawSpan) -> UInt32 {
        ~update(~0, bytes)
    }

    static func of(_ first: RawSpan, _ second: RawSpan) -> UInt32 {
        ~update(update(~0, first), second)
    }

    /// The checksum of bytes that come in pieces, from that of the pieces before.
    static func extend(_ checksum: UInt32, _ bytes: RawSpan) -> UInt32 {
        ~update(~checksum, bytes)
    }

    private static func update(_ initial: UInt32, _ bytes: RawSpan) -> UInt32 {
        let tables = Checksum.tables.span
        // A table's number is below 16 and a byte below 256: every place is among the 4,096. Checking each again
        // costs a third of the speed.
        func entry(_ table: Int, _ word: UInt32, _ shift: UInt32) -> UInt32 {
            tables[unchecked: table &<< 8 | Int(truncatingIfNeeded: word &>> shift & 0xFF)]
        }
        var checksum = initial
        var position = 0
        let count = bytes.byteCount
        while count - position >= 16 {
            let a =
                UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt32.self)) ^ checksum
            let b = UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: position + 4, as: UInt32.self))
            let c = UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: position + 8, as: UInt32.self))
            let d = UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: position + 12, as: UInt32.self))
            let first = entry(15, a, 0) ^ entry(14, a, 8) ^ entry(13, a, 16) ^ entry(12, a, 24)
            let second = entry(11, b, 0) ^ entry(10, b, 8) ^ entry(9, b, 16) ^ entry(8, b, 24)
            let third = entry(7, c, 0) ^ entry(6, c, 8) ^ entry(5, c, 16) ^ entry(4, c, 24)
            let fourth = entry(3, d, 0) ^ entry(2, d, 8) ^ entry(1, d, 16) ^ entry(0, d, 24)
            checksum = first ^ second ^ third ^ fourth
            position += 16
        }
        while position < count {
            let byte = bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self)
            checksum = checksum >> 8 ^ entry(0, checksum ^ UInt32(byte), 0)
            position += 1
        }
        return checksum
    }
}
