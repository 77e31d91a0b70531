// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Synchronization

@testable import Identity

/// A clock that a test moves.
final class MovableClock: Sendable {
    private let time: Mutex<Instant>

    init(_ start: Instant = Instant(millisecondsSinceEpoch: 1_795_000_000_000)) { time = Mutex(start) }

    var now: Instant { time.withLock { $0 } }
    var wallClock: WallClock { WallClock { self.now } }

    func advance(seconds: Int) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// Hashes that cost nothing, counted: equal work is asserted by number, not by time.
final class CountingHasher: PasswordHasher {
    private let counts = Mutex((hashed: 0, verified: 0))
    private let strength: Int

    init(strength: Int = 1) { self.strength = strength }

    var hashed: Int { counts.withLock { $0.hashed } }
    var verified: Int { counts.withLock { $0.verified } }

    func hash(_ password: Password) async throws(IdentityError) -> String {
        counts.withLock { $0.hashed += 1 }
        return "$argon2id$\(strength)$\(password.text)"
    }

    func matches(_ password: Password, _ encoded: String) async throws(IdentityError) -> Bool {
        counts.withLock { $0.verified += 1 }
        // As the real function does: a text that is no hash would be an answer without work.
        guard encoded.hasPrefix("$argon2id$") else { throw .hashingFailed }
        return encoded.split(separator: "$", maxSplits: 2).last.map(String.init) == password.text
    }

    func isOutdated(_ encoded: String) -> Bool { !encoded.hasPrefix("$argon2id$\(strength)$") }

    var decoy: String { "$argon2id$\(strength)$" }
}
