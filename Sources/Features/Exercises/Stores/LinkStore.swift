// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Identity
import Journal
import Organisations
import Persistence
import Primitives

typealias PlaySecret = SecretToken<PlayLink>

/// Every statement about doors without an account. The row knows the secret only as a hash.
enum LinkStore {
    static let limit = 60
    /// A link works until this long after the day of the exercise.
    static let validityDays = 2

    private static let columns: SQL =
        "id, exercise_id, kind, cell, label, created_at, expires_at, seen_at, revoked_at"

    static func list(of exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> [PlayLink] {
        try session.all(
            """
            SELECT \(columns) FROM exercise_link WHERE exercise_id = \(exercise)
            ORDER BY (revoked_at IS NOT NULL), kind, cell, label, created_at LIMIT 200
            """, link)
    }

    /// A new door; for a cell it takes the place of the one before, which closes.
    static func open(
        _ kind: PlayLink.Kind, cell: Cell?, label: String, of exercise: Exercise, until: Instant, in change: Change
    ) throws -> PlaySecret {
        guard exercise.state == .prepared || exercise.state.isLive || kind == .feedback else {
            throw ExercisesError.notPrepared
        }
        guard kind != .cell || cell != nil else { throw ExercisesError.noCell }
        guard label.unicodeScalars.count <= 150 else { throw ExercisesError.textTooLong }
        let open = try change.session.count(
            "SELECT COUNT(*) FROM exercise_link WHERE exercise_id = \(exercise.id) AND revoked_at IS NULL")
        guard open < limit else { throw ExercisesError.tooMany }
        if kind == .cell {
            try change.session.execute(
                """
                UPDATE exercise_link SET revoked_at = \(change.now)
                WHERE exercise_id = \(exercise.id) AND kind = 'cell' AND cell = \(cell?.rawValue) AND revoked_at IS NULL
                """)
        }
        let secret = PlaySecret.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO exercise_link (id, exercise_id, kind, cell, label, secret_hash, created_at, created_by, expires_at)
            VALUES (\(secret.id), \(exercise.id), \(kind.rawValue), \(cell?.rawValue), \(label), \(secret.hash),
                \(change.now), \(change.actor.name), \(until))
            """)
        try ExerciseChanges.record("exercise.linkOpened", exercise, in: change)
        return secret
    }

    static func revoke(_ id: PlayLink.ID, of exercise: Exercise, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE exercise_link SET revoked_at = \(change.now)
            WHERE id = \(id) AND exercise_id = \(exercise.id) AND revoked_at IS NULL
            """)
        guard changed == 1 else { throw ExercisesError.alreadySo }
        try ExerciseChanges.record("exercise.linkRevoked", exercise, in: change)
    }

    static func revokeAll(of exercise: Exercise.ID, in change: Change) throws(DatabaseError) {
        try change.session.execute(
            "UPDATE exercise_link SET revoked_at = \(change.now) WHERE exercise_id = \(exercise) AND revoked_at IS NULL"
        )
    }

    /// What a secret opens now; nil when it is unknown, revoked or too old, or its exercise is removed. One statement.
    static func claim(
        _ secret: PlaySecret, kind: PlayLink.Kind, at now: Instant, in session: any Session
    ) throws(DatabaseError) -> PlayLink? {
        let found = try session.first(
            """
            SELECT \(columns), secret_hash FROM exercise_link
            WHERE id = \(secret.id) AND kind = \(kind.rawValue) AND revoked_at IS NULL
                AND exercise_id IN (SELECT id FROM exercise WHERE removed_at IS NULL)
            """
        ) { row throws(DatabaseError) in (link: try link(row), hash: try row.text(9)) }
        guard let found, secret.matches(found.hash), found.link.isOpen(at: now) else { return nil }
        return found.link
    }

    /// For a page that is open already: whether its door still is, and what to show anew. One statement.
    static func pulse(
        _ id: PlayLink.ID, at now: Instant, in session: any Session
    ) throws(DatabaseError) -> (revision: Int, state: Exercise.State)? {
        try session.first(
            """
            SELECT e.revision, e.state FROM exercise_link l JOIN exercise e ON e.id = l.exercise_id
            WHERE l.id = \(id) AND l.revoked_at IS NULL AND l.expires_at > \(now) AND e.removed_at IS NULL
            """
        ) { row throws(DatabaseError) in (try row.int(0), try row.value(1)) }
    }

    /// Seen, at most once a minute: a detail of the door, not an act.
    static func touch(_ link: PlayLink, at now: Instant, in session: any Session) throws(DatabaseError) {
        try session.execute("UPDATE exercise_link SET seen_at = \(now) WHERE id = \(link.id)")
    }

    @Sendable
    private static func link(_ row: Row) throws(DatabaseError) -> PlayLink {
        PlayLink(
            id: try row.identifier(0), exercise: try row.identifier(1), kind: try row.value(2),
            cell: row.optionalText(3).flatMap(Cell.init(rawValue:)), label: try row.text(4),
            createdAt: try row.instant(5), expiresAt: try row.instant(6), seenAt: try row.optionalInstant(7),
            revokedAt: try row.optionalInstant(8))
    }
}
