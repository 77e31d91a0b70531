// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What the secret of a session opens.
public typealias SessionToken = SecretToken<SessionInfo>

/// One sign-in of one account, on one browser.
public struct SessionInfo: Sendable, Hashable {
    public typealias ID = Identifier<SessionInfo>

    public let id: ID
    public let account: Account.ID
    public let createdAt: Instant
    /// To within five minutes.
    public let lastSeenAt: Instant
    /// "Firefox, Windows".
    public let userAgent: String
    /// The /24 or /48 that the person came from; nil when not known.
    public let network: String?
    /// The account's; a browser may choose another.
    public let language: Language
    public let standing: Standing

    /// How far the person has come.
    public enum Standing: Sendable, Hashable {
        /// The password was right; only the page of the second factor may be shown.
        case secondFactorPending
        /// A role requires a second factor and the account has none; only the page that sets it up may be shown.
        case secondFactorMissing
        case full
    }
}

/// How long sessions last, and who must sign in with two factors.
public struct SessionRules: Sendable, Hashable {
    public var idleLimit = 12 * 3600
    public var absoluteLimit = 7 * 24 * 3600
    /// A person with the password has this long to give the second factor.
    public var pendingLimit = 10 * 60
    /// Sparing one write per request.
    public var touchInterval = 5 * 60
    /// Off for a demonstration with fictional data, never elsewhere.
    public var enforcesSecondFactor = true
    /// The legal time that decides when the last day of a role ends.
    public var zone = TimeZoneRule.paris

    public init() {}
}
