// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

enum ExercisesMigrations {
    static let all = [
        Migration("0140-exercises") { dialect in
            preparation(dialect) + play(dialect) + observation(dialect) + after(dialect)
        }
    ]

    private static func preparation(_ dialect: Dialect) -> [SQL] {
        [
            // Scenarios that an organisation imported or changed; the shipped ones stay in the program. The file is kept as it
            // came: the columns beside it are for lists.
            """
            CREATE TABLE exercise_scenario (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 60),
                version \(dialect.integer) NOT NULL CHECK (version BETWEEN 1 AND 9999),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                folded_title \(dialect.sortedText) NOT NULL,
                threat TEXT NOT NULL CHECK (threat <> ''),
                level TEXT NOT NULL CHECK (level IN ('beginner', 'intermediate', 'confirmed')),
                file TEXT NOT NULL CHECK (file <> ''),
                imported_at TEXT NOT NULL,
                imported_by TEXT NOT NULL,
                removed_at TEXT,
                UNIQUE (organisation_id, code, version)
            ) \(dialect.strict)
            """,
            // What a region or a group asks of those below it, in a year.
            """
            CREATE TABLE exercise_campaign (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                folded_title \(dialect.sortedText) NOT NULL,
                begins_on TEXT NOT NULL CHECK (length(begins_on) = 10),
                ends_on TEXT NOT NULL CHECK (length(ends_on) = 10),
                target \(dialect.real) CHECK (target BETWEEN 0 AND 1),
                note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 4000),
                created_at TEXT NOT NULL,
                removed_at TEXT,
                CHECK (ends_on >= begins_on)
            ) \(dialect.strict)
            """,
            "CREATE INDEX exercise_campaign_organisation ON exercise_campaign (organisation_id, begins_on)",
            // `scenario` is the whole scenario as it stood when the exercise was made, in JSON, its words not yet filled.
            """
            CREATE TABLE exercise (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                organisation_id TEXT NOT NULL REFERENCES organisation (id),
                campaign_id TEXT REFERENCES exercise_campaign (id),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 150),
                folded_title \(dialect.sortedText) NOT NULL,
                scenario TEXT NOT NULL CHECK (scenario <> ''),
                scenario_code TEXT NOT NULL,
                scenario_version \(dialect.integer) NOT NULL CHECK (scenario_version > 0),
                threat TEXT NOT NULL CHECK (threat <> ''),
                level TEXT NOT NULL CHECK (level IN ('beginner', 'intermediate', 'confirmed')),
                form TEXT NOT NULL CHECK (form IN ('tabletop', 'simulation', 'fullScale')),
                planned_on TEXT NOT NULL CHECK (length(planned_on) = 10),
                planned_at TEXT NOT NULL DEFAULT '' CHECK (length(planned_at) IN (0, 5)),
                place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 300),
                duration \(dialect.integer) NOT NULL CHECK (duration BETWEEN 5 AND 20160),
                stop_word TEXT NOT NULL CHECK (length(stop_word) BETWEEN 1 AND 60),
                rules TEXT NOT NULL,
                forbidden TEXT NOT NULL,
                words TEXT NOT NULL,
                checklist TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('prepared', 'running', 'paused', 'ended', 'cancelled')),
                ending TEXT CHECK (ending IN ('played', 'stopped', 'emergency')),
                reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
                log_id TEXT REFERENCES crisis_log (id),
                started_at TEXT,
                ended_at TEXT,
                revision \(dialect.integer) NOT NULL DEFAULT 0 CHECK (revision >= 0),
                created_at TEXT NOT NULL,
                created_by TEXT NOT NULL,
                removed_at TEXT,
                CHECK ((state IN ('prepared', 'cancelled')) OR (log_id IS NOT NULL AND started_at IS NOT NULL)),
                CHECK ((state = 'ended') = (ending IS NOT NULL)),
                CHECK (ended_at IS NULL OR state IN ('ended', 'cancelled'))
            ) \(dialect.strict)
            """,
            "CREATE INDEX exercise_organisation ON exercise (organisation_id, planned_on)",
            "CREATE INDEX exercise_log ON exercise (log_id)",
            """
            CREATE TABLE exercise_participant (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                kind TEXT NOT NULL CHECK (
                    kind IN ('director', 'planner', 'animator', 'observer', 'player', 'accomplice')),
                cell TEXT CHECK (cell IN ('strategic', 'operational', 'care', 'communication')),
                role TEXT NOT NULL DEFAULT '' CHECK (length(role) <= 60),
                position TEXT NOT NULL CHECK (length(position) BETWEEN 1 AND 150),
                name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 150),
                mail TEXT NOT NULL DEFAULT '' CHECK (length(mail) <= 254),
                attended \(dialect.integer) CHECK (attended IN (0, 1)),
                checked_at TEXT,
                checked TEXT CHECK (checked IN ('reached', 'missed')),
                checked_by TEXT NOT NULL DEFAULT '' CHECK (length(checked_by) <= 200),
                created_at TEXT NOT NULL,
                CHECK ((checked_at IS NULL) = (checked IS NULL))
            ) \(dialect.strict)
            """,
            "CREATE INDEX exercise_participant_exercise ON exercise_participant (exercise_id)",
            // Doors without an account: one for each cell, one for each observer, one for the feedback. The secret is known by
            // its hash alone.
            """
            CREATE TABLE exercise_link (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                kind TEXT NOT NULL CHECK (kind IN ('cell', 'observer', 'feedback')),
                cell TEXT CHECK (cell IN ('strategic', 'operational', 'care', 'communication')),
                label TEXT NOT NULL DEFAULT '' CHECK (length(label) <= 150),
                secret_hash TEXT NOT NULL CHECK (length(secret_hash) = 64),
                created_at TEXT NOT NULL,
                created_by TEXT NOT NULL,
                expires_at TEXT NOT NULL,
                seen_at TEXT,
                revoked_at TEXT,
                CHECK (kind <> 'cell' OR cell IS NOT NULL)
            ) \(dialect.strict)
            """,
            "CREATE INDEX exercise_link_exercise ON exercise_link (exercise_id)",
        ]
    }

