// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives

enum ResultMigrations {
    static let all = [
        Migration("0141-exercise-results") { dialect in
            [
                // A slip of the hot wash that was not used yet: the row goes with the answer, so that what is left says how
                // many wait, and never who answered.
                """
                CREATE TABLE exercise_slip (
                    hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
                    exercise_id TEXT NOT NULL REFERENCES exercise (id)
                ) \(dialect.strict)
                """,
                "CREATE INDEX exercise_slip_exercise ON exercise_slip (exercise_id)",
            ]
        }
    ]
}
