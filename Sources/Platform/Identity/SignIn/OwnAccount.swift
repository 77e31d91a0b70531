// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

/// What a person does about his or her own means of signing in.
public struct OwnAccount: Sendable {
    let entrance: Entrance

    public init(_ entrance: Entrance) { self.entrance = entrance }

    /// Chooses a password through a one-time link. Every session of the account ends; the link is used up only when the
    /// password is accepted.
    @discardableResult
    public func redeem(_ token: OneTimeLink.Token, password typed: String) async throws -> Account.ID {
        let now = entrance.clock.now
        if let seconds = await entrance.limiter.take([.link(token.id.text)]) {
            throw IdentityError.tooManyAttempts(retryAfterSeconds: seconds)
        }
        let found = try await entrance.database.read { try OneTimeLinkStore.find(token, at: now, in: $0) }
        guard let account = found?.account else { throw IdentityError.linkInvalid }

        let hash = try await accepted(Password(typed), for: account.email)
        let sessions = entrance.sessions
        let author = Actor(account: account.id.text, name: account.name)
        try await entrance.database.change(by: author, at: now) { change in
            try OneTimeLinkStore.consume(token, in: change)
            try change.record("link.used", about: account.id)
            try Self.setPassword(hash, of: account.id, in: change)
            try sessions.revokeAll(of: account.id, in: change)
        }
        return account.id
    }

    /// Replaces the password, knowing the present one. Every other session of the account ends.
    ///
    /// - Returns: the token that the present session has from now on.
    public func changePassword(_ info: SessionInfo, current: String, new typed: String) async throws -> SessionToken {
        let account = try await whole(info)
        let key = RateLimiter.Key.confirmation(account.id)
        if let seconds = await entrance.limiter.take([key]) {
            throw IdentityError.tooManyAttempts(retryAfterSeconds: seconds)
        }
        let stored = try await entrance.database.read { session in
            try session.first("SELECT password_hash FROM account WHERE id = \(account.id)") { $0.optionalText(0) }
                ?? nil
        }
        guard try await entrance.hasher.matches(Password(current), stored: stored) else {
            try await entrance.database.change(by: author(account), at: entrance.clock.now) { change in
                try change.record("password.refused", about: account.id)
            }
            throw IdentityError.wrongPassword
        }
        await entrance.limiter.giveBack([key])

        let hash = try await accepted(Password(typed), for: account.email)
        let sessions = entrance.sessions
        return try await entrance.database.change(by: author(account), at: entrance.clock.now) { change in
            try Self.setPassword(hash, of: account.id, in: change)
            try sessions.revokeAll(of: account.id, keeping: info.id, in: change)
            return try sessions.renew(
                info, secondFactorPassed: account.hasSecondFactor, at: change.now, in: change.session)
        }
    }

    /// The hash of a password that the policy accepts.
    private func accepted(_ password: Password, for email: EmailAddress) async throws(IdentityError) -> String {
        try PasswordPolicy.check(password, for: email)
        return try await entrance.hasher.hash(password)
    }

    private static func setPassword(_ hash: String, of account: Account.ID, in change: Change) throws(DatabaseError) {
        try change.session.execute(
            """
            UPDATE account SET password_hash = \(hash), password_changed_at = \(change.now), failed_sign_ins = 0
            WHERE id = \(account)
            """)
        try change.record("password.changed", about: account)
    }

    func author(_ account: Account) -> Actor { Actor(account: account.id.text, name: account.name) }

    /// The account behind a session that passed every step.
    func whole(_ info: SessionInfo) async throws -> Account {
        guard info.standing == .full else { throw IdentityError.sessionEnded }
        return try await holder(of: info)
    }

    func holder(of info: SessionInfo) async throws -> Account {
        let account = try await entrance.database.read { try AccountStore.find(info.account, in: $0) }
        guard let account, !account.isDisabled else { throw IdentityError.sessionEnded }
        return account
    }
}
