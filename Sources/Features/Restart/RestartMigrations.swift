// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum RestartMigrations {
    static let all = [
        Migration("0070-restart") { dialect in
            resources(dialect) + steps(dialect) + plans(dialect) + boards(dialect)
        }
    ]

    private static func resources(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE restart_team (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
                people \(dialect.integer) NOT NULL CHECK (people BETWEEN 0 AND 500),
                hours_per_day \(dialect.real) NOT NULL CHECK (hours_per_day > 0 AND hours_per_day <= 24),
                periods TEXT NOT NULL,
                created_at TEXT NOT NULL,
                removed_at TEXT,
                UNIQUE (organisation_id, code)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE restart_means (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
                units \(dialect.integer) NOT NULL CHECK (units BETWEEN 0 AND 1000),
                created_at TEXT NOT NULL,
                removed_at TEXT,
                UNIQUE (organisation_id, code)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE restart_helpers (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                team TEXT NOT NULL CHECK (team <> ''),
                people \(dialect.integer) NOT NULL CHECK (people BETWEEN 1 AND 500),
                from_hour \(dialect.real) NOT NULL CHECK (from_hour BETWEEN 0 AND 8760),
                until_hour \(dialect.real) CHECK (until_hour BETWEEN 0 AND 8760),
                origin_id TEXT REFERENCES organisation (id),
                origin TEXT NOT NULL CHECK (length(origin) <= 150),
                created_at TEXT NOT NULL,
                removed_at TEXT,
                CHECK (until_hour IS NULL OR until_hour > from_hour)
            ) \(dialect.strict)
            """,
            "CREATE INDEX restart_helpers_organisation ON restart_helpers (organisation_id)",
            """
            CREATE TABLE restart_setback (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 150),
                probability \(dialect.real) NOT NULL CHECK (probability BETWEEN 0 AND 1),
                scope TEXT NOT NULL,
                factor_low \(dialect.real) NOT NULL CHECK (factor_low BETWEEN 0 AND 20),
                factor_likely \(dialect.real) NOT NULL CHECK (factor_likely >= factor_low AND factor_likely <= 20),
                factor_high \(dialect.real) NOT NULL CHECK (factor_high >= factor_likely AND factor_high <= 20),
                created_at TEXT NOT NULL,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX restart_setback_organisation ON restart_setback (organisation_id)",
        ]
    }

    private static func steps(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE restart_step (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                node_id TEXT NOT NULL REFERENCES map_node (id),
                template TEXT NOT NULL CHECK (length(template) <= 60),
                phase TEXT NOT NULL CHECK (phase IN ('contain', 'rebuild', 'restore', 'check', 'reopen')),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                folded_title \(dialect.sortedText) NOT NULL,
                low \(dialect.real) NOT NULL CHECK (low >= 0),
                likely \(dialect.real) NOT NULL CHECK (likely >= low),
                high \(dialect.real) NOT NULL CHECK (high >= likely AND high <= 2000),
                source TEXT NOT NULL CHECK (source IN ('measured', 'estimated', 'proposed')),
                measured_on TEXT CHECK (length(measured_on) = 10),
                people TEXT NOT NULL,
                means TEXT NOT NULL,
                may_pause \(dialect.integer) NOT NULL CHECK (may_pause IN (0, 1)),
                is_edited \(dialect.integer) NOT NULL DEFAULT 0 CHECK (is_edited IN (0, 1)),
                created_at TEXT NOT NULL,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX restart_step_organisation ON restart_step (organisation_id, node_id)",
            // A template gives a node one step, removed or not: proposing again never doubles one nor brings one back.
            """
            CREATE UNIQUE INDEX restart_step_template ON restart_step (organisation_id, node_id, template)
            WHERE template <> ''
            """,
        ]
    }

    private static func plans(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE restart_plan (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                base_id TEXT REFERENCES restart_plan (id),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                folded_title \(dialect.sortedText) NOT NULL,
                what_if TEXT NOT NULL,
                model TEXT NOT NULL,
                result TEXT NOT NULL,
                summary TEXT NOT NULL,
                is_first \(dialect.integer) NOT NULL CHECK (is_first IN (0, 1)),
                made_on TEXT NOT NULL CHECK (length(made_on) = 10),
                created_at TEXT NOT NULL,
                created_by TEXT NOT NULL,
                computed_at TEXT NOT NULL,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX restart_plan_organisation ON restart_plan (organisation_id, created_at)",
            "CREATE INDEX restart_plan_base ON restart_plan (base_id)",
        ]
    }

    private static func boards(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE restart_board (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                plan_id TEXT NOT NULL REFERENCES restart_plan (id),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                folded_title \(dialect.sortedText) NOT NULL,
                is_exercise \(dialect.integer) NOT NULL CHECK (is_exercise IN (0, 1)),
                began_at TEXT NOT NULL,
                model TEXT NOT NULL,
                initial TEXT NOT NULL,
                revision \(dialect.integer) NOT NULL DEFAULT 0 CHECK (revision >= 0),
                opened_at TEXT NOT NULL,
                opened_by TEXT NOT NULL,
                closed_at TEXT,
                closed_by TEXT,
                lessons TEXT NOT NULL DEFAULT '' CHECK (length(lessons) <= 4000)
            ) \(dialect.strict)
            """,
            "CREATE INDEX restart_board_organisation ON restart_board (organisation_id, opened_at)",
            """
            CREATE TABLE restart_board_step (
                board_id TEXT NOT NULL REFERENCES restart_board (id),
                step TEXT NOT NULL CHECK (step <> ''),
                state TEXT NOT NULL CHECK (state IN ('waiting', 'started', 'done', 'skipped', 'blocked')),
                started_at TEXT,
                finished_at TEXT,
                remaining \(dialect.real) CHECK (remaining BETWEEN 0 AND 2000),
                note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
                version \(dialect.integer) NOT NULL CHECK (version > 0),
                changed_at TEXT NOT NULL,
                changed_by TEXT NOT NULL,
                PRIMARY KEY (board_id, step),
                CHECK ((state = 'done') = (finished_at IS NOT NULL)),
                CHECK (finished_at IS NULL OR started_at IS NOT NULL)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE restart_board_event (
                board_id TEXT NOT NULL REFERENCES restart_board (id),
                number \(dialect.integer) NOT NULL CHECK (number > 0),
                at TEXT NOT NULL,
                author TEXT NOT NULL,
                step TEXT NOT NULL,
                former TEXT NOT NULL,
                state TEXT NOT NULL,
                note TEXT NOT NULL,
                PRIMARY KEY (board_id, number)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE restart_announcement (
                board_id TEXT NOT NULL REFERENCES restart_board (id),
                node TEXT NOT NULL,
                number \(dialect.integer) NOT NULL CHECK (number > 0),
                at TEXT NOT NULL,
                author TEXT NOT NULL,
                hour \(dialect.real) NOT NULL CHECK (hour >= 0),
                PRIMARY KEY (board_id, node, number)
            ) \(dialect.strict)
            """,
        ]
    }
}
