// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Planning
import Primitives

/// From a plan to followed actions, and back while nothing has begun.
enum AdoptionStore {
    /// What the plan says of one action.
    struct Draft: Sendable {
        let key: String
        let title: String
        let from: Day
        let until: Day
        let planned: Double
        let weight: Double
        let members: [(id: Organisation.ID, share: Double)]
    }

    static func adopt(_ scenario: PlanScenario.ID, of roadmap: Roadmap, _ drafts: [Draft], in change: Change) throws {
        let followed = try change.session.first(
            """
            SELECT version FROM roadmap
            WHERE organisation_id = \(roadmap.organisation) AND adopted_id IS NOT NULL AND closed_at IS NULL
            """
        ) { row throws(DatabaseError) in try row.int(0) }
        if let followed {
            throw followed == roadmap.version
                ? RoadmapError.alreadyAdopted : RoadmapError.anotherIsFollowed(version: followed)
        }
        let changed = try change.session.execute(
            """
            UPDATE roadmap SET adopted_id = \(scenario), adopted_at = \(change.now)
            WHERE id = \(roadmap.id) AND adopted_id IS NULL
            """)
        guard changed == 1 else { throw RoadmapError.alreadyAdopted }
        for draft in drafts {
            let id = RoadmapTask.ID.make(at: change.now)
            try change.session.execute(
                """
                INSERT INTO roadmap_task (id, roadmap_id, action, title, folded_title, planned_from, planned_until,
                    planned, weight, status, progress, spent, revision)
                VALUES (\(id), \(roadmap.id), \(draft.key), \(draft.title), \(folded(draft.title)), \(draft.from),
                    \(draft.until), \(draft.planned), \(draft.weight), 'planned', 0, \(0.0), 0)
                """)
            for member in draft.members {
                try change.session.execute(
                    """
                    INSERT INTO roadmap_task_member (task_id, organisation_id, share)
                    VALUES (\(id), \(member.id), \(member.share))
                    """)
            }
        }
        try RoadmapStore.record("roadmap.adopted", roadmap, detail: "\(drafts.count)", in: change)
    }

    static func hasStarted(_ roadmap: Roadmap.ID, in session: any Session) throws(DatabaseError) -> Bool {
        try session.exists("SELECT 1 FROM roadmap_task WHERE roadmap_id = \(roadmap) AND revision > 0")
    }

    static func release(_ roadmap: Roadmap, in change: Change) throws {
        guard roadmap.adopted != nil else { throw RoadmapError.notAdopted }
        if try hasStarted(roadmap.id, in: change.session) { throw RoadmapError.workStarted }
        let tasks: SQL = "(SELECT t.id FROM roadmap_task t WHERE t.roadmap_id = \(roadmap.id))"
        try change.session.execute("DELETE FROM roadmap_task_member WHERE task_id IN \(tasks)")
        try change.session.execute("DELETE FROM roadmap_task_proof WHERE task_id IN \(tasks)")
        try change.session.execute("DELETE FROM roadmap_task WHERE roadmap_id = \(roadmap.id)")
        try change.session.execute(
            "UPDATE roadmap SET adopted_id = NULL, adopted_at = NULL, closed_at = NULL WHERE id = \(roadmap.id)")
        try RoadmapStore.record("roadmap.released", roadmap, in: change)
    }

    static func close(_ roadmap: Roadmap, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE roadmap SET closed_at = \(change.now)
            WHERE id = \(roadmap.id) AND adopted_id IS NOT NULL AND closed_at IS NULL
            """)
        guard changed == 1 else { throw RoadmapError.notAdopted }
        try RoadmapStore.record("roadmap.closed", roadmap, in: change)
    }

    static func reopen(_ roadmap: Roadmap, in change: Change) throws {
        let other = try change.session.first(
            """
            SELECT version FROM roadmap
            WHERE organisation_id = \(roadmap.organisation) AND adopted_id IS NOT NULL AND closed_at IS NULL
            """
        ) { row throws(DatabaseError) in try row.int(0) }
        if let other { throw RoadmapError.anotherIsFollowed(version: other) }
        let changed = try change.session.execute(
            "UPDATE roadmap SET closed_at = NULL WHERE id = \(roadmap.id) AND closed_at IS NOT NULL")
        guard changed == 1 else { throw RoadmapError.notClosed }
        try RoadmapStore.record("roadmap.reopened", roadmap, in: change)
    }
}
