// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Primitives

/// What a person holds as proof, in a cookie or a link: an identifier to find the row and a secret that the row knows
/// only as a hash, so that a stolen database opens nothing.
public struct SecretToken<Subject>: Sendable, Hashable {
    private static var secretLength: Int { 32 }

    public let id: Identifier<Subject>
    private let secret: [UInt8]

    public static func make(at now: Instant, _ entropy: Entropy = .system) -> SecretToken {
        SecretToken(id: .make(at: now, entropy: entropy), secret: entropy.bytes(secretLength))
    }

    private init(id: Identifier<Subject>, secret: [UInt8]) {
        self.id = id
        self.secret = secret
    }

    /// Nil for anything that `text` does not write.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard text.utf8.count == 101, parts.count == 2, let id = Identifier<Subject>(parts[0]),
            let secret = Hexadecimal.bytes(of: parts[1]), secret.count == Self.secretLength
        else { return nil }
        self.init(id: id, secret: secret)
    }

    /// `id.secret`: 36 characters, a dot, 64 hexadecimal digits. Fit for a cookie and for an address.
    public var text: String { id.text + "." + Hexadecimal.text(of: secret) }

    public var hash: String { Hexadecimal.text(of: SHA256.hash(data: secret)) }

    /// In the same time wherever the two differ.
    public func matches(_ stored: String) -> Bool { constantTimeEqual(Array(hash.utf8), Array(stored.utf8)) }
}
