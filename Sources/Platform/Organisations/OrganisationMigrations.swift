// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

public enum OrganisationMigrations {
    public static let all = [
        Migration("0002-organisations") { dialect in
            [
                """
                CREATE TABLE organisation (
                    id TEXT NOT NULL PRIMARY KEY,
                    parent_id TEXT REFERENCES organisation (id),
                    kind TEXT NOT NULL CHECK (kind IN ('national', 'region', 'ght', 'legalEntity', 'site')),
                    code TEXT CHECK (code <> ''),
                    name TEXT NOT NULL CHECK (name <> '' AND length(name) <= 300),
                    folded_name \(dialect.sortedText) NOT NULL,
                    search_text TEXT NOT NULL,
                    finess \(dialect.sortedText) UNIQUE CHECK (length(finess) = 9),
                    category_code TEXT CHECK (category_code <> ''),
                    category_label TEXT,
                    town \(dialect.sortedText),
                    department TEXT,
                    group_role TEXT CHECK (group_role IN ('support', 'party', 'associate')),
                    is_closed \(dialect.integer) NOT NULL DEFAULT 0 CHECK (is_closed IN (0, 1)),
                    closed_on TEXT CHECK (length(closed_on) = 10),
                    lineage \(dialect.sortedText) NOT NULL CHECK (length(lineage) BETWEEN 37 AND 888),
                    import_hash \(dialect.integer),
                    CHECK (finess IS NULL OR kind IN ('legalEntity', 'site')),
                    CHECK (group_role IS NULL OR kind = 'legalEntity'),
                    CHECK (closed_on IS NULL OR is_closed = 1),
                    CHECK (parent_id IS NULL OR parent_id <> id)
                ) \(dialect.strict)
                """,
                // What counting a subtree needs, without a look at the rows. A lineage ends with its own identifier: it is
                // unique already.
                "CREATE INDEX organisation_lineage ON organisation (lineage, is_closed, kind)",
                "CREATE UNIQUE INDEX organisation_code ON organisation (kind, code) WHERE code IS NOT NULL",
                "CREATE INDEX organisation_parent ON organisation (parent_id)",
                "CREATE INDEX organisation_name ON organisation (folded_name, id)",
                """
                CREATE TABLE organisation_activity (
                    organisation_id TEXT NOT NULL REFERENCES organisation (id),
                    year \(dialect.integer) NOT NULL CHECK (year BETWEEN 2000 AND 2100),
                    weight \(dialect.real) NOT NULL CHECK (weight >= 0 AND weight <= 1000000000000),
                    PRIMARY KEY (organisation_id, year)
                ) \(dialect.strict)
                """,
            ]
        }
    ]
}
