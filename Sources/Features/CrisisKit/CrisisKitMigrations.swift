// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum CrisisKitMigrations {
    static let all = [
        Migration("0090-crisis-kit") { dialect in people(dialect) + lists(dialect) + kits(dialect) },
        CheckMigrations.communication,
    ]

    private static func people(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE crisis_contact (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                role TEXT NOT NULL CHECK (length(role) BETWEEN 1 AND 150),
                folded_role \(dialect.sortedText) NOT NULL,
                person TEXT NOT NULL CHECK (length(person) <= 150),
                circle TEXT NOT NULL CHECK (circle IN ('direction', 'digital', 'care', 'logistics', 'supplier',
                    'authority')),
                sealed_reach \(dialect.bytes),
                deputy_id TEXT REFERENCES crisis_contact (id),
                checked_on TEXT CHECK (length(checked_on) = 10),
                folded_text \(dialect.sortedText) NOT NULL,
                created_at TEXT NOT NULL,
                removed_at TEXT,
                CHECK (deputy_id IS NULL OR deputy_id <> id)
            ) \(dialect.strict)
            """,
            "CREATE INDEX crisis_contact_organisation ON crisis_contact (organisation_id, folded_role)",
            """
            CREATE TABLE crisis_cell (
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                cell TEXT NOT NULL CHECK (cell IN ('strategic', 'operational', 'care')),
                place TEXT NOT NULL CHECK (length(place) <= 300),
                PRIMARY KEY (organisation_id, cell)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE crisis_seat (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                cell TEXT NOT NULL CHECK (cell IN ('strategic', 'operational', 'care')),
                position \(dialect.integer) NOT NULL CHECK (position BETWEEN 1 AND 999),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                mission TEXT NOT NULL CHECK (length(mission) <= 600),
                holder_id TEXT REFERENCES crisis_contact (id),
                deputy_id TEXT REFERENCES crisis_contact (id),
                folded_text \(dialect.sortedText) NOT NULL,
                created_at TEXT NOT NULL,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX crisis_seat_organisation ON crisis_seat (organisation_id, cell, position)",
        ]
    }

    private static func lists(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE crisis_notification (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                code TEXT CHECK (length(code) BETWEEN 1 AND 40),
                position \(dialect.integer) NOT NULL CHECK (position BETWEEN 1 AND 999),
                recipient TEXT NOT NULL CHECK (length(recipient) BETWEEN 1 AND 150),
                occasion TEXT NOT NULL CHECK (length(occasion) <= 600),
                delay TEXT NOT NULL CHECK (length(delay) <= 150),
                telephone TEXT NOT NULL CHECK (length(telephone) <= 60),
                channel TEXT NOT NULL CHECK (length(channel) <= 300),
                note TEXT NOT NULL CHECK (length(note) <= 600),
                is_to_confirm \(dialect.integer) NOT NULL CHECK (is_to_confirm IN (0, 1)),
                folded_text \(dialect.sortedText) NOT NULL,
                created_at TEXT NOT NULL,
                removed_at TEXT,
                UNIQUE (organisation_id, code)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE crisis_cutoff (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                position \(dialect.integer) NOT NULL CHECK (position BETWEEN 1 AND 999),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 150),
                place TEXT NOT NULL CHECK (length(place) <= 300),
                method TEXT NOT NULL CHECK (length(method) <= 1000),
                person TEXT NOT NULL CHECK (length(person) <= 200),
                side_effects TEXT NOT NULL CHECK (length(side_effects) <= 600),
                folded_text \(dialect.sortedText) NOT NULL,
                created_at TEXT NOT NULL,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX crisis_cutoff_organisation ON crisis_cutoff (organisation_id, position)",
        ]
    }

    private static func kits(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE crisis_copy (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                medium TEXT NOT NULL CHECK (medium IN ('usb', 'disk', 'laptop', 'paper', 'other')),
                place TEXT NOT NULL CHECK (length(place) BETWEEN 1 AND 200),
                holder TEXT NOT NULL CHECK (length(holder) <= 150),
                made_on TEXT CHECK (length(made_on) = 10),
                checked_on TEXT CHECK (length(checked_on) = 10),
                note TEXT NOT NULL CHECK (length(note) <= 600),
                folded_text \(dialect.sortedText) NOT NULL,
                created_at TEXT NOT NULL,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX crisis_copy_organisation ON crisis_copy (organisation_id)",
            """
            CREATE TABLE crisis_kit_setting (
                organisation_id TEXT NOT NULL PRIMARY KEY REFERENCES organisation (id),
                limit_days \(dialect.integer) NOT NULL CHECK (limit_days BETWEEN 1 AND 366)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE crisis_kit (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                made_at TEXT NOT NULL,
                made_on TEXT NOT NULL CHECK (length(made_on) = 10),
                author TEXT NOT NULL CHECK (author <> ''),
                author_id TEXT REFERENCES account (id),
                digest TEXT NOT NULL CHECK (length(digest) = 64),
                documents \(dialect.integer) NOT NULL CHECK (documents >= 0),
                files \(dialect.integer) NOT NULL CHECK (files > 0),
                size \(dialect.integer) NOT NULL CHECK (size > 0),
                has_database \(dialect.integer) NOT NULL CHECK (has_database IN (0, 1)),
                valid_until TEXT CHECK (length(valid_until) = 10)
            ) \(dialect.strict)
            """,
            "CREATE INDEX crisis_kit_organisation ON crisis_kit (organisation_id, made_at)",
        ]
    }
}
