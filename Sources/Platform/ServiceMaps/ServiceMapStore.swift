// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import Recovery

/// Every statement that reads the map.
public enum ServiceMapStore {
    private static let query: SQL =
        "SELECT \(PlacedNode.columns) FROM map_node n JOIN organisation k ON k.id = n.organisation_id"

    /// Those of an organisation, of what stands below it, and of what stands above it.
    static func seen(from place: Lineage) -> SQL {
        "(\(place.sqlCondition(on: "k.lineage")) OR k.id IN (\(list: place.identifiers)))"
    }

    /// The whole map that an organisation stands on, removed nodes left out. Two statements.
    public static func map(seenFrom place: Lineage, in session: any Session) throws(DatabaseError) -> PlacedMap {
        let nodes = try session.all(
            """
            \(query) WHERE \(seen(from: place)) AND n.removed_at IS NULL ORDER BY n.layer, n.folded_name, n.id LIMIT 5000
            """
        ) { row throws(DatabaseError) in try PlacedNode(row) }
        let dependencies = try session.all(
            """
            SELECT d.from_id, d.to_id, d.kind, d.lag, d.is_bootstrap FROM map_dependency d
            JOIN map_node n ON n.id = d.from_id JOIN organisation k ON k.id = n.organisation_id
            WHERE \(seen(from: place)) AND n.removed_at IS NULL ORDER BY d.from_id, d.to_id LIMIT 50000
            """, dependency)
        let known = Set(nodes.map(\.node.key))
        return PlacedMap(nodes: nodes, dependencies: dependencies.filter { known.contains($0.to) })
    }

    public static func node(_ id: PlacedNode.ID, in session: any Session) throws(DatabaseError) -> PlacedNode? {
        try session.first("\(query) WHERE n.id = \(id)") { row throws(DatabaseError) in try PlacedNode(row) }
    }

    public static func node(
        code: String, of keeper: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> PlacedNode? {
        try session.first("\(query) WHERE n.organisation_id = \(keeper) AND n.code = \(code)") {
            row throws(DatabaseError) in try PlacedNode(row)
        }
    }

    /// Those that an organisation removed: their codes are still theirs. One statement.
    public static func removed(
        of keeper: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> [PlacedNode] {
        try session.all(
            """
            \(query) WHERE n.organisation_id = \(keeper) AND n.removed_at IS NOT NULL ORDER BY n.code LIMIT 5000
            """
        ) { row throws(DatabaseError) in try PlacedNode(row) }
    }

    /// What a list asks for.
    public struct Query: Sendable, Hashable {
        public var text: String
        public var layer: Layer?
        public var withRemoved: Bool
        public var limit: Int
        public var offset: Int

        public init(
            text: String = "", layer: Layer? = nil, withRemoved: Bool = false, limit: Int = 50, offset: Int = 0
        ) {
            self.text = text
            self.layer = layer
            self.withRemoved = withRemoved
            self.limit = limit
            self.offset = offset
        }
    }

    /// A page of the list and how many there are in all. One statement; the total is 0 past the end.
    public static func page(
        _ asked: Query, seenFrom place: Lineage, in session: any Session
    ) throws(DatabaseError) -> (rows: [PlacedNode], total: Int) {
        var total = 0
        let layer: SQL = asked.layer.map { " AND n.layer = \($0.rawValue)" } ?? ""
        let removed: SQL = asked.withRemoved ? "" : " AND n.removed_at IS NULL"
        let rows = try session.all(
            """
            SELECT \(PlacedNode.columns), COUNT(*) OVER ()
            FROM map_node n JOIN organisation k ON k.id = n.organisation_id
            WHERE \(seen(from: place))\(layer)\(removed) AND \(SearchWords.condition(on: "n.folded_name", asked.text))
            ORDER BY (n.removed_at IS NOT NULL), n.layer, n.folded_name, n.id
            LIMIT \(asked.limit) OFFSET \(asked.offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(19)
            return try PlacedNode(row)
        }
        return (rows, total)
    }

    /// For the search box: by name or code, those seen from any of these parts of the tree. One statement.
    public static func search(
        _ text: String, seenFrom places: [Lineage], limit: Int, in session: any Session
    ) throws(DatabaseError) -> [PlacedNode] {
        guard !places.isEmpty else { return [] }
        let isSeen = SQL.joined(places.map(seen), separator: " OR ")
        return try session.all(
            """
            \(query) WHERE (\(isSeen)) AND n.removed_at IS NULL AND (n.code = \(folded(text))
                OR \(SearchWords.condition(on: "n.folded_name", text)))
            ORDER BY n.layer, n.folded_name, n.id LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in try PlacedNode(row) }
    }

    /// How many arrows leave and reach each of these nodes, among those that the organisation sees. One statement.
    public static func links(
        of nodes: [PlacedNode.ID], seenFrom place: Lineage, in session: any Session
    ) throws(DatabaseError) -> (supports: [PlacedNode.ID: Int], users: [PlacedNode.ID: Int]) {
        guard !nodes.isEmpty else { return ([:], [:]) }
        var supports: [PlacedNode.ID: Int] = [:]
        var users: [PlacedNode.ID: Int] = [:]
        try session.each(
            """
            SELECT d.from_id, 0, COUNT(*) FROM map_dependency d
            JOIN map_node n ON n.id = d.to_id JOIN organisation k ON k.id = n.organisation_id
            WHERE d.from_id IN (\(list: nodes)) AND \(seen(from: place)) AND n.removed_at IS NULL GROUP BY d.from_id
            UNION ALL
            SELECT d.to_id, 1, COUNT(*) FROM map_dependency d
            JOIN map_node n ON n.id = d.from_id JOIN organisation k ON k.id = n.organisation_id
            WHERE d.to_id IN (\(list: nodes)) AND \(seen(from: place)) AND n.removed_at IS NULL GROUP BY d.to_id
            """
        ) { row throws(DatabaseError) in
            let id: PlacedNode.ID = try row.identifier(0)
            if try row.int(1) == 0 { supports[id] = try row.int(2) } else { users[id] = try row.int(2) }
        }
        return (supports, users)
    }

    /// What was measured of the nodes that an organisation sees, newest first.
    public static func restores(
        seenFrom place: Lineage, in session: any Session
    ) throws(DatabaseError) -> [RestoreMeasure] {
        try session.all(
            """
            SELECT r.node_id, r.measured_on, r.hours, r.gigabytes FROM map_restore r
            JOIN map_node n ON n.id = r.node_id JOIN organisation k ON k.id = n.organisation_id
            WHERE \(seen(from: place)) AND n.removed_at IS NULL ORDER BY r.measured_on DESC, r.object LIMIT 20000
            """, measure)
    }

    /// What was measured of one node, newest first.
    public static func restores(
        of node: PlacedNode.ID, in session: any Session
    ) throws(DatabaseError) -> [RestoreMeasure] {
        try session.all(
            """
            SELECT r.node_id, r.measured_on, r.hours, r.gigabytes FROM map_restore r WHERE r.node_id = \(node)
            ORDER BY r.measured_on DESC, r.object LIMIT 50
            """, measure)
    }

    @Sendable
    private static func measure(_ row: Row) throws(DatabaseError) -> RestoreMeasure {
        RestoreMeasure(
            node: try row.identifier(0), measuredOn: try row.day(1), hours: try row.real(2),
            gigabytes: row.optionalReal(3))
    }

    private static func dependency(_ row: Row) throws(DatabaseError) -> Dependency {
        Dependency(
            from: try row.text(0), to: try row.text(1), kind: try row.value(2), lag: try row.real(3),
            isBootstrap: try row.bool(4))
    }
}
