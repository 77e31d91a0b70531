// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

/// Signing in: the password, then the second factor where there is one.
public struct SignIn: Sendable {
    public enum Outcome: Sendable, Hashable {
        case signedIn(SessionToken)
        /// The session only reaches the page that asks for the code.
        case secondFactorNeeded(SessionToken)
        /// Unknown address, wrong password, disabled account: one answer, after the same work.
        case refused
        case tooMany(retryAfterSeconds: Int)

        /// What to tell the person; nil when the door opens.
        public var message: Phrase? {
            switch self {
            case .signedIn, .secondFactorNeeded: nil
            case .refused:
                Phrase(
                    "L’adresse ou le mot de passe n’est pas reconnu.", "The address or the password was not recognised."
                )
            case .tooMany(let seconds): IdentityError.tooManyAttempts(retryAfterSeconds: seconds).message
            }
        }
    }

    let entrance: Entrance

    public init(_ entrance: Entrance) { self.entrance = entrance }

    public func attempt(
        email: String, password: String, address: ClientAddress?, userAgent: String?
    ) async throws -> Outcome {
        let now = entrance.clock.now
        let typed = EmailAddress.key(of: email)
        let keys: [RateLimiter.Key] = [.account(typed), .address(address?.origin ?? "")]
        if let seconds = await entrance.limiter.take(keys) { return .tooMany(retryAfterSeconds: seconds) }

        let password = Password(password)
        let candidate = try await entrance.database.read { try SignInStore.candidate(typed, in: $0) }
        let isRight: Bool
        do {
            isRight = try await entrance.hasher.matches(password, stored: candidate?.passwordHash)
        } catch IdentityError.busy {
            await entrance.limiter.giveBack(keys)
            return .tooMany(retryAfterSeconds: 5)
        }
        guard isRight, let candidate, let stored = candidate.passwordHash, !candidate.isDisabled else {
            try await entrance.database.change(by: .system, at: now) { change in
                try SignInStore.noteFailure(of: candidate?.account, in: change)
            }
            return .refused
        }

        let fresh = entrance.hasher.isOutdated(stored) ? try await entrance.hasher.hash(password) : nil
        let author = Actor(account: candidate.account.text, name: candidate.name)
        let sessions = entrance.sessions
        let token: SessionToken? = try await entrance.database.change(by: author, at: now) { change in
            // Between the check and now, somebody may have disabled the account or changed its password.
            guard try SignInStore.isStillCurrent(candidate, in: change.session) else {
                try SignInStore.noteFailure(of: candidate.account, in: change)
                return nil
            }
            if let fresh { try SignInStore.store(fresh, for: candidate.account, in: change.session) }
            try SignInStore.noteSuccess(of: candidate, in: change)
            return try sessions.open(
                for: candidate.account, secondFactorPassed: false, userAgent: userAgent, network: address?.network,
                at: now, in: change.session)
        }
        guard let token else { return .refused }
        await entrance.limiter.giveBack(keys)
        return candidate.hasSecondFactor ? .secondFactorNeeded(token) : .signedIn(token)
    }
}
