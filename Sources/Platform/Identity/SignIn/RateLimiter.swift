// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Slows down whoever guesses: a token bucket for each key, in bounded memory.
///
/// A bucket is kept as one instant, the one at which it will be full again (the "generic cell rate algorithm"), so a
/// full bucket and an unknown one are the same thing and may be forgotten.
public actor RateLimiter {
    /// What attempts are counted by.
    public enum Key: Hashable, Sendable {
        /// The address typed at sign-in, known or not.
        case account(String)
        case address(String)
        case secondFactor(Account.ID)
        /// The present password, asked again inside a session.
        case confirmation(Account.ID)
        case link(String)

        /// How many attempts at once, then one in how many seconds.
        ///
        /// A whole hospital may come from one address, hence its size; successes are given back. A code has a million
        /// values, three of them right: 5 then 12 an hour leaves a guesser years.
        var limit: (burst: Int64, secondsEach: Int64) {
            switch self {
            case .account, .confirmation, .link: (10, 60)
            case .address: (60, 5)
            case .secondFactor: (5, 300)
            }
        }
    }

    private let clock: WallClock
    private let capacity: Int
    /// Milliseconds since the epoch at which each bucket is full again.
    private var fullAt: [Key: Int64] = [:]

    public init(clock: WallClock = .system, capacity: Int = 10_000) {
        self.clock = clock
        self.capacity = max(capacity, 16)
    }

    /// Takes one attempt from every bucket, or from none.
    ///
    /// - Returns: nil when the attempt may be made; else the seconds to wait before the next.
    public func take(_ keys: [Key]) -> Int? {
        let now = clock.now.millisecondsSinceEpoch
        let wait = keys.map { delay(for: $0, at: now) }.max() ?? 0
        guard wait <= 0 else { return Int((wait + 999) / 1000) }
        for key in keys { fullAt[key] = max(fullAt[key] ?? now, now) + key.limit.secondsEach * 1000 }
        if fullAt.count > capacity { forget(at: now) }
        return nil
    }

    /// Returns an attempt that turned out to be honest.
    public func giveBack(_ keys: [Key]) {
        for key in keys {
            if let instant = fullAt[key] { fullAt[key] = instant - key.limit.secondsEach * 1000 }
        }
    }

    var count: Int { fullAt.count }

    /// Milliseconds until the bucket holds one attempt.
    private func delay(for key: Key, at now: Int64) -> Int64 {
        let debt = max((fullAt[key] ?? now) - now, 0)
        return debt - (key.limit.burst - 1) * key.limit.secondsEach * 1000
    }

    /// Drops the full buckets; if that is not enough, the tenth that is nearest to full, so that a flood of made-up
    /// keys costs the guesser with the deepest debt last.
    private func forget(at now: Int64) {
        fullAt = fullAt.filter { $0.value > now }
        let excess = fullAt.count - capacity
        guard excess > 0 else { return }
        for (key, _) in fullAt.sorted(by: { $0.value < $1.value }).prefix(excess + capacity / 10) {
            fullAt[key] = nil
        }
    }
}
