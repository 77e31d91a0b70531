// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import Recovery

/// Every statement that reads what an establishment restarts with.
enum ResourceStore {
    /// What the page of the means shows: removed ones last.
    struct Everything: Sendable, Hashable {
        var teams: [KeptTeam] = []
        var means: [KeptMeans] = []
        var helpers: [KeptHelpers] = []
        var setbacks: [KeptSetback] = []

        var isEmpty: Bool { teams.isEmpty && means.isEmpty && helpers.isEmpty && setbacks.isEmpty }

        var kept: Resources {
            Resources(
                teams: teams.filter { !$0.isRemoved }.map(\.team), means: means.filter { !$0.isRemoved }.map(\.means),
                helpers: helpers.filter { !$0.isRemoved }.map(\.helpers), setbacks: setbacks.filter { !$0.isRemoved })
        }
    }

    /// Four statements.
    static func everything(of place: Organisation.ID, in session: any Session) throws(DatabaseError) -> Everything {
        Everything(
            teams: try teams("organisation_id = \(place)", in: session),
            means: try means("organisation_id = \(place)", in: session),
            helpers: try helpers("organisation_id = \(place)", in: session),
            setbacks: try setbacks("organisation_id = \(place)", in: session))
    }

    static func team(
        _ id: KeptTeam.ID, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> KeptTeam? {
        try teams("organisation_id = \(place) AND id = \(id)", in: session).first
    }

    static func means(
        _ id: KeptMeans.ID, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> KeptMeans? {
        try means("organisation_id = \(place) AND id = \(id)", in: session).first
    }

    static func helpers(
        _ id: KeptHelpers.ID, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> KeptHelpers? {
        try helpers("organisation_id = \(place) AND id = \(id)", in: session).first
    }

    static func setback(
        _ id: KeptSetback.ID, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> KeptSetback? {
        try setbacks("organisation_id = \(place) AND id = \(id)", in: session).first
    }

    private static func teams(_ condition: SQL, in session: any Session) throws(DatabaseError) -> [KeptTeam] {
        try session.all(
            """
            SELECT id, code, name, people, hours_per_day, periods, removed_at FROM restart_team WHERE \(condition)
            ORDER BY (removed_at IS NOT NULL), created_at, name, id LIMIT 500
            """
        ) { row throws(DatabaseError) in
            KeptTeam(
                id: try row.identifier(0),
                team: Team(
                    key: try row.text(1), name: try row.text(2), people: try row.int(3),
                    periods: try StoredJSON.value(try row.text(5)), hoursPerDay: try row.real(4)),
                isRemoved: row.optionalText(6) != nil)
        }
    }

    private static func means(_ condition: SQL, in session: any Session) throws(DatabaseError) -> [KeptMeans] {
        try session.all(
            """
            SELECT id, code, name, units, removed_at FROM restart_means WHERE \(condition)
            ORDER BY (removed_at IS NOT NULL), created_at, name, id LIMIT 500
            """
        ) { row throws(DatabaseError) in
            KeptMeans(
                id: try row.identifier(0),
                means: Means(key: try row.text(1), name: try row.text(2), units: try row.int(3)),
                isRemoved: row.optionalText(4) != nil)
        }
    }

    private static func helpers(_ condition: SQL, in session: any Session) throws(DatabaseError) -> [KeptHelpers] {
        try session.all(
            """
            SELECT id, team, people, from_hour, until_hour, origin, origin_id, removed_at FROM restart_helpers
            WHERE \(condition) ORDER BY (removed_at IS NOT NULL), from_hour, id LIMIT 500
            """
        ) { row throws(DatabaseError) in
            KeptHelpers(
                id: try row.identifier(0),
                helpers: Reinforcement(
                    team: try row.text(1), people: try row.int(2), from: try row.real(3), until: row.optionalReal(4),
                    origin: try row.text(5)),
                sender: row.optionalIdentifier(6), isRemoved: row.optionalText(7) != nil)
        }
    }

    private static func setbacks(_ condition: SQL, in session: any Session) throws(DatabaseError) -> [KeptSetback] {
        try session.all(
            """
            SELECT id, name, probability, scope, factor_low, factor_likely, factor_high, removed_at FROM restart_setback
            WHERE \(condition) ORDER BY (removed_at IS NOT NULL), created_at, name, id LIMIT 500
            """
        ) { row throws(DatabaseError) in
            KeptSetback(
                id: try row.identifier(0), name: try row.text(1), probability: try row.real(2),
                scope: try StoredJSON.value(try row.text(3)),
                factor: Estimate(low: try row.real(4), likely: try row.real(5), high: try row.real(6)),
                isRemoved: row.optionalText(7) != nil)
        }
    }
}
