// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

/// Every statement about second factors.
public enum SecondFactorStore {
    /// A secret, kept sealed and without effect until a code proves that the person's application holds it.
    public static func start(
        for account: Account.ID, under key: SecretKey, entropy: Entropy = .system, in change: Change
    ) throws -> TOTP {
        guard try secret(of: account, in: change.session)?.isEnabled != true else {
            throw IdentityError.secondFactorAlreadyEnabled
        }
        let totp = TOTP(secret: entropy.bytes(TOTP.secretLength))
        let sealed = try key.seal(totp.secret, for: .secondFactor, of: account.text)
        try change.session.execute(
            """
            INSERT INTO second_factor (account_id, sealed_secret) VALUES (\(account), \(sealed))
            ON CONFLICT (account_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, last_step = 0
            """)
        try change.record("secondFactor.started", about: account)
        return totp
    }

    /// The secret that waits for its first code, to show it again; nil when there is none or when it is in use.
    public static func started(
        for account: Account.ID, under key: SecretKey, in session: any Session
    ) throws -> TOTP? {
        guard let secret = try secret(of: account, in: session), !secret.isEnabled else { return nil }
        return try opened(secret, of: account, under: key)
    }

    /// Turns the second factor on.
    ///
    /// - Returns: the recovery codes, to be shown this once.
    static func enable(
        for account: Account.ID, code: String, under key: SecretKey, entropy: Entropy, in change: Change
    ) throws -> [RecoveryCode] {
        guard let secret = try secret(of: account, in: change.session) else {
            throw IdentityError.secondFactorNotStarted
        }
        guard !secret.isEnabled else { throw IdentityError.secondFactorAlreadyEnabled }
        try accept(code, secret, of: account, under: key, in: change)
        try change.session.execute(
            "UPDATE second_factor SET enabled_at = \(change.now) WHERE account_id = \(account)")
        try change.record("secondFactor.enabled", about: account)
        return try replaceRecoveryCodes(of: account, entropy: entropy, in: change)
    }

    /// Uses a code of the application or a recovery code up.
    static func check(_ typed: String, of account: Account.ID, under key: SecretKey, in change: Change) throws {
        guard let secret = try secret(of: account, in: change.session), secret.isEnabled else {
            throw IdentityError.wrongCode
        }
        if TOTP.isCode(typed) {
            try accept(typed, secret, of: account, under: key, in: change)
        } else {
            try spend(typed, of: account, in: change)
        }
    }

    /// Turns the second factor off; sessions stay as they are.
    static func remove(from account: Account.ID, in change: Change) throws(DatabaseError) {
        try change.session.execute("DELETE FROM recovery_code WHERE account_id = \(account)")
        try change.session.execute("DELETE FROM second_factor WHERE account_id = \(account)")
        try change.record("secondFactor.disabled", about: account)
    }

    /// For a person who lost both telephone and recovery codes, and convinced an administrator of who they are.
    /// Sessions end: the next sign-in sets up a new one.
    public static func reset(
        for account: Account.ID, by granter: Granter, sessions: SessionStore, in change: Change
    ) throws {
        _ = try AccountStore.administered(account, by: granter, in: change)
        try remove(from: account, in: change)
        try sessions.revokeAll(of: account, in: change)
    }

    private static func accept(
        _ code: String, _ secret: Secret, of account: Account.ID, under key: SecretKey, in change: Change
    ) throws {
        let totp = try opened(secret, of: account, under: key)
        guard let step = totp.accepts(code, at: change.now, after: secret.lastStep) else {
            throw IdentityError.wrongCode
        }
        // The condition again, in the write: of two uses at once, one finds nothing to change.
        let accepted = try change.session.execute(
            "UPDATE second_factor SET last_step = \(step) WHERE account_id = \(account) AND last_step < \(step)")
        guard accepted == 1 else { throw IdentityError.wrongCode }
    }

    private struct Secret {
        let sealed: [UInt8]
        let isEnabled: Bool
        let lastStep: Int
    }

    private static func secret(of account: Account.ID, in session: any Session) throws(DatabaseError) -> Secret? {
        try session.first(
            "SELECT sealed_secret, enabled_at, last_step FROM second_factor WHERE account_id = \(account)"
        ) { row throws(DatabaseError) in
            Secret(sealed: try row.bytes(0), isEnabled: row.optionalText(1) != nil, lastStep: try row.int(2))
        }
    }

    private static func opened(
        _ secret: Secret, of account: Account.ID, under key: SecretKey
    ) throws(IdentityError) -> TOTP {
        do {
            return TOTP(secret: try key.unseal(secret.sealed, for: .secondFactor, of: account.text))
        } catch {
            // Whatever the cause, the person can only be told one thing, and the operator must look at the key.
            throw .sealedWithAnotherKey
        }
    }
}
