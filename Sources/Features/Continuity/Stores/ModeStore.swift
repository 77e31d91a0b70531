// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import ServiceMaps

/// Every statement about degraded modes. How long the activity holds follows on the map in the same transaction.
enum ModeStore {
    static let limit = 500

    private static let columns: SQL =
        """
        m.id, k.id, k.name, n.id, n.name, m.unit, m.work, m.paper, m.telephones, m.staff, m.stock, m.endurance,
        m.ends_because, m.extra_staff, m.switched_by, m.back, m.tried_on, m.outcome, m.shown, m.removed_at
        """
    private static let tables: SQL =
        "continuity_mode m JOIN map_node n ON n.id = m.node_id JOIN organisation k ON k.id = n.organisation_id"

    static func mode(_ id: DegradedMode.ID, in session: any Session) throws(DatabaseError) -> DegradedMode? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE m.id = \(id)", mode)
    }

    /// The shortest first, those that nobody measured last; removed ones at the end. One statement.
    static func all(under place: Lineage, in session: any Session) throws(DatabaseError) -> [DegradedMode] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE \(place.sqlCondition(on: "k.lineage")) AND n.removed_at IS NULL
            ORDER BY (m.removed_at IS NOT NULL), (m.endurance IS NULL), m.endurance, n.folded_name, m.id LIMIT 2000
            """, mode)
    }

    static func of(_ node: PlacedNode.ID, in session: any Session) throws(DatabaseError) -> [DegradedMode] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE m.node_id = \(node) AND m.removed_at IS NULL
            ORDER BY m.unit, m.id LIMIT 50
            """, mode)
    }

    static func search(
        _ text: String, under scope: [Lineage], limit: Int, in session: any Session
    ) throws(DatabaseError) -> [DegradedMode] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE \(Lineage.condition(on: "k.lineage", anyOf: scope)) AND n.removed_at IS NULL AND m.removed_at IS NULL
                AND \(SearchWords.condition(on: "n.folded_name", text)) ORDER BY n.folded_name, m.id LIMIT \(limit)
            """, mode)
    }

    static func add(_ draft: DegradedModeDraft, to node: PlacedNode, today: Day, in change: Change) throws
        -> DegradedMode.ID
    {
        try check(draft, today: today)
        let count = try change.session.count(
            "SELECT COUNT(*) FROM continuity_mode WHERE node_id = \(node.id) AND removed_at IS NULL")
        guard count < 50 else { throw ContinuityError.tooMany }
        let id = DegradedMode.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO continuity_mode (id, node_id, unit, work, paper, telephones, staff, stock, endurance, ends_because,
                extra_staff, switched_by, back, tried_on, outcome, shown, created_at)
            VALUES (\(id), \(node.id), \(draft.unit), \(draft.work), \(draft.paper), \(draft.telephones), \(draft.staff),
                \(draft.stock), \(draft.endurance), \(draft.endsBecause), \(draft.extraStaff), \(draft.switchedBy),
                \(draft.back), \(draft.triedOn), \(draft.outcome?.rawValue), \(draft.shown), \(change.now))
            """)
        try settle(node, in: change)
        try record("degradedMode.added", node, draft, id, in: change)
        return id
    }

    /// - Parameters:
    ///   - node: the activity that it now belongs to.
    static func correct(
        _ mode: DegradedMode, _ draft: DegradedModeDraft, of node: PlacedNode, today: Day, in change: Change
    ) throws {
        try check(draft, today: today)
        let changed = try change.session.execute(
            """
            UPDATE continuity_mode SET node_id = \(node.id), unit = \(draft.unit), work = \(draft.work),
                paper = \(draft.paper), telephones = \(draft.telephones), staff = \(draft.staff), stock = \(draft.stock),
                endurance = \(draft.endurance), ends_because = \(draft.endsBecause), extra_staff = \(draft.extraStaff),
                switched_by = \(draft.switchedBy), back = \(draft.back), tried_on = \(draft.triedOn),
                outcome = \(draft.outcome?.rawValue), shown = \(draft.shown)
            WHERE id = \(mode.id) AND removed_at IS NULL
            """)
        guard changed == 1 else { throw ContinuityError.alreadySo }
        if mode.node != node.id, let before = try ServiceMapStore.node(mode.node, in: change.session) {
            try settle(before, in: change)
        }
        try settle(node, in: change)
        try record("degradedMode.corrected", node, draft, mode.id, in: change)
    }

    static func remove(_ mode: DegradedMode, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE continuity_mode SET removed_at = \(change.now) WHERE id = \(mode.id) AND removed_at IS NULL")
        try finish(mode, changed, "degradedMode.removed", in: change)
    }

    static func restore(_ mode: DegradedMode, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE continuity_mode SET removed_at = NULL WHERE id = \(mode.id) AND removed_at IS NOT NULL")
        try finish(mode, changed, "degradedMode.restored", in: change)
    }

    private static func finish(_ mode: DegradedMode, _ changed: Int, _ action: String, in change: Change) throws {
        guard changed == 1 else { throw ContinuityError.alreadySo }
        guard let node = try ServiceMapStore.node(mode.node, in: change.session) else { throw ContinuityError.unknown }
        try settle(node, in: change)
        try record(action, node, mode.draft, mode.id, in: change)
    }

    /// An activity holds as long as the part of it that gives up first.
    private static func settle(_ node: PlacedNode, in change: Change) throws {
        let hours: Double? =
            try change.session.first(
                "SELECT MIN(m.endurance) FROM continuity_mode m WHERE m.node_id = \(node.id) AND m.removed_at IS NULL"
            ) { row in row.optionalReal(0) } ?? nil
        try ServiceMapStore.setEndurance(hours, of: node, in: change)
    }

    private static func check(_ draft: DegradedModeDraft, today: Day) throws(ContinuityError) {
        guard !draft.work.isEmpty else { throw .textMissing }
        let limits: [(String, Int)] = [
            (draft.unit, 150), (draft.work, 4000), (draft.paper, 1000), (draft.telephones, 1000), (draft.staff, 1000),
            (draft.stock, 1000), (draft.endsBecause, 1000), (draft.extraStaff, 1000), (draft.switchedBy, 200),
            (draft.back, 2000), (draft.shown, 2000),
        ]
        guard limits.allSatisfy({ $0.0.unicodeScalars.count <= $0.1 }) else { throw .textTooLong }
        guard (0...Duration.limit).contains(draft.endurance ?? 0) else { throw .outOfRange }
        guard (draft.triedOn == nil) == (draft.outcome == nil) else { throw .textMissing }
        if let day = draft.triedOn, day > today { throw .inFuture }
    }

    private static func record(
        _ action: String, _ node: PlacedNode, _ draft: DegradedModeDraft, _ id: DegradedMode.ID, in change: Change
    ) throws {
        let detail = draft.unit.isEmpty ? node.name : "\(node.name), \(draft.unit)"
        try change.record(action, organisation: node.keeper.text, subject: id.text, detail: detail)
    }

    @Sendable
    private static func mode(_ row: Row) throws(DatabaseError) -> DegradedMode {
        DegradedMode(
            id: try row.identifier(0), organisation: try row.identifier(1), node: try row.identifier(3),
            nodeName: try row.text(4), keeperName: try row.text(2), isRemoved: row.optionalText(19) != nil,
            draft: DegradedModeDraft(
                unit: try row.text(5), work: try row.text(6), paper: try row.text(7), telephones: try row.text(8),
                staff: try row.text(9), stock: try row.text(10), endurance: row.optionalReal(11),
                endsBecause: try row.text(12), extraStaff: try row.text(13), switchedBy: try row.text(14),
                back: try row.text(15), triedOn: try row.optionalDay(16),
                outcome: row.optionalText(17).flatMap { DegradedMode.Outcome(rawValue: $0) }, shown: try row.text(18)))
    }
}
