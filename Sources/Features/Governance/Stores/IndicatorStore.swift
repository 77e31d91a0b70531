// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Site

/// A value of an indicator on a day.
struct IndicatorPoint: Sendable, Hashable {
    let day: Day
    let value: Double
}

/// Every statement about the history and the targets of indicators.
enum IndicatorStore {
    /// Every indicator of an organisation, by identifier, oldest first. One statement.
    static func history(
        of organisation: Organisation.ID, indicator: String? = nil, since first: Day, in session: any Session
    ) throws(DatabaseError) -> [String: [IndicatorPoint]] {
        var found: [String: [IndicatorPoint]] = [:]
        let only: SQL = indicator.map { " AND v.indicator = \($0)" } ?? ""
        try session.each(
            """
            SELECT v.indicator, v.day, v.value FROM governance_indicator_value v
            WHERE v.organisation_id = \(organisation) AND v.day >= \(first)\(only) ORDER BY v.indicator, v.day
            """
        ) { row throws(DatabaseError) in
            found[try row.text(0), default: []].append(IndicatorPoint(day: try row.day(1), value: try row.real(2)))
        }
        return found
    }

    /// The last value of one indicator for every open member of a part of the tree that has one. One statement.
    static func members(
        of place: Lineage, indicator: String, in session: any Session
    ) throws(DatabaseError) -> [(member: Keeper, point: IndicatorPoint)] {
        try session.all(
            """
            SELECT o.id, o.name, o.lineage, v.day, v.value
            FROM governance_indicator_value v JOIN organisation o ON o.id = v.organisation_id
            WHERE \(place.sqlCondition(on: "o.lineage")) AND o.is_closed = 0 AND v.indicator = \(indicator)
                AND o.kind = \(Organisation.Kind.legalEntity.rawValue)
                AND v.day = (SELECT MAX(w.day) FROM governance_indicator_value w
                    WHERE w.organisation_id = v.organisation_id AND w.indicator = v.indicator)
            ORDER BY o.folded_name, o.id LIMIT 500
            """
        ) { row throws(DatabaseError) in
            (try Keeper(row, from: 0), IndicatorPoint(day: try row.day(3), value: try row.real(4)))
        }
    }

    static func targets(
        of organisation: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> [String: Double] {
        var targets: [String: Double] = [:]
        try session.each(
            "SELECT indicator, target FROM governance_indicator_target WHERE organisation_id = \(organisation)"
        ) { row throws(DatabaseError) in targets[try row.text(0)] = try row.real(1) }
        return targets
    }

    /// With nil, the target of the programme holds again.
    static func setTarget(
        _ target: Double?, of indicator: String, at organisation: Organisation.ID, in change: Change
    ) throws {
        if let target {
            guard target.isFinite, abs(target) < 1e12 else { throw GovernanceError.outOfRange }
            try change.session.execute(
                """
                INSERT INTO governance_indicator_target (organisation_id, indicator, target)
                VALUES (\(organisation), \(indicator), \(target))
                ON CONFLICT (organisation_id, indicator) DO UPDATE SET target = excluded.target
                """)
        } else {
            try change.session.execute(
                """
                DELETE FROM governance_indicator_target
                WHERE organisation_id = \(organisation) AND indicator = \(indicator)
                """)
        }
        try change.record("indicator.targeted", organisation: organisation.text, detail: indicator)
    }

    /// Keeps what was measured on a day; measured again the same day, the later value stands.
    static func keep(
        _ values: [String: Double], of organisation: Organisation.ID, on day: Day, in session: any Session
    ) throws(DatabaseError) {
        for (indicator, value) in values.sorted(by: { $0.key < $1.key })
        where value.isFinite && (3...100).contains(indicator.unicodeScalars.count) {
            try session.execute(
                """
                INSERT INTO governance_indicator_value (organisation_id, indicator, day, value)
                VALUES (\(organisation), \(indicator), \(day), \(value))
                ON CONFLICT (organisation_id, indicator, day) DO UPDATE SET value = excluded.value
                """)
        }
    }

    static func isKept(
        of organisation: Organisation.ID, on day: Day, in session: any Session
    ) throws(DatabaseError) -> Bool {
        try session.exists(
            """
            SELECT 1 FROM governance_indicator_value WHERE organisation_id = \(organisation) AND day = \(day) LIMIT 1
            """)
    }

    /// Open organisations that have something of the governance, or members that have.
    static func followed(in session: any Session) throws(DatabaseError) -> Set<Organisation.ID> {
        Set(
            try session.all(
                """
                SELECT o.id FROM organisation o WHERE o.is_closed = 0 AND o.id IN (
                    SELECT organisation_id FROM appointment UNION SELECT organisation_id FROM appointment_served
                    UNION SELECT organisation_id FROM committee UNION SELECT organisation_id FROM budget_year
                    UNION SELECT organisation_id FROM staff_post
                    UNION SELECT organisation_id FROM governance_indicator_target)
                """
            ) { row throws(DatabaseError) in try row.identifier(0) })
    }

    /// When the person read the director's page before today; nil the first time. Remembers that it is read today.
    static func read(
        _ organisation: Organisation.ID, by account: Account.ID, on day: Day, in session: any Session
    ) throws(DatabaseError) -> Day? {
        try session.execute(
            """
            INSERT INTO director_reading (organisation_id, account_id, last_on)
            VALUES (\(organisation), \(account), \(day))
            ON CONFLICT (organisation_id, account_id) DO UPDATE SET
                previous_on = CASE WHEN director_reading.last_on < excluded.last_on
                    THEN director_reading.last_on ELSE director_reading.previous_on END,
                last_on = CASE WHEN director_reading.last_on < excluded.last_on
                    THEN excluded.last_on ELSE director_reading.last_on END
            """)
        return try session.first(
            """
            SELECT previous_on FROM director_reading
            WHERE organisation_id = \(organisation) AND account_id = \(account)
            """
        ) { row throws(DatabaseError) in try row.optionalDay(0) } ?? nil
    }
}