    private static func play(_ dialect: Dialect) -> [SQL] {
        [
            // The clock is what its gestures make of it: nothing else is kept.
            """
            CREATE TABLE exercise_clock (
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                number \(dialect.integer) NOT NULL CHECK (number > 0),
                at TEXT NOT NULL,
                gesture TEXT NOT NULL CHECK (gesture IN ('start', 'pause', 'resume', 'shift', 'speed', 'end')),
                amount \(dialect.integer) NOT NULL DEFAULT 0,
                author TEXT NOT NULL,
                PRIMARY KEY (exercise_id, number)
            ) \(dialect.strict)
            """,
            // Times of the play are in seconds after its start.
            """
            CREATE TABLE exercise_inject (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 60),
                at_minute \(dialect.integer) CHECK (at_minute BETWEEN 0 AND 20160),
                degree TEXT NOT NULL CHECK (degree IN ('main', 'optional', 'reserve', 'noise')),
                sender TEXT NOT NULL CHECK (length(sender) <= 200),
                recipient TEXT NOT NULL CHECK (length(recipient) BETWEEN 1 AND 60),
                cell TEXT CHECK (cell IN ('strategic', 'operational', 'care', 'communication')),
                channel TEXT NOT NULL CHECK (channel IN ('phone', 'mail', 'paper', 'sms', 'press', 'inPerson')),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                folded_title \(dialect.sortedText) NOT NULL,
                text TEXT NOT NULL CHECK (length(text) <= 8000),
                phase TEXT CHECK (phase IN ('contain', 'understand', 'restart', 'learn')),
                objectives TEXT NOT NULL,
                expected TEXT NOT NULL,
                branches TEXT NOT NULL,
                advice TEXT NOT NULL CHECK (length(advice) <= 4000),
                is_enabled \(dialect.integer) NOT NULL DEFAULT 1 CHECK (is_enabled IN (0, 1)),
                is_free \(dialect.integer) NOT NULL DEFAULT 0 CHECK (is_free IN (0, 1)),
                state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'skipped')),
                sent_at TEXT,
                sent_second \(dialect.integer) CHECK (sent_second >= 0),
                sent_by TEXT NOT NULL DEFAULT '',
                note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
                acknowledged_at TEXT,
                acknowledged_second \(dialect.integer) CHECK (acknowledged_second >= 0),
                acknowledged_by TEXT NOT NULL DEFAULT '' CHECK (length(acknowledged_by) <= 200),
                log_device TEXT,
                log_sequence \(dialect.integer),
                version \(dialect.integer) NOT NULL DEFAULT 1 CHECK (version > 0),
                UNIQUE (exercise_id, code),
                CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
                CHECK ((sent_at IS NULL) = (sent_second IS NULL))
            ) \(dialect.strict)
            """,
            // An expectation is known by its place, from 1, among those of its inject. `outcome` absent: still awaited.
            """
            CREATE TABLE exercise_expectation (
                inject_id TEXT NOT NULL REFERENCES exercise_inject (id),
                number \(dialect.integer) NOT NULL CHECK (number > 0),
                outcome TEXT NOT NULL CHECK (outcome IN ('done', 'partly', 'missed')),
                at TEXT NOT NULL,
                second \(dialect.integer) NOT NULL CHECK (second >= 0),
                note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
                author TEXT NOT NULL,
                PRIMARY KEY (inject_id, number)
            ) \(dialect.strict)
            """,
            // Mails that were sent, or that were refused; an address is not kept here twice.
            """
            CREATE TABLE exercise_mail (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                inject_id TEXT NOT NULL REFERENCES exercise_inject (id),
                participant_id TEXT NOT NULL REFERENCES exercise_participant (id),
                at TEXT NOT NULL,
                outcome TEXT NOT NULL CHECK (outcome IN ('queued', 'sent', 'failed')),
                detail TEXT NOT NULL DEFAULT '' CHECK (length(detail) <= 500)
            ) \(dialect.strict)
            """,
            "CREATE INDEX exercise_mail_inject ON exercise_mail (inject_id)",
        ]
    }

