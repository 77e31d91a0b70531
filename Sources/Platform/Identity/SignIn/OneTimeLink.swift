// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

/// A link that lets a person choose a password, once.
public struct OneTimeLink: Sendable, Hashable {
    public typealias Token = SecretToken<OneTimeLink>

    public enum Purpose: String, Sendable, CaseIterable {
        case firstSignIn
        case passwordReset

        /// A first link often waits for the end of a holiday; a reset is used while one is on the telephone.
        public var lifetime: Int {
            switch self {
            case .firstSignIn: 7 * 24 * 3600
            case .passwordReset: 24 * 3600
            }
        }
    }

    public let account: Account
    public let purpose: Purpose
    public let expiresAt: Instant
}

/// Every statement about one-time links.
public enum OneTimeLinkStore {
    /// Makes a link; those made before for the same account and not used stop working.
    public static func issue(
        _ purpose: OneTimeLink.Purpose, for id: Account.ID, by granter: Granter, entropy: Entropy = .system,
        in change: Change
    ) throws -> OneTimeLink.Token {
        let account = try AccountStore.administered(id, by: granter, in: change)
        guard !account.isDisabled else { throw IdentityError.unknownAccount }
        let token = OneTimeLink.Token.make(at: change.now, entropy)
        try change.session.execute("DELETE FROM one_time_link WHERE account_id = \(id) AND used_at IS NULL")
        try change.session.execute(
            """
            INSERT INTO one_time_link (id, account_id, purpose, secret_hash, created_at, expires_at)
            VALUES (\(token.id), \(id), \(purpose.rawValue), \(token.hash), \(change.now),
                \(change.now.adding(seconds: purpose.lifetime)))
            """)
        try change.record("link.issued", about: id, detail: purpose.rawValue)
        return token
    }

    /// The link behind a token, while it can be used: to greet the person before the form.
    public static func find(
        _ token: OneTimeLink.Token, at now: Instant, in session: any Session
    ) throws(DatabaseError) -> OneTimeLink? {
        let row = try session.first(
            """
            SELECT account_id, purpose, expires_at, secret_hash FROM one_time_link
            WHERE id = \(token.id) AND used_at IS NULL AND expires_at > \(now)
            """
        ) { row throws(DatabaseError) in
            (
                account: try row.identifier(0, Account.self), purpose: try row.value(1, OneTimeLink.Purpose.self),
                expiresAt: try row.instant(2), hash: try row.text(3)
            )
        }
        guard let row, token.matches(row.hash), let account = try AccountStore.find(row.account, in: session),
            !account.isDisabled
        else { return nil }
        return OneTimeLink(account: account, purpose: row.purpose, expiresAt: row.expiresAt)
    }

    /// Uses a link up. The condition and the write are one statement: of two uses at once, one finds nothing to change.
    static func consume(_ token: OneTimeLink.Token, in change: Change) throws {
        let used = try change.session.execute(
            """
            UPDATE one_time_link SET used_at = \(change.now)
            WHERE id = \(token.id) AND secret_hash = \(token.hash) AND used_at IS NULL AND expires_at > \(change.now)
            """)
        guard used == 1 else { throw IdentityError.linkInvalid }
    }
}
