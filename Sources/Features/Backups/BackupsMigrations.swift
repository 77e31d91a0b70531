// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum BackupsMigrations {
    static let all = [
        Migration("0080-backups") { dialect in
            jobs(dialect) + reports(dialect) + restores(dialect) + supervision(dialect)
        }
    ]

    private static func jobs(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE backup_job (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 150),
                folded_name \(dialect.sortedText) NOT NULL,
                tool TEXT NOT NULL CHECK (length(tool) <= 100),
                interval_hours \(dialect.real) NOT NULL CHECK (interval_hours > 0 AND interval_hours <= 8784),
                essentials TEXT NOT NULL CHECK (length(essentials) <= 100),
                watcher TEXT NOT NULL CHECK (length(watcher) <= 200),
                note TEXT NOT NULL CHECK (length(note) <= 2000),
                created_at TEXT NOT NULL,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX backup_job_organisation ON backup_job (organisation_id, folded_name)",
            """
            CREATE TABLE backup_job_node (
                job_id TEXT NOT NULL REFERENCES backup_job (id),
                node_id TEXT NOT NULL REFERENCES map_node (id),
                PRIMARY KEY (job_id, node_id)
            ) \(dialect.strict)
            """,
            "CREATE INDEX backup_job_node_node ON backup_job_node (node_id)",
            """
            CREATE TABLE backup_copy (
                job_id TEXT NOT NULL REFERENCES backup_job (id),
                position \(dialect.integer) NOT NULL CHECK (position BETWEEN 1 AND 9),
                place TEXT NOT NULL CHECK (length(place) BETWEEN 1 AND 100),
                medium TEXT NOT NULL CHECK (medium IN ('disk', 'tape', 'object', 'removable')),
                is_offsite \(dialect.integer) NOT NULL CHECK (is_offsite IN (0, 1)),
                is_immutable \(dialect.integer) NOT NULL CHECK (is_immutable IN (0, 1)),
                is_encrypted \(dialect.integer) NOT NULL CHECK (is_encrypted IN (0, 1)),
                has_own_access \(dialect.integer) NOT NULL CHECK (has_own_access IN (0, 1)),
                PRIMARY KEY (job_id, position)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE backup_rule (
                job_id TEXT NOT NULL REFERENCES backup_job (id),
                repository TEXT NOT NULL CHECK (length(repository) <= 200),
                host TEXT NOT NULL CHECK (length(host) <= 200),
                label TEXT NOT NULL CHECK (length(label) <= 200),
                PRIMARY KEY (job_id, repository, host, label),
                CHECK (repository <> '' OR host <> '' OR label <> '')
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE backup_exemption (
                node_id TEXT NOT NULL PRIMARY KEY REFERENCES map_node (id),
                reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
                author TEXT NOT NULL,
                made_on TEXT NOT NULL CHECK (length(made_on) = 10)
            ) \(dialect.strict)
            """,
        ]
    }

    private static func reports(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE backup_import (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                name TEXT NOT NULL CHECK (length(name) <= 200),
                way TEXT NOT NULL CHECK (way IN ('page', 'command', 'deposit')),
                format TEXT NOT NULL,
                author TEXT NOT NULL,
                imported_at TEXT NOT NULL,
                added \(dialect.integer) NOT NULL,
                known \(dialect.integer) NOT NULL,
                refused \(dialect.integer) NOT NULL,
                is_truncated \(dialect.integer) NOT NULL CHECK (is_truncated IN (0, 1)),
                faults TEXT NOT NULL CHECK (length(faults) <= 20000),
                undone_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX backup_import_organisation ON backup_import (organisation_id, imported_at)",
            """
            CREATE TABLE backup_run (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                import_id TEXT NOT NULL REFERENCES backup_import (id),
                line \(dialect.integer) NOT NULL,
                job_id TEXT REFERENCES backup_job (id),
                identity TEXT NOT NULL CHECK (length(identity) BETWEEN 1 AND 1500),
                tool TEXT NOT NULL CHECK (length(tool) <= 200),
                kind TEXT NOT NULL CHECK (kind IN ('backup', 'restore', 'check')),
                label TEXT NOT NULL CHECK (length(label) <= 200),
                repository TEXT NOT NULL CHECK (length(repository) <= 200),
                host TEXT NOT NULL CHECK (length(host) <= 200),
                node_code TEXT NOT NULL CHECK (length(node_code) <= 200),
                started_at TEXT,
                ended_at TEXT NOT NULL,
                outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'withWarnings', 'failed')),
                reason TEXT,
                message TEXT NOT NULL CHECK (length(message) <= 500),
                bytes \(dialect.integer) CHECK (bytes >= 0),
                snapshot TEXT NOT NULL CHECK (length(snapshot) <= 200),
                UNIQUE (organisation_id, identity)
            ) \(dialect.strict)
            """,
            "CREATE INDEX backup_run_job ON backup_run (job_id, kind, ended_at)",
            "CREATE INDEX backup_run_import ON backup_run (import_id, line)",
        ]
    }

    private static func restores(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE backup_restore (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                tested_on TEXT NOT NULL CHECK (length(tested_on) = 10),
                copy TEXT NOT NULL CHECK (length(copy) <= 200),
                hours \(dialect.real) NOT NULL CHECK (hours >= 0 AND hours <= 8760),
                gigabytes \(dialect.real) CHECK (gigabytes >= 0 AND gigabytes <= 100000000),
                result TEXT NOT NULL CHECK (result IN ('succeeded', 'partial', 'failed')),
                checker TEXT NOT NULL CHECK (length(checker) <= 200),
                note TEXT NOT NULL CHECK (length(note) <= 2000),
                proof_id TEXT REFERENCES proof (id),
                run_id TEXT REFERENCES backup_run (id),
                created_at TEXT NOT NULL,
                removed_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX backup_restore_organisation ON backup_restore (organisation_id, tested_on)",
            """
            CREATE TABLE backup_restore_node (
                restore_id TEXT NOT NULL REFERENCES backup_restore (id),
                node_id TEXT NOT NULL REFERENCES map_node (id),
                PRIMARY KEY (restore_id, node_id)
            ) \(dialect.strict)
            """,
            "CREATE INDEX backup_restore_node_node ON backup_restore_node (node_id)",
        ]
    }

    private static func supervision(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE backup_alert (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                kind TEXT NOT NULL CHECK (kind <> ''),
                object TEXT NOT NULL CHECK (object <> ''),
                label TEXT NOT NULL,
                figure \(dialect.real),
                bound \(dialect.real),
                first_seen_on TEXT NOT NULL CHECK (length(first_seen_on) = 10),
                closed_on TEXT CHECK (length(closed_on) = 10),
                handled_reason TEXT CHECK (length(handled_reason) BETWEEN 1 AND 1000),
                handled_until TEXT CHECK (length(handled_until) = 10),
                handled_by TEXT,
                handled_on TEXT CHECK (length(handled_on) = 10),
                UNIQUE (organisation_id, kind, object),
                CHECK ((handled_reason IS NULL) = (handled_until IS NULL))
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE backup_review (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                reviewed_on TEXT NOT NULL CHECK (length(reviewed_on) = 10),
                open_alerts \(dialect.integer) NOT NULL CHECK (open_alerts >= 0),
                note TEXT NOT NULL CHECK (length(note) <= 2000),
                author TEXT NOT NULL,
                created_at TEXT NOT NULL
            ) \(dialect.strict)
            """,
            "CREATE INDEX backup_review_organisation ON backup_review (organisation_id, reviewed_on)",
            """
            CREATE TABLE backup_deposit (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 150),
                secret_hash TEXT NOT NULL CHECK (length(secret_hash) = 64),
                author TEXT NOT NULL,
                created_at TEXT NOT NULL,
                last_used_at TEXT,
                revoked_at TEXT
            ) \(dialect.strict)
            """,
            "CREATE INDEX backup_deposit_organisation ON backup_deposit (organisation_id, created_at)",
            """
            CREATE TABLE backup_setting (
                organisation_id TEXT NOT NULL PRIMARY KEY REFERENCES organisation (id),
                retest_days \(dialect.integer) NOT NULL CHECK (retest_days BETWEEN 30 AND 1100)
            ) \(dialect.strict)
            """,
        ]
    }
}
