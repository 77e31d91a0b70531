// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery

/// Every statement about plans. The model and the result are read only where they are shown.
enum PlanStore {
    private static let columns: SQL = """
        p.id, p.organisation_id, o.name, o.lineage, p.base_id, p.title, p.what_if, p.summary, p.is_first, p.made_on,
        p.created_by, p.computed_at, p.removed_at
        """
    private static let tables: SQL = "restart_plan p JOIN organisation o ON o.id = p.organisation_id"

    static func plan(
        _ id: RestartPlan.ID, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> RestartPlan? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE p.id = \(id) AND p.organisation_id = \(place)", plan)
    }

    /// With what it was computed from and what came out.
    static func whole(
        _ id: RestartPlan.ID, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> WholePlan? {
        try session.first(
            """
            SELECT \(columns), p.model, p.result FROM \(tables)
            WHERE p.id = \(id) AND p.organisation_id = \(place)
            """, whole)
    }

    /// A plan and its variants, the base first; removed variants left out.
    static func family(
        _ base: RestartPlan.ID, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> [WholePlan] {
        try session.all(
            """
            SELECT \(columns), p.model, p.result FROM \(tables)
            WHERE p.organisation_id = \(place) AND (p.id = \(base) OR (p.base_id = \(base) AND p.removed_at IS NULL))
            ORDER BY (p.base_id IS NOT NULL), p.created_at, p.id LIMIT 20
            """, whole)
    }

    /// Base plans, newest first. One statement.
    static func page(
        of place: Organisation.ID, withRemoved: Bool = false, limit: Int, offset: Int, in session: any Session
    ) throws(DatabaseError) -> (rows: [RestartPlan], total: Int) {
        var total = 0
        let removed: SQL = withRemoved ? "" : " AND p.removed_at IS NULL"
        let rows = try session.all(
            """
            SELECT \(columns), COUNT(*) OVER () FROM \(tables)
            WHERE p.organisation_id = \(place) AND p.base_id IS NULL\(removed)
            ORDER BY (p.removed_at IS NOT NULL), p.created_at DESC, p.id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(13)
            return try plan(row)
        }
        return (rows, total)
    }

    static func latest(of place: Organisation.ID, in session: any Session) throws(DatabaseError) -> RestartPlan? {
        try page(of: place, limit: 1, offset: 0, in: session).rows.first
    }

    /// The newest plan of each organisation of these parts of the tree that was made by a day.
    static func latest(
        under scope: [Lineage], madeBy day: Day, in session: any Session
    ) throws(DatabaseError) -> [RestartPlan] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE \(Lineage.condition(on: "o.lineage", anyOf: scope)) AND p.base_id IS NULL AND p.removed_at IS NULL
                AND p.made_on <= \(day) AND NOT EXISTS (
                    SELECT 1 FROM restart_plan q WHERE q.organisation_id = p.organisation_id AND q.base_id IS NULL
                        AND q.removed_at IS NULL AND q.created_at > p.created_at)
            ORDER BY p.made_on, p.id LIMIT 500
            """, plan)
    }

    static func search(
        _ text: String, in scope: [Lineage], session: any Session
    ) throws(DatabaseError) -> [RestartPlan] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE \(Lineage.condition(on: "o.lineage", anyOf: scope)) AND p.removed_at IS NULL
                AND \(SearchWords.condition(on: "p.folded_title", text))
            ORDER BY p.created_at DESC, p.id LIMIT 10
            """, plan)
    }

    struct Draft: Sendable {
        var title: String
        var whatIf = WhatIf.none
        var base: RestartPlan.ID?
        var frozen: FrozenModel
        var plan: RecoveryPlan
        var isFirst: Bool
        var madeOn: Day
    }

    static func keep(
        _ draft: Draft, _ summary: PlanSummary, of place: Organisation.ID, in change: Change
    ) throws -> RestartPlan.ID {
        guard !draft.title.isEmpty else { throw RestartError.textMissing }
        guard draft.title.unicodeScalars.count <= 150 else { throw RestartError.textTooLong }
        if let base = draft.base {
            let count = try change.session.count(
                "SELECT COUNT(*) FROM restart_plan WHERE base_id = \(base) AND removed_at IS NULL")
            guard count < mostVariants else { throw RestartError.tooMany(limit: mostVariants) }
        }
        let id = RestartPlan.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO restart_plan (id, organisation_id, base_id, title, folded_title, what_if, model, result, summary,
                is_first, made_on, created_at, created_by, computed_at)
            VALUES (\(id), \(place), \(draft.base), \(draft.title), \(folded(draft.title)),
                \(try StoredJSON.text(draft.whatIf)), \(try StoredJSON.text(draft.frozen)),
                \(try StoredJSON.text(draft.plan)), \(try StoredJSON.text(summary)), \(draft.isFirst),
                \(draft.madeOn), \(change.now), \(change.actor.name), \(change.now))
            """)
        try record("restart.plan.made", place, id, draft.title, in: change)
        return id
    }

