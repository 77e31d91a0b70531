// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery

extension ServiceMapStore {
    /// - Throws: `ServiceMapError` for what the map refuses; the code may be that of a removed node.
    @discardableResult
    public static func add(
        _ draft: NodeDraft, to keeper: Organisation.ID, in change: Change
    ) throws -> PlacedNode.ID {
        try check(draft)
        let count = try change.session.count(
            "SELECT COUNT(*) FROM map_node WHERE organisation_id = \(keeper) AND removed_at IS NULL")
        guard count < ServiceMapError.nodesLimit else { throw ServiceMapError.full }
        let id = try insert(draft, of: keeper, in: change)
        try change.record("map.nodeAdded", organisation: keeper.text, subject: id.text, detail: draft.name)
        return id
    }

    static func insert(_ draft: NodeDraft, of keeper: Organisation.ID, in change: Change) throws -> PlacedNode.ID {
        let id = PlacedNode.ID.make(at: change.now)
        let made = try change.session.execute(
            """
            INSERT INTO map_node (id, organisation_id, code, name, folded_name, layer, kind, care_class, description,
                owner, supplier, data_gigabytes, created_at)
            VALUES (\(id), \(keeper), \(draft.code), \(draft.name), \(folded(draft.name)), \(draft.layer.rawValue),
                \(draft.kind.rawValue), \(draft.careClass), \(draft.description), \(draft.owner), \(draft.supplier),
                \(draft.dataGigabytes), \(change.now))
            ON CONFLICT (organisation_id, code) DO NOTHING
            """)
        guard made == 1 else { throw ServiceMapError.duplicateCode(draft.code) }
        return id
    }

    public static func correct(_ node: PlacedNode, _ draft: NodeDraft, in change: Change) throws {
        try check(draft)
        try update(node, draft, in: change)
        try change.record(
            "map.nodeCorrected", organisation: node.keeper.text, subject: node.id.text, detail: draft.name)
    }

    static func update(_ node: PlacedNode, _ draft: NodeDraft, in change: Change) throws {
        if draft.code != node.code, try self.node(code: draft.code, of: node.keeper, in: change.session) != nil {
            throw ServiceMapError.duplicateCode(draft.code)
        }
        try change.session.execute(
            """
            UPDATE map_node SET code = \(draft.code), name = \(draft.name), folded_name = \(folded(draft.name)),
                layer = \(draft.layer.rawValue), kind = \(draft.kind.rawValue), care_class = \(draft.careClass),
                description = \(draft.description), owner = \(draft.owner), supplier = \(draft.supplier),
                data_gigabytes = \(draft.dataGigabytes)
            WHERE id = \(node.id)
            """)
    }

    /// Its dependencies sleep with it, and wake with it.
    public static func remove(_ node: PlacedNode, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE map_node SET removed_at = \(change.now) WHERE id = \(node.id) AND removed_at IS NULL")
        guard changed == 1 else { throw ServiceMapError.alreadySo }
        try change.record("map.nodeRemoved", organisation: node.keeper.text, subject: node.id.text, detail: node.name)
    }

    public static func restore(_ node: PlacedNode, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE map_node SET removed_at = NULL WHERE id = \(node.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw ServiceMapError.alreadySo }
        try change.record("map.nodeRestored", organisation: node.keeper.text, subject: node.id.text, detail: node.name)
    }

    /// Draws an arrow, or changes the one that is there.
    public static func link(
        _ from: PlacedNode, to: PlacedNode, kind: Dependency.Kind, lag: Double = 0, isBootstrap: Bool = false,
        in change: Change
    ) throws {
        guard from.id != to.id else { throw ServiceMapError.selfDependency }
        guard from.keeperLineage.contains(to.keeperLineage) || to.keeperLineage.contains(from.keeperLineage) else {
            throw ServiceMapError.outOfReach
        }
        try draw(from.id, to.id, kind, lag, isBootstrap, in: change)
        try change.record(
            "map.linked", organisation: from.keeper.text, subject: from.id.text, detail: "\(from.name) → \(to.name)")
    }

    static func draw(
        _ from: PlacedNode.ID, _ to: PlacedNode.ID, _ kind: Dependency.Kind, _ lag: Double, _ isBootstrap: Bool,
        in change: Change
    ) throws {
        guard (0...8760).contains(lag) else { throw ServiceMapError.badValue }
        try change.session.execute(
            """
            INSERT INTO map_dependency (from_id, to_id, kind, lag, is_bootstrap)
            VALUES (\(from), \(to), \(kind.rawValue), \(lag), \(isBootstrap))
            ON CONFLICT (from_id, to_id) DO UPDATE SET kind = excluded.kind, lag = excluded.lag,
                is_bootstrap = excluded.is_bootstrap
            """)
    }

    public static func unlink(_ from: PlacedNode, from to: PlacedNode, in change: Change) throws {
        let changed = try change.session.execute(
            "DELETE FROM map_dependency WHERE from_id = \(from.id) AND to_id = \(to.id)")
        guard changed == 1 else { throw ServiceMapError.alreadySo }
        try change.record(
            "map.unlinked", organisation: from.keeper.text, subject: from.id.text, detail: "\(from.name) → \(to.name)")
    }

    static func check(_ draft: NodeDraft) throws(ServiceMapError) {
        guard (1...60).contains(draft.code.utf8.count), draft.code.utf8.allSatisfy(isCodeByte) else { throw .badCode }
        guard (1...150).contains(draft.name.unicodeScalars.count) else { throw .badName }
        guard draft.description.unicodeScalars.count <= 2000, draft.owner.unicodeScalars.count <= 200,
            draft.supplier.unicodeScalars.count <= 200
        else { throw .textTooLong }
        guard (1...4).contains(draft.careClass ?? 1), (0...100_000_000).contains(draft.dataGigabytes ?? 0) else {
            throw .badValue
        }
        guard draft.kind.layer == nil || draft.kind.layer == draft.layer else { throw .wrongKind }
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
