// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives

/// Every statement that reads the tree.
public enum OrganisationStore {
    static let columns: SQL =
        """
        o.id, o.parent_id, o.kind, o.code, o.name, o.finess, o.category_code, o.category_label, o.town, o.department,
        o.group_role, o.is_closed, o.closed_on, o.lineage
        """

    static func organisation(_ row: Row) throws(DatabaseError) -> Organisation {
        Organisation(
            id: try row.identifier(0), parent: row.optionalIdentifier(1), kind: try row.value(2),
            code: row.optionalText(3), name: try row.text(4), finess: row.optionalText(5).map(FINESS.init(stored:)),
            category: row.optionalText(6).map { Organisation.Category(code: $0, label: row.optionalText(7)) },
            town: row.optionalText(8), department: row.optionalText(9),
            groupRole: row.optionalText(10).flatMap(Organisation.GroupRole.init(rawValue:)),
            isClosed: try row.bool(11), closedOn: try row.optionalDay(12), lineage: Lineage(stored: try row.text(13)))
    }

    public static func organisation(
        _ id: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> Organisation? {
        try session.first("SELECT \(columns) FROM organisation o WHERE o.id = \(id)", organisation)
    }

    public static func organisation(
        finess: FINESS, in session: any Session
    ) throws(DatabaseError) -> Organisation? {
        try session.first("SELECT \(columns) FROM organisation o WHERE o.finess = \(finess)", organisation)
    }

    /// Which of these numbers belong to an organisation of a subtree; one statement for each thousand.
    public static func numbers(
        among numbers: [FINESS], under lineage: Lineage, in session: any Session
    ) throws(DatabaseError) -> Set<FINESS> {
        var found: Set<FINESS> = []
        for start in stride(from: 0, to: numbers.count, by: 1000) {
            try session.each(
                """
                SELECT o.finess FROM organisation o
                WHERE \(lineage.sqlCondition(on: "o.lineage"))
                    AND o.finess IN (\(list: numbers[start..<min(start + 1000, numbers.count)]))
                """
            ) { row throws(DatabaseError) in found.insert(FINESS(stored: try row.text(0))) }
        }
        return found
    }

    public static func organisation(
        kind: Organisation.Kind, code: String, in session: any Session
    ) throws(DatabaseError) -> Organisation? {
        try session.first(
            "SELECT \(columns) FROM organisation o WHERE o.kind = \(kind.rawValue) AND o.code = \(code)", organisation)
    }

    /// From the root down to the parent.
    public static func ancestors(
        of organisation: Organisation, in session: any Session
    ) throws(DatabaseError) -> [Organisation] {
        let above = organisation.lineage.identifiers.filter { $0 != organisation.id }
        return try session.all(
            "SELECT \(columns) FROM organisation o WHERE o.id IN (\(list: above)) ORDER BY length(o.lineage)",
            Self.organisation)
    }

    /// From the root down to the organisation itself, in one statement; empty when it does not exist.
    public static func path(
        to id: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> [Organisation] {
        try session.all(
            """
            WITH RECURSIVE up (id, parent_id) AS (
                SELECT t.id, t.parent_id FROM organisation t WHERE t.id = \(id)
                UNION ALL
                SELECT p.id, p.parent_id FROM organisation p JOIN up ON p.id = up.parent_id
            )
            SELECT \(columns) FROM up JOIN organisation o ON o.id = up.id ORDER BY length(o.lineage)
            """, organisation)
    }

    /// By kind, then by name; the closed ones too.
    public static func children(
        of parent: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> [Organisation] {
        try session.all(
            """
            SELECT \(columns) FROM organisation o WHERE o.parent_id = \(parent)
            ORDER BY o.is_closed, o.kind, o.folded_name, o.id
            """, organisation)
    }

    /// The organisations that stand below nothing.
    public static func roots(in session: any Session) throws(DatabaseError) -> [Organisation] {
        try session.all(
            "SELECT \(columns) FROM organisation o WHERE o.parent_id IS NULL ORDER BY o.folded_name, o.id", organisation
        )
    }

    /// Two statements, whatever the number of rows.
    public static func page(
        _ query: OrganisationQuery, in session: any Session
    ) throws(DatabaseError) -> (rows: [OrganisationRow], total: Int) {
        let total = try session.count("SELECT COUNT(*) FROM organisation o WHERE \(query.condition)")
        guard total > query.offset, query.limit > 0 else { return ([], total) }
        let rows = try session.all(
            """
            SELECT \(columns), (SELECT p.name FROM organisation p WHERE p.id = o.parent_id),
                \(OrganisationQuery.activity)
            FROM organisation o
            WHERE \(query.pageCondition) ORDER BY \(query.order) LIMIT \(query.limit) OFFSET \(query.offset)
            """
        ) { row throws(DatabaseError) in
            OrganisationRow(
                organisation: try organisation(row), parentName: row.optionalText(14), activity: row.optionalReal(15))
        }
        return (rows, total)
    }

    /// The open organisations of these kinds in a subtree, its top included, by name.
    public static func members(
        of lineage: Lineage, kinds: Set<Organisation.Kind>, in session: any Session
    ) throws(DatabaseError) -> [Organisation] {
        try session.all(
            """
            SELECT \(columns) FROM organisation o
            WHERE \(lineage.sqlCondition(on: "o.lineage")) AND o.is_closed = 0
                AND o.kind IN (\(list: kinds.map(\.rawValue).sorted()))
            ORDER BY o.folded_name, o.id
            """, organisation)
    }

    /// How many open organisations of each kind a subtree holds, its top included.
    public static func counts(
        under lineage: Lineage, in session: any Session
    ) throws(DatabaseError) -> [Organisation.Kind: Int] {
        var counts: [Organisation.Kind: Int] = [:]
        try session.each(
            """
            SELECT o.kind, COUNT(*) FROM organisation o
            WHERE \(lineage.sqlCondition(on: "o.lineage")) AND o.is_closed = 0 GROUP BY o.kind
            """
        ) { row throws(DatabaseError) in counts[try row.value(0)] = try row.int(1) }
        return counts
    }
}

extension FINESS: SQLConvertible {
    public var sqlValue: SQLValue { .text(text) }
}
