// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum RoadmapMigrations {
    static let all = [
        Migration("0040-roadmap") { dialect in
            [
                """
                CREATE TABLE roadmap_action (
                    organisation_id TEXT NOT NULL REFERENCES organisation (id),
                    action TEXT NOT NULL CHECK (length(action) BETWEEN 2 AND 30),
                    is_own \(dialect.integer) NOT NULL CHECK (is_own IN (0, 1)),
                    content TEXT NOT NULL,
                    updated_at TEXT NOT NULL,
                    updated_by TEXT NOT NULL,
                    PRIMARY KEY (organisation_id, action)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE roadmap (
                    id TEXT NOT NULL PRIMARY KEY,
                    organisation_id TEXT NOT NULL REFERENCES organisation (id),
                    version \(dialect.integer) NOT NULL CHECK (version > 0),
                    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                    settings TEXT NOT NULL,
                    snapshot TEXT NOT NULL,
                    created_at TEXT NOT NULL,
                    created_by TEXT NOT NULL,
                    adopted_id TEXT,
                    adopted_at TEXT,
                    closed_at TEXT,
                    UNIQUE (organisation_id, version),
                    CHECK ((adopted_id IS NULL) = (adopted_at IS NULL)),
                    CHECK (closed_at IS NULL OR adopted_at IS NOT NULL)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE roadmap_scenario (
                    id TEXT NOT NULL PRIMARY KEY,
                    roadmap_id TEXT NOT NULL REFERENCES roadmap (id),
                    kind TEXT NOT NULL CHECK (kind IN ('base', 'whatIf')),
                    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                    parameters TEXT NOT NULL,
                    plan TEXT NOT NULL,
                    computed_at TEXT NOT NULL
                ) \(dialect.strict)
                """,
                "CREATE INDEX roadmap_scenario_roadmap ON roadmap_scenario (roadmap_id)",
                """
                CREATE TABLE roadmap_split (
                    roadmap_id TEXT NOT NULL REFERENCES roadmap (id),
                    action TEXT NOT NULL,
                    shares TEXT NOT NULL,
                    PRIMARY KEY (roadmap_id, action)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE roadmap_task (
                    id TEXT NOT NULL PRIMARY KEY,
                    roadmap_id TEXT NOT NULL REFERENCES roadmap (id),
                    action TEXT NOT NULL,
                    title TEXT NOT NULL,
                    folded_title TEXT NOT NULL,
                    planned_from TEXT NOT NULL CHECK (length(planned_from) = 10),
                    planned_until TEXT NOT NULL CHECK (length(planned_until) = 10),
                    planned \(dialect.real) NOT NULL CHECK (planned >= 0),
                    weight \(dialect.real) NOT NULL CHECK (weight >= 0),
                    owner_id TEXT REFERENCES account (id),
                    status TEXT NOT NULL CHECK (status IN ('planned', 'underWay', 'done', 'abandoned')),
                    started_on TEXT CHECK (length(started_on) = 10),
                    ended_on TEXT CHECK (length(ended_on) = 10),
                    progress \(dialect.integer) NOT NULL CHECK (progress BETWEEN 0 AND 100),
                    spent \(dialect.real) NOT NULL CHECK (spent >= 0),
                    revision \(dialect.integer) NOT NULL CHECK (revision >= 0),
                    UNIQUE (roadmap_id, action),
                    CHECK (planned_until >= planned_from),
                    CHECK (status <> 'done' OR ended_on IS NOT NULL),
                    CHECK (ended_on IS NULL OR started_on IS NULL OR ended_on >= started_on)
                ) \(dialect.strict)
                """,
                "CREATE INDEX roadmap_task_owner ON roadmap_task (owner_id)",
                """
                CREATE TABLE roadmap_task_member (
                    task_id TEXT NOT NULL REFERENCES roadmap_task (id),
                    organisation_id TEXT NOT NULL REFERENCES organisation (id),
                    share \(dialect.real) NOT NULL CHECK (share BETWEEN 0 AND 1),
                    PRIMARY KEY (task_id, organisation_id)
                ) \(dialect.strict)
                """,
                "CREATE INDEX roadmap_task_member_organisation ON roadmap_task_member (organisation_id)",
                """
                CREATE TABLE roadmap_task_note (
                    task_id TEXT NOT NULL REFERENCES roadmap_task (id),
                    revision \(dialect.integer) NOT NULL CHECK (revision > 0),
                    at TEXT NOT NULL,
                    author TEXT NOT NULL,
                    status TEXT NOT NULL CHECK (status IN ('planned', 'underWay', 'done', 'abandoned')),
                    progress \(dialect.integer) NOT NULL CHECK (progress BETWEEN 0 AND 100),
                    note TEXT NOT NULL CHECK (length(note) <= 2000),
                    PRIMARY KEY (task_id, revision)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE roadmap_task_proof (
                    task_id TEXT NOT NULL REFERENCES roadmap_task (id),
                    proof_id TEXT NOT NULL REFERENCES proof (id),
                    PRIMARY KEY (task_id, proof_id)
                ) \(dialect.strict)
                """,
            ]
        }
    ]
}
