// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The number of a legal entity or of a site in the national directory: nine letters or digits (FINESS "Structures"
/// JSON schema, `finessId`), among them the department: `2A0000014`.
public struct FINESS: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let text: String

    /// Spaces around and lower case are forgiven; anything else than nine ASCII letters or digits is nil.
    public init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        if let start = bytes.firstIndex(where: { $0 > 0x20 }), start > 0 { bytes.removeFirst(start) }
        guard bytes.count == 9 else { return nil }
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
            case UInt8(ascii: "a")...UInt8(ascii: "z"): bytes[index] -= 32
            default: return nil
            }
        }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// Trusts a value that the database returned.
    init(stored text: String) { self.text = text }

    public var description: String { text }

    /// The number in base 36: a key of eight bytes for the sets of an import.
    var packed: UInt64 {
        text.utf8.reduce(0) { $0 &* 36 &+ UInt64($1 < 58 ? $1 &- 48 : $1 &- 55) }
    }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
