// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum GovernanceMigrations {
    static let all = [
        Migration("0030-governance") { dialect in
            appointments(dialect) + committees(dialect) + budget(dialect) + team(dialect) + interpretations(dialect)
                + indicators(dialect)
        }
    ]

    private static func appointments(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE appointment (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                job TEXT NOT NULL CHECK (job IN ('rssi', 'dpo', 'dsi', 'rpcra', 'restoreReferent', 'securityReferent',
                    'other')),
                title TEXT NOT NULL CHECK (length(title) <= 150),
                person TEXT NOT NULL CHECK (length(person) BETWEEN 1 AND 200),
                account_id TEXT REFERENCES account (id),
                starts_on TEXT NOT NULL CHECK (length(starts_on) = 10),
                ends_on TEXT CHECK (length(ends_on) = 10),
                share \(dialect.integer) NOT NULL CHECK (share BETWEEN 0 AND 100),
                mission_proof_id TEXT REFERENCES proof (id),
                created_at TEXT NOT NULL,
                removed_at TEXT,
                CHECK (ends_on IS NULL OR ends_on >= starts_on),
                CHECK (job <> 'other' OR title <> '')
            ) \(dialect.strict)
            """,
            "CREATE INDEX appointment_organisation ON appointment (organisation_id)",
            """
            CREATE TABLE appointment_served (
                appointment_id TEXT NOT NULL REFERENCES appointment (id),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                PRIMARY KEY (appointment_id, organisation_id)
            ) \(dialect.strict)
            """,
            "CREATE INDEX appointment_served_organisation ON appointment_served (organisation_id)",
            """
            CREATE TABLE appointment_publication (
                appointment_id TEXT NOT NULL REFERENCES appointment (id),
                object TEXT NOT NULL CHECK (object <> ''),
                PRIMARY KEY (appointment_id, object)
            ) \(dialect.strict)
            """,
        ]
    }

    private static func committees(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE committee (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 150),
                folded_name \(dialect.sortedText) NOT NULL,
                members TEXT NOT NULL CHECK (length(members) <= 2000),
                rhythm TEXT NOT NULL CHECK (rhythm IN ('monthly', 'quarterly', 'halfYearly', 'yearly', 'onDemand')),
                next_on TEXT CHECK (length(next_on) = 10),
                created_at TEXT NOT NULL,
                closed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX committee_organisation ON committee (organisation_id, folded_name)",
            """
            CREATE TABLE decision (
                id TEXT NOT NULL PRIMARY KEY,
                committee_id TEXT NOT NULL REFERENCES committee (id),
                decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
                text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
                folded_text \(dialect.sortedText) NOT NULL,
                owner TEXT NOT NULL CHECK (length(owner) <= 200),
                due_on TEXT CHECK (length(due_on) = 10),
                state TEXT NOT NULL CHECK (state IN ('todo', 'done', 'dropped')),
                settled_on TEXT CHECK (length(settled_on) = 10),
                note TEXT NOT NULL CHECK (length(note) <= 2000),
                minutes_proof_id TEXT REFERENCES proof (id),
                created_at TEXT NOT NULL,
                CHECK (due_on IS NULL OR due_on >= decided_on),
                CHECK ((state = 'todo') = (settled_on IS NULL))
            ) \(dialect.strict)
            """,
            "CREATE INDEX decision_committee ON decision (committee_id, decided_on)",
        ]
    }

    /// Amounts are whole cents, below ten thousand million euros.
    private static func budget(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE budget_year (
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                year \(dialect.integer) NOT NULL CHECK (year BETWEEN 2000 AND 2100),
                operating \(dialect.integer) NOT NULL CHECK (operating BETWEEN 1 AND 999999999999),
                updated_on TEXT NOT NULL CHECK (length(updated_on) = 10),
                PRIMARY KEY (organisation_id, year)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE budget_line (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL,
                year \(dialect.integer) NOT NULL,
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                domain TEXT NOT NULL CHECK (domain IN ('digital', 'security')),
                nature TEXT NOT NULL CHECK (nature IN ('investment', 'running')),
                planned \(dialect.integer) NOT NULL CHECK (planned BETWEEN 0 AND 999999999999),
                spent \(dialect.integer) CHECK (spent BETWEEN 0 AND 999999999999),
                created_at TEXT NOT NULL,
                removed_at TEXT,
                FOREIGN KEY (organisation_id, year) REFERENCES budget_year (organisation_id, year)
            ) \(dialect.strict)
            """,
            "CREATE INDEX budget_line_year ON budget_line (organisation_id, year)",
        ]
    }

    /// Full-time equivalents are kept in hundredths.
    private static func team(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE staff_post (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                folded_title \(dialect.sortedText) NOT NULL,
                skill TEXT NOT NULL CHECK (skill IN ('governance', 'infrastructure', 'applications', 'care', 'training')),
                authorised \(dialect.integer) NOT NULL CHECK (authorised BETWEEN 1 AND 100000),
                filled \(dialect.integer) NOT NULL CHECK (filled BETWEEN 0 AND authorised),
                vacant_since TEXT CHECK (length(vacant_since) = 10),
                created_at TEXT NOT NULL,
                removed_at TEXT,
                CHECK (vacant_since IS NULL OR filled < authorised)
            ) \(dialect.strict)
            """,
            "CREATE INDEX staff_post_organisation ON staff_post (organisation_id, folded_title)",
        ]
    }

    private static func interpretations(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE interpretation (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 500),
                answer TEXT NOT NULL CHECK (length(answer) BETWEEN 1 AND 4000),
                folded_text \(dialect.sortedText) NOT NULL,
                source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
                address TEXT CHECK (length(address) BETWEEN 9 AND 500 AND address LIKE 'https://%'),
                given_on TEXT NOT NULL CHECK (length(given_on) = 10),
                framework TEXT,
                requirement TEXT,
                author TEXT NOT NULL,
                created_at TEXT NOT NULL,
                removed_at TEXT,
                CHECK (requirement IS NULL OR framework IS NOT NULL)
            ) \(dialect.strict)
            """,
            "CREATE INDEX interpretation_organisation ON interpretation (organisation_id, given_on)",
        ]
    }

    private static func indicators(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE governance_indicator_value (
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                indicator TEXT NOT NULL CHECK (length(indicator) BETWEEN 3 AND 100),
                day TEXT NOT NULL CHECK (length(day) = 10),
                value \(dialect.real) NOT NULL,
                PRIMARY KEY (organisation_id, indicator, day)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE governance_indicator_target (
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                indicator TEXT NOT NULL CHECK (length(indicator) BETWEEN 3 AND 100),
                target \(dialect.real) NOT NULL,
                PRIMARY KEY (organisation_id, indicator)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE director_reading (
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                account_id TEXT NOT NULL REFERENCES account (id),
                last_on TEXT NOT NULL CHECK (length(last_on) = 10),
                previous_on TEXT CHECK (length(previous_on) = 10),
                PRIMARY KEY (organisation_id, account_id)
            ) \(dialect.strict)
            """,
        ]
    }
}
