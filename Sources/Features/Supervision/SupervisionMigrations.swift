// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum SupervisionMigrations {
    static let all = [
        Migration("0100-supervision") { dialect in
            intake(dialect) + fleet(dialect) + alerts(dialect) + decisions(dialect) + notices(dialect)
        }
    ]

    /// The position of the reader of the spool stands in the database: it advances in the transaction that keeps what was
    /// found, so that a killed process neither forgets an event nor counts it twice.
    private static func intake(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE supervision_sender (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
                token_hash TEXT NOT NULL CHECK (length(token_hash) = 64),
                author TEXT NOT NULL,
                created_at TEXT NOT NULL,
                last_used_at TEXT,
                revoked_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX supervision_sender_organisation ON supervision_sender (organisation_id)",
            """
            CREATE TABLE supervision_position (
                only_one \(dialect.integer) NOT NULL PRIMARY KEY CHECK (only_one = 1),
                segment \(dialect.integer) NOT NULL CHECK (segment >= 0),
                place \(dialect.integer) NOT NULL CHECK (place >= 0)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE supervision_class (
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                channel TEXT NOT NULL CHECK (length(channel) <= 200),
                event_id \(dialect.integer) NOT NULL,
                first_at TEXT NOT NULL,
                last_at TEXT NOT NULL,
                PRIMARY KEY (organisation_id, channel, event_id)
            ) \(dialect.strict)
            """,
        ]
    }

    private static func fleet(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE supervision_host (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                host_key \(dialect.sortedText) NOT NULL CHECK (length(host_key) BETWEEN 1 AND 200),
                is_critical \(dialect.integer) NOT NULL CHECK (is_critical IN (0, 1)),
                first_at TEXT,
                last_at TEXT,
                inventoried_on TEXT CHECK (length(inventoried_on) = 10),
                system TEXT NOT NULL CHECK (length(system) <= 150),
                is_obsolete \(dialect.integer) CHECK (is_obsolete IN (0, 1)),
                has_edr \(dialect.integer) CHECK (has_edr IN (0, 1)),
                is_encrypted \(dialect.integer) CHECK (is_encrypted IN (0, 1)),
                has_local_admin \(dialect.integer) CHECK (has_local_admin IN (0, 1)),
                age_years \(dialect.integer) CHECK (age_years BETWEEN 0 AND 60),
                created_at TEXT NOT NULL,
                UNIQUE (organisation_id, host_key)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE supervision_host_source (
                host_id TEXT NOT NULL REFERENCES supervision_host (id),
                source TEXT NOT NULL CHECK (length(source) <= 40),
                first_at TEXT NOT NULL,
                last_at TEXT NOT NULL,
                PRIMARY KEY (host_id, source)
            ) \(dialect.strict)
            """,
        ]
    }

    private static func alerts(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE supervision_alert (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                rule_id TEXT NOT NULL CHECK (length(rule_id) <= 200),
                title TEXT NOT NULL CHECK (length(title) <= 300),
                folded_text \(dialect.sortedText) NOT NULL,
                tags TEXT NOT NULL CHECK (length(tags) <= 2000),
                rule_severity \(dialect.integer) NOT NULL CHECK (rule_severity BETWEEN 0 AND 4),
                severity \(dialect.integer) NOT NULL CHECK (severity BETWEEN 0 AND 4),
                host TEXT NOT NULL CHECK (length(host) <= 200),
                host_key \(dialect.sortedText) NOT NULL CHECK (length(host_key) <= 200),
                key_text TEXT NOT NULL CHECK (length(key_text) <= 1000),
                key_hash TEXT NOT NULL CHECK (length(key_hash) <= 64),
                origin TEXT NOT NULL CHECK (origin IN ('live', 'hunt')),
                events \(dialect.integer) NOT NULL CHECK (events >= 1),
                first_at TEXT NOT NULL,
                last_at TEXT NOT NULL,
                created_at TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('new', 'seen', 'handled', 'falsePositive')),
                reason TEXT NOT NULL CHECK (length(reason) <= 1000),
                settled_at TEXT,
                settled_by TEXT NOT NULL,
                CHECK (last_at >= first_at),
                CHECK (state NOT IN ('handled', 'falsePositive') OR reason <> '')
            ) \(dialect.strict)
            """,
            // What came back after it was handled is a new alert; until then it is the same one.
            """
            CREATE UNIQUE INDEX supervision_alert_open ON supervision_alert (organisation_id, rule_id, host_key, key_hash)
            WHERE state <> 'handled'
            """,
            "CREATE INDEX supervision_alert_list ON supervision_alert (organisation_id, state, severity, last_at)",
            "CREATE INDEX supervision_alert_host ON supervision_alert (organisation_id, host_key, last_at)",
            """
            CREATE TABLE supervision_alert_event (
                alert_id TEXT NOT NULL REFERENCES supervision_alert (id),
                identity TEXT NOT NULL CHECK (length(identity) <= 64),
                at TEXT NOT NULL,
                channel TEXT NOT NULL CHECK (length(channel) <= 200),
                event_id \(dialect.integer) NOT NULL,
                details TEXT NOT NULL CHECK (length(details) <= 8000),
                body TEXT NOT NULL CHECK (length(body) <= 70000),
                PRIMARY KEY (alert_id, identity)
            ) \(dialect.strict)
            """,
        ]
    }

    private static func decisions(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE supervision_filter (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                rule_id TEXT NOT NULL CHECK (length(rule_id) <= 200),
                rule_title TEXT NOT NULL CHECK (length(rule_title) <= 300),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
                reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
                author TEXT NOT NULL,
                created_at TEXT NOT NULL,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX supervision_filter_organisation ON supervision_filter (organisation_id)",
            """
            CREATE TABLE supervision_silence (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                rule_id TEXT NOT NULL CHECK (length(rule_id) <= 200),
                rule_title TEXT NOT NULL CHECK (length(rule_title) <= 300),
                host TEXT NOT NULL CHECK (length(host) <= 200),
                reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
                author TEXT NOT NULL,
                created_at TEXT NOT NULL,
                until_at TEXT NOT NULL,
                events \(dialect.integer) NOT NULL CHECK (events >= 0),
                CHECK (until_at >= created_at)
            ) \(dialect.strict)
            """,
            "CREATE INDEX supervision_silence_organisation ON supervision_silence (organisation_id, until_at)",
        ]
    }

    private static func notices(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE supervision_settings (
                organisation_id TEXT NOT NULL PRIMARY KEY REFERENCES organisation (id),
                notify_from \(dialect.integer) CHECK (notify_from BETWEEN 2 AND 4),
                webhook TEXT NOT NULL CHECK (length(webhook) <= 500)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE supervision_recipient (
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                account_id TEXT NOT NULL REFERENCES account (id),
                PRIMARY KEY (organisation_id, account_id)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE supervision_notice (
                alert_id TEXT NOT NULL PRIMARY KEY REFERENCES supervision_alert (id),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                created_at TEXT NOT NULL,
                attempts \(dialect.integer) NOT NULL CHECK (attempts >= 0),
                sent_at TEXT,
                failure TEXT NOT NULL CHECK (length(failure) <= 500)
            ) \(dialect.strict)
            """,
            "CREATE INDEX supervision_notice_waiting ON supervision_notice (sent_at, created_at)",
        ]
    }
}
