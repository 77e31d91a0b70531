// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Organisations
import Persistence
import Primitives

/// Every statement that reads appointments.
enum AppointmentStore {
    private static let columns: SQL =
        """
        a.id, k.id, k.name, k.lineage, a.job, a.title, a.person, a.account_id, a.starts_on, a.ends_on, a.share, m.id,
        m.title, a.removed_at, COUNT(*) OVER ()
        """
    private static let tables: SQL =
        """
        appointment a JOIN organisation k ON k.id = a.organisation_id LEFT JOIN proof m ON m.id = a.mission_proof_id
        """

    static func appointment(_ id: Appointment.ID, in session: any Session) throws(DatabaseError) -> Appointment? {
        try list("a.id = \(id)", in: session).rows.first
    }

    /// Kept at an organisation, or serving it from above: over and removed ones too. Two statements.
    static func around(_ place: Lineage, in session: any Session) throws(DatabaseError) -> [Appointment] {
        let above = place.identifiers
        guard let own = above.last else { return [] }
        return try list(
            """
            (a.organisation_id = \(own) OR (a.removed_at IS NULL AND EXISTS (
                SELECT 1 FROM appointment_served s
                WHERE s.appointment_id = a.id AND s.organisation_id IN (\(list: above)))))
            """, limit: 500, in: session
        ).rows
    }

    /// Those kept below an organisation that are in force or to come, by establishment. Two statements.
    static func below(
        _ place: Lineage, on day: Day, limit: Int, offset: Int, in session: any Session
    ) throws(DatabaseError) -> (rows: [Appointment], total: Int) {
        guard let own = place.identifiers.last else { return ([], 0) }
        return try list(
            """
            \(place.sqlCondition(on: "k.lineage")) AND a.organisation_id <> \(own) AND a.removed_at IS NULL
                AND (a.ends_on IS NULL OR a.ends_on >= \(day))
            """, order: "k.folded_name, a.organisation_id, a.job, a.starts_on", limit: limit, offset: offset,
            in: session)
    }

    /// Those of these parts of the tree that end on a day of an interval.
    static func ending(
        under scope: [Lineage], from first: Day, to last: Day, in session: any Session
    ) throws(DatabaseError) -> [Appointment] {
        try list(
            """
            \(Lineage.condition(on: "k.lineage", anyOf: scope)) AND a.removed_at IS NULL
                AND a.ends_on BETWEEN \(first) AND \(last)
            """, order: "a.ends_on", limit: 500, in: session
        ).rows
    }

    /// The open legal entities of a part of the tree, and whether somebody in force holds a function for each.
    static func coverage(
        of job: Job, under place: Lineage, on day: Day, in session: any Session
    ) throws(DatabaseError) -> [(member: Keeper, isHeld: Bool)] {
        try session.all(
            """
            SELECT o.id, o.name, o.lineage, CASE WHEN EXISTS (
                SELECT 1 FROM appointment a JOIN appointment_served s ON s.appointment_id = a.id
                JOIN organisation so ON so.id = s.organisation_id
                WHERE a.job = \(job.rawValue) AND \(inForce(on: day))
                    AND substr(o.lineage, 1, length(so.lineage)) = so.lineage
            ) THEN 1 ELSE 0 END
            FROM organisation o
            WHERE \(place.sqlCondition(on: "o.lineage")) AND o.kind = \(Organisation.Kind.legalEntity.rawValue)
                AND o.is_closed = 0
            ORDER BY o.folded_name, o.id
            """
        ) { row throws(DatabaseError) in (try Keeper(row, from: 0), try row.bool(3)) }
    }

    static func inForce(on day: Day) -> SQL {
        "a.removed_at IS NULL AND a.starts_on <= \(day) AND (a.ends_on IS NULL OR a.ends_on >= \(day))"
    }

    /// Two statements, whatever the number of rows.
    static func list(
        _ condition: SQL, order: SQL = "a.job, a.starts_on DESC", limit: Int = 50, offset: Int = 0,
        in session: any Session
    ) throws(DatabaseError) -> (rows: [Appointment], total: Int) {
        var total = 0
        let rows = try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(condition) ORDER BY \(order), a.id LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(14)
            return try appointment(row)
        }
        let served = try served(by: rows.map(\.id), in: session)
        return (rows.map { $0.with(served: served[$0.id] ?? []) }, total)
    }

    private static func served(
        by appointments: [Appointment.ID], in session: any Session
    ) throws(DatabaseError) -> [Appointment.ID: [Keeper]] {
        guard !appointments.isEmpty else { return [:] }
        var found: [Appointment.ID: [Keeper]] = [:]
        try session.each(
            """
            SELECT s.appointment_id, o.id, o.name, o.lineage
            FROM appointment_served s JOIN organisation o ON o.id = s.organisation_id
            WHERE s.appointment_id IN (\(list: appointments)) ORDER BY o.folded_name, o.id
            """
        ) { row throws(DatabaseError) in
            found[try row.identifier(0), default: []].append(try Keeper(row, from: 1))
        }
        return found
    }

    private static func appointment(_ row: Row) throws(DatabaseError) -> Appointment {
        Appointment(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), job: try row.value(4), title: try row.text(5),
            person: try row.text(6), account: row.optionalIdentifier(7), startsOn: try row.day(8),
            endsOn: try row.optionalDay(9), share: try row.int(10), mission: attachment(row, from: 11), served: [],
            removedAt: try row.optionalInstant(13))
    }

    /// An identifier and a title, absent together.
    static func attachment(_ row: Row, from column: Int) -> Appointment.Attachment? {
        guard let id: Proof.ID = row.optionalIdentifier(column), let title = row.optionalText(column + 1) else {
            return nil
        }
        return Appointment.Attachment(id: id, title: title)
    }
}

extension Appointment {
    fileprivate func with(served: [Keeper]) -> Appointment {
        Appointment(
            id: id, keeper: keeper, job: job, title: title, person: person, account: account, startsOn: startsOn,
            endsOn: endsOn, share: share, mission: mission, served: served, removedAt: removedAt)
    }
}
