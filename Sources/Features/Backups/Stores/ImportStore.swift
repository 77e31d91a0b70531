// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about the reports that were brought.
enum ImportStore {
    private static let columns: SQL =
        """
        i.id, k.id, k.name, k.lineage, i.name, i.way, i.format, i.author, i.imported_at, i.added, i.known, i.refused,
        i.is_truncated, i.faults, i.undone_at, COUNT(*) OVER ()
        """
    private static let tables: SQL = "backup_import i JOIN organisation k ON k.id = i.organisation_id"

    static func page(
        under place: Lineage, limit: Int, offset: Int, in session: any Session
    ) throws(DatabaseError) -> (rows: [BackupImport], total: Int) {
        var total = 0
        let rows = try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(place.sqlCondition(on: "k.lineage"))
            ORDER BY i.imported_at DESC, i.id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(15)
            return try report(row)
        }
        return (rows, total)
    }

    static func report(_ id: BackupImport.ID, in session: any Session) throws(DatabaseError) -> BackupImport? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE i.id = \(id)", report)
    }

    /// Keeps what a report tells: a run that is known already is not counted twice.
    @discardableResult
    static func keep(
        _ report: BackupReport, named name: String, way: BackupImport.Way, at place: Organisation, in change: Change
    ) throws -> BackupImport.ID {
        let session = change.session
        let id = BackupImport.ID.make(at: change.now)
        try session.execute(
            """
            INSERT INTO backup_import (id, organisation_id, name, way, format, author, imported_at, added, known, refused,
                is_truncated, faults)
            VALUES (\(id), \(place.id), \(name.prefixed(200)), \(way.rawValue), \(report.format.rawValue),
                \(change.actor.name), \(change.now), 0, 0, \(report.faults.count), \(report.isTruncated),
                \(FaultCodec.text(report.faults)))
            """)
        let jobs = try JobStore.jobs(seenFrom: place.lineage, in: session)
        var claims: [BackupRule: BackupJob.ID?] = [:]
        var (added, known) = (0, 0)
        for entry in report.entries {
            let run = entry.run
            let key = BackupRule(repository: run.repository, host: run.host, label: run.label)
            let job = claims[key] ?? claimant(of: key, among: jobs)
            claims[key] = .some(job)
            guard let ended = run.at else { continue }
            let made = try session.execute(
                """
                INSERT INTO backup_run (id, organisation_id, import_id, line, job_id, identity, tool, kind, label,
                    repository, host, node_code, started_at, ended_at, outcome, reason, message, bytes, snapshot)
                VALUES (\(StoredRun.ID.make(at: change.now)), \(place.id), \(id), \(entry.line), \(job),
                    \(run.identity), \(run.tool), \(run.kind.rawValue), \(run.label), \(run.repository), \(run.host),
                    \(run.node), \(run.startedAt.map { Instant(millisecondsSinceEpoch: $0.milliseconds) }),
                    \(Instant(millisecondsSinceEpoch: ended.milliseconds)), \(run.outcome.rawValue),
                    \(run.reason?.rawValue), \(run.message), \(run.bytes.map { Int($0) }), \(run.snapshot))
                ON CONFLICT (organisation_id, identity) DO NOTHING
                """)
            if made == 1 { added += 1 } else { known += 1 }
        }
        try session.execute("UPDATE backup_import SET added = \(added), known = \(known) WHERE id = \(id)")
        try change.record(
            "backup.reportImported", organisation: place.id.text, subject: id.text,
            detail: "\(name.prefixed(100)), \(added)")
        return id
    }

    /// Takes back what an import added. The report can be brought again.
    static func undo(_ report: BackupImport, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE backup_import SET undone_at = \(change.now) WHERE id = \(report.id) AND undone_at IS NULL")
        guard changed == 1 else { throw BackupsError.alreadySo }
        try change.session.execute(
            """
            UPDATE backup_restore SET run_id = NULL WHERE run_id IN (
                SELECT r.id FROM backup_run r WHERE r.import_id = \(report.id))
            """)
        try change.session.execute("DELETE FROM backup_run WHERE import_id = \(report.id)")
        try change.record(
            "backup.importUndone", organisation: report.keeper.id.text, subject: report.id.text, detail: report.name)
    }

    static func claimant(of key: BackupRule, among jobs: [BackupJob]) -> BackupJob.ID? {
        var best: (job: BackupJob.ID, weight: Int)?
        for job in jobs {
            guard let weight = job.matches(repository: key.repository, host: key.host, label: key.label),
                weight > best?.weight ?? 0
            else { continue }
            best = (job.id, weight)
        }
        return best?.job
    }

    @Sendable
    private static func report(_ row: Row) throws(DatabaseError) -> BackupImport {
        BackupImport(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), name: try row.text(4), way: try row.value(5),
            format: try row.value(6), author: try row.text(7), importedAt: try row.instant(8), added: try row.int(9),
            known: try row.int(10), refused: try row.int(11), isTruncated: try row.bool(12),
            faults: FaultCodec.faults(try row.text(13)), isUndone: row.optionalText(14) != nil)
    }
}

/// Faults of a report in a column: one line each, the first two hundred.
enum FaultCodec {
    static func text(_ faults: [BackupReport.Fault]) -> String {
        faults.prefix(200).map { fault in
            let word =
                switch fault.reason {
                case .malformed: "malformed"
                case .tooDeep: "tooDeep"
                case .noDate: "noDate"
                case .tooManyRuns: "tooManyRuns"
                case .badValue(let field): "bad:\(field)"
                }
            return "\(fault.line) \(word)"
        }.joined(separator: "\n")
    }

    static func faults(_ text: String) -> [BackupReport.Fault] {
        text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let number = Int(parts[0]) else { return nil }
            let reason: BackupReport.Fault.Reason =
                switch parts[1] {
                case "malformed": .malformed
                case "tooDeep": .tooDeep
                case "noDate": .noDate
                case "tooManyRuns": .tooManyRuns
                default: .badValue(String(parts[1].dropFirst(4)))
                }
            return BackupReport.Fault(line: number, reason: reason)
        }
    }
}
