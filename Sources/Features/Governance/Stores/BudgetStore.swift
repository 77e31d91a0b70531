// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about budgets. The share of a year is published as a proof in the transaction that changes it.
enum BudgetStore {
    static let linesLimit = 500

    /// PostgreSQL sums integers as decimals: back to an integer.
    private static let sums: SQL =
        """
        CAST(COALESCE(SUM(CASE WHEN l.domain = 'digital' THEN l.planned END), 0) AS BIGINT),
        CAST(COALESCE(SUM(CASE WHEN l.domain = 'digital' THEN l.spent END), 0) AS BIGINT),
        CAST(COALESCE(SUM(CASE WHEN l.domain = 'security' THEN l.planned END), 0) AS BIGINT),
        CAST(COALESCE(SUM(CASE WHEN l.domain = 'security' THEN l.spent END), 0) AS BIGINT),
        COUNT(l.id), COUNT(l.spent)
        """

    /// Every year of an organisation and of what stands below it, newest first. One statement.
    static func years(under place: Lineage, in session: any Session) throws(DatabaseError) -> [BudgetYear] {
        try years("\(place.sqlCondition(on: "k.lineage"))", in: session)
    }

    static func year(
        _ year: Int, of keeper: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> BudgetYear? {
        try years("y.organisation_id = \(keeper) AND y.year = \(year)", in: session).first
    }

    private static func years(_ condition: SQL, in session: any Session) throws(DatabaseError) -> [BudgetYear] {
        try session.all(
            """
            SELECT k.id, k.name, k.lineage, y.year, y.operating, \(sums)
            FROM budget_year y JOIN organisation k ON k.id = y.organisation_id
            LEFT JOIN budget_line l
                ON l.organisation_id = y.organisation_id AND l.year = y.year AND l.removed_at IS NULL
            WHERE \(condition)
            GROUP BY k.id, k.name, k.lineage, k.folded_name, y.year, y.operating
            ORDER BY y.year DESC, k.folded_name, k.id LIMIT 2000
            """
        ) { row throws(DatabaseError) in
            BudgetYear(
                keeper: try Keeper(row, from: 0), year: try row.int(3), operating: Money(cents: try row.int(4)),
                digital: BudgetYear.Sums(planned: Money(cents: try row.int(5)), spent: Money(cents: try row.int(6))),
                security: BudgetYear.Sums(planned: Money(cents: try row.int(7)), spent: Money(cents: try row.int(8))),
                lines: try row.int(9), settled: try row.int(10))
        }
    }

    /// Of one year, or of every year when none is given; removed ones too, last.
    static func lines(
        of keeper: Organisation.ID, year: Int? = nil, in session: any Session
    ) throws(DatabaseError) -> [BudgetLine] {
        let condition: SQL =
            year.map { "l.organisation_id = \(keeper) AND l.year = \($0)" } ?? "l.organisation_id = \(keeper)"
        return try lines(condition, in: session)
    }

    /// Of an organisation and of what stands below it. One statement.
    static func lines(under place: Lineage, in session: any Session) throws(DatabaseError) -> [BudgetLine] {
        try lines(
            """
            l.organisation_id IN (SELECT o.id FROM organisation o WHERE \(place.sqlCondition(on: "o.lineage")))
            """, in: session)
    }

    static func line(_ id: BudgetLine.ID, in session: any Session) throws(DatabaseError) -> BudgetLine? {
        try lines("l.id = \(id)", in: session).first
    }

    private static func lines(_ condition: SQL, in session: any Session) throws(DatabaseError) -> [BudgetLine] {
        try session.all(
            """
            SELECT l.id, l.organisation_id, l.year, l.title, l.domain, l.nature, l.planned, l.spent, l.removed_at
            FROM budget_line l WHERE \(condition)
            ORDER BY l.year DESC, (l.removed_at IS NOT NULL), l.domain, l.planned DESC, l.id LIMIT 10000
            """
        ) { row throws(DatabaseError) in
            BudgetLine(
                id: try row.identifier(0), keeper: try row.identifier(1), year: try row.int(2), title: try row.text(3),
                domain: try row.value(4), nature: try row.value(5), planned: Money(cents: try row.int(6)),
                spent: row.optionalInt(7).map { Money(cents: $0) }, isRemoved: row.optionalText(8) != nil)
        }
    }
}
