// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLogs
import Drills
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement that enters afterwards what was played on paper.
enum RekeyStore {
    /// The play had its hours on paper: the exercise becomes one that was played, with a log of its own to enter the sheets in.
    static func open(_ exercise: Exercise, from start: Instant, to end: Instant, in change: Change) throws {
        guard exercise.state == .prepared else { throw ResultError.alreadySo }
        guard start < end, end <= change.now, end.seconds(since: start) <= 14 * 86_400 else {
            throw ResultError.outOfRange
        }
        let log = try CrisisLogStore.open(
            .exercise, title: "EXERCICE\u{00A0}: \(exercise.title)", at: exercise.keeper.id, in: change)
        let updated = try change.session.execute(
            """
            UPDATE exercise SET state = 'ended', ending = 'played', log_id = \(log), started_at = \(start),
                ended_at = \(end), revision = revision + 1
            WHERE id = \(exercise.id) AND state = 'prepared'
            """)
        guard updated == 1 else { throw ResultError.alreadySo }
        for (number, gesture, at) in [(1, "start", start), (2, "end", end)] {
            try change.session.execute(
                """
                INSERT INTO exercise_clock (exercise_id, number, at, gesture, amount, author)
                VALUES (\(exercise.id), \(number), \(at), \(gesture), 0, \(change.actor.name))
                """)
        }
        try change.record(
            "exerciseRekey.opened", organisation: exercise.keeper.id.text, subject: exercise.id.text,
            detail: exercise.title)
        try ExerciseProofs.settle(exercise.id, in: change)
    }

    /// What a sheet says of one inject.
    struct Line: Sendable, Hashable {
        let inject: PlayedInject.ID
        /// Nil: not sent.
        let sentAt: Instant?
        /// By the place of the expectation, from 1; absent when the sheet says nothing.
        let doneAt: [Int: Instant]
    }

    static func save(_ lines: [Line], of exercise: Exercise, in change: Change) throws {
        guard exercise.state == .ended, let start = exercise.startedAt else { throw ResultError.notHeld }
        let known = try InjectStore.all(of: exercise.id, in: change.session)
        for line in lines {
            guard let inject = known.first(where: { $0.id == line.inject }) else { throw ResultError.unknown }
            if line.sentAt != inject.sending?.at { try write(line, inject, since: start, in: change) }
            for number in inject.inject.expected.indices.map({ $0 + 1 }) {
                let (kept, at) = (inject.outcomes[number], line.doneAt[number])
                // A reaction seen to be missing has no hour on the sheet: silence does not take it back.
                guard at != kept?.at, at != nil || kept?.kind != .missed else { continue }
                try write(at, number, of: inject, since: start, in: change)
            }
        }
        try change.session.execute("UPDATE exercise SET revision = revision + 1 WHERE id = \(exercise.id)")
        try change.record(
            "exerciseRekey.saved", organisation: exercise.keeper.id.text, subject: exercise.id.text,
            detail: exercise.title)
    }

    private static func write(_ line: Line, _ inject: PlayedInject, since start: Instant, in change: Change) throws {
        guard let at = line.sentAt else {
            try change.session.execute(
                """
                UPDATE exercise_inject SET state = 'waiting', sent_at = NULL, sent_second = NULL, sent_by = '',
                    version = version + 1
                WHERE id = \(inject.id)
                """)
            return
        }
        try change.session.execute(
            """
            UPDATE exercise_inject SET state = 'sent', sent_at = \(at), sent_second = \(max(at.seconds(since: start), 0)),
                sent_by = \(change.actor.name), version = version + 1
            WHERE id = \(inject.id)
            """)
    }

    private static func write(
        _ at: Instant?, _ number: Int, of inject: PlayedInject, since start: Instant, in change: Change
    ) throws {
        try change.session.execute(
            "DELETE FROM exercise_expectation WHERE inject_id = \(inject.id) AND number = \(number)")
        guard let at else { return }
        try change.session.execute(
            """
            INSERT INTO exercise_expectation (inject_id, number, outcome, at, second, author)
            VALUES (\(inject.id), \(number), 'done', \(at), \(max(at.seconds(since: start), 0)), \(change.actor.name))
            """)
    }

    struct Note: Sendable, Hashable {
        var at: Instant
        var cell: Cell?
        var kind: Observation.Kind
        var text: String
        var author: String
        var sheet: String
    }

    static func add(_ note: Note, to exercise: Exercise, in change: Change) throws {
        guard let start = exercise.startedAt else { throw ResultError.notHeld }
        guard !note.text.isEmpty, !note.author.isEmpty else { throw ResultError.textMissing }
        guard note.text.unicodeScalars.count <= 4000, note.author.unicodeScalars.count <= 200,
            note.sheet.unicodeScalars.count <= 40
        else { throw ResultError.textTooLong }
        try change.session.execute(
            """
            INSERT INTO exercise_note (id, exercise_id, cell, kind, text, author, at, second, entered_at, paper_sheet)
            VALUES (\(Observation.ID.make(at: change.now)), \(exercise.id), \(note.cell?.rawValue), \(note.kind.rawValue),
                \(note.text), \(note.author), \(note.at), \(max(note.at.seconds(since: start), 0)), \(change.now),
                \(note.sheet))
            """)
        try change.record(
            "exerciseRekey.noted", organisation: exercise.keeper.id.text, subject: exercise.id.text,
            detail: exercise.title)
    }
}
