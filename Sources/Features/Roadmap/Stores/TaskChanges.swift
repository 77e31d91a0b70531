// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Identity
import Journal
import Organisations
import Persistence
import Primitives

/// What changes a followed action.
enum TaskChanges {
    /// What is wrong with an update, told before anything is written.
    static func check(_ update: TaskUpdate, today: Day) throws(RoadmapError) {
        guard update.note.unicodeScalars.count <= TaskUpdate.longestNote else { throw .noteTooLong }
        guard update.spent >= 0, update.spent <= RoadmapSettings.mostEuros else { throw .amount }
        if update.status == .underWay || update.status == .done, update.startedOn == nil { throw .startMissing }
        if update.status == .done, update.endedOn == nil { throw .endMissing }
        if let start = update.startedOn, start > today { throw .future }
        if let end = update.endedOn, end > today { throw .future }
        if let start = update.startedOn, let end = update.endedOn, end < start { throw .endBeforeStart }
    }

    static func save(_ update: TaskUpdate, to task: RoadmapTask, today: Day, in change: Change) throws {
        try check(update, today: today)
        guard try isFollowed(task, in: change.session) else { throw RoadmapError.closed }
        let progress =
            switch update.status {
            case .planned: 0
            case .underWay, .abandoned: min(max(update.progress, 0), 100)
            case .done: 100
            }
        let changed = try change.session.execute(
            """
            UPDATE roadmap_task SET status = \(update.status.rawValue), progress = \(progress),
                started_on = \(update.status == .planned ? nil : update.startedOn),
                ended_on = \(update.status == .done || update.status == .abandoned ? update.endedOn : nil),
                spent = \(update.spent), revision = revision + 1
            WHERE id = \(task.id) AND revision = \(update.basedOn)
            """)
        guard changed == 1 else { throw RoadmapError.overtaken }
        try change.session.execute(
            """
            INSERT INTO roadmap_task_note (task_id, revision, at, author, status, progress, note)
            VALUES (\(task.id), \(update.basedOn + 1), \(change.now), \(change.actor.name), \(update.status.rawValue),
                \(progress), \(update.note))
            """)
        try record("roadmapTask.updated", task, detail: "\(task.title), \(progress)\u{00A0}%", in: change)
    }

    /// - Parameter owner: nil takes the action back.
    static func entrust(_ task: RoadmapTask, to owner: Account.ID?, today: Day, in change: Change) throws {
        if let owner {
            let people = try RoadmapPeople.people(at: task.lineage, today: today, in: change.session)
            guard people.contains(where: { $0.id == owner }) else { throw RoadmapError.unknownPerson }
        }
        try change.session.execute("UPDATE roadmap_task SET owner_id = \(owner) WHERE id = \(task.id)")
        try record(
            owner == nil ? "roadmapTask.takenBack" : "roadmapTask.entrusted", task, detail: task.title, in: change)
    }

    /// Attaches a proof, or takes it away.
    static func attach(_ proof: Proof.ID, to task: RoadmapTask, _ isAttached: Bool, in change: Change) throws {
        guard try isFollowed(task, in: change.session) else { throw RoadmapError.closed }
        if isAttached {
            guard let found = try ProofStore.proof(proof, in: change.session),
                found.holders.contains(where: { task.lineage.contains($0.lineage) || $0.lineage.contains(task.lineage) }
                )
            else { throw RoadmapError.unknownProof }
            try change.session.execute(
                """
                INSERT INTO roadmap_task_proof (task_id, proof_id) VALUES (\(task.id), \(proof))
                ON CONFLICT (task_id, proof_id) DO NOTHING
                """)
        } else {
            try change.session.execute(
                "DELETE FROM roadmap_task_proof WHERE task_id = \(task.id) AND proof_id = \(proof)")
        }
        try record(
            isAttached ? "roadmapTask.proven" : "roadmapTask.unproven", task, detail: task.title, in: change)
    }

    private static func isFollowed(_ task: RoadmapTask, in session: any Session) throws(DatabaseError) -> Bool {
        try session.exists("SELECT 1 FROM roadmap WHERE id = \(task.roadmap) AND closed_at IS NULL")
    }

    private static func record(
        _ action: String, _ task: RoadmapTask, detail: String, in change: Change
    ) throws(DatabaseError) {
        try change.record(action, organisation: task.organisation.text, subject: task.id.text, detail: detail)
    }
}
