// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about the kits that were made and the age they may have.
enum KitStore {
    /// Newest first. One statement.
    static func page(
        of keeper: Organisation.ID, limit: Int = 20, offset: Int = 0, in session: any Session
    ) throws(DatabaseError) -> (rows: [KitRecord], total: Int) {
        var total = 0
        let rows = try session.all(
            """
            SELECT id, made_at, made_on, author, digest, documents, files, size, has_database, valid_until,
                COUNT(*) OVER ()
            FROM crisis_kit WHERE organisation_id = \(keeper) ORDER BY made_at DESC, id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(10)
            return KitRecord(
                id: try row.identifier(0), madeAt: try row.instant(1), madeOn: try row.day(2), author: try row.text(3),
                digest: try row.text(4), documents: try row.int(5), files: try row.int(6), size: try row.int(7),
                hasDatabase: try row.bool(8), validUntil: try row.optionalDay(9))
        }
        return (rows, total)
    }

    /// The limit that was chosen and the day of the newest kit. One statement.
    static func state(
        of keeper: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> (limit: Int?, newest: Day?) {
        let found = try session.first(
            """
            SELECT (SELECT limit_days FROM crisis_kit_setting WHERE organisation_id = \(keeper)),
                (SELECT MAX(made_on) FROM crisis_kit WHERE organisation_id = \(keeper))
            """
        ) { row throws(DatabaseError) in (row.optionalInt(0), try row.optionalDay(1)) }
        return (found?.0, found?.1)
    }

    /// Organisations that chose a limit, with the day of their newest kit.
    static func limits(
        under scope: [Lineage], in session: any Session
    ) throws(DatabaseError) -> [(keeper: Keeper, lineage: Lineage, limit: Int, newest: Day?)] {
        try session.all(
            """
            SELECT k.id, k.name, k.lineage, s.limit_days,
                (SELECT MAX(m.made_on) FROM crisis_kit m WHERE m.organisation_id = k.id)
            FROM crisis_kit_setting s JOIN organisation k ON k.id = s.organisation_id
            WHERE k.is_closed = 0 AND \(Lineage.condition(on: "k.lineage", anyOf: scope)) ORDER BY k.lineage
            """
        ) { row throws(DatabaseError) in
            (try Keeper(row, from: 0), Lineage(stored: try row.text(2)), try row.int(3), try row.optionalDay(4))
        }
    }

    static func choose(limit: Int, of keeper: Organisation.ID, in change: Change) throws {
        guard KitAge.limits.contains(limit) else { throw CrisisKitError.outOfRange }
        try change.session.execute(
            """
            INSERT INTO crisis_kit_setting (organisation_id, limit_days) VALUES (\(keeper), \(limit))
            ON CONFLICT (organisation_id) DO UPDATE SET limit_days = excluded.limit_days
            """)
        try change.record("kit.limited", organisation: keeper.text, detail: String(limit))
    }

    /// How much of the room is filled: what a kit would lack. One statement.
    static func counts(under place: Lineage, in session: any Session) throws(DatabaseError) -> KitCounts {
        let here = place.sqlCondition(on: "k.lineage")
        func alive(_ table: SQL, _ more: SQL = "") -> SQL {
            """
            (SELECT COUNT(*) FROM \(table) e JOIN organisation k ON k.id = e.organisation_id
            WHERE e.removed_at IS NULL AND \(here)\(more))
            """
        }
        let found = try session.first(
            """
            SELECT \(alive("crisis_contact")), \(alive("crisis_contact", " AND e.sealed_reach IS NULL")),
                \(alive("crisis_seat")), \(alive("crisis_seat", " AND e.holder_id IS NULL")),
                \(alive("crisis_seat", " AND e.deputy_id IS NULL")), \(alive("crisis_notification")),
                \(alive("crisis_notification", " AND e.is_to_confirm = 1")), \(alive("crisis_cutoff")),
                \(alive("crisis_copy"))
            """
        ) { row throws(DatabaseError) in
            KitCounts(
                contacts: try row.int(0), unreachable: try row.int(1), seats: try row.int(2), vacant: try row.int(3),
                withoutDeputy: try row.int(4), notifications: try row.int(5), toConfirm: try row.int(6),
                cutoffs: try row.int(7), copies: try row.int(8))
        }
        return found ?? KitCounts()
    }

    static func record(_ kit: KitRecord, of keeper: Organisation.ID, in change: Change) throws {
        try change.session.execute(
            """
            INSERT INTO crisis_kit (id, organisation_id, made_at, made_on, author, author_id, digest, documents, files,
                size, has_database, valid_until)
            VALUES (\(kit.id), \(keeper), \(kit.madeAt), \(kit.madeOn), \(kit.author), \(change.actor.account),
                \(kit.digest), \(kit.documents), \(kit.files), \(kit.size), \(kit.hasDatabase), \(kit.validUntil))
            """)
        try change.record(
            "kit.made", organisation: keeper.text, subject: kit.id.text,
            detail: "\(kit.documents) documents, SHA-256 \(kit.digest)")
    }
}

/// What the lists hold, in figures.
struct KitCounts: Sendable, Hashable {
    var contacts = 0
    var unreachable = 0
    var seats = 0
    var vacant = 0
    var withoutDeputy = 0
    var notifications = 0
    var toConfirm = 0
    var cutoffs = 0
    var copies = 0

    var isEmpty: Bool { contacts == 0 && seats == 0 && notifications == 0 && cutoffs == 0 }
}
