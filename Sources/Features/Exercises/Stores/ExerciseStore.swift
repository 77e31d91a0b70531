// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Organisations
import Persistence
import Primitives

/// Every statement that reads exercises.
enum ExerciseStore {
    static let perPage = 25

    private static let columns: SQL = """
        e.id, k.id, k.name, k.lineage, e.campaign_id, e.title, e.scenario, e.level, e.form, e.planned_on, e.planned_at,
        e.place, e.duration, e.stop_word, e.rules, e.forbidden, e.words, e.checklist, e.state, e.ending, e.reason,
        e.log_id, e.started_at, e.ended_at, e.revision, e.created_at, e.removed_at
        """
    private static let tables: SQL = "exercise e JOIN organisation k ON k.id = e.organisation_id"

    /// An exercise of this organisation; removed ones too, so that they can be restored.
    static func exercise(
        _ id: Exercise.ID, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> Exercise? {
        try session.first(
            "SELECT \(columns) FROM \(tables) WHERE e.id = \(id) AND e.organisation_id = \(place)", exercise)
    }

    static func exercise(_ id: Exercise.ID, in session: any Session) throws(DatabaseError) -> Exercise? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE e.id = \(id)", exercise)
    }

    /// Live ones first, then those to come, then the newest of the past.
    static func page(
        _ number: Int, under scope: [Lineage], matching text: String, in session: any Session
    ) throws(DatabaseError) -> (exercises: [Exercise], total: Int) {
        let condition: SQL = """
            e.removed_at IS NULL AND \(Lineage.condition(on: "k.lineage", anyOf: scope))
            AND \(SearchWords.condition(on: "e.folded_title", text))
            """
        let total = try session.count("SELECT COUNT(*) FROM \(tables) WHERE \(condition)")
        let found = try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(condition)
            ORDER BY CASE e.state WHEN 'running' THEN 0 WHEN 'paused' THEN 0 WHEN 'prepared' THEN 1 ELSE 2 END,
                CASE WHEN e.state = 'prepared' THEN e.planned_on END, e.planned_on DESC, e.id
            LIMIT \(perPage) OFFSET \((number - 1) * perPage)
            """, exercise)
        return (found, total)
    }

    static func removed(of place: Organisation.ID, in session: any Session) throws(DatabaseError) -> [Exercise] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE e.organisation_id = \(place) AND e.removed_at IS NOT NULL
            ORDER BY e.removed_at DESC, e.id LIMIT 20
            """, exercise)
    }

    /// Of these states, soonest first.
    static func all(
        _ states: [Exercise.State], under scope: [Lineage], limit: Int = 200, in session: any Session
    ) throws(DatabaseError) -> [Exercise] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE e.removed_at IS NULL AND \(Lineage.condition(on: "k.lineage", anyOf: scope))
                AND e.state IN (\(list: states.map(\.rawValue)))
            ORDER BY e.planned_on, e.id LIMIT \(limit)
            """, exercise)
    }

    /// The last day on which each organisation of the scope played to the end.
    static func lastPlayed(
        under scope: [Lineage], in session: any Session
    ) throws(DatabaseError) -> [Organisation.ID: Day] {
        var days: [Organisation.ID: Day] = [:]
        try session.each(
            """
            SELECT e.organisation_id, MAX(e.planned_on) FROM \(tables)
            WHERE e.removed_at IS NULL AND e.state = 'ended' AND e.ending <> 'emergency'
                AND \(Lineage.condition(on: "k.lineage", anyOf: scope))
            GROUP BY e.organisation_id
            """
        ) { row throws(DatabaseError) in days[try row.identifier(0)] = try row.day(1) }
        return days
    }

    /// The same with who keeps it.
    static func lastPlayedWhere(
        under scope: [Lineage], in session: any Session
    ) throws(DatabaseError) -> [(keeper: Keeper, day: Day)] {
        try session.all(
            """
            SELECT k.id, k.name, k.lineage, MAX(e.planned_on) FROM \(tables)
            WHERE e.removed_at IS NULL AND e.state = 'ended' AND e.ending <> 'emergency'
                AND \(Lineage.condition(on: "k.lineage", anyOf: scope))
            GROUP BY k.id, k.name, k.lineage ORDER BY k.id
            """
        ) { row throws(DatabaseError) in (try Keeper(row, from: 0), try row.day(3)) }
    }

    /// What a live page asks for, again and again.
    static func pulse(
        _ id: Exercise.ID, in session: any Session
    ) throws(DatabaseError) -> (revision: Int, state: Exercise.State)? {
        try session.first("SELECT revision, state FROM exercise WHERE id = \(id) AND removed_at IS NULL") {
            row throws(DatabaseError) in (try row.int(0), try row.value(1))
        }
    }

    @Sendable
    private static func exercise(_ row: Row) throws(DatabaseError) -> Exercise {
        Exercise(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), campaign: row.optionalIdentifier(4),
            title: try row.text(5), scenario: try StoredJSON.value(try row.text(6)), level: try level(row.text(7)),
            form: try row.value(8), plannedOn: try row.day(9), plannedAt: try row.text(10), place: try row.text(11),
            duration: try row.int(12), stopWord: try row.text(13), rules: try StoredJSON.value(try row.text(14)),
            forbidden: try StoredJSON.value(try row.text(15)), words: try StoredJSON.value(try row.text(16)),
            checklist: try StoredJSON.value(try row.text(17)), state: try row.value(18),
            ending: row.optionalText(19).flatMap(Exercise.Ending.init(rawValue:)), reason: try row.text(20),
            log: row.optionalText(21), startedAt: try row.optionalInstant(22), endedAt: try row.optionalInstant(23),
            revision: try row.int(24), createdAt: try row.instant(25), removedAt: try row.optionalInstant(26))
    }

    private static func level(_ text: String) throws(DatabaseError) -> Scenario.Level {
        guard let level = Scenario.Level(rawValue: text) else {
            throw DatabaseError(.unexpectedValue, "an unknown level")
        }
        return level
    }
}
