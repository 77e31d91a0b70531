// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about the tests of plans. A test in the field is a proof from the change that says it was held.
enum TestStore {
    private static let columns: SQL =
        """
        e.id, e.plan_id, p.title, p.kind, k.id, k.name, k.lineage, o.id, o.name, o.lineage, e.planned_on, e.held_on,
        e.is_in_field, e.scenario, e.participants, e.shown, e.to_correct, e.removed_at, p.removed_at
        """
    private static let tables: SQL =
        """
        continuity_plan_test e JOIN continuity_plan p ON p.id = e.plan_id JOIN organisation k ON k.id = p.organisation_id
            JOIN organisation o ON o.id = e.organisation_id
        """

    static func test(_ id: PlanTest.ID, in session: any Session) throws(DatabaseError) -> PlanTest? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE e.id = \(id)", test)
    }

    static func of(_ plan: Plan.ID, in session: any Session) throws(DatabaseError) -> [PlanTest] {
        try list("e.plan_id = \(plan)", in: session)
    }

    /// Those of the plans of an organisation, of those above it and of those below it.
    static func seen(from place: Lineage, in session: any Session) throws(DatabaseError) -> [PlanTest] {
        try list(
            """
            (\(place.sqlCondition(on: "o.lineage")) OR k.id IN (\(list: place.identifiers))
                AND o.id IN (\(list: place.identifiers)))
            """, in: session)
    }

    /// Planned, and not held yet.
    static func planned(
        under scope: [Lineage], until last: Day, in session: any Session
    ) throws(DatabaseError) -> [PlanTest] {
        try list(
            """
            \(Lineage.condition(on: "o.lineage", anyOf: scope)) AND e.held_on IS NULL AND e.removed_at IS NULL
                AND p.removed_at IS NULL AND e.planned_on <= \(last)
            """, in: session)
    }

    private static func list(_ condition: SQL, in session: any Session) throws(DatabaseError) -> [PlanTest] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(condition)
            ORDER BY (e.removed_at IS NOT NULL), COALESCE(e.held_on, e.planned_on) DESC, e.id LIMIT 1000
            """, test)
    }

    static func add(
        _ draft: PlanTestDraft, of plan: Plan, at place: Organisation.ID, today: Day, in change: Change
    ) throws -> PlanTest.ID {
        try check(draft, of: plan.keeper.lineage, at: place, today: today, in: change.session)
        guard !plan.isRemoved else { throw ContinuityError.unknown }
        let id = PlanTest.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO continuity_plan_test (id, plan_id, organisation_id, planned_on, held_on, is_in_field, scenario,
                participants, shown, to_correct, created_at)
            VALUES (\(id), \(plan.id), \(place), \(draft.plannedOn), \(draft.heldOn), \(draft.isInField), \(draft.scenario),
                \(draft.participants), \(draft.shown), \(draft.toCorrect), \(change.now))
            """)
        try finish(id, draft.heldOn == nil ? "continuityTest.planned" : "continuityTest.held", in: change)
        return id
    }

    static func correct(
        _ test: PlanTest, _ draft: PlanTestDraft, at place: Organisation.ID, today: Day, in change: Change
    ) throws {
        try check(draft, of: test.keeper.lineage, at: place, today: today, in: change.session)
        let updated = try change.session.execute(
            """
            UPDATE continuity_plan_test SET organisation_id = \(place), planned_on = \(draft.plannedOn),
                held_on = \(draft.heldOn), is_in_field = \(draft.isInField), scenario = \(draft.scenario),
                participants = \(draft.participants), shown = \(draft.shown), to_correct = \(draft.toCorrect)
            WHERE id = \(test.id) AND removed_at IS NULL
            """)
        guard updated == 1 else { throw ContinuityError.alreadySo }
        try finish(
            test.id, !test.isHeld && draft.heldOn != nil ? "continuityTest.held" : "continuityTest.corrected",
            in: change)
    }

    static func remove(_ test: PlanTest, in change: Change) throws {
        let updated = try change.session.execute(
            "UPDATE continuity_plan_test SET removed_at = \(change.now) WHERE id = \(test.id) AND removed_at IS NULL")
        guard updated == 1 else { throw ContinuityError.alreadySo }
        try finish(test.id, "continuityTest.removed", in: change)
    }

    static func restore(_ test: PlanTest, in change: Change) throws {
        let updated = try change.session.execute(
            "UPDATE continuity_plan_test SET removed_at = NULL WHERE id = \(test.id) AND removed_at IS NOT NULL")
        guard updated == 1 else { throw ContinuityError.alreadySo }
        try finish(test.id, "continuityTest.restored", in: change)
    }

    static func settle(_ test: PlanTest, in change: Change) throws {
        if let measurement = ContinuityProofs.measurement(of: test) {
            try ProofStore.publish(measurement, in: change)
        } else {
            try ProofStore.retract(
                feature: ContinuityProofs.feature, object: ContinuityProofs.object(ofTest: test.id), in: change)
        }
    }

    private static func finish(_ id: PlanTest.ID, _ action: String, in change: Change) throws {
        guard let test = try test(id, in: change.session) else { throw ContinuityError.unknown }
        try settle(test, in: change)
        try change.record(action, organisation: test.place.id.text, subject: id.text, detail: test.planTitle)
    }

    private static func check(
        _ draft: PlanTestDraft, of keeper: Lineage, at place: Organisation.ID, today: Day, in session: any Session
    ) throws {
        guard !draft.scenario.isEmpty else { throw ContinuityError.textMissing }
        guard draft.scenario.unicodeScalars.count <= 2000, draft.participants.unicodeScalars.count <= 1000,
            draft.shown.unicodeScalars.count <= 4000, draft.toCorrect.unicodeScalars.count <= 4000
        else { throw ContinuityError.textTooLong }
        if let held = draft.heldOn, held > today { throw ContinuityError.inFuture }
        guard
            try session.exists(
                "SELECT 1 FROM organisation o WHERE o.id = \(place) AND \(keeper.sqlCondition(on: "o.lineage"))")
        else { throw ContinuityError.outside }
    }

    /// The test of a plan that left is as good as removed.
    @Sendable
    private static func test(_ row: Row) throws(DatabaseError) -> PlanTest {
        PlanTest(
            id: try row.identifier(0), plan: try row.identifier(1), planTitle: try row.text(2),
            planKind: try row.value(3), keeper: try Keeper(row, from: 4), place: try Keeper(row, from: 7),
            isRemoved: row.optionalText(17) != nil || row.optionalText(18) != nil,
            draft: PlanTestDraft(
                plannedOn: try row.day(10), heldOn: try row.optionalDay(11), isInField: try row.bool(12),
                scenario: try row.text(13), participants: try row.text(14), shown: try row.text(15),
                toCorrect: try row.text(16)))
    }
}
