// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum AssessmentMigrations {
    static let all = [
        Migration("0010-self-assessment") { dialect in
            [
                """
                CREATE TABLE campaign (
                    id TEXT NOT NULL PRIMARY KEY,
                    organisation_id TEXT NOT NULL REFERENCES organisation (id),
                    framework TEXT NOT NULL,
                    framework_version TEXT NOT NULL,
                    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                    due_on TEXT CHECK (length(due_on) = 10),
                    opened_at TEXT NOT NULL,
                    closed_at TEXT,
                    FOREIGN KEY (framework, framework_version) REFERENCES framework (identifier, version)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE assessment (
                    id TEXT NOT NULL PRIMARY KEY,
                    organisation_id TEXT NOT NULL REFERENCES organisation (id),
                    framework TEXT NOT NULL,
                    framework_version TEXT NOT NULL,
                    profiles TEXT NOT NULL,
                    campaign_id TEXT REFERENCES campaign (id),
                    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                    due_on TEXT CHECK (length(due_on) = 10),
                    is_interview \(dialect.integer) NOT NULL CHECK (is_interview IN (0, 1)),
                    opened_at TEXT NOT NULL,
                    closed_at TEXT,
                    shared_at TEXT,
                    mean \(dialect.real) CHECK (mean BETWEEN 0 AND 1),
                    score_index \(dialect.real) CHECK (score_index BETWEEN 0 AND 5),
                    answered \(dialect.integer) NOT NULL CHECK (answered >= 0),
                    applicable \(dialect.integer) NOT NULL CHECK (applicable >= answered),
                    UNIQUE (campaign_id, organisation_id),
                    FOREIGN KEY (framework, framework_version) REFERENCES framework (identifier, version)
                ) \(dialect.strict)
                """,
                "CREATE INDEX assessment_organisation ON assessment (organisation_id, framework)",
                "CREATE INDEX campaign_organisation ON campaign (organisation_id)",
                """
                CREATE TABLE assessment_chapter (
                    assessment_id TEXT NOT NULL REFERENCES assessment (id),
                    code TEXT NOT NULL,
                    position \(dialect.integer) NOT NULL CHECK (position >= 0),
                    title TEXT NOT NULL,
                    mean \(dialect.real) CHECK (mean BETWEEN 0 AND 1),
                    score_index \(dialect.real) CHECK (score_index BETWEEN 0 AND 5),
                    answered \(dialect.integer) NOT NULL CHECK (answered >= 0),
                    applicable \(dialect.integer) NOT NULL CHECK (applicable >= answered),
                    PRIMARY KEY (assessment_id, code)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE answer (
                    assessment_id TEXT NOT NULL REFERENCES assessment (id),
                    requirement TEXT NOT NULL CHECK (requirement <> ''),
                    status TEXT NOT NULL CHECK (status IN ('open', 'answered', 'notApplicable')),
                    level \(dialect.integer),
                    is_to_review \(dialect.integer) NOT NULL CHECK (is_to_review IN (0, 1)),
                    comment TEXT NOT NULL CHECK (length(comment) <= 4000),
                    target \(dialect.integer),
                    target_on TEXT CHECK (length(target_on) = 10),
                    responsible_id TEXT REFERENCES account (id),
                    revision \(dialect.integer) NOT NULL CHECK (revision > 0),
                    updated_at TEXT NOT NULL,
                    updated_by TEXT NOT NULL,
                    PRIMARY KEY (assessment_id, requirement),
                    CHECK ((status = 'answered') = (level IS NOT NULL)),
                    CHECK (status <> 'notApplicable' OR comment <> '')
                ) \(dialect.strict)
                """,
                "CREATE INDEX answer_responsible ON answer (responsible_id, assessment_id)",
                """
                CREATE TABLE answer_revision (
                    assessment_id TEXT NOT NULL,
                    requirement TEXT NOT NULL,
                    revision \(dialect.integer) NOT NULL CHECK (revision > 0),
                    status TEXT NOT NULL,
                    level \(dialect.integer),
                    is_to_review \(dialect.integer) NOT NULL,
                    comment TEXT NOT NULL,
                    target \(dialect.integer),
                    target_on TEXT,
                    responsible_id TEXT REFERENCES account (id),
                    updated_at TEXT NOT NULL,
                    updated_by TEXT NOT NULL,
                    PRIMARY KEY (assessment_id, requirement, revision),
                    FOREIGN KEY (assessment_id, requirement) REFERENCES answer (assessment_id, requirement)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE remark (
                    id TEXT NOT NULL PRIMARY KEY,
                    assessment_id TEXT NOT NULL REFERENCES assessment (id),
                    requirement TEXT NOT NULL CHECK (requirement <> ''),
                    author_id TEXT REFERENCES account (id),
                    author TEXT NOT NULL,
                    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
                    at TEXT NOT NULL
                ) \(dialect.strict)
                """,
                "CREATE INDEX remark_assessment ON remark (assessment_id, requirement, at)",
            ]
        }
    ]
}
