// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

/// Nothing here is removed with an account or an organisation: a foreign key without an action refuses, with the same
/// error on both engines (SQLite reports RESTRICT as if a trigger had fired).
public enum IdentityMigrations {
    public static let all = [
        Migration("0003-identity") { dialect in
            [
                """
                CREATE TABLE account (
                    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                    email TEXT NOT NULL CHECK (email <> ''),
                    email_key \(dialect.sortedText) NOT NULL UNIQUE CHECK (email_key <> ''),
                    name TEXT NOT NULL CHECK (name <> ''),
                    name_key \(dialect.sortedText) NOT NULL CHECK (name_key <> ''),
                    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
                    password_hash TEXT CHECK (password_hash LIKE '$argon2id$%'),
                    password_changed_at TEXT,
                    failed_sign_ins \(dialect.integer) NOT NULL DEFAULT 0 CHECK (failed_sign_ins >= 0),
                    created_at TEXT NOT NULL,
                    disabled_at TEXT,
                    last_seen_at TEXT
                ) \(dialect.strict)
                """,
                "CREATE INDEX account_name ON account (name_key, id)",
                """
                CREATE TABLE role_grant (
                    account_id TEXT NOT NULL REFERENCES account (id),
                    organisation_id TEXT NOT NULL REFERENCES organisation (id),
                    role TEXT NOT NULL CHECK (role IN ('administrator', 'securityOfficer', 'contributor', 'director',
                        'auditor', 'regionalOfficer', 'nationalOfficer')),
                    until TEXT CHECK (length(until) = 10),
                    PRIMARY KEY (account_id, organisation_id, role)
                ) \(dialect.strict)
                """,
                "CREATE INDEX role_grant_organisation ON role_grant (organisation_id, role)",
                """
                CREATE TABLE second_factor (
                    account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
                    sealed_secret \(dialect.bytes) NOT NULL,
                    enabled_at TEXT,
                    last_step \(dialect.integer) NOT NULL DEFAULT 0
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE recovery_code (
                    account_id TEXT NOT NULL REFERENCES account (id),
                    code_hash TEXT NOT NULL CHECK (length(code_hash) = 64),
                    used_at TEXT,
                    PRIMARY KEY (account_id, code_hash)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE account_session (
                    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                    account_id TEXT NOT NULL REFERENCES account (id),
                    secret_hash TEXT NOT NULL CHECK (length(secret_hash) = 64),
                    created_at TEXT NOT NULL,
                    last_seen_at TEXT NOT NULL,
                    second_factor_passed \(dialect.integer) NOT NULL CHECK (second_factor_passed IN (0, 1)),
                    user_agent TEXT NOT NULL CHECK (length(user_agent) <= 200),
                    network TEXT
                ) \(dialect.strict)
                """,
                "CREATE INDEX account_session_account ON account_session (account_id, last_seen_at)",
                "CREATE INDEX account_session_age ON account_session (last_seen_at)",
                """
                CREATE TABLE one_time_link (
                    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                    account_id TEXT NOT NULL REFERENCES account (id),
                    purpose TEXT NOT NULL CHECK (purpose IN ('firstSignIn', 'passwordReset')),
                    secret_hash TEXT NOT NULL CHECK (length(secret_hash) = 64),
                    created_at TEXT NOT NULL,
                    expires_at TEXT NOT NULL,
                    used_at TEXT
                ) \(dialect.strict)
                """,
                "CREATE INDEX one_time_link_account ON one_time_link (account_id)",
            ]
        }
    ]
}
