// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum CrisisMigrations {
    static let all = [
        Migration("0120-crisis") { dialect in incidents(dialect) + conduct(dialect) + after(dialect) }
    ]

    private static func incidents(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE incident (
                id TEXT NOT NULL PRIMARY KEY,
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                log_id TEXT NOT NULL REFERENCES crisis_log (id),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                folded_title \(dialect.sortedText) NOT NULL,
                detail TEXT NOT NULL CHECK (length(detail) <= 3000),
                origin TEXT NOT NULL CHECK (origin IN ('person', 'alert', 'message')),
                alert TEXT NOT NULL CHECK (length(alert) <= 100),
                kind TEXT CHECK (kind IN ('ransomware', 'espionage', 'denialOfService', 'accountCompromise', 'supplier',
                    'outage')),
                severity TEXT CHECK (severity IN ('none', 'watched', 'degraded', 'endangered')),
                severity_reason TEXT NOT NULL DEFAULT '' CHECK (length(severity_reason) <= 1000),
                measures TEXT NOT NULL DEFAULT '' CHECK (length(measures) <= 2000),
                diverted \(dialect.integer) CHECK (diverted BETWEEN 0 AND 100000),
                units TEXT NOT NULL DEFAULT '' CHECK (length(units) <= 1000),
                phase TEXT NOT NULL CHECK (phase IN ('contain', 'understand', 'restart', 'learn')),
                first_sign_at TEXT,
                detected_at TEXT NOT NULL,
                declared_at TEXT NOT NULL,
                breach_known_at TEXT,
                contained_at TEXT,
                restored_at TEXT,
                crisis_at TEXT,
                stood_down_at TEXT,
                closed_at TEXT,
                closing_reason TEXT NOT NULL DEFAULT '' CHECK (length(closing_reason) <= 1000),
                declared_by TEXT NOT NULL,
                version \(dialect.integer) NOT NULL CHECK (version > 0),
                CHECK (closed_at IS NULL OR closing_reason <> ''),
                CHECK (stood_down_at IS NULL OR crisis_at IS NOT NULL)
            ) \(dialect.strict)
            """,
            "CREATE INDEX incident_organisation ON incident (organisation_id, detected_at)",
            "CREATE INDEX incident_log ON incident (log_id)",
            """
            CREATE TABLE incident_answer (
                incident_id TEXT NOT NULL REFERENCES incident (id),
                question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 40),
                answer TEXT NOT NULL CHECK (answer IN ('yes', 'no')),
                PRIMARY KEY (incident_id, question)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE incident_affected (
                incident_id TEXT NOT NULL REFERENCES incident (id),
                node_id TEXT NOT NULL REFERENCES map_node (id),
                PRIMARY KEY (incident_id, node_id)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE incident_rule (
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                rule TEXT NOT NULL CHECK (length(rule) BETWEEN 1 AND 40),
                is_on \(dialect.integer) NOT NULL CHECK (is_on IN (0, 1)),
                PRIMARY KEY (organisation_id, rule)
            ) \(dialect.strict)
            """,
        ]
    }

    private static func conduct(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE incident_shift (
                id TEXT NOT NULL PRIMARY KEY,
                incident_id TEXT NOT NULL REFERENCES incident (id),
                cell TEXT NOT NULL CHECK (cell IN ('strategic', 'operational', 'care')),
                job TEXT NOT NULL CHECK (length(job) BETWEEN 1 AND 150),
                person TEXT NOT NULL CHECK (length(person) BETWEEN 1 AND 150),
                deputy TEXT NOT NULL CHECK (length(deputy) <= 150),
                begins_at TEXT NOT NULL,
                ends_at TEXT,
                removed_at TEXT,
                CHECK (ends_at IS NULL OR ends_at > begins_at)
            ) \(dialect.strict)
            """,
            "CREATE INDEX incident_shift_incident ON incident_shift (incident_id, begins_at)",
            """
            CREATE TABLE incident_clock (
                incident_id TEXT NOT NULL REFERENCES incident (id),
                clock TEXT NOT NULL CHECK (length(clock) BETWEEN 3 AND 90),
                sent_at TEXT NOT NULL,
                sent_by TEXT NOT NULL,
                receipt TEXT NOT NULL CHECK (length(receipt) <= 150),
                file_name TEXT NOT NULL CHECK (length(file_name) <= 200),
                note TEXT NOT NULL CHECK (length(note) <= 2000),
                late_reason TEXT NOT NULL CHECK (length(late_reason) <= 1000),
                PRIMARY KEY (incident_id, clock)
            ) \(dialect.strict)
            """,
            """
            CREATE TABLE incident_tick (
                incident_id TEXT NOT NULL REFERENCES incident (id),
                sheet TEXT NOT NULL CHECK (length(sheet) BETWEEN 1 AND 40),
                step TEXT NOT NULL CHECK (length(step) BETWEEN 1 AND 40),
                ticked_at TEXT NOT NULL,
                ticked_by TEXT NOT NULL,
                line_device TEXT NOT NULL,
                line_sequence \(dialect.integer) NOT NULL,
                PRIMARY KEY (incident_id, sheet, step)
            ) \(dialect.strict)
            """,
            // Two different accounts: the schema itself refuses the same hand twice.
            """
            CREATE TABLE incident_isolation (
                id TEXT NOT NULL PRIMARY KEY,
                incident_id TEXT NOT NULL REFERENCES incident (id),
                what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 500),
                side_effects TEXT NOT NULL CHECK (length(side_effects) BETWEEN 1 AND 1000),
                hands TEXT NOT NULL CHECK (length(hands) BETWEEN 1 AND 200),
                asked_at TEXT NOT NULL,
                asked_by TEXT NOT NULL,
                asked_account TEXT NOT NULL REFERENCES account (id),
                expires_at TEXT NOT NULL CHECK (expires_at > asked_at),
                confirmed_at TEXT,
                confirmed_by TEXT NOT NULL DEFAULT '',
                confirmed_account TEXT REFERENCES account (id),
                dropped_at TEXT,
                cut_at TEXT,
                lifted_at TEXT,
                CHECK (confirmed_account IS NULL OR confirmed_account <> asked_account),
                CHECK (confirmed_at IS NULL OR confirmed_at <= expires_at),
                CHECK (cut_at IS NULL OR confirmed_at IS NOT NULL),
                CHECK (lifted_at IS NULL OR cut_at IS NOT NULL)
            ) \(dialect.strict)
            """,
            "CREATE INDEX incident_isolation_incident ON incident_isolation (incident_id, asked_at)",
        ]
    }

    private static func after(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE incident_cost (
                id TEXT NOT NULL PRIMARY KEY,
                incident_id TEXT NOT NULL REFERENCES incident (id),
                day TEXT NOT NULL CHECK (length(day) = 10),
                who TEXT NOT NULL CHECK (length(who) BETWEEN 1 AND 150),
                hours \(dialect.real) CHECK (hours > 0 AND hours <= 100000),
                cents \(dialect.integer) CHECK (cents > 0 AND cents <= 1000000000000),
                note TEXT NOT NULL CHECK (length(note) <= 300),
                created_at TEXT NOT NULL,
                removed_at TEXT,
                CHECK ((hours IS NULL) <> (cents IS NULL))
            ) \(dialect.strict)
            """,
            "CREATE INDEX incident_cost_incident ON incident_cost (incident_id, day)",
            """
            CREATE TABLE incident_finding (
                id TEXT NOT NULL PRIMARY KEY,
                incident_id TEXT NOT NULL REFERENCES incident (id),
                review TEXT NOT NULL CHECK (review IN ('hot', 'cold')),
                nature TEXT NOT NULL CHECK (nature IN ('strength', 'improve', 'cause', 'proposal')),
                text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
                owner TEXT NOT NULL CHECK (length(owner) <= 150),
                due_on TEXT CHECK (length(due_on) = 10),
                done_on TEXT CHECK (length(done_on) = 10),
                created_at TEXT NOT NULL,
                removed_at TEXT,
                CHECK (nature <> 'proposal' OR (owner <> '' AND due_on IS NOT NULL)),
                CHECK (nature = 'proposal' OR (due_on IS NULL AND done_on IS NULL))
            ) \(dialect.strict)
            """,
            "CREATE INDEX incident_finding_incident ON incident_finding (incident_id)",
        ]
    }
}
