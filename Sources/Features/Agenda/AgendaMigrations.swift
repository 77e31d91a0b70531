// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum AgendaMigrations {
    static let all = [
        Migration("0050-agenda") { dialect in
            [
                """
                CREATE TABLE calendar_feed (
                    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                    account_id TEXT NOT NULL REFERENCES account (id),
                    organisation_id TEXT REFERENCES organisation (id),
                    secret_hash TEXT NOT NULL CHECK (length(secret_hash) = 64),
                    is_discreet \(dialect.integer) NOT NULL CHECK (is_discreet IN (0, 1)),
                    created_at TEXT NOT NULL,
                    last_used_at TEXT,
                    revoked_at TEXT
                ) \(dialect.strict)
                """,
                "CREATE INDEX calendar_feed_account ON calendar_feed (account_id, created_at)",
                """
                CREATE TABLE reminder_preference (
                    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
                    cadence TEXT NOT NULL CHECK (cadence IN ('none', 'weekly', 'daily')),
                    chosen_on TEXT NOT NULL CHECK (length(chosen_on) = 10),
                    handled_on TEXT CHECK (length(handled_on) = 10),
                    last_sent_on TEXT CHECK (length(last_sent_on) = 10),
                    failed_at TEXT,
                    failure TEXT CHECK (failure IN ('server', 'recipient', 'settings')),
                    CHECK ((failed_at IS NULL) = (failure IS NULL))
                ) \(dialect.strict)
                """,
                "CREATE INDEX reminder_preference_cadence ON reminder_preference (cadence, handled_on)",
            ]
        }
    ]
}
