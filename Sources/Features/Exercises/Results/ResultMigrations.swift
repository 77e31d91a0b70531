// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

/// What is kept of an exercise once it was played. Who answered the hot wash is kept nowhere.
enum ResultMigrations {
    static let all = [
        Migration("0141-exercise-results") { dialect in
            grids(dialect) + hotWash(dialect) + report(dialect) + corrections(dialect) + counting(dialect)
        }
    ]

    private static func grids(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE exercise_grid (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                observer TEXT NOT NULL CHECK (length(observer) BETWEEN 1 AND 100),
                folded_observer \(dialect.sortedText) NOT NULL,
                note TEXT NOT NULL CHECK (length(note) <= 4000),
                updated_at TEXT NOT NULL,
                UNIQUE (exercise_id, folded_observer)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE exercise_rating (
                grid_id TEXT NOT NULL REFERENCES exercise_grid (id),
                criterion TEXT NOT NULL CHECK (length(criterion) BETWEEN 1 AND 100),
                value \(dialect.integer) CHECK (value BETWEEN 0 AND 3),
                PRIMARY KEY (grid_id, criterion)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE exercise_milestone (
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                milestone TEXT NOT NULL
                    CHECK (milestone IN ('alert', 'mobilisation', 'firstDecision', 'firstNotification')),
                noted_at TEXT NOT NULL,
                PRIMARY KEY (exercise_id, milestone)
            ) \(dialect.strict)
            """,
        ]
    }

    private static func hotWash(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE exercise_hot_wash (
                exercise_id TEXT NOT NULL PRIMARY KEY REFERENCES exercise (id),
                questions TEXT NOT NULL CHECK (length(questions) <= 8000),
                opened_at TEXT NOT NULL,
                closed_at TEXT
            ) \(dialect.strict)
            """,
            // The row goes when its link is used: what is left says how many wait, never who answered.
            """
            CREATE TABLE exercise_hot_wash_link (
                hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
                exercise_id TEXT NOT NULL REFERENCES exercise_hot_wash (exercise_id)
            ) \(dialect.strict)
            """,
            "CREATE INDEX exercise_hot_wash_link_exercise ON exercise_hot_wash_link (exercise_id)",
            // One row for an answer to one question: nothing ties the answers of a person together.
            """
            CREATE TABLE exercise_hot_wash_answer (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32),
                exercise_id TEXT NOT NULL REFERENCES exercise_hot_wash (exercise_id),
                question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 40),
                score \(dialect.integer) CHECK (score BETWEEN 1 AND 4),
                body TEXT NOT NULL CHECK (length(body) <= 2000)
            ) \(dialect.strict)
            """,
            "CREATE INDEX exercise_hot_wash_answer_exercise ON exercise_hot_wash_answer (exercise_id, question)",
        ]
    }

    private static func report(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE exercise_report (
                exercise_id TEXT NOT NULL PRIMARY KEY REFERENCES exercise (id),
                summary TEXT NOT NULL CHECK (length(summary) <= 8000),
                course TEXT NOT NULL CHECK (length(course) <= 8000),
                strengths TEXT NOT NULL CHECK (length(strengths) <= 8000),
                improvements TEXT NOT NULL CHECK (length(improvements) <= 8000),
                feedback TEXT NOT NULL CHECK (length(feedback) <= 8000),
                validated_by TEXT CHECK (length(validated_by) BETWEEN 1 AND 200),
                validated_on TEXT CHECK (length(validated_on) = 10),
                updated_at TEXT NOT NULL,
                CHECK ((validated_by IS NULL) = (validated_on IS NULL))
            ) \(dialect.strict)
            """
        ]
    }

    private static func corrections(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE exercise_action (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
                folded_title \(dialect.sortedText) NOT NULL,
                detail TEXT NOT NULL CHECK (length(detail) <= 4000),
                owner TEXT NOT NULL CHECK (length(owner) <= 200),
                due_on TEXT CHECK (length(due_on) = 10),
                objective TEXT NOT NULL CHECK (length(objective) <= 100),
                state TEXT NOT NULL CHECK (state IN ('open', 'done', 'confirmed', 'dropped')),
                done_on TEXT CHECK (length(done_on) = 10),
                outcome TEXT NOT NULL CHECK (length(outcome) <= 2000),
                created_at TEXT NOT NULL
            ) \(dialect.strict)
            """,
            "CREATE INDEX exercise_action_organisation ON exercise_action (organisation_id, state, due_on)",
            "CREATE INDEX exercise_action_exercise ON exercise_action (exercise_id)",
            """
            CREATE TABLE exercise_retest (
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                action_id TEXT NOT NULL REFERENCES exercise_action (id),
                result TEXT CHECK (result IN ('held', 'failed', 'notSeen')),
                PRIMARY KEY (exercise_id, action_id)
            ) \(dialect.strict)
            """,
            "CREATE INDEX exercise_retest_action ON exercise_retest (action_id)",
        ]
    }

    private static func counting(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE exercise_counting (
                exercise_id TEXT NOT NULL PRIMARY KEY REFERENCES exercise (id),
                cyber_trigger \(dialect.integer) CHECK (cyber_trigger IN (0, 1)),
                care TEXT CHECK (care IN ('played', 'discussed', 'absent')),
                management \(dialect.integer) CHECK (management IN (0, 1)),
                trades \(dialect.integer) CHECK (trades IN (0, 1)),
                exclusions TEXT NOT NULL CHECK (length(exclusions) <= 200),
                counts_crisis \(dialect.integer) NOT NULL CHECK (counts_crisis IN (0, 1)),
                counts_continuity \(dialect.integer) NOT NULL CHECK (counts_continuity IN (0, 1)),
                updated_at TEXT NOT NULL
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE exercise_participation (
                exercise_id TEXT NOT NULL REFERENCES exercise_counting (exercise_id),
                position \(dialect.integer) NOT NULL CHECK (position BETWEEN 0 AND 99),
                job TEXT NOT NULL CHECK (length(job) BETWEEN 1 AND 200),
                people \(dialect.integer) NOT NULL CHECK (people BETWEEN 1 AND 9999),
                PRIMARY KEY (exercise_id, position)
            ) \(dialect.strict)
            """,
        ]
    }
}
