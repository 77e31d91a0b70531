// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about feeds.
enum FeedStore {
    /// Each open address is one more way for an agenda to leave the house.
    static let limit = 10

    /// - Parameter organisation: nil for everything that the person sees. Rights are the caller's.
    static func create(
        for account: Account.ID, organisation: Organisation.ID?, isDiscreet: Bool, entropy: Entropy = .system,
        in change: Change
    ) throws -> FeedToken {
        let open = try change.session.count(
            "SELECT COUNT(*) FROM calendar_feed WHERE account_id = \(account) AND revoked_at IS NULL")
        guard open < limit else { throw AgendaError.tooManyFeeds(limit: limit) }
        let token = FeedToken.make(at: change.now, entropy)
        try change.session.execute(
            """
            INSERT INTO calendar_feed (id, account_id, organisation_id, secret_hash, is_discreet, created_at)
            VALUES (\(token.id), \(account), \(organisation), \(token.hash), \(isDiscreet), \(change.now))
            """)
        try change.record("agenda.feedCreated", of: account, at: organisation)
        return token
    }

    /// Ends one of the person's own; the address answers nothing from then on.
    static func revoke(_ id: CalendarFeed.ID, of account: Account.ID, in change: Change) throws {
        let ended = try change.session.execute(
            """
            UPDATE calendar_feed SET revoked_at = \(change.now)
            WHERE id = \(id) AND account_id = \(account) AND revoked_at IS NULL
            """)
        guard ended == 1 else { throw AgendaError.unknownFeed }
        try change.record("agenda.feedRevoked", of: account)
    }

    /// The person's open feeds, newest first.
    static func list(of account: Account.ID, in session: any Session) throws(DatabaseError) -> [CalendarFeed] {
        try session.all(
            """
            SELECT f.id, f.organisation_id, o.name, f.is_discreet, f.created_at, f.last_used_at
            FROM calendar_feed f LEFT JOIN organisation o ON o.id = f.organisation_id
            WHERE f.account_id = \(account) AND f.revoked_at IS NULL ORDER BY f.created_at DESC, f.id DESC
            """
        ) { row throws(DatabaseError) in
            CalendarFeed(
                id: try row.identifier(0), organisation: row.optionalIdentifier(1),
                organisationName: row.optionalText(2),
                isDiscreet: try row.bool(3), createdAt: try row.instant(4), lastUsedAt: try row.optionalInstant(5))
        }
    }

    /// What a token opens today; nil when it is unknown or revoked, when the account is closed, or when its roles no
    /// longer reach what the feed shows. The same three statements in every case.
    static func open(_ token: FeedToken, today: Day, in session: any Session) throws(DatabaseError) -> OpenFeed? {
        let row = try session.first(
            """
            SELECT f.account_id, f.secret_hash, f.is_discreet, f.last_used_at, f.organisation_id, o.name, o.lineage
            FROM calendar_feed f LEFT JOIN organisation o ON o.id = f.organisation_id
            WHERE f.id = \(token.id) AND f.revoked_at IS NULL
            """
        ) { row throws(DatabaseError) in try Found(row) }
        let owner = row?.account ?? Account.ID(stored: token.id.text)
        let account = try AccountStore.find(owner, in: session)
        let grants = try AccountStore.grants(of: owner, in: session)
        guard let row, token.matches(row.secretHash), let account, !account.isDisabled else { return nil }
        let access = Access(account: account.id, name: account.name, grants: grants, today: today)
        let lineages = row.lineage.map { [$0] } ?? access.horizon
        guard !lineages.isEmpty, lineages.allSatisfy({ access.may(AgendaPermissions.read, in: $0) }) else { return nil }
        return OpenFeed(
            id: token.id, access: access, language: account.language, lineages: lineages,
            organisationName: row.organisationName, isDiscreet: row.isDiscreet, lastUsedAt: row.lastUsedAt)
    }

    /// Notes that a program came. Not a change of the journal's: it says nothing but the time.
    static func touch(_ id: CalendarFeed.ID, at now: Instant, in session: any Session) throws(DatabaseError) {
        try session.execute("UPDATE calendar_feed SET last_used_at = \(now) WHERE id = \(id)")
    }

    private struct Found {
        let account: Account.ID
        let secretHash: String
        let isDiscreet: Bool
        let lastUsedAt: Instant?
        let organisationName: String?
        let lineage: Lineage?

        init(_ row: Row) throws(DatabaseError) {
            account = try row.identifier(0)
            secretHash = try row.text(1)
            isDiscreet = try row.bool(2)
            lastUsedAt = try row.optionalInstant(3)
            organisationName = row.optionalText(5)
            lineage = row.optionalText(6).map { Lineage(stored: $0) }
        }
    }
}
