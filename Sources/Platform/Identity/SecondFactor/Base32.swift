// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// RFC 4648 §6, without padding: what authenticator applications read, and letters that a person can copy by hand.
public enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    public static func text(of bytes: some Sequence<UInt8>) -> String {
        var text = ""
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            // Safe: at most 4 bits were pending, so 12 are held.
            pending = (pending & 0x0F) << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(pending >> bits & 0x1F)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(pending << (5 - bits) & 0x1F)]) }
        return text
    }

    /// Forgives spaces, hyphens and lower case, and reads 0, 1 and 8, which the alphabet lacks, as the letters they
    /// look like. Nil for any other character, and when the bits left over are not zero.
    public static func bytes(of text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for character in text.utf8 where character != UInt8(ascii: " ") && character != UInt8(ascii: "-") {
            guard let value = value(of: character) else { return nil }
            pending = (pending & 0x7F) << 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> bits))
            }
        }
        let remainder = pending & (1 << bits - 1)
        return bits < 5 && remainder == 0 ? bytes : nil
    }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a")
        case UInt8(ascii: "2")...UInt8(ascii: "7"): character - UInt8(ascii: "2") + 26
        case UInt8(ascii: "0"): 14
        case UInt8(ascii: "1"): 8
        case UInt8(ascii: "8"): 1
        default: nil
        }
    }
}
