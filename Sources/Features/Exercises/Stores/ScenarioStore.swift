// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Journal
import Organisations
import Persistence
import Primitives

/// A scenario that an establishment keeps.
struct KeptScenario: Sendable, Hashable {
    typealias ID = Identifier<KeptScenario>

    let id: ID
    let code: String
    let version: Int
    let title: String
    let threat: Scenario.Threat
    let level: Scenario.Level
    let importedAt: Instant
    let importedBy: String
    let removedAt: Instant?
}

/// Every statement about the scenarios that establishments keep.
enum ScenarioStore {
    static let limit = 200

    private static let columns: SQL =
        "id, code, version, title, threat, level, imported_at, imported_by, removed_at"

    static func list(of place: Organisation.ID, in session: any Session) throws(DatabaseError) -> [KeptScenario] {
        try session.all(
            """
            SELECT \(columns) FROM exercise_scenario WHERE organisation_id = \(place)
            ORDER BY (removed_at IS NOT NULL), folded_title, version DESC, id LIMIT 400
            """, kept)
    }

    /// With its file.
    static func scenario(
        _ id: KeptScenario.ID, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> (kept: KeptScenario, file: String)? {
        try session.first(
            "SELECT \(columns), file FROM exercise_scenario WHERE id = \(id) AND organisation_id = \(place)"
        ) { row throws(DatabaseError) in (try kept(row), try row.text(9)) }
    }

    /// A file of the same name and version takes the next version: nothing that was played is overwritten.
    static func keep(_ scenario: Scenario, at place: Organisation.ID, in change: Change) throws -> KeptScenario.ID {
        let count = try change.session.count(
            "SELECT COUNT(*) FROM exercise_scenario WHERE organisation_id = \(place) AND removed_at IS NULL")
        guard count < limit else { throw ExercisesError.tooMany }
        let last = try change.session.count(
            """
            SELECT COALESCE(MAX(version), 0) FROM exercise_scenario
            WHERE organisation_id = \(place) AND code = \(scenario.id)
            """)
        var scenario = scenario
        scenario.version = max(scenario.version, last + 1)
        guard scenario.version <= 9999 else { throw ExercisesError.tooMany }
        let id = KeptScenario.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO exercise_scenario (id, organisation_id, code, version, title, folded_title, threat, level, file,
                imported_at, imported_by)
            VALUES (\(id), \(place), \(scenario.id), \(scenario.version), \(scenario.title), \(folded(scenario.title)),
                \(scenario.threat.rawValue), \(scenario.level.rawValue), \(ScenarioWriter.yaml(scenario)),
                \(change.now), \(change.actor.name))
            """)
        try change.record(
            "exerciseScenario.kept", organisation: place.text, subject: id.text,
            detail: "\(scenario.title), version \(scenario.version)")
        return id
    }

    static func remove(_ scenario: KeptScenario, of place: Organisation.ID, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE exercise_scenario SET removed_at = \(change.now) WHERE id = \(scenario.id) AND removed_at IS NULL")
        guard changed == 1 else { throw ExercisesError.alreadySo }
        try change.record(
            "exerciseScenario.removed", organisation: place.text, subject: scenario.id.text, detail: scenario.title)
    }

    static func restore(_ scenario: KeptScenario, of place: Organisation.ID, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE exercise_scenario SET removed_at = NULL WHERE id = \(scenario.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw ExercisesError.alreadySo }
        try change.record(
            "exerciseScenario.restored", organisation: place.text, subject: scenario.id.text, detail: scenario.title)
    }

    @Sendable
    private static func kept(_ row: Row) throws(DatabaseError) -> KeptScenario {
        KeptScenario(
            id: try row.identifier(0), code: try row.text(1), version: try row.int(2), title: try row.text(3),
            threat: try row.value(4), level: try row.value(5), importedAt: try row.instant(6),
            importedBy: try row.text(7), removedAt: try row.optionalInstant(8))
    }
}
