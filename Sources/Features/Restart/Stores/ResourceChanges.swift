// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery

/// What changes the means of a restart.
enum ResourceChanges {
    static let most = 100

    /// What is not there yet of the standard set; removed ones stay removed.
    ///
    /// - Returns: how many were added.
    static func addStandardSet(to place: Organisation.ID, in change: Change) throws -> Int {
        let known = try ResourceStore.everything(of: place, in: change.session)
        var added = 0
        let teams = Set(known.teams.map(\.team.key))
        for team in StandardSet.teams where !teams.contains(team.key) {
            try save(team, nil, of: place, in: change)
            added += 1
        }
        let means = Set(known.means.map(\.means.key))
        for one in StandardSet.means where !means.contains(one.key) {
            try save(one, nil, of: place, in: change)
            added += 1
        }
        let names = Set(known.setbacks.map(\.name))
        for risk in StandardSet.risks where !names.contains(risk.name) {
            try save(risk, nil, of: place, in: change)
            added += 1
        }
        guard added > 0 else { throw RestartError.alreadySo }
        return added
    }

    static func save(_ team: Team, _ former: KeptTeam?, of place: Organisation.ID, in change: Change) throws {
        try checkName(team.name)
        guard (0...KeptTeam.mostPeople).contains(team.people), team.hoursPerDay > 0, team.hoursPerDay <= 24,
            (1...6).contains(team.periods.count), team.periods.allSatisfy(isSound)
        else { throw RestartError.outOfRange }
        let periods = try StoredJSON.text(team.periods)
        if let former {
            try change.session.execute(
                """
                UPDATE restart_team SET name = \(team.name), people = \(team.people),
                    hours_per_day = \(team.hoursPerDay), periods = \(periods)
                WHERE id = \(former.id)
                """)
            return try record("restart.team.corrected", place, former.id.text, team.name, in: change)
        }
        try checkRoom("restart_team", of: place, in: change)
        let id = KeptTeam.ID.make(at: change.now)
        let made = try change.session.execute(
            """
            INSERT INTO restart_team (id, organisation_id, code, name, people, hours_per_day, periods, created_at)
            VALUES (\(id), \(place), \(team.key), \(team.name), \(team.people), \(team.hoursPerDay), \(periods),
                \(change.now))
            ON CONFLICT (organisation_id, code) DO NOTHING
            """)
        guard made == 1 else { throw RestartError.codeTaken(team.key) }
        try record("restart.team.added", place, id.text, team.name, in: change)
    }

    static func save(_ means: Means, _ former: KeptMeans?, of place: Organisation.ID, in change: Change) throws {
        try checkName(means.name)
        guard (0...KeptMeans.mostUnits).contains(means.units) else { throw RestartError.outOfRange }
        if let former {
            try change.session.execute(
                "UPDATE restart_means SET name = \(means.name), units = \(means.units) WHERE id = \(former.id)")
            return try record("restart.means.corrected", place, former.id.text, means.name, in: change)
        }
        try checkRoom("restart_means", of: place, in: change)
        let id = KeptMeans.ID.make(at: change.now)
        let made = try change.session.execute(
            """
            INSERT INTO restart_means (id, organisation_id, code, name, units, created_at)
            VALUES (\(id), \(place), \(means.key), \(means.name), \(means.units), \(change.now))
            ON CONFLICT (organisation_id, code) DO NOTHING
            """)
        guard made == 1 else { throw RestartError.codeTaken(means.key) }
        try record("restart.means.added", place, id.text, means.name, in: change)
    }

