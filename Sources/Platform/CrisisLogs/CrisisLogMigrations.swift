// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

/// `revision` grows by one with each line and each change of state: it is what live pages look at, and the `ordinal` of a line
/// is the revision at which it came into this database. `rhythm_hours` is how often a situation report is due;
/// `offset_seconds` is what a device's clock is wrong by, to be added to what it shows.
public enum CrisisLogMigrations {
    public static let all = [
        Migration("0008-crisis-log") { dialect in
            [
                """
                CREATE TABLE crisis_log (
                    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                    organisation_id TEXT NOT NULL REFERENCES organisation (id),
                    kind TEXT NOT NULL CHECK (kind IN ('incident', 'exercise')),
                    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                    folded_title \(dialect.sortedText) NOT NULL,
                    opened_at TEXT NOT NULL,
                    closed_at TEXT,
                    closed_by TEXT,
                    revision \(dialect.integer) NOT NULL DEFAULT 0,
                    rhythm_hours \(dialect.integer) CHECK (rhythm_hours BETWEEN 1 AND 168),
                    CHECK ((closed_at IS NULL) = (closed_by IS NULL))
                ) \(dialect.strict)
                """,
                "CREATE INDEX crisis_log_organisation ON crisis_log (organisation_id, opened_at)",
                """
                CREATE TABLE crisis_log_entry (
                    log_id TEXT NOT NULL REFERENCES crisis_log (id),
                    device TEXT NOT NULL CHECK (length(device) = 8),
                    sequence \(dialect.integer) NOT NULL CHECK (sequence > 0),
                    branch \(dialect.integer) NOT NULL DEFAULT 0 CHECK (branch BETWEEN 0 AND 99),
                    hash TEXT NOT NULL CHECK (length(hash) = 64),
                    previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
                    ordinal \(dialect.integer) NOT NULL CHECK (ordinal > 0),
                    entered_at TEXT NOT NULL,
                    fact_at TEXT NOT NULL,
                    clock_offset \(dialect.integer) NOT NULL,
                    author TEXT NOT NULL CHECK (length(author) BETWEEN 1 AND 200),
                    account_id TEXT REFERENCES account (id),
                    kind TEXT NOT NULL CHECK (kind <> ''),
                    cell TEXT NOT NULL CHECK (cell <> ''),
                    folded_text \(dialect.sortedText) NOT NULL,
                    statement TEXT NOT NULL,
                    PRIMARY KEY (log_id, device, sequence, branch),
                    UNIQUE (log_id, ordinal)
                ) \(dialect.strict)
                """,
                "CREATE INDEX crisis_log_entry_time ON crisis_log_entry (log_id, fact_at)",
                """
                CREATE TABLE crisis_log_device (
                    device TEXT NOT NULL PRIMARY KEY CHECK (length(device) = 8),
                    drawn_at TEXT NOT NULL
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE crisis_log_clock (
                    log_id TEXT NOT NULL REFERENCES crisis_log (id),
                    device TEXT NOT NULL CHECK (length(device) = 8),
                    offset_seconds \(dialect.integer) NOT NULL,
                    set_at TEXT NOT NULL,
                    PRIMARY KEY (log_id, device)
                ) \(dialect.strict)
                """,
            ]
        }
    ]
}
