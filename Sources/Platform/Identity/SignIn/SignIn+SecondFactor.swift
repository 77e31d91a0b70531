// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

extension SignIn {
    /// Second half of a sign-in: six digits of the application, or a recovery code.
    ///
    /// - Returns: a session with another secret; the one of the first half no longer opens anything.
    public func confirmSecondFactor(_ token: SessionToken, code: String) async throws -> Outcome {
        let now = entrance.clock.now
        let sessions = entrance.sessions
        let found = try await entrance.database.read { try sessions.session(token, at: now, in: $0) }
        guard let found, found.info.standing == .secondFactorPending else { throw IdentityError.sessionEnded }

        let account = found.info.account
        let key = RateLimiter.Key.secondFactor(account)
        if let seconds = await entrance.limiter.take([key]) { return .tooMany(retryAfterSeconds: seconds) }

        let author = Actor(account: account.text, name: found.access.name)
        let secretKey = entrance.secretKey
        do {
            let token = try await entrance.database.change(by: author, at: now) { change in
                try SecondFactorStore.check(code, of: account, under: secretKey, in: change)
                try change.record("signIn.succeeded", about: account)
                return try sessions.renew(found.info, secondFactorPassed: true, at: now, in: change.session)
            }
            await entrance.limiter.giveBack([key])
            return .signedIn(token)
        } catch IdentityError.wrongCode {
            try await entrance.database.change(by: author, at: now) { change in
                try change.record("secondFactor.refused", about: account)
            }
            return .refused
        }
    }

    /// Signs out. Nothing happens when the session has ended already.
    public func leave(_ info: SessionInfo, name: String) async throws {
        let sessions = entrance.sessions
        let author = Actor(account: info.account.text, name: name)
        try await entrance.database.change(by: author, at: entrance.clock.now) { change in
            try sessions.close(info, in: change)
        }
    }
}
