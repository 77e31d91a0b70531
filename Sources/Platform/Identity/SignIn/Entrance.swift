// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives

/// What stands at the door: everything that signing in and looking after one's own account need.
public struct Entrance: Sendable {
    public let database: any Database
    public let sessions: SessionStore
    public let hasher: any PasswordHasher
    public let limiter: RateLimiter
    public let secretKey: SecretKey
    public let clock: WallClock
    public let entropy: Entropy

    public init(
        database: any Database, secretKey: SecretKey, rules: SessionRules = SessionRules(),
        hasher: any PasswordHasher = Argon2(), clock: WallClock = .system, entropy: Entropy = .system
    ) {
        self.database = database
        self.secretKey = secretKey
        self.hasher = hasher
        self.clock = clock
        self.entropy = entropy
        sessions = SessionStore(rules: rules, entropy: entropy)
        limiter = RateLimiter(clock: clock)
    }
}
