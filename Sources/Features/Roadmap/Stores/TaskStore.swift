// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Identity
import Journal
import Organisations
import Persistence
import Primitives

/// Statements about followed actions.
enum TaskStore {
    private static let columns: SQL = """
        t.id, t.roadmap_id, r.organisation_id, o.name, o.lineage, t.action, t.title, t.planned_from, t.planned_until,
        t.planned, t.weight, t.owner_id, a.name, t.status, t.started_on, t.ended_on, t.progress, t.spent, t.revision
        """
    private static let tables: SQL = """
        roadmap_task t JOIN roadmap r ON r.id = t.roadmap_id JOIN organisation o ON o.id = r.organisation_id
        LEFT JOIN account a ON a.id = t.owner_id
        """

    static func task(_ id: RoadmapTask.ID, in session: any Session) throws(DatabaseError) -> RoadmapTask? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE t.id = \(id)", task)
    }

    static func tasks(of roadmap: Roadmap.ID, in session: any Session) throws(DatabaseError) -> [RoadmapTask] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE t.roadmap_id = \(roadmap)
            ORDER BY t.planned_from, t.planned_until, t.folded_title, t.id
            """, task)
    }

    /// What is entrusted to a person and followed now, the nearest end first.
    static func entrusted(
        to access: Access, limit: Int, offset: Int, in session: any Session
    ) throws(DatabaseError) -> (rows: [RoadmapTask], total: Int) {
        var total = 0
        let rows = try session.all(
            """
            SELECT \(columns), COUNT(*) OVER () FROM \(tables)
            WHERE \(isEntrusted(to: access)) AND r.adopted_id IS NOT NULL AND r.closed_at IS NULL
            ORDER BY CASE WHEN t.status IN ('planned', 'underWay') THEN 0 ELSE 1 END, t.planned_until, t.id
            LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(19)
            return try task(row)
        }
        return (rows, total)
    }

    /// Open ones of what is followed in these parts of the tree, due by a day.
    static func due(
        in lineages: [Lineage], until day: Day, in session: any Session
    ) throws(DatabaseError) -> [RoadmapTask] {
        guard !lineages.isEmpty else { return [] }
        return try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE r.adopted_id IS NOT NULL AND r.closed_at IS NULL AND t.status IN ('planned', 'underWay')
                AND t.planned_until <= \(day) AND \(Lineage.condition(on: "o.lineage", anyOf: lineages))
            ORDER BY t.planned_until, t.id LIMIT 2000
            """, task)
    }

    /// Those that concern an establishment: of its own roadmap, or of its group's for it.
    static func concerning(
        _ organisation: Organisation, in session: any Session
    ) throws(DatabaseError) -> [RoadmapTask] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE r.adopted_id IS NOT NULL AND r.closed_at IS NULL AND (
                r.organisation_id = \(organisation.id)
                OR t.id IN (SELECT m.task_id FROM roadmap_task_member m WHERE m.organisation_id = \(organisation.id)))
            ORDER BY t.planned_until, t.id LIMIT 2000
            """, task)
    }

    static func search(
        _ text: String, in lineages: [Lineage], ownedBy access: Access, session: any Session
    ) throws(DatabaseError) -> [RoadmapTask] {
        let pattern = SQL.pattern(containing: folded(text))
        let reach: SQL = lineages.isEmpty ? "1 = 0" : Lineage.condition(on: "o.lineage", anyOf: lineages)
        return try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE (\(reach) OR (\(isEntrusted(to: access)))) AND t.folded_title LIKE \(pattern) ESCAPE '!'
            ORDER BY t.planned_until, t.id LIMIT 20
            """, task)
    }

    /// The same as `Access.mayFollow`: an action that was given once is gone with the role.
    private static func isEntrusted(to access: Access) -> SQL {
        let tops = access.scope(of: RoadmapPermissions.follow)
        guard !tops.isEmpty else { return "1 = 0" }
        let above = Set(tops.flatMap(\.identifiers)).sorted { $0.text < $1.text }
        return """
            t.owner_id = \(access.account)
                AND (o.id IN (\(list: above)) OR \(Lineage.condition(on: "o.lineage", anyOf: tops)))
            """
    }

    static func members(
        of tasks: SQL, in session: any Session
    ) throws(DatabaseError) -> [RoadmapTask.ID: [RoadmapTask.Member]] {
        var members: [RoadmapTask.ID: [RoadmapTask.Member]] = [:]
        try session.each(
            """
            SELECT m.task_id, m.organisation_id, o.name, m.share
            FROM roadmap_task_member m JOIN organisation o ON o.id = m.organisation_id
            WHERE m.task_id IN (\(tasks)) ORDER BY o.folded_name, o.id
            """
        ) { row throws(DatabaseError) in
            members[try row.identifier(0), default: []].append(
                RoadmapTask.Member(id: try row.identifier(1), name: try row.text(2), share: try row.real(3)))
        }
        return members
    }

    static func members(
        ofRoadmap roadmap: Roadmap.ID, in session: any Session
    ) throws(DatabaseError) -> [RoadmapTask.ID: [RoadmapTask.Member]] {
        try members(of: "SELECT t.id FROM roadmap_task t WHERE t.roadmap_id = \(roadmap)", in: session)
    }

    /// Newest first.
    static func notes(of id: RoadmapTask.ID, in session: any Session) throws(DatabaseError) -> [TaskNote] {
        try session.all(
            """
            SELECT at, author, status, progress, note FROM roadmap_task_note WHERE task_id = \(id)
            ORDER BY revision DESC LIMIT 100
            """
        ) { row throws(DatabaseError) in
            TaskNote(
                at: try row.instant(0), author: try row.text(1), status: try row.value(2), progress: try row.int(3),
                text: try row.text(4))
        }
    }

    static func proofs(of id: RoadmapTask.ID, in session: any Session) throws(DatabaseError) -> [TaskProof] {
        try session.all(
            """
            SELECT p.id, p.title, p.obtained_on FROM roadmap_task_proof x JOIN proof p ON p.id = x.proof_id
            WHERE x.task_id = \(id) ORDER BY p.obtained_on DESC, p.id
            """
        ) { row throws(DatabaseError) in
            TaskProof(id: try row.identifier(0), title: try row.text(1), obtainedOn: try row.day(2))
        }
    }

    @Sendable
    private static func task(_ row: Row) throws(DatabaseError) -> RoadmapTask {
        RoadmapTask(
            id: try row.identifier(0), roadmap: try row.identifier(1), organisation: try row.identifier(2),
            organisationName: try row.text(3), lineage: Lineage(stored: try row.text(4)), key: try row.text(5),
            title: try row.text(6), plannedFrom: try row.day(7), plannedUntil: try row.day(8),
            planned: try row.real(9), weight: try row.real(10), owner: row.optionalIdentifier(11),
            ownerName: row.optionalText(12), status: try row.value(13), startedOn: try row.optionalDay(14),
            endedOn: try row.optionalDay(15), progress: try row.int(16), spent: try row.real(17),
            revision: try row.int(18))
    }
}
