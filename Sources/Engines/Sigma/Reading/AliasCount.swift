// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// How many aliases a YAML text seems to hold, counted before it is read. Ten lists of ten aliases to each other are ten
/// billion values in a hundred words; and where such a thing is a key, the YAML library compares all of them before we see
/// any. Rules of the public set hold none.
struct AliasCount {
    private static let most = 20
    /// A larger file may have none: even a few could repeat the whole of it.
    private static let largest = 256 << 10

    private var aliases = 0
    private var anchors = 0
    private let size: Int

    init(_ text: String) {
        size = text.utf8.count
        var before: UInt8 = 0x0A
        var mark: UInt8?
        for byte in text.utf8 {
            if let mark, Self.isName(byte) {
                if mark == UInt8(ascii: "*") { aliases += 1 } else { anchors += 1 }
            }
            let begins = Self.mayPrecede(before) && (byte == UInt8(ascii: "*") || byte == UInt8(ascii: "&"))
            mark = begins ? byte : nil
            before = byte
        }
    }

    var isDangerous: Bool { anchors > 0 && aliases > (size > Self.largest ? 0 : Self.most) }

    private static func isName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }

    /// White space, and what opens or separates values. Quotes are not looked at: a few too many are counted at worst.
    private static func mayPrecede(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "?"),
            UInt8(ascii: "-"), 0x80...0xFF:
            true
        default: false
        }
    }
}
