// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

/// Combined activity: the weights of the programme's rule that plans and tests cover at least 66 % of a group's
/// activity (CaRE domain 2, objectives O1.C and O1.D).
extension OrganisationStore {
    public static func setActivity(
        _ weight: Double, year: Int, of id: Organisation.ID, in change: Change
    ) throws {
        guard ActivityImport.isWeight(weight), ActivityImport.years.contains(year) else {
            throw OrganisationError.invalidActivity
        }
        guard try organisation(id, in: change.session) != nil else { throw OrganisationError.notFound }
        try change.session.execute(
            """
            INSERT INTO organisation_activity (organisation_id, year, weight) VALUES (\(id), \(year), \(weight))
            ON CONFLICT (organisation_id, year) DO UPDATE SET weight = excluded.weight
            """)
        try change.record("organisation.activitySet", organisation: id.text, subject: id.text, detail: String(year))
    }

    /// The weight of each of these organisations in one year; those without one are absent.
    public static func activity(
        of members: [Organisation.ID], year: Int, in session: any Session
    ) throws(DatabaseError) -> [Organisation.ID: Double] {
        var weights: [Organisation.ID: Double] = [:]
        for start in stride(from: 0, to: members.count, by: 500) {
            try session.each(
                """
                SELECT organisation_id, weight FROM organisation_activity
                WHERE year = \(year)
                    AND organisation_id IN (\(list: members[start..<min(start + 500, members.count)]))
                """
            ) { row throws(DatabaseError) in weights[try row.identifier(0)] = try row.real(1) }
        }
        return weights
    }

    /// The latest year for which one of these organisations has a weight.
    public static func latestActivityYear(
        under lineage: Lineage, in session: any Session
    ) throws(DatabaseError) -> Int? {
        try session.first(
            """
            SELECT MAX(a.year) FROM organisation_activity a JOIN organisation o ON o.id = a.organisation_id
            WHERE \(lineage.sqlCondition(on: "o.lineage"))
            """
        ) { row in row.optionalInt(0) } ?? nil
    }

    /// The weights of the latest year that has any, of a whole subtree, in one statement.
    public static func latestActivity(
        under lineage: Lineage, in session: any Session
    ) throws(DatabaseError) -> [Organisation.ID: Double] {
        var weights: [Organisation.ID: Double] = [:]
        try session.each(
            """
            SELECT a.organisation_id, a.weight
            FROM organisation_activity a JOIN organisation o ON o.id = a.organisation_id
            WHERE \(lineage.sqlCondition(on: "o.lineage")) AND a.year = (
                SELECT MAX(b.year) FROM organisation_activity b JOIN organisation p ON p.id = b.organisation_id
                WHERE \(lineage.sqlCondition(on: "p.lineage")))
            """
        ) { row throws(DatabaseError) in weights[try row.identifier(0)] = try row.real(1) }
        return weights
    }

    /// The share, between 0 and 1, that each member has in the activity of all `members`; nil when no weight is known.
    public static func activityShares(
        of members: [Organisation.ID], year: Int, in session: any Session
    ) throws(DatabaseError) -> [Organisation.ID: Double]? {
        let weights = try activity(of: members, year: year, in: session)
        let sum = weights.values.sorted().reduce(0, +)
        return sum > 0 ? weights.mapValues { $0 / sum } : nil
    }
}
