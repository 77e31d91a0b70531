// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Primitives

/// A code to sign in once without the telephone: 80 random bits, shown once, kept as a hash.
///
/// A plain SHA-256 is enough where a password needs argon2: nobody can try 2^80 values.
public struct RecoveryCode: Sendable, Hashable {
    static let perAccount = 10
    private static let length = 10

    private let bytes: [UInt8]

    static func make(_ entropy: Entropy) -> RecoveryCode { RecoveryCode(bytes: entropy.bytes(length)) }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads what a person copies from paper.
    init?(_ typed: String) {
        guard typed.utf8.count <= 64, let bytes = Base32.bytes(of: typed), bytes.count == Self.length else {
            return nil
        }
        self.bytes = bytes
    }

    /// Four groups of four letters.
    public var text: String {
        let letters = Array(Base32.text(of: bytes))
        return stride(from: 0, to: letters.count, by: 4)
            .map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: "-")
    }

    var hash: String { Hexadecimal.text(of: SHA256.hash(data: bytes)) }
}
