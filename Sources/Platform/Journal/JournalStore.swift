// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives

/// Every statement about the journal.
public enum JournalStore {
    static func append(
        _ action: String, by actor: Actor, at now: Instant, organisation: String?, subject: String?, detail: String,
        in session: any Session
    ) throws(DatabaseError) {
        let last = try session.first("SELECT sequence, hash FROM journal_entry ORDER BY sequence DESC LIMIT 1") {
            row throws(DatabaseError) in (sequence: try row.int(0), hash: try row.text(1))
        }
        let sequence = (last?.sequence ?? 0) + 1
        let previousHash = last?.hash ?? Entry.origin
        let hash = Entry.hash(
            sequence: sequence, at: now, account: actor.account, actor: actor.name, organisation: organisation,
            action: action, subject: subject, detail: detail, previousHash: previousHash)
        try session.execute(
            """
            INSERT INTO journal_entry
                (sequence, at, account_id, actor, organisation_id, action, subject, detail, previous_hash, hash)
            VALUES (\(sequence), \(now), \(actor.account), \(actor.name), \(organisation), \(action), \(subject),
                \(detail), \(previousHash), \(hash))
            """)
    }

    /// Newest first.
    ///
    /// - Parameter organisations: an SQL condition on `organisation_id` that limits what the reader may see.
    public static func page(
        where condition: SQL, limit: Int, offset: Int, in session: any Session
    ) throws(DatabaseError) -> (entries: [Entry], total: Int) {
        let total = try session.count("SELECT COUNT(*) FROM journal_entry WHERE \(condition)")
        let entries = try session.all(
            """
            SELECT sequence, at, account_id, actor, organisation_id, action, subject, detail, previous_hash, hash
            FROM journal_entry WHERE \(condition) ORDER BY sequence DESC LIMIT \(limit) OFFSET \(offset)
            """, entry)
        return (entries, total)
    }

    /// Walks the whole chain in batches of 1,000 and returns the first broken link.
    public static func verify(_ database: any Database) async throws -> Verification {
        var expected = Entry.origin
        var position = 0
        while true {
            let start = position
            let batch = try await database.read { session in
                try session.all(
                    """
                    SELECT sequence, at, account_id, actor, organisation_id, action, subject, detail, previous_hash, hash
                    FROM journal_entry WHERE sequence > \(start) ORDER BY sequence LIMIT 1000
                    """, entry)
            }
            if batch.isEmpty { return .intact(entries: position, head: expected) }
            for entry in batch {
                guard entry.sequence == position + 1 else { return .broken(sequence: position + 1, .missing) }
                guard entry.previousHash == expected else { return .broken(sequence: entry.sequence, .unlinked) }
                guard entry.recomputedHash == entry.hash else { return .broken(sequence: entry.sequence, .altered) }
                position = entry.sequence
                expected = entry.hash
            }
        }
    }

    @Sendable
    private static func entry(_ row: Row) throws(DatabaseError) -> Entry {
        Entry(
            sequence: try row.int(0), at: try row.instant(1), account: row.optionalText(2), actor: try row.text(3),
            organisation: row.optionalText(4), action: try row.text(5), subject: row.optionalText(6),
            detail: try row.text(7), previousHash: try row.text(8), hash: try row.text(9))
    }
}
