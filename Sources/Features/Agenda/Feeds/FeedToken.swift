// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Primitives

/// The secret part of a feed's address: the identifier of its row, and 32 random bytes that the row knows only as a
/// hash, so that a stolen database opens no calendar.
struct FeedToken: Sendable, Hashable {
    private static let secretLength = 32

    let id: CalendarFeed.ID
    private let secret: [UInt8]

    static func make(at now: Instant, _ entropy: Entropy) -> FeedToken {
        FeedToken(id: .make(at: now, entropy: entropy), secret: entropy.bytes(secretLength))
    }

    private init(id: CalendarFeed.ID, secret: [UInt8]) {
        self.id = id
        self.secret = secret
    }

    /// Nil for anything that `text` does not write.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count == 101, parts.count == 2, let id = CalendarFeed.ID(parts[0]),
            let secret = Hexadecimal.bytes(of: parts[1]), secret.count == Self.secretLength
        else { return nil }
        self.init(id: id, secret: secret)
    }

    /// `id.secret`, fit for an address.
    var text: String { id.text + "." + Hexadecimal.text(of: secret) }

    var hash: String { Hexadecimal.text(of: SHA256.hash(data: secret)) }

    /// In the same time wherever the two differ.
    func matches(_ stored: String) -> Bool {
        let (mine, theirs) = (Array(hash.utf8), Array(stored.utf8))
        guard mine.count == theirs.count else { return false }
        return zip(mine, theirs).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
