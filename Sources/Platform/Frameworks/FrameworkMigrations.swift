// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

public enum FrameworkMigrations {
    public static let all = [
        Migration("0004-frameworks") { dialect in
            [
                """
                CREATE TABLE framework (
                    identifier TEXT NOT NULL CHECK (length(identifier) BETWEEN 2 AND 60),
                    version TEXT NOT NULL CHECK (length(version) BETWEEN 1 AND 30),
                    title TEXT NOT NULL,
                    publisher TEXT NOT NULL,
                    status TEXT NOT NULL CHECK (status IN ('confirmed', 'toConfirm')),
                    language TEXT NOT NULL,
                    assessable_count \(dialect.integer) NOT NULL CHECK (assessable_count > 0),
                    is_interview \(dialect.integer) NOT NULL CHECK (is_interview IN (0, 1)),
                    origin TEXT NOT NULL CHECK (origin IN ('shipped', 'imported')),
                    content TEXT NOT NULL,
                    digest TEXT NOT NULL CHECK (length(digest) = 64),
                    added_at TEXT NOT NULL,
                    PRIMARY KEY (identifier, version)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE framework_mapping (
                    identifier TEXT NOT NULL PRIMARY KEY,
                    title TEXT NOT NULL,
                    source TEXT NOT NULL,
                    target TEXT NOT NULL,
                    content TEXT NOT NULL,
                    digest TEXT NOT NULL CHECK (length(digest) = 64),
                    added_at TEXT NOT NULL
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE shipped_file (
                    digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
                    name TEXT NOT NULL,
                    installed_at TEXT NOT NULL
                ) \(dialect.strict)
                """,
            ]
        }
    ]
}
