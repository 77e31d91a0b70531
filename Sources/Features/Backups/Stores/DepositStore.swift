// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives

/// A way by which programs bring their reports to one establishment.
struct BackupDeposit: Sendable, Hashable {
    typealias ID = Identifier<BackupDeposit>
    typealias Token = SecretToken<BackupDeposit>

    let id: ID
    let name: String
    let author: String
    let createdAt: Instant
    let lastUsedAt: Instant?
}

/// Every statement about deposits. The row knows the secret only as a hash.
enum DepositStore {
    static let limit = 30

    static func list(of place: Organisation.ID, in session: any Session) throws(DatabaseError) -> [BackupDeposit] {
        try session.all(
            """
            SELECT id, name, author, created_at, last_used_at FROM backup_deposit
            WHERE organisation_id = \(place) AND revoked_at IS NULL ORDER BY created_at DESC, id DESC
            """
        ) { row throws(DatabaseError) in
            BackupDeposit(
                id: try row.identifier(0), name: try row.text(1), author: try row.text(2),
                createdAt: try row.instant(3), lastUsedAt: try row.optionalInstant(4))
        }
    }

    static func open(_ name: String, at place: Organisation.ID, in change: Change) throws -> BackupDeposit.Token {
        guard !name.isEmpty else { throw BackupsError.textMissing }
        guard name.unicodeScalars.count <= 150 else { throw BackupsError.textTooLong }
        let open = try change.session.count(
            "SELECT COUNT(*) FROM backup_deposit WHERE organisation_id = \(place) AND revoked_at IS NULL")
        guard open < limit else { throw BackupsError.tooMany }
        let token = BackupDeposit.Token.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO backup_deposit (id, organisation_id, name, secret_hash, author, created_at)
            VALUES (\(token.id), \(place), \(name), \(token.hash), \(change.actor.name), \(change.now))
            """)
        try change.record("backup.depositOpened", organisation: place.text, subject: token.id.text, detail: name)
        return token
    }

    static func revoke(_ id: BackupDeposit.ID, of place: Organisation.ID, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE backup_deposit SET revoked_at = \(change.now)
            WHERE id = \(id) AND organisation_id = \(place) AND revoked_at IS NULL
            """)
        guard changed == 1 else { throw BackupsError.alreadySo }
        try change.record("backup.depositRevoked", organisation: place.text, subject: id.text)
    }

    /// Whose reports a token brings, and under which name; nil when it is unknown or revoked, or the place is closed.
    static func claim(
        _ token: BackupDeposit.Token, in session: any Session
    ) throws(DatabaseError) -> (place: Organisation, name: String)? {
        let row = try session.first(
            """
            SELECT organisation_id, secret_hash, name FROM backup_deposit WHERE id = \(token.id) AND revoked_at IS NULL
            """
        ) { row throws(DatabaseError) in
            (place: try row.identifier(0, Organisation.self), hash: try row.text(1), name: try row.text(2))
        }
        guard let row, token.matches(row.hash), let place = try OrganisationStore.organisation(row.place, in: session),
            !place.isClosed
        else { return nil }
        return (place, row.name)
    }

    static func touch(_ id: BackupDeposit.ID, at now: Instant, in session: any Session) throws(DatabaseError) {
        try session.execute("UPDATE backup_deposit SET last_used_at = \(now) WHERE id = \(id)")
    }
}
