// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about communication checks.
enum CheckStore {
    /// A check with more is several.
    static let callLimit = 500

    private static let query: SQL =
        """
        SELECT c.id, k.id, k.name, c.circles, c.author, c.started_at, c.started_on, c.ended_at, c.removed_at,
            (SELECT COUNT(*) FROM communication_call a WHERE a.check_id = c.id AND a.outcome IN ('reached', 'deputy')),
            (SELECT COUNT(*) FROM communication_call a WHERE a.check_id = c.id),
            (SELECT COUNT(*) FROM communication_call a WHERE a.check_id = c.id AND a.outcome = 'pending'),
            COUNT(*) OVER ()
        FROM communication_check c JOIN organisation k ON k.id = c.organisation_id
        """

    static func check(
        _ id: CommunicationCheck.ID, in session: any Session
    ) throws(DatabaseError) -> CommunicationCheck? {
        try session.first("\(query) WHERE c.id = \(id)") { row throws(DatabaseError) in try check(row) }
    }

    /// Newest first; those removed last. One statement.
    static func page(
        of keeper: Organisation.ID, limit: Int = 20, offset: Int = 0, in session: any Session
    ) throws(DatabaseError) -> (rows: [CommunicationCheck], total: Int) {
        var total = 0
        let rows = try session.all(
            """
            \(query) WHERE c.organisation_id = \(keeper)
            ORDER BY (c.removed_at IS NOT NULL), c.started_at DESC, c.id LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(12)
            return try check(row)
        }
        return (rows, total)
    }

    /// The newest check that was ended.
    static func last(of keeper: Organisation.ID, in session: any Session) throws(DatabaseError) -> CommunicationCheck? {
        try session.first(
            """
            \(query) WHERE c.organisation_id = \(keeper) AND c.ended_at IS NOT NULL AND c.removed_at IS NULL
            ORDER BY c.started_at DESC, c.id LIMIT 1
            """
        ) { row throws(DatabaseError) in try check(row) }
    }

    static func calls(
        of check: CommunicationCheck.ID, in session: any Session
    ) throws(DatabaseError) -> [CheckCall] {
        try session.all(
            """
            SELECT contact_id, role, circle, outcome, channel, answered_at FROM communication_call
            WHERE check_id = \(check) ORDER BY circle, role, contact_id
            """
        ) { row throws(DatabaseError) in
            CheckCall(
                contact: try row.identifier(0), role: try row.text(1), circle: try row.value(2),
                outcome: try row.value(3),
                channel: row.optionalText(4).flatMap(CheckCall.Channel.init(rawValue:)),
                answeredAt: try row.optionalInstant(5))
        }
    }

    /// Organisations that have contacts, with the day of their last check.
    static func lastDays(
        under scope: [Lineage], in session: any Session
    ) throws(DatabaseError) -> [(keeper: Keeper, lineage: Lineage, last: Day?)] {
        try session.all(
            """
            SELECT k.id, k.name, k.lineage,
                (SELECT MAX(c.started_on) FROM communication_check c WHERE c.organisation_id = k.id
                    AND c.ended_at IS NOT NULL AND c.removed_at IS NULL)
            FROM organisation k
            WHERE k.is_closed = 0 AND \(Lineage.condition(on: "k.lineage", anyOf: scope))
                AND EXISTS (SELECT 1 FROM crisis_contact p WHERE p.organisation_id = k.id AND p.removed_at IS NULL)
            ORDER BY k.lineage
            """
        ) { row throws(DatabaseError) in
            (try Keeper(row, from: 0), Lineage(stored: try row.text(2)), try row.optionalDay(3))
        }
    }

    /// Begins a check: everybody of these circles is to be called.
    ///
    /// - Throws: `CrisisKitError.nobodyToCall`, `.tooMany`; `DatabaseError`.
    static func start(
        _ circles: [Contact.Circle], at keeper: Organisation.ID, on day: Day, author: String, startedAt: Instant? = nil,
        isQuiet: Bool = false, in change: Change
    ) throws -> CommunicationCheck.ID {
        let people = try change.session.all(
            """
            SELECT id, role, circle FROM crisis_contact WHERE organisation_id = \(keeper) AND removed_at IS NULL
                AND circle IN (\(list: circles.map(\.rawValue))) ORDER BY folded_role, id
            """
        ) { row throws(DatabaseError) in (id: try row.text(0), role: try row.text(1), circle: try row.text(2)) }
        guard !people.isEmpty else { throw CrisisKitError.nobodyToCall }
        guard people.count <= callLimit else { throw CrisisKitError.tooMany(limit: callLimit) }
        let id = CommunicationCheck.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO communication_check (id, organisation_id, circles, author, started_at, started_on)
            VALUES (\(id), \(keeper), \(circles.map(\.rawValue).joined(separator: ",")), \(author),
                \(startedAt ?? change.now), \(day))
            """)
        for one in people {
            try change.session.execute(
                """
                INSERT INTO communication_call (check_id, contact_id, role, circle, outcome)
                VALUES (\(id), \(one.id), \(one.role), \(one.circle), 'pending')
                """)
        }
        if !isQuiet {
            try change.record(
                "kit.check.started", organisation: keeper.text, subject: id.text, detail: String(people.count))
        }
        return id
    }

