// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Planning
import Primitives

/// Statements about roadmaps.
enum RoadmapStore {
    static let columns: SQL = """
        r.id, r.organisation_id, o.name, o.lineage, r.version, r.title, r.settings, r.created_at, r.created_by,
        r.adopted_id, r.adopted_at, r.closed_at
        """
    static let tables: SQL = "roadmap r JOIN organisation o ON o.id = r.organisation_id"

    /// Opens the next version for an organisation, with its first plan.
    static func open(
        _ title: String, _ settings: RoadmapSettings, _ snapshot: RoadmapSnapshot, plan: Plan,
        for organisation: Organisation, in change: Change
    ) throws -> (Roadmap.ID, PlanScenario.ID) {
        let id = Roadmap.ID.make(at: change.now)
        let version =
            try change.session.count(
                "SELECT COALESCE(MAX(version), 0) FROM roadmap WHERE organisation_id = \(organisation.id)") + 1
        let texts = (try StoredJSON.text(settings), try StoredJSON.text(snapshot))
        try change.session.execute(
            """
            INSERT INTO roadmap (id, organisation_id, version, title, settings, snapshot, created_at, created_by)
            VALUES (\(id), \(organisation.id), \(version), \(title), \(texts.0), \(texts.1), \(change.now),
                \(change.actor.name))
            """)
        let scenario = try ScenarioStore.add(
            .base, title, .none, StoredPlan(plan, of: snapshot.problem), to: id, in: change)
        try change.record(
            "roadmap.opened", organisation: organisation.id.text, subject: id.text, detail: "\(title), v\(version)")
        return (id, scenario)
    }

    static func roadmap(_ id: Roadmap.ID, in session: any Session) throws(DatabaseError) -> Roadmap? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE r.id = \(id)", roadmap)
    }

    /// With what it was computed from.
    static func frozen(
        _ id: Roadmap.ID, in session: any Session
    ) throws(DatabaseError) -> (roadmap: Roadmap, snapshot: RoadmapSnapshot)? {
        try session.first("SELECT \(columns), r.snapshot FROM \(tables) WHERE r.id = \(id)") {
            row throws(DatabaseError) in
            let snapshot: RoadmapSnapshot = try StoredJSON.value(try row.text(12))
            guard snapshot.isConsistent else { throw DatabaseError(.unexpectedValue, "snapshot of a roadmap") }
            return (try roadmap(row), snapshot)
        }
    }

    /// What the list shows of a roadmap besides itself.
    struct Listed: Sendable, Hashable {
        let roadmap: Roadmap
        let tasks: Int
        let done: Int
    }

    /// Those of a subtree, newest first; the total comes with them.
    static func page(
        under lineage: Lineage, limit: Int, offset: Int, in session: any Session
    ) throws(DatabaseError) -> (rows: [Listed], total: Int) {
        var total = 0
        let rows = try session.all(
            """
            SELECT \(columns), COUNT(*) OVER (),
                (SELECT COUNT(*) FROM roadmap_task t WHERE t.roadmap_id = r.id AND t.status <> 'abandoned'),
                (SELECT COUNT(*) FROM roadmap_task t WHERE t.roadmap_id = r.id AND t.status = 'done')
            FROM \(tables) WHERE \(lineage.sqlCondition(on: "o.lineage"))
            ORDER BY r.created_at DESC, r.id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(12)
            return Listed(roadmap: try roadmap(row), tasks: try row.int(13), done: try row.int(14))
        }
        return (rows, total)
    }

    /// The newest version of an organisation.
    static func latest(of organisation: Organisation.ID, in session: any Session) throws(DatabaseError) -> Roadmap? {
        try session.first(
            """
            SELECT \(columns) FROM \(tables) WHERE r.organisation_id = \(organisation) ORDER BY r.version DESC LIMIT 1
            """, roadmap)
    }

    /// Those followed now, in these parts of the tree.
    static func followed(
        in lineages: [Lineage], _ session: any Session
    ) throws(DatabaseError) -> [Roadmap] {
        guard !lineages.isEmpty else { return [] }
        return try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE r.adopted_id IS NOT NULL AND r.closed_at IS NULL
                AND \(Lineage.condition(on: "o.lineage", anyOf: lineages))
            ORDER BY r.adopted_at DESC, r.id DESC LIMIT 500
            """, roadmap)
    }

    static func split(
        of roadmap: Roadmap.ID, in session: any Session
    ) throws(DatabaseError) -> [String: [String: Double]] {
        var splits: [String: [String: Double]] = [:]
        try session.each("SELECT action, shares FROM roadmap_split WHERE roadmap_id = \(roadmap)") {
            row throws(DatabaseError) in
            splits[try row.text(0)] = try StoredJSON.value(try row.text(1))
        }
        return splits
    }

    /// - Parameter shares: by member; nil goes back to the share proposed.
    static func saveSplit(
        _ shares: [String: Double]?, of action: String, in roadmap: Roadmap, _ change: Change
    ) throws {
        if let shares {
            let text = try StoredJSON.text(shares)
            try change.session.execute(
                """
                INSERT INTO roadmap_split (roadmap_id, action, shares) VALUES (\(roadmap.id), \(action), \(text))
                ON CONFLICT (roadmap_id, action) DO UPDATE SET shares = excluded.shares
                """)
        } else {
            try change.session.execute(
                "DELETE FROM roadmap_split WHERE roadmap_id = \(roadmap.id) AND action = \(action)")
        }
        try record("roadmap.split", roadmap, detail: action, in: change)
    }

    static func record(
        _ action: String, _ roadmap: Roadmap, detail: String = "", in change: Change
    ) throws(DatabaseError) {
        try change.record(
            action, organisation: roadmap.organisation.text, subject: roadmap.id.text, detail: detail)
    }

    @Sendable
    static func roadmap(_ row: Row) throws(DatabaseError) -> Roadmap {
        Roadmap(
            id: try row.identifier(0), organisation: try row.identifier(1), organisationName: try row.text(2),
            lineage: Lineage(stored: try row.text(3)), version: try row.int(4), title: try row.text(5),
            settings: try StoredJSON.value(try row.text(6)), createdAt: try row.instant(7), createdBy: try row.text(8),
            adopted: row.optionalIdentifier(9), adoptedAt: try row.optionalInstant(10),
            closedAt: try row.optionalInstant(11))
    }
}
