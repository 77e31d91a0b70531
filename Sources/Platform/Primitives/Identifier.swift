// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The identity of one `Subject`: a UUID version 7 (RFC 9562 §5.7) in canonical lower-case text.
///
/// Version 7 begins with the time in milliseconds, so keys made in order stay in order and indexes stay compact.
public struct Identifier<Subject>: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    /// Accepts the canonical form only (36 characters, hexadecimal, four hyphens); anything else is nil.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        for (position, byte) in bytes.enumerated() {
            switch position {
            case 8, 13, 18, 23:
                guard byte == UInt8(ascii: "-") else { return nil }
            default:
                guard byte.isHexadecimalDigit else { return nil }
            }
        }
        self.text = text.lowercased()
    }

    /// Trusts a value that the database returned.
    public init(stored text: String) {
        self.text = text
    }

    public static func make(at instant: Instant, entropy: Entropy = .system) -> Self {
        var bytes = Array(entropy.bytes(16).prefix(16))
        // A source that gives too little must not stop the program.
        bytes += Array(repeating: 0, count: 16 - bytes.count)
        let milliseconds = UInt64(clamping: instant.millisecondsSinceEpoch)
        for index in 0..<6 {
            bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * UInt64(index)))
        }
        bytes[6] = 0x70 | (bytes[6] & 0x0F)
        bytes[8] = 0x80 | (bytes[8] & 0x3F)
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
            text.append(Hexadecimal.digit(byte >> 4))
            text.append(Hexadecimal.digit(byte & 0x0F))
        }
        return Self(stored: String(decoding: text, as: UTF8.self))
    }

    public var description: String { text }
}

extension UInt8 {
    var isHexadecimalDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
