// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps

/// Every statement that changes declared jobs. The rhythm of what they cover is told to the map in the same transaction.
extension JobStore {
    @discardableResult
    static func declare(_ draft: BackupJobDraft, at keeper: Organisation, in change: Change) throws -> BackupJob.ID {
        try check(draft, at: keeper.lineage, in: change.session)
        let id = BackupJob.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO backup_job (id, organisation_id, name, folded_name, tool, interval_hours, essentials, watcher,
                note, created_at)
            VALUES (\(id), \(keeper.id), \(draft.name), \(folded(draft.name)), \(draft.tool), \(draft.interval),
                \(text(draft.essentials)), \(draft.watcher), \(draft.note), \(change.now))
            """)
        try fill(id, draft, in: change)
        try change.record("backup.jobDeclared", organisation: keeper.id.text, subject: id.text, detail: draft.name)
        try settleRhythm(of: draft.nodes, in: change)
        return id
    }

    static func correct(_ job: BackupJob, _ draft: BackupJobDraft, in change: Change) throws {
        try check(draft, at: job.keeper.lineage, in: change.session)
        let changed = try change.session.execute(
            """
            UPDATE backup_job SET name = \(draft.name), folded_name = \(folded(draft.name)), tool = \(draft.tool),
                interval_hours = \(draft.interval), essentials = \(text(draft.essentials)), watcher = \(draft.watcher),
                note = \(draft.note)
            WHERE id = \(job.id) AND removed_at IS NULL
            """)
        guard changed == 1 else { throw BackupsError.alreadySo }
        try fill(job.id, draft, in: change)
        try record("backup.jobCorrected", job, draft.name, in: change)
        try settleRhythm(of: job.nodes + draft.nodes, in: change)
    }

    static func remove(_ job: BackupJob, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE backup_job SET removed_at = \(change.now) WHERE id = \(job.id) AND removed_at IS NULL")
        guard changed == 1 else { throw BackupsError.alreadySo }
        try record("backup.jobRemoved", job, job.name, in: change)
        try settleRhythm(of: job.nodes, in: change)
    }

    static func restore(_ job: BackupJob, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE backup_job SET removed_at = NULL WHERE id = \(job.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw BackupsError.alreadySo }
        try record("backup.jobRestored", job, job.name, in: change)
        try settleRhythm(of: job.nodes, in: change)
    }

    /// The runs of a source belong to this job, those that came and those to come.
    static func attach(_ source: UnclaimedSource, to job: BackupJob, in change: Change) throws {
        let rule = source.rule
        if !rule.isEmpty, !job.rules.contains(rule) {
            guard job.rules.count < BackupJobDraft.ruleLimit else { throw BackupsError.tooMany }
            try change.session.execute(
                """
                INSERT INTO backup_rule (job_id, repository, host, label)
                VALUES (\(job.id), \(rule.repository), \(rule.host), \(rule.label))
                ON CONFLICT (job_id, repository, host, label) DO NOTHING
                """)
        }
        let moved = try change.session.execute(
            """
            UPDATE backup_run SET job_id = \(job.id) WHERE job_id IS NULL AND organisation_id = \(source.keeper.id)
                AND tool = \(source.tool) AND repository = \(source.repository) AND host = \(source.host)
                AND label = \(source.label)
            """)
        guard moved > 0 else { throw BackupsError.alreadySo }
        try record("backup.sourceAttached", job, "\(job.name), \(moved)", in: change)
    }

    private static func fill(_ id: BackupJob.ID, _ draft: BackupJobDraft, in change: Change) throws(DatabaseError) {
        let session = change.session
        try session.execute("DELETE FROM backup_job_node WHERE job_id = \(id)")
        for node in Set(draft.nodes) {
            try session.execute("INSERT INTO backup_job_node (job_id, node_id) VALUES (\(id), \(node))")
        }
        try session.execute("DELETE FROM backup_copy WHERE job_id = \(id)")
        for (index, copy) in draft.copies.enumerated() {
            try session.execute(
                """
                INSERT INTO backup_copy (job_id, position, place, medium, is_offsite, is_immutable, is_encrypted,
                    has_own_access)
                VALUES (\(id), \(index + 1), \(copy.place), \(copy.medium.rawValue), \(copy.isOffsite),
                    \(copy.isImmutable), \(copy.isEncrypted), \(copy.hasOwnAccess))
                """)
        }
        try session.execute("DELETE FROM backup_rule WHERE job_id = \(id)")
        for rule in Set(draft.rules) where !rule.isEmpty {
            try session.execute(
                """
                INSERT INTO backup_rule (job_id, repository, host, label)
                VALUES (\(id), \(rule.repository), \(rule.host), \(rule.label))
                """)
        }
    }

    /// The map learns how often each node is saved: by the job that does it most often.
    private static func settleRhythm(of nodes: [PlacedNode.ID], in change: Change) throws {
        for id in Set(nodes) {
            guard let node = try ServiceMapStore.node(id, in: change.session) else { continue }
            let interval = try change.session.first(
                """
                SELECT MIN(j.interval_hours) FROM backup_job j JOIN backup_job_node jn ON jn.job_id = j.id
                WHERE jn.node_id = \(id) AND j.removed_at IS NULL
                """
            ) { row in row.optionalReal(0) }
            try ServiceMapStore.setBackupInterval(interval ?? nil, of: node, in: change)
        }
    }

    private static func check(_ draft: BackupJobDraft, at place: Lineage, in session: any Session) throws {
        guard !draft.name.isEmpty else { throw BackupsError.textMissing }
        guard draft.name.unicodeScalars.count <= 150, draft.tool.unicodeScalars.count <= 100,
            draft.watcher.unicodeScalars.count <= 200, draft.note.unicodeScalars.count <= 2000,
            draft.copies.allSatisfy({ (1...100).contains($0.place.unicodeScalars.count) }),
            draft.rules.allSatisfy({ rule in
                [rule.repository, rule.host, rule.label].allSatisfy { $0.unicodeScalars.count <= 200 }
            })
        else { throw BackupsError.textTooLong }
        guard draft.interval > 0, draft.interval <= 8784 else { throw BackupsError.outOfRange }
        guard !draft.nodes.isEmpty || !draft.essentials.isEmpty else { throw BackupsError.nothingCovered }
        guard draft.copies.count <= BackupJobDraft.copyLimit, draft.nodes.count <= BackupJobDraft.nodeLimit,
            draft.rules.count <= BackupJobDraft.ruleLimit
        else { throw BackupsError.tooMany }
        try Reach.check(draft.nodes, from: place, in: session)
    }

    private static func text(_ essentials: Set<Essential>) -> String {
        Essential.allCases.filter(essentials.contains).map(\.rawValue).joined(separator: ",")
    }

    private static func record(_ action: String, _ job: BackupJob, _ detail: String, in change: Change) throws {
        try change.record(action, organisation: job.keeper.id.text, subject: job.id.text, detail: detail)
    }
}

/// Which nodes an organisation may speak of: its own and those below it. What the group keeps is told by the group, since a
/// rhythm and a measure are written on the node itself.
enum Reach {
    /// - Throws: `BackupsError.outOfReach` for any other.
    static func check(_ nodes: [PlacedNode.ID], from place: Lineage, in session: any Session) throws {
        let wanted = Set(nodes)
        let known = try session.count(
            """
            SELECT COUNT(*) FROM map_node n JOIN organisation k ON k.id = n.organisation_id
            WHERE n.id IN (\(list: wanted.sorted { $0.text < $1.text })) AND \(place.sqlCondition(on: "k.lineage"))
            """)
        guard known == wanted.count else { throw BackupsError.outOfReach }
    }
}
