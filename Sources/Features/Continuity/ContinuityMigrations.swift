// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum ContinuityMigrations {
    static let all = [
        Migration("0060-continuity") { dialect in
            analyses(dialect) + modes(dialect) + sheets(dialect) + plans(dialect) + tests(dialect)
        }
    ]

    private static func analyses(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE continuity_analysis (
                node_id TEXT NOT NULL PRIMARY KEY REFERENCES map_node (id),
                asked TEXT NOT NULL CHECK (length(asked) <= 1000),
                asked_on TEXT CHECK (length(asked_on) = 10),
                peak_months TEXT NOT NULL CHECK (length(peak_months) <= 40),
                peak_weekdays TEXT NOT NULL CHECK (length(peak_weekdays) <= 20),
                peaks TEXT NOT NULL CHECK (length(peaks) <= 1000),
                note TEXT NOT NULL CHECK (length(note) <= 4000),
                validated_by TEXT CHECK (length(validated_by) BETWEEN 1 AND 200),
                validated_on TEXT CHECK (length(validated_on) = 10),
                review_on TEXT CHECK (length(review_on) = 10),
                is_published \(dialect.integer) NOT NULL DEFAULT 0 CHECK (is_published IN (0, 1)),
                updated_at TEXT NOT NULL,
                CHECK ((validated_by IS NULL) = (validated_on IS NULL)),
                CHECK (review_on IS NULL OR validated_on IS NOT NULL)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE continuity_impact (
                node_id TEXT NOT NULL REFERENCES continuity_analysis (node_id),
                domain TEXT NOT NULL CHECK (domain IN ('care', 'safety', 'legal', 'finance', 'image')),
                limited_from TEXT CHECK (limited_from IN ('h1', 'h4', 'h12', 'h24', 'd3', 'd7', 'd14', 'never')),
                serious_from TEXT CHECK (serious_from IN ('h1', 'h4', 'h12', 'h24', 'd3', 'd7', 'd14', 'never')),
                critical_from TEXT CHECK (critical_from IN ('h1', 'h4', 'h12', 'h24', 'd3', 'd7', 'd14', 'never')),
                note TEXT NOT NULL CHECK (length(note) <= 1000),
                PRIMARY KEY (node_id, domain)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE continuity_waiver (
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                scope TEXT NOT NULL
                    CHECK (scope IN ('care-service', 'administrative-process', 'technical-platform')),
                reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
                decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
                PRIMARY KEY (organisation_id, scope)
            ) \(dialect.strict)
            """,
        ]
    }

    private static func modes(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE continuity_mode (
                id TEXT NOT NULL PRIMARY KEY,
                node_id TEXT NOT NULL REFERENCES map_node (id),
                unit TEXT NOT NULL CHECK (length(unit) <= 150),
                work TEXT NOT NULL CHECK (length(work) BETWEEN 1 AND 4000),
                paper TEXT NOT NULL CHECK (length(paper) <= 1000),
                telephones TEXT NOT NULL CHECK (length(telephones) <= 1000),
                staff TEXT NOT NULL CHECK (length(staff) <= 1000),
                stock TEXT NOT NULL CHECK (length(stock) <= 1000),
                endurance \(dialect.real) CHECK (endurance BETWEEN 0 AND 87600),
                ends_because TEXT NOT NULL CHECK (length(ends_because) <= 1000),
                extra_staff TEXT NOT NULL CHECK (length(extra_staff) <= 1000),
                switched_by TEXT NOT NULL CHECK (length(switched_by) <= 200),
                back TEXT NOT NULL CHECK (length(back) <= 2000),
                tried_on TEXT CHECK (length(tried_on) = 10),
                outcome TEXT CHECK (outcome IN ('held', 'partly', 'failed')),
                shown TEXT NOT NULL CHECK (length(shown) <= 2000),
                created_at TEXT NOT NULL,
                removed_at TEXT,
                CHECK ((tried_on IS NULL) = (outcome IS NULL))
            ) \(dialect.strict)
            """,
            "CREATE INDEX continuity_mode_node ON continuity_mode (node_id)",
        ]
    }

    private static func sheets(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE continuity_sheet (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                model TEXT CHECK (length(model) BETWEEN 1 AND 60),
                units TEXT NOT NULL CHECK (length(units) <= 1000),
                version \(dialect.integer) NOT NULL CHECK (version >= 1),
                folded_title \(dialect.sortedText) NOT NULL,
                created_at TEXT NOT NULL,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX continuity_sheet_organisation ON continuity_sheet (organisation_id, folded_title)",
            """
            CREATE TABLE continuity_sheet_version (
                sheet_id TEXT NOT NULL REFERENCES continuity_sheet (id),
                version \(dialect.integer) NOT NULL CHECK (version >= 1),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                audience TEXT NOT NULL CHECK (length(audience) <= 300),
                trigger_text TEXT NOT NULL CHECK (length(trigger_text) <= 500),
                steps TEXT NOT NULL CHECK (length(steps) BETWEEN 1 AND 4000),
                avoid TEXT NOT NULL CHECK (length(avoid) <= 1500),
                contacts TEXT NOT NULL CHECK (length(contacts) <= 1500),
                changed TEXT NOT NULL CHECK (length(changed) <= 500),
                author TEXT NOT NULL,
                made_on TEXT NOT NULL CHECK (length(made_on) = 10),
                PRIMARY KEY (sheet_id, version)
            ) \(dialect.strict)
            """,
        ]
    }

    private static func plans(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE continuity_plan (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                kind TEXT NOT NULL CHECK (kind IN ('continuity', 'recovery', 'backupPlan', 'backupPolicy', 'isolation',
                    'governance', 'testSchedule')),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                folded_title \(dialect.sortedText) NOT NULL,
                owner TEXT NOT NULL CHECK (length(owner) <= 200),
                review_on TEXT CHECK (length(review_on) = 10),
                proof_id TEXT REFERENCES proof (id),
                created_at TEXT NOT NULL,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX continuity_plan_organisation ON continuity_plan (organisation_id, folded_title)",
            """
            CREATE TABLE continuity_plan_node (
                plan_id TEXT NOT NULL REFERENCES continuity_plan (id),
                node_id TEXT NOT NULL REFERENCES map_node (id),
                PRIMARY KEY (plan_id, node_id)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE continuity_plan_version (
                plan_id TEXT NOT NULL REFERENCES continuity_plan (id),
                number \(dialect.integer) NOT NULL CHECK (number >= 1),
                changed TEXT NOT NULL CHECK (length(changed) <= 1000),
                author TEXT NOT NULL,
                made_on TEXT NOT NULL CHECK (length(made_on) = 10),
                approved_by TEXT CHECK (length(approved_by) BETWEEN 1 AND 200),
                approved_on TEXT CHECK (length(approved_on) = 10),
                PRIMARY KEY (plan_id, number),
                CHECK ((approved_by IS NULL) = (approved_on IS NULL))
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE continuity_plan_section (
                plan_id TEXT NOT NULL,
                number \(dialect.integer) NOT NULL,
                section TEXT NOT NULL CHECK (length(section) BETWEEN 1 AND 40),
                text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
                PRIMARY KEY (plan_id, number, section),
                FOREIGN KEY (plan_id, number) REFERENCES continuity_plan_version (plan_id, number)
            ) \(dialect.strict)
            """,
        ]
    }

    private static func tests(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE continuity_plan_test (
                id TEXT NOT NULL PRIMARY KEY,
                plan_id TEXT NOT NULL REFERENCES continuity_plan (id),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                planned_on TEXT NOT NULL CHECK (length(planned_on) = 10),
                held_on TEXT CHECK (length(held_on) = 10),
                is_in_field \(dialect.integer) NOT NULL CHECK (is_in_field IN (0, 1)),
                scenario TEXT NOT NULL CHECK (length(scenario) BETWEEN 1 AND 2000),
                participants TEXT NOT NULL CHECK (length(participants) <= 1000),
                shown TEXT NOT NULL CHECK (length(shown) <= 4000),
                to_correct TEXT NOT NULL CHECK (length(to_correct) <= 4000),
                created_at TEXT NOT NULL,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX continuity_plan_test_plan ON continuity_plan_test (plan_id)",
        ]
    }
}