    private static func observation(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE exercise_note (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                link_id TEXT REFERENCES exercise_link (id),
                inject_id TEXT REFERENCES exercise_inject (id),
                criterion TEXT NOT NULL DEFAULT '' CHECK (length(criterion) <= 60),
                cell TEXT CHECK (cell IN ('strategic', 'operational', 'care', 'communication')),
                kind TEXT NOT NULL CHECK (kind IN ('fact', 'strength', 'improvement')),
                text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
                author TEXT NOT NULL CHECK (length(author) BETWEEN 1 AND 200),
                at TEXT NOT NULL,
                second \(dialect.integer) CHECK (second >= 0),
                entered_at TEXT NOT NULL,
                paper_sheet TEXT NOT NULL DEFAULT '' CHECK (length(paper_sheet) <= 40)
            ) \(dialect.strict)
            """,
            "CREATE INDEX exercise_note_exercise ON exercise_note (exercise_id, at)",
            // `score` absent: does not apply.
            """
            CREATE TABLE exercise_rating (
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                criterion TEXT NOT NULL CHECK (length(criterion) BETWEEN 1 AND 60),
                author TEXT NOT NULL CHECK (length(author) BETWEEN 1 AND 200),
                score \(dialect.integer) CHECK (score BETWEEN 0 AND 3),
                evidence TEXT NOT NULL DEFAULT '' CHECK (length(evidence) <= 2000),
                link_id TEXT REFERENCES exercise_link (id),
                at TEXT NOT NULL,
                PRIMARY KEY (exercise_id, criterion, author)
            ) \(dialect.strict)
            """,
        ]
    }

    private static func after(_ dialect: Dialect) -> [SQL] {
        [
            // Anonymous: neither a name nor the time of day. `answers` is JSON.
            """
            CREATE TABLE exercise_feedback (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                round TEXT NOT NULL CHECK (round IN ('hot', 'cold')),
                cell TEXT CHECK (cell IN ('strategic', 'operational', 'care', 'communication')),
                kind TEXT CHECK (kind IN ('director', 'planner', 'animator', 'observer', 'player', 'accomplice')),
                answers TEXT NOT NULL CHECK (answers <> ''),
                given_on TEXT NOT NULL CHECK (length(given_on) = 10)
            ) \(dialect.strict)
            """,
            "CREATE INDEX exercise_feedback_exercise ON exercise_feedback (exercise_id)",
            // What was said round the table at once, what the report says: one text for each section.
            """
            CREATE TABLE exercise_report (
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                section TEXT NOT NULL CHECK (length(section) BETWEEN 1 AND 60),
                text TEXT NOT NULL CHECK (length(text) <= 20000),
                written_at TEXT NOT NULL,
                written_by TEXT NOT NULL,
                PRIMARY KEY (exercise_id, section)
            ) \(dialect.strict)
            """,
            // What the rules of « what counts » ask besides what the program saw: one answer for each rule.
            """
            CREATE TABLE exercise_statement (
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 60),
                value TEXT NOT NULL CHECK (length(value) <= 1000),
                written_at TEXT NOT NULL,
                written_by TEXT NOT NULL,
                PRIMARY KEY (exercise_id, key)
            ) \(dialect.strict)
            """,
            // `retested_in` is the exercise that tries again what was corrected.
            """
            CREATE TABLE exercise_action (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                exercise_id TEXT NOT NULL REFERENCES exercise (id),
                objective TEXT NOT NULL DEFAULT '' CHECK (length(objective) <= 60),
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                folded_title \(dialect.sortedText) NOT NULL,
                cause TEXT NOT NULL DEFAULT '' CHECK (length(cause) <= 2000),
                owner TEXT NOT NULL DEFAULT '' CHECK (length(owner) <= 200),
                due_on TEXT CHECK (length(due_on) = 10),
                state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
                settled_on TEXT CHECK (length(settled_on) = 10),
                settled_by TEXT NOT NULL DEFAULT '',
                note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
                retested_in TEXT REFERENCES exercise (id),
                retest TEXT CHECK (retest IN ('held', 'partly', 'failed')),
                created_at TEXT NOT NULL,
                removed_at TEXT,
                CHECK ((state = 'open') = (settled_on IS NULL))
            ) \(dialect.strict)
            """,
            "CREATE INDEX exercise_action_exercise ON exercise_action (exercise_id)",
            "CREATE INDEX exercise_action_retested ON exercise_action (retested_in)",
        ]
    }
}