    static func save(
        _ helpers: Reinforcement, from sender: Organisation.ID?, _ former: KeptHelpers?, of place: Organisation.ID,
        in change: Change
    ) throws {
        guard (1...KeptTeam.mostPeople).contains(helpers.people), (0...8760).contains(helpers.from),
            helpers.until.map({ $0 > helpers.from && $0 <= 8760 }) ?? true
        else { throw RestartError.outOfRange }
        guard helpers.origin.unicodeScalars.count <= 150 else { throw RestartError.textTooLong }
        let teams = try ResourceStore.everything(of: place, in: change.session).kept.teams
        guard teams.contains(where: { $0.key == helpers.team }) else { throw RestartError.unknownTeam(helpers.team) }
        if let former {
            try change.session.execute(
                """
                UPDATE restart_helpers SET team = \(helpers.team), people = \(helpers.people),
                    from_hour = \(helpers.from), until_hour = \(helpers.until), origin = \(helpers.origin),
                    origin_id = \(sender)
                WHERE id = \(former.id)
                """)
            return try record("restart.helpers.corrected", place, former.id.text, helpers.origin, in: change)
        }
        try checkRoom("restart_helpers", of: place, in: change)
        let id = KeptHelpers.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO restart_helpers (id, organisation_id, team, people, from_hour, until_hour, origin, origin_id,
                created_at)
            VALUES (\(id), \(place), \(helpers.team), \(helpers.people), \(helpers.from), \(helpers.until),
                \(helpers.origin), \(sender), \(change.now))
            """)
        try record("restart.helpers.added", place, id.text, helpers.origin, in: change)
    }

    static func save(
        _ risk: StandardSet.Risk, _ former: KeptSetback?, of place: Organisation.ID, in change: Change
    ) throws {
        try checkName(risk.name, limit: 150)
        let factor = risk.factor
        guard (0...1).contains(risk.probability), factor.low >= 0, factor.low <= factor.likely,
            factor.likely <= factor.high, factor.high <= 20
        else { throw RestartError.outOfRange }
        let scope = try StoredJSON.text(risk.scope)
        if let former {
            try change.session.execute(
                """
                UPDATE restart_setback SET name = \(risk.name), probability = \(risk.probability), scope = \(scope),
                    factor_low = \(factor.low), factor_likely = \(factor.likely), factor_high = \(factor.high)
                WHERE id = \(former.id)
                """)
            return try record("restart.setback.corrected", place, former.id.text, risk.name, in: change)
        }
        try checkRoom("restart_setback", of: place, in: change)
        let id = KeptSetback.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO restart_setback (id, organisation_id, name, probability, scope, factor_low, factor_likely,
                factor_high, created_at)
            VALUES (\(id), \(place), \(risk.name), \(risk.probability), \(scope), \(factor.low), \(factor.likely),
                \(factor.high), \(change.now))
            """)
        try record("restart.setback.added", place, id.text, risk.name, in: change)
    }

    static func remove(_ kind: ResourceKind, _ id: String, _ name: String, of place: Organisation.ID, in change: Change)
        throws
    {
        let changed = try change.session.execute(
            """
            UPDATE \(table(kind)) SET removed_at = \(change.now)
            WHERE id = \(id) AND organisation_id = \(place) AND removed_at IS NULL
            """)
        guard changed == 1 else { throw RestartError.alreadySo }
        try record("restart.resource.removed", place, id, name, in: change)
    }

    static func restore(
        _ kind: ResourceKind, _ id: String, _ name: String, of place: Organisation.ID, in change: Change
    ) throws {
        let changed = try change.session.execute(
            """
            UPDATE \(table(kind)) SET removed_at = NULL
            WHERE id = \(id) AND organisation_id = \(place) AND removed_at IS NOT NULL
            """)
        guard changed == 1 else { throw RestartError.alreadySo }
        try record("restart.resource.restored", place, id, name, in: change)
    }

    private static func table(_ kind: ResourceKind) -> SQL {
        switch kind {
        case .team: "restart_team"
        case .means: "restart_means"
        case .helpers: "restart_helpers"
        case .setback: "restart_setback"
        }
    }

    private static func checkRoom(_ table: SQL, of place: Organisation.ID, in change: Change) throws {
        let count = try change.session.count("SELECT COUNT(*) FROM \(table) WHERE organisation_id = \(place)")
        guard count < most else { throw RestartError.tooMany(limit: most) }
    }

    private static func checkName(_ name: String, limit: Int = 100) throws(RestartError) {
        guard !name.isEmpty else { throw .textMissing }
        guard name.unicodeScalars.count <= limit else { throw .textTooLong }
    }

    private static func isSound(_ period: Team.Period) -> Bool {
        (0...8760).contains(period.from) && (0...24).contains(period.opens) && (0...24).contains(period.closes)
    }

    private static func record(
        _ action: String, _ place: Organisation.ID, _ subject: String, _ detail: String, in change: Change
    ) throws {
        try change.record(action, organisation: place.text, subject: subject, detail: detail)
    }
}
