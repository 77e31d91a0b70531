// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Planning
import Primitives

/// Statements about the plans of a roadmap.
enum ScenarioStore {
    private static let columns: SQL = "s.id, s.roadmap_id, s.kind, s.title, s.parameters, s.plan, s.computed_at"
    /// Beyond that nobody compares them any more.
    static let most = 20

    static func add(
        _ kind: PlanScenario.Kind, _ title: String, _ whatIf: WhatIf, _ plan: StoredPlan, to roadmap: Roadmap.ID,
        in change: Change
    ) throws -> PlanScenario.ID {
        let id = PlanScenario.ID.make(at: change.now)
        let texts = (try StoredJSON.text(whatIf), try StoredJSON.text(plan))
        try change.session.execute(
            """
            INSERT INTO roadmap_scenario (id, roadmap_id, kind, title, parameters, plan, computed_at)
            VALUES (\(id), \(roadmap), \(kind.rawValue), \(title), \(texts.0), \(texts.1), \(change.now))
            """)
        return id
    }

    /// The base first, then the suppositions in their order.
    static func scenarios(of roadmap: Roadmap.ID, in session: any Session) throws(DatabaseError) -> [PlanScenario] {
        try session.all(
            """
            SELECT \(columns) FROM roadmap_scenario s WHERE s.roadmap_id = \(roadmap) ORDER BY s.kind, s.id LIMIT 50
            """, scenario)
    }

    static func scenario(
        _ id: PlanScenario.ID, of roadmap: Roadmap.ID, in session: any Session
    ) throws(DatabaseError) -> PlanScenario? {
        try session.first(
            "SELECT \(columns) FROM roadmap_scenario s WHERE s.id = \(id) AND s.roadmap_id = \(roadmap)", scenario)
    }

    /// Replaces the plan of a scenario by a better one. Nothing when the scenario is gone or its plan adopted meanwhile:
    /// what is followed does not change under those who follow it.
    static func improve(
        _ id: PlanScenario.ID, of roadmap: Roadmap, by plan: StoredPlan, in change: Change
    ) throws -> Bool {
        let text = try StoredJSON.text(plan)
        let changed = try change.session.execute(
            """
            UPDATE roadmap_scenario SET plan = \(text), computed_at = \(change.now)
            WHERE id = \(id) AND roadmap_id = \(roadmap.id)
                AND NOT EXISTS (SELECT 1 FROM roadmap r WHERE r.adopted_id = \(id))
            """)
        // A change says something in the journal even when nothing was kept: the computation did take place.
        try RoadmapStore.record("roadmap.computed", roadmap, in: change)
        return changed == 1
    }

    static func remove(_ scenario: PlanScenario, of roadmap: Roadmap, in change: Change) throws {
        guard scenario.kind == .whatIf else { throw RoadmapError.unknownScenario }
        // Asked of the database, not of what was read before: an adopted plan must not vanish under its tasks.
        let removed = try change.session.execute(
            """
            DELETE FROM roadmap_scenario WHERE id = \(scenario.id) AND roadmap_id = \(roadmap.id)
                AND NOT EXISTS (SELECT 1 FROM roadmap r WHERE r.adopted_id = \(scenario.id))
            """)
        guard removed == 1 else { throw RoadmapError.alreadyAdopted }
        try RoadmapStore.record("roadmap.supposed.removed", roadmap, detail: scenario.title, in: change)
    }

    @Sendable
    private static func scenario(_ row: Row) throws(DatabaseError) -> PlanScenario {
        PlanScenario(
            id: try row.identifier(0), roadmap: try row.identifier(1), kind: try row.value(2), title: try row.text(3),
            whatIf: try StoredJSON.value(try row.text(4)), plan: try StoredJSON.value(try row.text(5)),
            computedAt: try row.instant(6))
    }
}
