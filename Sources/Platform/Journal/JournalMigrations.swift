// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

public enum JournalMigrations {
    public static let all = [
        Migration("0001-journal") { dialect in
            [
                """
                CREATE TABLE journal_entry (
                    sequence \(dialect.integer) NOT NULL PRIMARY KEY CHECK (sequence > 0),
                    at TEXT NOT NULL,
                    account_id TEXT,
                    actor TEXT NOT NULL,
                    organisation_id TEXT,
                    action TEXT NOT NULL CHECK (action <> ''),
                    subject TEXT,
                    detail TEXT NOT NULL,
                    previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
                    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
                ) \(dialect.strict)
                """,
                "CREATE INDEX journal_entry_organisation ON journal_entry (organisation_id, sequence)",
            ]
        }
    ]
}
