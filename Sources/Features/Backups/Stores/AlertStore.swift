// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about alerts. They are computed, and kept so that they age and somebody answers for them.
enum AlertStore {
    private static let columns: SQL =
        """
        a.id, k.id, k.name, k.lineage, a.kind, a.object, a.label, a.figure, a.bound, a.first_seen_on, a.closed_on,
        a.handled_reason, a.handled_until, a.handled_by, COUNT(*) OVER ()
        """
    private static let tables: SQL = "backup_alert a JOIN organisation k ON k.id = a.organisation_id"
    private static let severe = BackupAlert.Kind.allCases.filter(\.isSevere).map(\.rawValue)

    enum Filter: String, Sendable, CaseIterable {
        case open = "a-traiter"
        case handled = "prises-en-charge"
        case closed = "closes"
    }

    /// Of an organisation and below it: data at risk first, then the oldest. One statement.
    static func page(
        under place: Lineage, filter: Filter, on day: Day, limit: Int, offset: Int, in session: any Session
    ) throws(DatabaseError) -> (rows: [BackupAlert], total: Int) {
        var total = 0
        let rows = try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(place.sqlCondition(on: "k.lineage")) AND \(condition(filter, day))
            ORDER BY CASE WHEN a.kind IN (\(list: severe)) THEN 0 ELSE 1 END, a.first_seen_on, a.kind, a.label, a.id
            LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(14)
            return try alert(row)
        }
        return (rows, total)
    }

    static func alert(_ id: BackupAlert.ID, in session: any Session) throws(DatabaseError) -> BackupAlert? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE a.id = \(id)", alert)
    }

    /// How many wait for somebody, how many of them put data at risk, and since when. One statement.
    static func counts(
        under place: Lineage, on day: Day, in session: any Session
    ) throws(DatabaseError) -> (open: Int, severe: Int, oldest: Day?) {
        try session.first(
            """
            SELECT COUNT(*), COUNT(CASE WHEN a.kind IN (\(list: severe)) THEN 1 END), MIN(a.first_seen_on)
            FROM \(tables) WHERE \(place.sqlCondition(on: "k.lineage")) AND \(condition(.open, day))
            """
        ) { row throws(DatabaseError) in (try row.int(0), try row.int(1), try row.optionalDay(2)) } ?? (0, 0, nil)
    }

    /// By member, for a group. One statement.
    static func countsByPlace(
        under place: Lineage, on day: Day, in session: any Session
    ) throws(DatabaseError) -> [(keeper: Keeper, open: Int, severe: Int, oldest: Day)] {
        try session.all(
            """
            SELECT k.id, k.name, k.lineage, COUNT(*), COUNT(CASE WHEN a.kind IN (\(list: severe)) THEN 1 END),
                MIN(a.first_seen_on)
            FROM \(tables) WHERE \(place.sqlCondition(on: "k.lineage")) AND \(condition(.open, day))
            GROUP BY k.id, k.name, k.lineage ORDER BY COUNT(*) DESC, k.name LIMIT 200
            """
        ) { row throws(DatabaseError) in
            (keeper: try Keeper(row, from: 0), open: try row.int(3), severe: try row.int(4), oldest: try row.day(5))
        }
    }

    private static func condition(_ filter: Filter, _ day: Day) -> SQL {
        switch filter {
        case .open: "(a.closed_on IS NULL AND (a.handled_until IS NULL OR a.handled_until < \(day)))"
        case .handled: "(a.closed_on IS NULL AND a.handled_until >= \(day))"
        case .closed: "(a.closed_on IS NOT NULL)"
        }
    }

    /// Somebody answers for it until a day.
    static func handle(
        _ alert: BackupAlert, reason: String, until: Day, today: Day, in change: Change
    ) throws {
        guard !reason.isEmpty else { throw BackupsError.textMissing }
        guard reason.unicodeScalars.count <= 1000 else { throw BackupsError.textTooLong }
        guard until >= today, until <= today.adding(days: 366) else { throw BackupsError.outOfRange }
        let changed = try change.session.execute(
            """
            UPDATE backup_alert SET handled_reason = \(reason), handled_until = \(until),
                handled_by = \(change.actor.name), handled_on = \(today)
            WHERE id = \(alert.id) AND closed_on IS NULL
            """)
        guard changed == 1 else { throw BackupsError.alreadySo }
        try change.record(
            "backup.alertHandled", organisation: alert.keeper.id.text, subject: alert.id.text,
            detail: "\(alert.label.prefixed(100)), \(until.text)")
    }

    /// Brings the alerts of everybody here and below in line with what is known now.
    ///
    /// Not in the journal: nobody did it, it measures what is already there. Does nothing twice.
    static func settle(
        under scope: [Lineage]?, at now: Instant, today: Day, in session: any Session
    ) throws {
        for id in try JobStore.places(under: scope, in: session) {
            guard let place = try OrganisationStore.organisation(id, in: session), !place.isClosed else { continue }
            let facts = try BackupFacts.read(of: place, at: now, today: today, in: session)
            try settle(facts.findings, of: id, at: now, today: today, in: session)
        }
    }

    private static func settle(
        _ findings: [AlertFinding], of place: Organisation.ID, at now: Instant, today: Day, in session: any Session
    ) throws(DatabaseError) {
        let open = try session.all(
            "SELECT a.kind, a.object FROM backup_alert a WHERE a.organisation_id = \(place) AND a.closed_on IS NULL"
        ) { row throws(DatabaseError) in [try row.text(0), try row.text(1)] }
        let wanted = Set(findings.map { [$0.kind.rawValue, $0.object] })
        for gone in open where !wanted.contains(gone) {
            try session.execute(
                """
                UPDATE backup_alert SET closed_on = \(today)
                WHERE organisation_id = \(place) AND kind = \(gone[0]) AND object = \(gone[1])
                """)
        }
        for finding in findings {
            // One that comes back is a new one: its age and its excuse are those of the past.
            try session.execute(
                """
                INSERT INTO backup_alert (id, organisation_id, kind, object, label, figure, bound, first_seen_on)
                VALUES (\(BackupAlert.ID.make(at: now)), \(place), \(finding.kind.rawValue), \(finding.object),
                    \(finding.label.prefixed(200)), \(finding.figure), \(finding.bound), \(today))
                ON CONFLICT (organisation_id, kind, object) DO UPDATE SET label = excluded.label,
                    figure = excluded.figure, bound = excluded.bound,
                    first_seen_on = CASE WHEN backup_alert.closed_on IS NULL THEN backup_alert.first_seen_on
                        ELSE excluded.first_seen_on END,
                    handled_reason = CASE WHEN backup_alert.closed_on IS NULL THEN backup_alert.handled_reason END,
                    handled_until = CASE WHEN backup_alert.closed_on IS NULL THEN backup_alert.handled_until END,
                    handled_by = CASE WHEN backup_alert.closed_on IS NULL THEN backup_alert.handled_by END,
                    handled_on = CASE WHEN backup_alert.closed_on IS NULL THEN backup_alert.handled_on END,
                    closed_on = NULL
                """)
        }
    }

    @Sendable
    private static func alert(_ row: Row) throws(DatabaseError) -> BackupAlert {
        BackupAlert(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), kind: try row.value(4),
            object: try row.text(5), label: try row.text(6), figure: row.optionalReal(7), bound: row.optionalReal(8),
            firstSeenOn: try row.day(9), closedOn: try row.optionalDay(10), handledReason: row.optionalText(11),
            handledUntil: try row.optionalDay(12), handledBy: row.optionalText(13))
    }
}
