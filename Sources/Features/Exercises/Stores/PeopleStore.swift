// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Persistence
import Primitives

/// Every statement that reads who takes part, and what was seen.
enum PeopleStore {
    private static let columns: SQL =
        "id, exercise_id, kind, cell, role, position, name, mail, attended, checked, checked_at"

    /// Those who direct first, then by cell.
    static func participants(
        of exercise: Exercise.ID, in session: any Session
    ) throws(DatabaseError) -> [Participant] {
        try session.all(
            """
            SELECT \(columns) FROM exercise_participant WHERE exercise_id = \(exercise)
            ORDER BY CASE kind WHEN 'director' THEN 0 WHEN 'planner' THEN 1 WHEN 'animator' THEN 2
                WHEN 'observer' THEN 3 WHEN 'accomplice' THEN 4 ELSE 5 END, cell, position, id LIMIT 500
            """, participant)
    }

    static func participant(
        _ id: Participant.ID, of exercise: Exercise.ID, in session: any Session
    ) throws(DatabaseError) -> Participant? {
        try session.first(
            "SELECT \(columns) FROM exercise_participant WHERE id = \(id) AND exercise_id = \(exercise)", participant)
    }

    @Sendable
    private static func participant(_ row: Row) throws(DatabaseError) -> Participant {
        Participant(
            id: try row.identifier(0), exercise: try row.identifier(1), kind: try row.value(2),
            cell: row.optionalText(3).flatMap(Cell.init(rawValue:)), role: try row.text(4), position: try row.text(5),
            name: try row.text(6), mail: try row.text(7), attended: row.optionalInt(8).map { $0 != 0 },
            check: row.optionalText(9).flatMap(Participant.Check.init(rawValue:)),
            checkedAt: try row.optionalInstant(10))
    }

    /// In the order of the facts; the newest ones when there are more.
    static func observations(
        of exercise: Exercise.ID, limit: Int = 2000, in session: any Session
    ) throws(DatabaseError) -> [Observation] {
        try session.all(
            """
            SELECT \(noteColumns) FROM exercise_note WHERE exercise_id = \(exercise)
            ORDER BY at DESC, entered_at DESC, id DESC LIMIT \(limit)
            """, observation
        ).reversed()
    }

    /// Of one observer.
    static func observations(
        by link: PlayLink.ID, in session: any Session
    ) throws(DatabaseError) -> [Observation] {
        try session.all(
            """
            SELECT \(noteColumns) FROM exercise_note WHERE link_id = \(link)
            ORDER BY at DESC, entered_at DESC, id DESC LIMIT 200
            """, observation
        ).reversed()
    }

    private static let noteColumns: SQL =
        "id, exercise_id, inject_id, criterion, cell, kind, text, author, at, second, entered_at, paper_sheet"

    @Sendable
    private static func observation(_ row: Row) throws(DatabaseError) -> Observation {
        Observation(
            id: try row.identifier(0), exercise: try row.identifier(1), inject: row.optionalIdentifier(2),
            criterion: try row.text(3), cell: row.optionalText(4).flatMap(Cell.init(rawValue:)),
            kind: try row.value(5), text: try row.text(6), author: try row.text(7), at: try row.instant(8),
            second: row.optionalInt(9), enteredAt: try row.instant(10), paperSheet: try row.text(11))
    }
}