    /// Notes what came of calls. A number that answered was tried on that day: its contact says so, and never an earlier day
    /// than it said before.
    static func note(
        _ calls: [CheckCall], of check: CommunicationCheck, isQuiet: Bool = false, in change: Change
    ) throws {
        guard check.isOpen, !check.isRemoved else { throw CrisisKitError.checkEnded }
        for call in calls {
            let isKept = try change.session.execute(
                """
                UPDATE communication_call SET outcome = \(call.outcome.rawValue), channel = \(call.channel?.rawValue),
                    answered_at = \(call.answeredAt)
                WHERE check_id = \(check.id) AND contact_id = \(call.contact)
                """)
            guard isKept == 1 else { throw CrisisKitError.unknownContact }
            guard call.outcome == .reached else { continue }
            try change.session.execute(
                """
                UPDATE crisis_contact SET checked_on = \(check.startedOn)
                WHERE id = \(call.contact) AND (checked_on IS NULL OR checked_on < \(check.startedOn))
                """)
        }
        if !isQuiet {
            try change.record(
                "kit.check.noted", organisation: check.keeper.id.text, subject: check.id.text,
                detail: String(calls.count))
        }
    }

    static func end(_ check: CommunicationCheck, isQuiet: Bool = false, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE communication_check SET ended_at = \(change.now) WHERE id = \(check.id) AND ended_at IS NULL")
        guard changed == 1 else { throw CrisisKitError.alreadySo }
        try change.session.execute(
            "UPDATE communication_call SET outcome = 'unreached' WHERE check_id = \(check.id) AND outcome = 'pending'")
        if !isQuiet { try record("kit.check.ended", check, "\(check.reached)/\(check.total)", in: change) }
    }

    static func reopen(_ check: CommunicationCheck, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE communication_check SET ended_at = NULL WHERE id = \(check.id) AND ended_at IS NOT NULL")
        guard changed == 1 else { throw CrisisKitError.alreadySo }
        try record("kit.check.reopened", check, "", in: change)
    }

    static func remove(_ check: CommunicationCheck, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE communication_check SET removed_at = \(change.now) WHERE id = \(check.id) AND removed_at IS NULL")
        guard changed == 1 else { throw CrisisKitError.alreadySo }
        try record("kit.check.removed", check, "", in: change)
    }

    static func restore(_ check: CommunicationCheck, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE communication_check SET removed_at = NULL WHERE id = \(check.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw CrisisKitError.alreadySo }
        try record("kit.check.restored", check, "", in: change)
    }

    private static func record(
        _ action: String, _ check: CommunicationCheck, _ detail: String, in change: Change
    ) throws(DatabaseError) {
        try change.record(action, organisation: check.keeper.id.text, subject: check.id.text, detail: detail)
    }

    private static func check(_ row: Row) throws(DatabaseError) -> CommunicationCheck {
        CommunicationCheck(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1),
            circles: try row.text(3).split(separator: ",").compactMap { Contact.Circle(rawValue: String($0)) },
            author: try row.text(4), startedAt: try row.instant(5), startedOn: try row.day(6),
            endedAt: try row.optionalInstant(7), isRemoved: row.optionalText(8) != nil, reached: try row.int(9),
            total: try row.int(10), pending: try row.int(11))
    }
}
