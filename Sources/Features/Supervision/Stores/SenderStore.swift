// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives

/// Who may send events: a forwarder, or all forwarders of an establishment that share a secret.
struct Sender: Sendable, Hashable {
    typealias ID = Identifier<Sender>

    let id: ID
    let organisation: Organisation.ID
    let name: String
    let author: String
    let createdAt: Instant
    let lastUsedAt: Instant?
    let revokedAt: Instant?
}

/// Every statement about senders. Their secrets are kept as hashes: a stolen database lets nobody send.
enum SenderStore {
    static let most = 200

    static func senders(of organisation: Organisation.ID, in session: any Session) throws(DatabaseError) -> [Sender] {
        try session.all(
            """
            SELECT id, organisation_id, name, author, created_at, last_used_at, revoked_at FROM supervision_sender
            WHERE organisation_id = \(organisation) ORDER BY (revoked_at IS NOT NULL), created_at DESC, id LIMIT \(most)
            """
        ) { row throws(DatabaseError) in
            Sender(
                id: try row.identifier(0), organisation: try row.identifier(1), name: try row.text(2),
                author: try row.text(3), createdAt: try row.instant(4), lastUsedAt: try row.optionalInstant(5),
                revokedAt: try row.optionalInstant(6))
        }
    }

    /// The establishment that a secret sends for.
    static func organisation(
        of token: SecretToken<Sender>, in session: any Session
    ) throws(DatabaseError) -> Organisation.ID? {
        let found = try session.first(
            """
            SELECT organisation_id, token_hash FROM supervision_sender WHERE id = \(token.id) AND revoked_at IS NULL
            """
        ) { row throws(DatabaseError) in
            (organisation: try row.identifier(0, Organisation.self), hash: try row.text(1))
        }
        // The same work whether the sender exists or not.
        guard token.matches(found?.hash ?? String(repeating: "0", count: 64)) else { return nil }
        return found?.organisation
    }

    /// At most every minute, and outside the journal: a detail, not an act.
    static func touch(_ id: Sender.ID, at now: Instant, in session: any Session) throws(DatabaseError) {
        try session.execute(
            """
            UPDATE supervision_sender SET last_used_at = \(now)
            WHERE id = \(id) AND (last_used_at IS NULL OR last_used_at < \(now.adding(seconds: -60)))
            """)
    }

    /// - Returns: the secret, which nobody can read again.
    static func add(_ name: String, at organisation: Organisation.ID, in change: Change) throws -> SecretToken<Sender> {
        guard !name.isEmpty else { throw SupervisionError.reasonMissing }
        guard name.unicodeScalars.count <= 100 else { throw SupervisionError.textTooLong }
        let token = SecretToken<Sender>.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO supervision_sender (id, organisation_id, name, token_hash, author, created_at, last_used_at,
                revoked_at)
            VALUES (\(token.id), \(organisation), \(name), \(token.hash), \(change.actor.name), \(change.now), NULL, NULL)
            """)
        try change.record(
            "supervision.sender.added", organisation: organisation.text, subject: token.id.text, detail: name)
        return token
    }

    static func revoke(_ id: Sender.ID, at organisation: Organisation.ID, in change: Change) throws {
        let name = try change.session.first(
            """
            SELECT name FROM supervision_sender WHERE id = \(id) AND organisation_id = \(organisation)
                AND revoked_at IS NULL
            """
        ) { row throws(DatabaseError) in try row.text(0) }
        guard let name else { throw SupervisionError.alreadySo }
        try change.session.execute("UPDATE supervision_sender SET revoked_at = \(change.now) WHERE id = \(id)")
        try change.record(
            "supervision.sender.revoked", organisation: organisation.text, subject: id.text, detail: name)
    }

    /// The parts of the tree that send, or may: whoever changes the rules answers for all of them.
    static func lineages(in session: any Session) throws(DatabaseError) -> [Lineage] {
        try session.all(
            """
            SELECT DISTINCT o.lineage FROM supervision_sender s JOIN organisation o ON o.id = s.organisation_id
            WHERE s.revoked_at IS NULL
            """
        ) { row throws(DatabaseError) in Lineage(stored: try row.text(0)) }
    }
}
