// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps

/// Every statement that reads declared jobs.
enum JobStore {
    private static let columns: SQL =
        "j.id, k.id, k.name, k.lineage, j.name, j.tool, j.interval_hours, j.essentials, j.watcher, j.note, j.removed_at"
    private static let tables: SQL = "backup_job j JOIN organisation k ON k.id = j.organisation_id"

    /// Those in force, with their nodes, copies and rules. Four statements.
    static func jobs(seenFrom place: Lineage, in session: any Session) throws(DatabaseError) -> [BackupJob] {
        let condition: SQL = "\(Sight.condition(from: place)) AND j.removed_at IS NULL"
        let jobs = try session.all(
            "SELECT \(columns) FROM \(tables) WHERE \(condition) ORDER BY j.folded_name, j.id LIMIT 5000", job)
        return try completed(jobs, where: condition, in: session)
    }

    static func job(_ id: BackupJob.ID, in session: any Session) throws(DatabaseError) -> BackupJob? {
        let found = try session.first("SELECT \(columns) FROM \(tables) WHERE j.id = \(id)", job)
        guard let found else { return nil }
        return try completed([found], where: "j.id = \(id)", in: session).first
    }

    /// Those that were removed from an organisation itself.
    static func removed(of place: Organisation.ID, in session: any Session) throws(DatabaseError) -> [BackupJob] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE j.organisation_id = \(place) AND j.removed_at IS NOT NULL
            ORDER BY j.removed_at DESC, j.id LIMIT 50
            """, job)
    }

    static func search(
        _ text: String, under scope: [Lineage], limit: Int, in session: any Session
    ) throws(DatabaseError) -> [BackupJob] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(Lineage.condition(on: "k.lineage", anyOf: scope))
                AND j.removed_at IS NULL AND \(SearchWords.condition(on: "j.folded_name", text))
            ORDER BY j.folded_name, j.id LIMIT \(limit)
            """, job)
    }

    /// The organisations that keep a job, or a node of the map: those that have something to be alerted of.
    static func places(
        under scope: [Lineage]?, in session: any Session
    ) throws(DatabaseError) -> [Organisation.ID] {
        let condition: SQL = scope.map { Lineage.condition(on: "k.lineage", anyOf: $0) } ?? "1 = 1"
        return try session.all(
            """
            SELECT k.id FROM organisation k WHERE \(condition)
                AND (EXISTS (SELECT 1 FROM backup_job j WHERE j.organisation_id = k.id)
                    OR EXISTS (SELECT 1 FROM map_node n WHERE n.organisation_id = k.id AND n.removed_at IS NULL))
            ORDER BY k.lineage LIMIT 5000
            """
        ) { row throws(DatabaseError) in try row.identifier(0) }
    }

    private static func completed(
        _ jobs: [BackupJob], where condition: SQL, in session: any Session
    ) throws(DatabaseError) -> [BackupJob] {
        guard !jobs.isEmpty else { return [] }
        var nodes: [BackupJob.ID: [PlacedNode.ID]] = [:]
        try session.each(
            """
            SELECT jn.job_id, jn.node_id FROM backup_job_node jn JOIN backup_job j ON j.id = jn.job_id
            JOIN organisation k ON k.id = j.organisation_id WHERE \(condition) ORDER BY jn.job_id, jn.node_id
            """
        ) { row throws(DatabaseError) in nodes[try row.identifier(0), default: []].append(try row.identifier(1)) }
        var copies: [BackupJob.ID: [BackupCopy]] = [:]
        try session.each(
            """
            SELECT c.job_id, c.place, c.medium, c.is_offsite, c.is_immutable, c.is_encrypted, c.has_own_access
            FROM backup_copy c JOIN backup_job j ON j.id = c.job_id JOIN organisation k ON k.id = j.organisation_id
            WHERE \(condition) ORDER BY c.job_id, c.position
            """
        ) { row throws(DatabaseError) in
            copies[try row.identifier(0), default: []].append(
                BackupCopy(
                    place: try row.text(1), medium: try row.value(2), isOffsite: try row.bool(3),
                    isImmutable: try row.bool(4), isEncrypted: try row.bool(5), hasOwnAccess: try row.bool(6)))
        }
        var rules: [BackupJob.ID: [BackupRule]] = [:]
        try session.each(
            """
            SELECT r.job_id, r.repository, r.host, r.label FROM backup_rule r JOIN backup_job j ON j.id = r.job_id
            JOIN organisation k ON k.id = j.organisation_id
            WHERE \(condition) ORDER BY r.job_id, r.repository, r.host, r.label
            """
        ) { row throws(DatabaseError) in
            rules[try row.identifier(0), default: []].append(
                BackupRule(repository: try row.text(1), host: try row.text(2), label: try row.text(3)))
        }
        return jobs.map { job in
            var job = job
            job.nodes = nodes[job.id] ?? []
            job.copies = copies[job.id] ?? []
            job.rules = rules[job.id] ?? []
            return job
        }
    }

    @Sendable
    private static func job(_ row: Row) throws(DatabaseError) -> BackupJob {
        BackupJob(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), name: try row.text(4), tool: try row.text(5),
            interval: try row.real(6),
            essentials: Set(try row.text(7).split(separator: ",").compactMap { Essential(rawValue: String($0)) }),
            watcher: try row.text(8), note: try row.text(9), isRemoved: row.optionalText(10) != nil)
    }
}
