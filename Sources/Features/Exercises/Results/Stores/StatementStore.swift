// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

/// Every statement about the short answers that are kept of an exercise.
enum StatementStore {
    static func all(of exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> [String: String] {
        var found: [String: String] = [:]
        try session.each("SELECT key, value FROM exercise_statement WHERE exercise_id = \(exercise)") {
            row throws(DatabaseError) in
            found[try row.text(0)] = try row.text(1)
        }
        return found
    }

    /// The caller tells the journal. An empty value takes the answer back.
    static func set(_ values: [String: String], of exercise: Exercise.ID, in change: Change) throws {
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            guard value.unicodeScalars.count <= 1000 else { throw ResultError.textTooLong }
            try change.session.execute(
                "DELETE FROM exercise_statement WHERE exercise_id = \(exercise) AND key = \(key)")
            guard !value.isEmpty else { continue }
            try change.session.execute(
                """
                INSERT INTO exercise_statement (exercise_id, key, value, written_at, written_by)
                VALUES (\(exercise), \(key), \(value), \(change.now), \(change.actor.name))
                """)
        }
    }
}
