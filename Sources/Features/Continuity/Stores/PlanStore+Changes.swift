// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Journal
import Organisations
import Persistence
import Primitives
import ServiceMaps

/// Every statement that changes plans. What an approved version proves is published and retracted in the same
/// transaction.
extension PlanStore {
    static let limit = 500

    static func add(_ draft: PlanDraft, at keeper: Organisation, today: Day, in change: Change) throws -> Plan.ID {
        try check(draft, at: keeper.lineage, in: change.session)
        let count = try change.session.count(
            "SELECT COUNT(*) FROM continuity_plan WHERE organisation_id = \(keeper.id) AND removed_at IS NULL")
        guard count < limit else { throw ContinuityError.tooMany }
        let id = Plan.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO continuity_plan (id, organisation_id, kind, title, folded_title, owner, review_on, proof_id,
                created_at)
            VALUES (\(id), \(keeper.id), \(draft.kind.rawValue), \(draft.title), \(folded(draft.title)), \(draft.owner),
                \(draft.reviewOn), \(draft.proof), \(change.now))
            """)
        try cover(draft.nodes, by: id, in: change)
        try write(draft, version: 1, of: id, on: today, in: change)
        try change.record("continuityPlan.added", organisation: keeper.id.text, subject: id.text, detail: draft.title)
        return id
    }

    /// A draft is written again in place; after an approval the text becomes the next version, if it changed.
    static func correct(_ plan: Plan, _ draft: PlanDraft, today: Day, in change: Change) throws {
        try check(draft, at: plan.keeper.lineage, in: change.session)
        let updated = try change.session.execute(
            """
            UPDATE continuity_plan SET kind = \(draft.kind.rawValue), title = \(draft.title),
                folded_title = \(folded(draft.title)), owner = \(draft.owner), review_on = \(draft.reviewOn),
                proof_id = \(draft.proof)
            WHERE id = \(plan.id) AND removed_at IS NULL
            """)
        guard updated == 1 else { throw ContinuityError.alreadySo }
        try change.session.execute("DELETE FROM continuity_plan_node WHERE plan_id = \(plan.id)")
        try cover(draft.nodes, by: plan.id, in: change)
        guard let latest = try version(plan.version, of: plan.id, in: change.session) else {
            throw ContinuityError.unknown
        }
        let texts = draft.sections.filter { !$0.value.isEmpty }
        if latest.approval == nil {
            try write(draft, version: plan.version, of: plan.id, on: today, in: change)
        } else if texts != latest.sections || !draft.changed.isEmpty {
            try write(draft, version: plan.version + 1, of: plan.id, on: today, in: change)
        }
        try settle(plan.id, in: change)
        try record("continuityPlan.corrected", plan, draft.title, in: change)
    }

    /// Approves the latest version.
    static func approve(_ plan: Plan, by body: String, on day: Day, today: Day, in change: Change) throws {
        guard plan.hasDraft else { throw ContinuityError.nothingToApprove }
        guard !body.isEmpty else { throw ContinuityError.textMissing }
        guard body.unicodeScalars.count <= 200 else { throw ContinuityError.textTooLong }
        guard day <= today else { throw ContinuityError.inFuture }
        guard let latest = try version(plan.version, of: plan.id, in: change.session) else {
            throw ContinuityError.unknown
        }
        guard !latest.sections.isEmpty || plan.proof != nil else { throw ContinuityError.emptyPlan }
        let updated = try change.session.execute(
            """
            UPDATE continuity_plan_version SET approved_by = \(body), approved_on = \(day)
            WHERE plan_id = \(plan.id) AND number = \(plan.version) AND approved_on IS NULL
            """)
        guard updated == 1 else { throw ContinuityError.alreadySo }
        try settle(plan.id, in: change)
        try record("continuityPlan.approved", plan, "\(plan.title), version \(plan.version)", in: change)
    }

    /// Takes back the last approval: an older approved version counts again, if there is one.
    static func withdraw(_ plan: Plan, in change: Change) throws {
        guard let approval = plan.approved else { throw ContinuityError.alreadySo }
        let updated = try change.session.execute(
            """
            UPDATE continuity_plan_version SET approved_by = NULL, approved_on = NULL
            WHERE plan_id = \(plan.id) AND number = \(approval.version) AND approved_on IS NOT NULL
            """)
        guard updated == 1 else { throw ContinuityError.alreadySo }
        try settle(plan.id, in: change)
        try record("continuityPlan.withdrawn", plan, "\(plan.title), version \(approval.version)", in: change)
    }

    static func remove(_ plan: Plan, in change: Change) throws {
        let updated = try change.session.execute(
            "UPDATE continuity_plan SET removed_at = \(change.now) WHERE id = \(plan.id) AND removed_at IS NULL")
        try finish(plan, updated, "continuityPlan.removed", in: change)
    }

    static func restore(_ plan: Plan, in change: Change) throws {
        let updated = try change.session.execute(
            "UPDATE continuity_plan SET removed_at = NULL WHERE id = \(plan.id) AND removed_at IS NOT NULL")
        try finish(plan, updated, "continuityPlan.restored", in: change)
    }

    private static func finish(_ plan: Plan, _ updated: Int, _ action: String, in change: Change) throws {
        guard updated == 1 else { throw ContinuityError.alreadySo }
        try settle(plan.id, in: change)
        try record(action, plan, plan.title, in: change)
    }

    private static func settle(_ id: Plan.ID, in change: Change) throws {
        guard let plan = try plan(id, in: change.session) else { throw ContinuityError.unknown }
        if let measurement = ContinuityProofs.measurement(of: plan) {
            try ProofStore.publish(measurement, in: change)
        } else {
            try ProofStore.retract(
                feature: ContinuityProofs.feature, object: ContinuityProofs.object(ofPlan: id), in: change)
        }
        // Its tests count only as long as it does not leave.
        for test in try TestStore.of(id, in: change.session) { try TestStore.settle(test, in: change) }
    }

    private static func cover(_ nodes: [PlacedNode.ID], by plan: Plan.ID, in change: Change) throws {
        for node in Set(nodes) {
            try change.session.execute(
                "INSERT INTO continuity_plan_node (plan_id, node_id) VALUES (\(plan), \(node))")
        }
    }

    private static func write(
        _ draft: PlanDraft, version: Int, of plan: Plan.ID, on day: Day, in change: Change
    ) throws {
        try change.session.execute(
            """
            INSERT INTO continuity_plan_version (plan_id, number, changed, author, made_on)
            VALUES (\(plan), \(version), \(draft.changed), \(change.actor.name), \(day))
            ON CONFLICT (plan_id, number) DO UPDATE SET changed = excluded.changed, author = excluded.author,
                made_on = excluded.made_on
            """)
        try change.session.execute(
            "DELETE FROM continuity_plan_section WHERE plan_id = \(plan) AND number = \(version)")
        for (section, text) in draft.sections where !text.isEmpty {
            try change.session.execute(
                """
                INSERT INTO continuity_plan_section (plan_id, number, section, text)
                VALUES (\(plan), \(version), \(section), \(text))
                """)
        }
    }

    private static func check(_ draft: PlanDraft, at keeper: Lineage, in session: any Session) throws {
        guard !draft.title.isEmpty else { throw ContinuityError.textMissing }
        guard draft.title.unicodeScalars.count <= 150, draft.owner.unicodeScalars.count <= 200,
            draft.changed.unicodeScalars.count <= 1000,
            draft.sections.values.allSatisfy({ $0.unicodeScalars.count <= 20_000 })
        else { throw ContinuityError.textTooLong }
        let known = Set(draft.kind.sections.map(\.key))
        guard draft.sections.keys.allSatisfy(known.contains) else { throw ContinuityError.outOfRange }
        let nodes = Set(draft.nodes)
        guard nodes.count <= 500 else { throw ContinuityError.tooMany }
        if !nodes.isEmpty {
            let seen = try session.count(
                """
                SELECT COUNT(*) FROM map_node n JOIN organisation k ON k.id = n.organisation_id
                WHERE n.id IN (\(list: nodes.sorted { $0.text < $1.text }))
                    AND (\(keeper.sqlCondition(on: "k.lineage")) OR k.id IN (\(list: keeper.identifiers)))
                """)
            guard seen == nodes.count else { throw ContinuityError.unknownNode }
        }
        if let proof = draft.proof {
            guard
                try session.exists(
                    "SELECT 1 FROM proof p WHERE p.id = \(proof) AND p.feature IS NULL AND \(valid(at: keeper))")
            else { throw ContinuityError.unknownProof }
        }
    }

    private static func record(_ action: String, _ plan: Plan, _ detail: String, in change: Change) throws {
        try change.record(action, organisation: plan.keeper.id.text, subject: plan.id.text, detail: detail)
    }
}
