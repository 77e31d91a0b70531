// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

public enum EvidenceMigrations {
    public static let all = [
        Migration("0005-evidence") { dialect in
            [
                """
                CREATE TABLE proof (
                    id TEXT NOT NULL PRIMARY KEY,
                    series_id TEXT NOT NULL,
                    version \(dialect.integer) NOT NULL CHECK (version > 0),
                    organisation_id TEXT NOT NULL REFERENCES organisation (id),
                    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 3 AND 80),
                    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                    folded_title \(dialect.sortedText) NOT NULL,
                    note TEXT NOT NULL CHECK (length(note) <= 2000),
                    facts TEXT NOT NULL,
                    obtained_on TEXT NOT NULL CHECK (length(obtained_on) = 10),
                    valid_until TEXT CHECK (length(valid_until) = 10),
                    file_sha256 TEXT CHECK (length(file_sha256) = 64),
                    file_name TEXT,
                    file_type TEXT,
                    file_size \(dialect.integer) CHECK (file_size > 0),
                    feature TEXT,
                    object TEXT,
                    author_id TEXT REFERENCES account (id),
                    author TEXT NOT NULL,
                    created_at TEXT NOT NULL,
                    replaced_by TEXT REFERENCES proof (id),
                    withdrawn_at TEXT,
                    UNIQUE (series_id, version),
                    UNIQUE (feature, object),
                    CHECK ((feature IS NULL) = (object IS NULL)),
                    CHECK ((file_sha256 IS NULL) = (file_name IS NULL)),
                    CHECK ((file_sha256 IS NULL) = (file_type IS NULL)),
                    CHECK ((file_sha256 IS NULL) = (file_size IS NULL)),
                    CHECK (feature IS NULL OR file_sha256 IS NULL),
                    CHECK (valid_until IS NULL OR valid_until >= obtained_on)
                ) \(dialect.strict)
                """,
                "CREATE INDEX proof_organisation_owner ON proof (organisation_id, folded_title)",
                "CREATE INDEX proof_file ON proof (file_sha256)",
                """
                CREATE TABLE proof_holder (
                    proof_id TEXT NOT NULL REFERENCES proof (id),
                    organisation_id TEXT NOT NULL REFERENCES organisation (id),
                    PRIMARY KEY (proof_id, organisation_id)
                ) \(dialect.strict)
                """,
                "CREATE INDEX proof_holder_organisation ON proof_holder (organisation_id)",
                """
                CREATE TABLE proof_requirement (
                    series_id TEXT NOT NULL,
                    framework TEXT NOT NULL,
                    requirement TEXT NOT NULL CHECK (requirement <> ''),
                    PRIMARY KEY (series_id, framework, requirement)
                ) \(dialect.strict)
                """,
            ]
        }
    ]
}
