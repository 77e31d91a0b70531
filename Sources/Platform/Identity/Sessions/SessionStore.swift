// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about sessions.
public struct SessionStore: Sendable {
    public let rules: SessionRules
    private let entropy: Entropy

    public init(rules: SessionRules = SessionRules(), entropy: Entropy = .system) {
        self.rules = rules
        self.entropy = entropy
    }

    /// The session that a token opens and what its account may do: one statement, since every request asks.
    ///
    /// A session that is not `full` comes with an access without any grant, so that a page which forgets to look at the
    /// standing shows nothing. Nil when the token is unknown, the session ended, or the account is disabled.
    public func session(
        _ token: SessionToken, at now: Instant, in session: any Session
    ) throws(DatabaseError) -> (info: SessionInfo, access: Access)? {
        var found: Found?
        var grants: [Grant] = []
        try session.each(
            """
            SELECT s.account_id, s.secret_hash, s.created_at, s.last_seen_at, s.user_agent, s.network,
                s.second_factor_passed, CASE WHEN f.enabled_at IS NULL THEN 0 ELSE 1 END, a.name,
                g.role, o.id, o.name, o.lineage, g.until, a.language
            FROM account_session s
                JOIN account a ON a.id = s.account_id
                LEFT JOIN second_factor f ON f.account_id = s.account_id
                LEFT JOIN role_grant g ON g.account_id = s.account_id
                LEFT JOIN organisation o ON o.id = g.organisation_id
            WHERE s.id = \(token.id) AND a.disabled_at IS NULL AND \(isAlive(at: now))
            """
        ) { row throws(DatabaseError) in
            if found == nil { found = try Found(row) }
            if row.optionalText(9) != nil { grants.append(try AccountStore.grant(row, from: 9)) }
        }
        guard let found, token.matches(found.secretHash) else { return nil }

        let today = rules.zone.day(at: now)
        let access = Access(account: found.account, name: found.name, grants: grants, today: today)
        let standing = standing(found, access)
        if standing == .secondFactorPending, now >= found.createdAt.adding(seconds: rules.pendingLimit) { return nil }
        let info = SessionInfo(
            id: token.id, account: found.account, createdAt: found.createdAt, lastSeenAt: found.lastSeenAt,
            userAgent: found.userAgent, network: found.network, language: found.language, standing: standing)
        let none = Access(account: found.account, name: found.name, grants: [], today: today)
        return (info, standing == .full ? access : none)
    }

    /// Whether `touch` has something to write.
    public func isDueForTouch(_ info: SessionInfo, at now: Instant) -> Bool {
        now >= info.lastSeenAt.adding(seconds: rules.touchInterval)
    }

    /// Notes that the person is still there. Not a change of the journal's: it says nothing but the time.
    public func touch(_ info: SessionInfo, at now: Instant, in session: any Session) throws(DatabaseError) {
        try session.execute("UPDATE account_session SET last_seen_at = \(now) WHERE id = \(info.id)")
        try session.execute("UPDATE account SET last_seen_at = \(now) WHERE id = \(info.account)")
    }

    /// The living sessions of an account, latest first: the page where a person looks for a stranger.
    public func list(of account: Account.ID, at now: Instant, in session: any Session) throws(DatabaseError)
        -> [SessionInfo]
    {
        try session.all(
            """
            SELECT s.id, s.created_at, s.last_seen_at, s.user_agent, s.network,
                CASE WHEN f.enabled_at IS NOT NULL AND s.second_factor_passed = 0 THEN 1 ELSE 0 END, a.language
            FROM account_session s JOIN account a ON a.id = s.account_id
                LEFT JOIN second_factor f ON f.account_id = s.account_id
            WHERE s.account_id = \(account) AND \(isAlive(at: now)) ORDER BY s.last_seen_at DESC, s.id DESC
            """
        ) { row throws(DatabaseError) in
            SessionInfo(
                id: try row.identifier(0), account: account, createdAt: try row.instant(1),
                lastSeenAt: try row.instant(2), userAgent: try row.text(3), network: row.optionalText(4),
                language: try row.value(6), standing: try row.bool(5) ? .secondFactorPending : .full)
        }
    }

    /// Opens a session. The journal is the caller's: it knows how the person signed in.
    func open(
        for account: Account.ID, secondFactorPassed: Bool, userAgent: String?, network: String?, at now: Instant,
        in session: any Session
    ) throws(DatabaseError) -> SessionToken {
        let token = SessionToken.make(at: now, entropy)
        try session.execute(
            """
            INSERT INTO account_session
                (id, account_id, secret_hash, created_at, last_seen_at, second_factor_passed, user_agent, network)
            VALUES (\(token.id), \(account), \(token.hash), \(now), \(now), \(secondFactorPassed),
                \(UserAgent.shortened(userAgent)), \(network))
            """)
        try session.execute("UPDATE account SET last_seen_at = \(now) WHERE id = \(account)")
        return token
    }

    /// Another secret for the same session when its rights grew or the password changed: whoever knew the former one
    /// holds nothing.
    func renew(
        _ info: SessionInfo, secondFactorPassed: Bool, at now: Instant, in session: any Session
    ) throws -> SessionToken {
        let token = SessionToken.make(at: now, entropy)
        let changed = try session.execute(
            """
            UPDATE account_session
            SET id = \(token.id), secret_hash = \(token.hash), last_seen_at = \(now),
                second_factor_passed = \(secondFactorPassed)
            WHERE id = \(info.id)
            """)
        guard changed == 1 else { throw IdentityError.sessionEnded }
        return token
    }

    private func isAlive(at now: Instant) -> SQL {
        """
        s.last_seen_at > \(now.adding(seconds: -rules.idleLimit)) AND
        s.created_at > \(now.adding(seconds: -rules.absoluteLimit))
        """
    }

    private func standing(_ found: Found, _ access: Access) -> SessionInfo.Standing {
        if found.hasSecondFactor { return found.secondFactorPassed ? .full : .secondFactorPending }
        return rules.enforcesSecondFactor && access.requiresSecondFactor ? .secondFactorMissing : .full
    }

    /// The first columns of a row, the same on every row of one session.
    private struct Found {
        let account: Account.ID
        let secretHash: String
        let createdAt: Instant
        let lastSeenAt: Instant
        let userAgent: String
        let network: String?
        let secondFactorPassed: Bool
        let hasSecondFactor: Bool
        let name: String
        let language: Language

        init(_ row: Row) throws(DatabaseError) {
            account = try row.identifier(0)
            secretHash = try row.text(1)
            createdAt = try row.instant(2)
            lastSeenAt = try row.instant(3)
            userAgent = try row.text(4)
            network = row.optionalText(5)
            secondFactorPassed = try row.bool(6)
            hasSecondFactor = try row.bool(7)
            name = try row.text(8)
            language = try row.value(14)
        }
    }
}
