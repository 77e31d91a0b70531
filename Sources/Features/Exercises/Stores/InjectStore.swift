// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Drills
import Persistence
import Primitives

/// Every statement that reads the timeline of an exercise and what became of it.
enum InjectStore {
    private static let columns: SQL = """
        id, exercise_id, code, at_minute, degree, sender, recipient, cell, channel, title, text, phase, objectives,
        expected, branches, advice, is_enabled, is_free, state, sent_at, sent_second, sent_by, note, acknowledged_at,
        acknowledged_second, acknowledged_by, log_device, log_sequence, version
        """

    /// In the order of the timeline, reserves last. Two statements.
    static func all(of exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> [PlayedInject] {
        let outcomes = try outcomes(of: exercise, in: session)
        return try session.all(
            """
            SELECT \(columns) FROM exercise_inject WHERE exercise_id = \(exercise)
            ORDER BY (at_minute IS NULL), at_minute, code LIMIT 1000
            """
        ) { row throws(DatabaseError) in try inject(row, outcomes) }
    }

    static func inject(
        _ id: PlayedInject.ID, of exercise: Exercise.ID, in session: any Session
    ) throws(DatabaseError) -> PlayedInject? {
        let outcomes = try outcomes(of: exercise, in: session)
        return try session.first(
            "SELECT \(columns) FROM exercise_inject WHERE id = \(id) AND exercise_id = \(exercise)"
        ) { row throws(DatabaseError) in try inject(row, outcomes) }
    }

    private typealias Outcomes = [PlayedInject.ID: [Int: PlayedInject.Outcome]]

    private static func outcomes(of exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> Outcomes {
        var found: Outcomes = [:]
        try session.each(
            """
            SELECT x.inject_id, x.number, x.outcome, x.at, x.second, x.note, x.author
            FROM exercise_expectation x JOIN exercise_inject i ON i.id = x.inject_id
            WHERE i.exercise_id = \(exercise)
            """
        ) { row throws(DatabaseError) in
            found[try row.identifier(0), default: [:]][try row.int(1)] = PlayedInject.Outcome(
                kind: try row.value(2), at: try row.instant(3), second: try row.int(4), note: try row.text(5),
                author: try row.text(6))
        }
        return found
    }

    private static func inject(_ row: Row, _ outcomes: Outcomes) throws(DatabaseError) -> PlayedInject {
        let id: PlayedInject.ID = try row.identifier(0)
        let inject = Inject(
            id: try row.text(2), at: row.optionalInt(3), degree: try row.value(4), from: try row.text(5),
            to: try row.text(6), channel: try row.value(8), title: try row.text(9), text: try row.text(10),
            phase: row.optionalText(11).flatMap(Phase.init(rawValue:)),
            objectives: try StoredJSON.value(try row.text(12)), expected: try StoredJSON.value(try row.text(13)),
            branches: try StoredJSON.value(try row.text(14)), animator: try row.text(15))
        let sending: PlayedInject.Sending? =
            if let at = try row.optionalInstant(19), let second = row.optionalInt(20) {
                .init(at: at, second: second, by: try row.text(21))
            } else { nil }
        let line: LogReference? =
            if let device = row.optionalText(26), let sequence = row.optionalInt(27) {
                LogReference(device: device, sequence: sequence)
            } else { nil }
        return PlayedInject(
            id: id, exercise: try row.identifier(1), inject: inject,
            cell: row.optionalText(7).flatMap(Cell.init(rawValue:)), isEnabled: try row.bool(16),
            isFree: try row.bool(17), state: try row.value(18), sending: sending, note: try row.text(22),
            acknowledgedAt: try row.optionalInstant(23), acknowledgedSecond: row.optionalInt(24),
            acknowledgedBy: try row.text(25), line: line, version: try row.int(28), outcomes: outcomes[id] ?? [:])
    }
}
