// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

public enum ServiceMapMigrations {
    public static let all = [
        Migration("0007-service-map") { dialect in
            [
                """
                CREATE TABLE map_node (
                    id TEXT NOT NULL PRIMARY KEY,
                    organisation_id TEXT NOT NULL REFERENCES organisation (id),
                    code \(dialect.sortedText) NOT NULL CHECK (length(code) BETWEEN 1 AND 60),
                    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 150),
                    folded_name \(dialect.sortedText) NOT NULL,
                    layer TEXT NOT NULL CHECK (layer IN ('activity', 'service', 'component')),
                    kind TEXT NOT NULL CHECK (kind <> ''),
                    care_class \(dialect.integer) CHECK (care_class BETWEEN 1 AND 4),
                    description TEXT NOT NULL DEFAULT '' CHECK (length(description) <= 2000),
                    owner TEXT NOT NULL DEFAULT '' CHECK (length(owner) <= 200),
                    supplier TEXT NOT NULL DEFAULT '' CHECK (length(supplier) <= 200),
                    recovery_time \(dialect.real) CHECK (recovery_time BETWEEN 0 AND 87600),
                    recovery_point \(dialect.real) CHECK (recovery_point BETWEEN 0 AND 87600),
                    tolerable_period \(dialect.real) CHECK (tolerable_period BETWEEN 0 AND 87600),
                    degraded_endurance \(dialect.real) CHECK (degraded_endurance BETWEEN 0 AND 87600),
                    backup_interval \(dialect.real) CHECK (backup_interval BETWEEN 0 AND 87600),
                    data_gigabytes \(dialect.real) CHECK (data_gigabytes BETWEEN 0 AND 100000000),
                    created_at TEXT NOT NULL,
                    removed_at TEXT,
                    UNIQUE (organisation_id, code)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE map_dependency (
                    from_id TEXT NOT NULL REFERENCES map_node (id),
                    to_id TEXT NOT NULL REFERENCES map_node (id),
                    kind TEXT NOT NULL CHECK (kind IN ('needs', 'needsData', 'degradedWithout')),
                    lag \(dialect.real) NOT NULL DEFAULT 0 CHECK (lag BETWEEN 0 AND 8760),
                    is_bootstrap \(dialect.integer) NOT NULL DEFAULT 0 CHECK (is_bootstrap IN (0, 1)),
                    PRIMARY KEY (from_id, to_id),
                    CHECK (from_id <> to_id)
                ) \(dialect.strict)
                """,
                "CREATE INDEX map_dependency_to ON map_dependency (to_id)",
                """
                CREATE TABLE map_restore (
                    source TEXT NOT NULL CHECK (source <> ''),
                    object TEXT NOT NULL CHECK (object <> ''),
                    node_id TEXT NOT NULL REFERENCES map_node (id),
                    measured_on TEXT NOT NULL CHECK (length(measured_on) = 10),
                    hours \(dialect.real) NOT NULL CHECK (hours >= 0 AND hours <= 8760),
                    gigabytes \(dialect.real) CHECK (gigabytes >= 0),
                    PRIMARY KEY (source, object)
                ) \(dialect.strict)
                """,
                "CREATE INDEX map_restore_node ON map_restore (node_id)",
            ]
        }
    ]
}
