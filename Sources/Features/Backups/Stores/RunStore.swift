// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement that reads what reports told.
enum RunStore {
    private static let columns: SQL =
        """
        r.id, r.organisation_id, r.line, r.job_id, j.name, r.tool, r.kind, r.label, r.repository, r.host, r.node_code,
        r.started_at, r.ended_at, r.outcome, r.reason, r.message, r.bytes, COUNT(*) OVER ()
        """
    private static let tables: SQL = "backup_run r LEFT JOIN backup_job j ON j.id = r.job_id"

    /// What the last reports say of the jobs in sight. Two statements.
    static func health(
        seenFrom place: Lineage, in session: any Session
    ) throws(DatabaseError) -> [BackupJob.ID: JobHealth] {
        var found: [BackupJob.ID: JobHealth] = [:]
        try session.each(
            """
            SELECT r.job_id, MAX(r.ended_at) FROM backup_run r JOIN backup_job j ON j.id = r.job_id
            JOIN organisation k ON k.id = j.organisation_id
            WHERE \(Sight.condition(from: place)) AND j.removed_at IS NULL AND r.kind = 'backup'
                AND r.outcome <> 'failed' GROUP BY r.job_id
            """
        ) { row throws(DatabaseError) in
            found[try row.identifier(0), default: JobHealth()].lastGood = try row.instant(1)
        }
        try session.each(
            """
            SELECT t.job_id, t.kind, t.ended_at, t.outcome FROM (
                SELECT r.job_id, r.kind, r.ended_at, r.outcome,
                    ROW_NUMBER() OVER (PARTITION BY r.job_id, r.kind ORDER BY r.ended_at DESC, r.id DESC) AS place
                FROM backup_run r JOIN backup_job j ON j.id = r.job_id JOIN organisation k ON k.id = j.organisation_id
                WHERE \(Sight.condition(from: place)) AND j.removed_at IS NULL AND r.kind <> 'restore') t
            WHERE t.place = 1
            """
        ) { row throws(DatabaseError) in
            let (job, kind): (BackupJob.ID, BackupRun.Kind) = (try row.identifier(0), try row.value(1))
            let last: (Instant, BackupRun.Outcome) = (try row.instant(2), try row.value(3))
            if kind == .backup {
                found[job, default: JobHealth()].lastRun = last
            } else {
                found[job, default: JobHealth()].lastCheck = last
            }
        }
        return found
    }

    /// Of one job, the newest first. One statement.
    static func page(
        of job: BackupJob.ID, limit: Int, offset: Int, in session: any Session
    ) throws(DatabaseError) -> (rows: [StoredRun], total: Int) {
        try rows("r.job_id = \(job)", order: "r.ended_at DESC, r.id DESC", limit, offset, in: session)
    }

    /// Of one import, in the order of its lines. One statement.
    static func page(
        of report: BackupImport.ID, limit: Int, offset: Int, in session: any Session
    ) throws(DatabaseError) -> (rows: [StoredRun], total: Int) {
        try rows("r.import_id = \(report)", order: "r.line, r.id", limit, offset, in: session)
    }

    /// Restores that a report told and nobody has described yet.
    static func restores(of place: Organisation.ID, in session: any Session) throws(DatabaseError) -> [StoredRun] {
        try rows(
            """
            r.kind = 'restore' AND r.organisation_id = \(place)
            AND NOT EXISTS (SELECT 1 FROM backup_restore t WHERE t.run_id = r.id)
            """, order: "r.ended_at DESC, r.id DESC", 20, 0, in: session
        ).rows
    }

    static func run(_ id: StoredRun.ID, in session: any Session) throws(DatabaseError) -> StoredRun? {
        try rows("r.id = \(id)", order: "r.id", 1, 0, in: session).rows.first
    }

    /// Runs that no job claims, by what they call themselves, the most recent first.
    static func unclaimed(
        under place: Lineage, limit: Int = 200, in session: any Session
    ) throws(DatabaseError) -> [UnclaimedSource] {
        try session.all(
            """
            SELECT k.id, k.name, k.lineage, r.tool, r.repository, r.host, r.label, COUNT(*), MAX(r.ended_at)
            FROM backup_run r JOIN organisation k ON k.id = r.organisation_id
            WHERE \(place.sqlCondition(on: "k.lineage")) AND r.job_id IS NULL AND r.kind <> 'restore'
            GROUP BY k.id, k.name, k.lineage, r.tool, r.repository, r.host, r.label
            ORDER BY MAX(r.ended_at) DESC, r.label, r.host LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in
            UnclaimedSource(
                keeper: try Keeper(row, from: 0), tool: try row.text(3), repository: try row.text(4),
                host: try row.text(5), label: try row.text(6), count: try row.int(7), lastAt: try row.instant(8))
        }
    }

    private static func rows(
        _ condition: SQL, order: SQL, _ limit: Int, _ offset: Int, in session: any Session
    ) throws(DatabaseError) -> (rows: [StoredRun], total: Int) {
        var total = 0
        let rows = try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(condition) ORDER BY \(order) LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(17)
            return try run(row)
        }
        return (rows, total)
    }

    private static func run(_ row: Row) throws(DatabaseError) -> StoredRun {
        StoredRun(
            id: try row.identifier(0), organisation: try row.identifier(1), line: try row.int(2),
            job: row.optionalIdentifier(3), jobName: row.optionalText(4), tool: try row.text(5),
            kind: try row.value(6), label: try row.text(7), repository: try row.text(8), host: try row.text(9),
            nodeCode: try row.text(10), startedAt: try row.optionalInstant(11), endedAt: try row.instant(12),
            outcome: try row.value(13), reason: row.optionalText(14).flatMap(BackupRun.Reason.init(rawValue:)),
            message: try row.text(15), bytes: row.optionalInt(16))
    }
}
