// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum CheckMigrations {
    /// The role is copied: a check says who was called then, even when the contact has changed since. Numbers are not.
    static let communication = Migration("0131-communication-check") { dialect in
        [
            """
            CREATE TABLE communication_check (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                circles TEXT NOT NULL CHECK (circles <> ''),
                author TEXT NOT NULL CHECK (author <> ''),
                started_at TEXT NOT NULL,
                started_on TEXT NOT NULL CHECK (length(started_on) = 10),
                ended_at TEXT,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX communication_check_organisation ON communication_check (organisation_id, started_at)",
            """
            CREATE TABLE communication_call (
                check_id TEXT NOT NULL REFERENCES communication_check (id),
                contact_id TEXT NOT NULL REFERENCES crisis_contact (id),
                role TEXT NOT NULL CHECK (length(role) BETWEEN 1 AND 150),
                circle TEXT NOT NULL CHECK (circle <> ''),
                outcome TEXT NOT NULL CHECK (outcome IN ('pending', 'reached', 'deputy', 'unreached', 'wrong')),
                channel TEXT CHECK (channel IN ('first', 'second', 'work', 'other')),
                answered_at TEXT,
                PRIMARY KEY (check_id, contact_id)
            ) \(dialect.strict)
            """,
        ]
    }
}
