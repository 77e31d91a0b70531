// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Organisations
import Persistence
import Primitives
import ServiceMaps

/// Every statement that reads plans.
enum PlanStore {
    private static let columns: SQL =
        """
        p.id, k.id, k.name, k.lineage, p.kind, p.title, p.owner, p.review_on, f.id, f.title, p.removed_at,
        (SELECT MAX(l.number) FROM continuity_plan_version l WHERE l.plan_id = p.id), v.number, v.approved_by,
        v.approved_on
        """
    private static let tables: SQL =
        """
        continuity_plan p JOIN organisation k ON k.id = p.organisation_id LEFT JOIN proof f ON f.id = p.proof_id
            LEFT JOIN continuity_plan_version v ON v.plan_id = p.id AND v.number = (
                SELECT MAX(a.number) FROM continuity_plan_version a
                WHERE a.plan_id = p.id AND a.approved_on IS NOT NULL)
        """

    static func plan(_ id: Plan.ID, in session: any Session) throws(DatabaseError) -> Plan? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE p.id = \(id)", plan)
    }

    /// Those of an organisation, below it and above it: a group's plan is its members'. One statement.
    static func seen(from place: Lineage, in session: any Session) throws(DatabaseError) -> [Plan] {
        try list("(\(place.sqlCondition(on: "k.lineage")) OR k.id IN (\(list: place.identifiers)))", in: session)
    }

    static func all(under scope: [Lineage], in session: any Session) throws(DatabaseError) -> [Plan] {
        try list("\(Lineage.condition(on: "k.lineage", anyOf: scope)) AND p.removed_at IS NULL", in: session)
    }

    static func search(
        _ text: String, under scope: [Lineage], limit: Int, in session: any Session
    ) throws(DatabaseError) -> [Plan] {
        try list(
            """
            \(Lineage.condition(on: "k.lineage", anyOf: scope)) AND p.removed_at IS NULL
                AND \(SearchWords.condition(on: "p.folded_title", text))
            """, limit: limit, in: session)
    }

    private static func list(
        _ condition: SQL, limit: Int = 2000, in session: any Session
    ) throws(DatabaseError) -> [Plan] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(condition)
            ORDER BY (p.removed_at IS NOT NULL), p.folded_title, p.id LIMIT \(limit)
            """, plan)
    }

    /// Newest first, without their texts.
    static func versions(of plan: Plan.ID, in session: any Session) throws(DatabaseError) -> [PlanVersion] {
        try session.all(
            """
            SELECT number, changed, author, made_on, approved_by, approved_on FROM continuity_plan_version
            WHERE plan_id = \(plan) ORDER BY number DESC LIMIT 200
            """, version)
    }

    static func version(
        _ number: Int, of plan: Plan.ID, in session: any Session
    ) throws(DatabaseError) -> PlanVersion? {
        let found = try session.first(
            """
            SELECT number, changed, author, made_on, approved_by, approved_on FROM continuity_plan_version
            WHERE plan_id = \(plan) AND number = \(number)
            """, version)
        guard var found else { return nil }
        try session.each(
            "SELECT section, text FROM continuity_plan_section WHERE plan_id = \(plan) AND number = \(number)"
        ) { row throws(DatabaseError) in found.sections[try row.text(0)] = try row.text(1) }
        return found
    }

    /// The nodes that a plan covers, removed ones left out.
    static func nodes(
        of plan: Plan.ID, in session: any Session
    ) throws(DatabaseError) -> [(id: PlacedNode.ID, name: String)] {
        try session.all(
            """
            SELECT n.id, n.name FROM continuity_plan_node c JOIN map_node n ON n.id = c.node_id
            WHERE c.plan_id = \(plan) AND n.removed_at IS NULL ORDER BY n.folded_name, n.id LIMIT 2000
            """
        ) { row throws(DatabaseError) in (try row.identifier(0), try row.text(1)) }
    }

    /// The documents of the vault that may be attached: written plans, policies and procedures, not what Carène measured.
    static func attachments(at place: Lineage, in session: any Session) throws(DatabaseError) -> [Plan.Attachment] {
        try session.all(
            """
            SELECT p.id, p.title FROM proof p
            WHERE p.kind IN ('plan.document', 'policy.document', 'procedure.document') AND p.feature IS NULL
                AND p.replaced_by IS NULL AND p.withdrawn_at IS NULL AND \(valid(at: place))
            ORDER BY p.obtained_on DESC, p.id LIMIT 200
            """
        ) { row throws(DatabaseError) in Plan.Attachment(id: try row.identifier(0), title: try row.text(1)) }
    }

    static func valid(at place: Lineage) -> SQL {
        """
        EXISTS (SELECT 1 FROM proof_holder h JOIN organisation ho ON ho.id = h.organisation_id
            WHERE h.proof_id = p.id
                AND (ho.id IN (\(list: place.identifiers)) OR \(place.sqlCondition(on: "ho.lineage"))))
        """
    }

    @Sendable
    private static func plan(_ row: Row) throws(DatabaseError) -> Plan {
        var attachment: Plan.Attachment?
        if let id: Proof.ID = row.optionalIdentifier(8) {
            attachment = Plan.Attachment(id: id, title: row.optionalText(9) ?? "")
        }
        var approval: Plan.Approval?
        if let number = row.optionalInt(12), let by = row.optionalText(13), let on = try row.optionalDay(14) {
            approval = Plan.Approval(version: number, by: by, on: on)
        }
        return Plan(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), kind: try row.value(4), title: try row.text(5),
            owner: try row.text(6), reviewOn: try row.optionalDay(7), proof: attachment,
            isRemoved: row.optionalText(10) != nil, version: row.optionalInt(11) ?? 1, approved: approval)
    }

    @Sendable
    private static func version(_ row: Row) throws(DatabaseError) -> PlanVersion {
        var approval: Plan.Approval?
        if let by = row.optionalText(4), let on = try row.optionalDay(5) {
            approval = Plan.Approval(version: try row.int(0), by: by, on: on)
        }
        return PlanVersion(
            number: try row.int(0), changed: try row.text(1), author: try row.text(2), madeOn: try row.day(3),
            approval: approval)
    }
}
