// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

extension OwnAccount {
    /// Makes the secret that the page shows as a QR code.
    public func startSecondFactor(_ info: SessionInfo) async throws -> TOTP {
        let account = try await enrolling(info)
        let (key, entropy) = (entrance.secretKey, entrance.entropy)
        return try await entrance.database.change(by: author(account), at: entrance.clock.now) { change in
            try SecondFactorStore.start(for: account.id, under: key, entropy: entropy, in: change)
        }
    }

    /// Turns the second factor on with a first code. Sessions opened with the password alone end.
    ///
    /// - Returns: the recovery codes, to be shown this once, and the token that the present session has from now on.
    public func enableSecondFactor(
        _ info: SessionInfo, code: String
    ) async throws -> (recoveryCodes: [RecoveryCode], token: SessionToken) {
        let account = try await enrolling(info)
        let (key, entropy, sessions) = (entrance.secretKey, entrance.entropy, entrance.sessions)
        return try await entrance.database.change(by: author(account), at: entrance.clock.now) { change in
            let codes = try SecondFactorStore.enable(
                for: account.id, code: code, under: key, entropy: entropy, in: change)
            try sessions.revokeAll(of: account.id, keeping: info.id, in: change)
            let token = try sessions.renew(info, secondFactorPassed: true, at: change.now, in: change.session)
            return (codes, token)
        }
    }

    /// Turns the second factor off, unless a role requires it.
    public func disableSecondFactor(_ info: SessionInfo, code: String) async throws {
        let rules = entrance.sessions.rules
        try await withCode(code, info) { change, account in
            let access = try AccountStore.access(of: account, today: rules.zone.day(at: change.now), in: change.session)
            if rules.enforcesSecondFactor, access?.requiresSecondFactor != false {
                throw IdentityError.secondFactorMandatory
            }
            try SecondFactorStore.remove(from: account, in: change)
        }
    }

    /// Ten new recovery codes in place of the former.
    public func renewRecoveryCodes(_ info: SessionInfo, code: String) async throws -> [RecoveryCode] {
        let entropy = entrance.entropy
        return try await withCode(code, info) { change, account in
            try SecondFactorStore.replaceRecoveryCodes(of: account, entropy: entropy, in: change)
        }
    }

    /// Asks for a code again before `body`: an open session left on a desk is not enough.
    private func withCode<Value: Sendable>(
        _ code: String, _ info: SessionInfo, _ body: @escaping @Sendable (Change, Account.ID) throws -> Value
    ) async throws -> Value {
        let account = try await whole(info)
        let (key, limit) = (entrance.secretKey, RateLimiter.Key.secondFactor(account.id))
        if let seconds = await entrance.limiter.take([limit]) {
            throw IdentityError.tooManyAttempts(retryAfterSeconds: seconds)
        }
        do {
            let value = try await entrance.database.change(by: author(account), at: entrance.clock.now) { change in
                try SecondFactorStore.check(code, of: account.id, under: key, in: change)
                return try body(change, account.id)
            }
            await entrance.limiter.giveBack([limit])
            return value
        } catch IdentityError.wrongCode {
            try await entrance.database.change(by: author(account), at: entrance.clock.now) { change in
                try change.record("secondFactor.refused", about: account.id)
            }
            throw IdentityError.wrongCode
        }
    }

    /// A session that may set a second factor up: it may lack one, but it may not have skipped one.
    private func enrolling(_ info: SessionInfo) async throws -> Account {
        guard info.standing != .secondFactorPending else { throw IdentityError.sessionEnded }
        return try await holder(of: info)
    }
}