    static let mostVariants = 8

    /// Replaces the result by a better one. False when the plan was removed meanwhile.
    static func improve(
        _ id: RestartPlan.ID, of place: Organisation.ID, by plan: RecoveryPlan, _ summary: PlanSummary, title: String,
        in change: Change
    ) throws -> Bool {
        let changed = try change.session.execute(
            """
            UPDATE restart_plan SET result = \(try StoredJSON.text(plan)), summary = \(try StoredJSON.text(summary)),
                is_first = 0, computed_at = \(change.now)
            WHERE id = \(id) AND organisation_id = \(place) AND removed_at IS NULL
            """)
        // The computation did take place, even when nothing was kept.
        try record("restart.plan.computed", place, id, title, in: change)
        return changed == 1
    }

    static func remove(_ plan: RestartPlan, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE restart_plan SET removed_at = \(change.now) WHERE id = \(plan.id) AND removed_at IS NULL")
        guard changed == 1 else { throw RestartError.alreadySo }
        try record("restart.plan.removed", plan.organisation, plan.id, plan.title, in: change)
    }

    static func restore(_ plan: RestartPlan, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE restart_plan SET removed_at = NULL WHERE id = \(plan.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw RestartError.alreadySo }
        try record("restart.plan.restored", plan.organisation, plan.id, plan.title, in: change)
    }

    static func record(
        _ action: String, _ place: Organisation.ID, _ plan: RestartPlan.ID, _ title: String, in change: Change
    ) throws {
        try change.record(action, organisation: place.text, subject: plan.text, detail: title)
    }

    @Sendable
    private static func plan(_ row: Row) throws(DatabaseError) -> RestartPlan {
        RestartPlan(
            id: try row.identifier(0), organisation: try row.identifier(1), organisationName: try row.text(2),
            lineage: Lineage(stored: try row.text(3)), base: row.optionalIdentifier(4), title: try row.text(5),
            whatIf: try StoredJSON.value(try row.text(6)), summary: try StoredJSON.value(try row.text(7)),
            isFirst: try row.bool(8), madeOn: try row.day(9), createdBy: try row.text(10),
            computedAt: try row.instant(11), isRemoved: row.optionalText(12) != nil)
    }

    @Sendable
    private static func whole(_ row: Row) throws(DatabaseError) -> WholePlan {
        WholePlan(
            plan: try plan(row), frozen: try StoredJSON.value(try row.text(13)),
            result: try StoredJSON.value(try row.text(14)))
    }
}

/// A plan with what it was computed from and what came out.
struct WholePlan: Sendable, Hashable {
    let plan: RestartPlan
    let frozen: FrozenModel
    let result: RecoveryPlan

    var reading: PlanReading { PlanReading(frozen.model, result) }
}
