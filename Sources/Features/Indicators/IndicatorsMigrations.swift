// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum IndicatorsMigrations {
    static let all = [Migration("0130-indicators") { dialect in indicators(dialect) + hunts(dialect) }]

    /// A value may be longer than what an index holds: two are told apart by the digest of their key.
    private static func indicators(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE indicator (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                kind TEXT NOT NULL CHECK (kind IN ('ipv4', 'ipv6', 'network', 'domain', 'url', 'email', 'md5', 'sha1',
                    'sha256', 'fileName', 'filePath', 'registryKey', 'process', 'account')),
                value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 2048),
                digest TEXT NOT NULL CHECK (length(digest) = 64),
                companions TEXT NOT NULL,
                tlp TEXT NOT NULL CHECK (tlp IN ('clear', 'green', 'amber', 'amber+strict', 'red')),
                source TEXT NOT NULL CHECK (length(source) <= 200),
                note TEXT NOT NULL CHECK (length(note) <= 2000),
                is_wanted \(dialect.integer) NOT NULL CHECK (is_wanted IN (0, 1)),
                valid_until TEXT CHECK (length(valid_until) = 10),
                log_id TEXT REFERENCES crisis_log (id),
                folded_text \(dialect.sortedText) NOT NULL,
                created_at TEXT NOT NULL,
                removed_at TEXT,
                hunted_at TEXT,
                times \(dialect.integer) NOT NULL DEFAULT 0 CHECK (times >= 0),
                hosts \(dialect.integer) NOT NULL DEFAULT 0 CHECK (hosts >= 0),
                first_seen_at TEXT,
                last_seen_at TEXT,
                UNIQUE (organisation_id, kind, digest)
            ) \(dialect.strict)
            """,
            "CREATE INDEX indicator_organisation ON indicator (organisation_id, created_at)",
        ]
    }

    private static func hunts(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE indicator_hunt (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                started_at TEXT NOT NULL,
                ended_at TEXT NOT NULL,
                author TEXT NOT NULL CHECK (author <> ''),
                wanted \(dialect.integer) NOT NULL CHECK (wanted >= 0),
                seen \(dialect.integer) NOT NULL CHECK (seen >= 0),
                beyond_limit \(dialect.integer) NOT NULL CHECK (beyond_limit >= 0),
                scope TEXT NOT NULL
            ) \(dialect.strict)
            """,
            "CREATE INDEX indicator_hunt_organisation ON indicator_hunt (organisation_id, ended_at)",
            """
            CREATE TABLE indicator_sighting (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                hunt_id TEXT NOT NULL REFERENCES indicator_hunt (id),
                indicator_id TEXT NOT NULL REFERENCES indicator (id),
                found TEXT NOT NULL,
                host TEXT NOT NULL,
                seen_at TEXT NOT NULL,
                first_at TEXT NOT NULL,
                times \(dialect.integer) NOT NULL CHECK (times > 0),
                place TEXT NOT NULL,
                place_english TEXT NOT NULL,
                excerpt TEXT NOT NULL,
                link TEXT,
                logged_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX indicator_sighting_hunt ON indicator_sighting (hunt_id, seen_at)",
        ]
    }
}
