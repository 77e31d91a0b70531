// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Journal
import Organisations
import Persistence
import Primitives
import ServiceMaps

/// Every statement that reads restore tests.
enum RestoreStore {
    private static let columns: SQL =
        """
        t.id, k.id, k.name, k.lineage, t.tested_on, t.copy, t.hours, t.gigabytes, t.result, t.checker, t.note, p.id,
        p.title, t.removed_at, COUNT(*) OVER ()
        """
    private static let tables: SQL =
        "backup_restore t JOIN organisation k ON k.id = t.organisation_id LEFT JOIN proof p ON p.id = t.proof_id"

    /// By node, what its last tests showed. One statement.
    static func history(
        seenFrom place: Lineage, in session: any Session
    ) throws(DatabaseError) -> [PlacedNode.ID: RestoreHistory] {
        var found: [PlacedNode.ID: RestoreHistory] = [:]
        try session.each(
            """
            SELECT tn.node_id, t.tested_on, t.result, t.hours FROM backup_restore_node tn
            JOIN backup_restore t ON t.id = tn.restore_id JOIN organisation k ON k.id = t.organisation_id
            WHERE \(Sight.condition(from: place)) AND t.removed_at IS NULL ORDER BY t.tested_on DESC, t.id DESC
            """
        ) { row throws(DatabaseError) in
            let (node, day): (PlacedNode.ID, Day) = (try row.identifier(0), try row.day(1))
            let (result, hours): (RestoreTest.Result, Double) = (try row.value(2), try row.real(3))
            var one = found[node] ?? RestoreHistory(lastOn: day, lastResult: result)
            if one.goodOn == nil, result == .succeeded { (one.goodOn, one.hours) = (day, hours) }
            found[node] = one
        }
        return found
    }

    /// Of an organisation and below it, the newest first. Two statements.
    static func page(
        under place: Lineage, limit: Int, offset: Int, in session: any Session
    ) throws(DatabaseError) -> (rows: [RestoreTest], total: Int) {
        var total = 0
        let rows = try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(place.sqlCondition(on: "k.lineage"))
            ORDER BY (t.removed_at IS NOT NULL), t.tested_on DESC, t.id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(14)
            return try test(row)
        }
        return (try named(rows, in: session), total)
    }

    static func test(_ id: RestoreTest.ID, in session: any Session) throws(DatabaseError) -> RestoreTest? {
        guard let found = try session.first("SELECT \(columns) FROM \(tables) WHERE t.id = \(id)", test) else {
            return nil
        }
        return try named([found], in: session).first
    }

    /// The day of the last good test of each critical node, for those who keep them.
    static func due(
        under scope: [Lineage], in session: any Session
    ) throws(DatabaseError) -> [(node: String, id: PlacedNode.ID, keeper: Keeper, last: Day, retest: Int)] {
        try session.all(
            """
            SELECT n.id, n.name, k.id, k.name, k.lineage, MAX(t.tested_on), COALESCE(s.retest_days, 365)
            FROM backup_restore t JOIN backup_restore_node tn ON tn.restore_id = t.id
            JOIN map_node n ON n.id = tn.node_id JOIN organisation k ON k.id = n.organisation_id
            LEFT JOIN backup_setting s ON s.organisation_id = k.id
            WHERE \(Lineage.condition(on: "k.lineage", anyOf: scope)) AND t.removed_at IS NULL AND n.removed_at IS NULL
                AND t.result = 'succeeded'
            GROUP BY n.id, n.name, k.id, k.name, k.lineage, s.retest_days ORDER BY MAX(t.tested_on), n.id LIMIT 500
            """
        ) { row throws(DatabaseError) in
            (
                node: try row.text(1), id: try row.identifier(0), keeper: try Keeper(row, from: 2),
                last: try row.day(5), retest: try row.int(6)
            )
        }
    }

    private static func named(
        _ tests: [RestoreTest], in session: any Session
    ) throws(DatabaseError) -> [RestoreTest] {
        guard !tests.isEmpty else { return [] }
        var nodes: [RestoreTest.ID: [RestoreTest.Node]] = [:]
        try session.each(
            """
            SELECT tn.restore_id, n.id, n.name FROM backup_restore_node tn JOIN map_node n ON n.id = tn.node_id
            WHERE tn.restore_id IN (\(list: tests.map(\.id))) ORDER BY n.folded_name, n.id
            """
        ) { row throws(DatabaseError) in
            nodes[try row.identifier(0), default: []].append(.init(id: try row.identifier(1), name: try row.text(2)))
        }
        return tests.map { test in
            var test = test
            test.nodes = nodes[test.id] ?? []
            return test
        }
    }

    @Sendable
    private static func test(_ row: Row) throws(DatabaseError) -> RestoreTest {
        RestoreTest(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), testedOn: try row.day(4),
            copy: try row.text(5), hours: try row.real(6), gigabytes: row.optionalReal(7), result: try row.value(8),
            checker: try row.text(9), note: try row.text(10), proof: row.optionalIdentifier(11),
            proofTitle: row.optionalText(12), isRemoved: row.optionalText(13) != nil)
    }
}
