// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// The passphrase of a kit: thirty letters drawn at random, shown in six groups, exactly as they must be typed.
///
/// WinZip's scheme derives its keys by 1,000 rounds of PBKDF2 only, so strength must come from the phrase: 30 letters of 18
/// are 125 bits. The letters are those that stand at the same place on French and English keyboards and that no hand
/// confuses with a digit or with each other: a rescue machine types as it pleases. The spaces belong to the phrase, because
/// 7-Zip takes what is typed.
public struct KitPassphrase: Sendable, Hashable {
    static let letters = Array("bcdefghjknprstuvxy".utf8)
    static let groups = 6
    static let groupLength = 5

    /// As shown and as typed: "bcdef ghjkn …".
    public let text: String

    private init(letters: [UInt8]) {
        text = stride(from: 0, to: letters.count, by: Self.groupLength).map { start in
            String(decoding: letters[start..<min(start + Self.groupLength, letters.count)], as: UTF8.self)
        }.joined(separator: " ")
    }

    public static func make(_ entropy: Entropy = .system) -> KitPassphrase {
        // Bytes above the last multiple of the number of letters are drawn again, so that no letter is likelier.
        let count = UInt8(letters.count)
        let bound = 255 / count * count
        var chosen: [UInt8] = []
        while chosen.count < groups * groupLength {
            for byte in entropy.bytes(64) where byte < bound && chosen.count < groups * groupLength {
                chosen.append(letters[Int(byte % count)])
            }
        }
        return KitPassphrase(letters: chosen)
    }

    /// What somebody typed from paper: case, spaces, hyphens and line ends do not matter. Nil when it cannot be a phrase of
    /// ours.
    public init?(typed: String) {
        let kept = typed.lowercased().filter { !$0.isWhitespace && $0 != "-" }
        let bytes = Array(kept.utf8)
        guard bytes.count == Self.groups * Self.groupLength, bytes.allSatisfy(Self.letters.contains) else { return nil }
        self.init(letters: bytes)
    }
}
