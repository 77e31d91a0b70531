// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Journal
import Mail
import Organisations
import Persistence
import Primitives

/// What a form says of somebody who takes part.
struct ParticipantDraft: Sendable, Hashable {
    var kind: Role.Kind
    var cell: Cell?
    var role = ""
    var position: String
    var name = ""
    var mail = ""
}

/// Every statement that changes who takes part and what was seen.
enum PeopleChanges {
    static let limit = 400
    static let mostNotes = 5000

    static func add(_ draft: ParticipantDraft, to exercise: Exercise, in change: Change) throws {
        let count = try change.session.count(
            "SELECT COUNT(*) FROM exercise_participant WHERE exercise_id = \(exercise.id)")
        guard count < limit else { throw ExercisesError.tooMany }
        try insert(draft, of: exercise.id, in: change)
        try ExerciseChanges.record(
            "exercise.participantAdded", exercise, "\(exercise.title), \(draft.position)", in: change)
    }

    static func insert(_ draft: ParticipantDraft, of exercise: Exercise.ID, in change: Change) throws {
        try check(draft)
        try change.session.execute(
            """
            INSERT INTO exercise_participant (id, exercise_id, kind, cell, role, position, name, mail, created_at)
            VALUES (\(Participant.ID.make(at: change.now)), \(exercise), \(draft.kind.rawValue),
                \(draft.cell?.rawValue), \(draft.role), \(draft.position), \(draft.name), \(draft.mail), \(change.now))
            """)
    }

    static func correct(
        _ person: Participant, _ draft: ParticipantDraft, of exercise: Exercise, in change: Change
    ) throws {
        try check(draft)
        let changed = try change.session.execute(
            """
            UPDATE exercise_participant SET kind = \(draft.kind.rawValue), cell = \(draft.cell?.rawValue),
                role = \(draft.role), position = \(draft.position), name = \(draft.name), mail = \(draft.mail)
            WHERE id = \(person.id)
            """)
        guard changed == 1 else { throw ExercisesError.unknown }
        try ExerciseChanges.record(
            "exercise.participantCorrected", exercise, "\(exercise.title), \(draft.position)", in: change)
    }

    static func remove(_ person: Participant, of exercise: Exercise, in change: Change) throws {
        // Whoever was written to stays: the mails that left name them.
        let isNamed = try change.session.exists("SELECT 1 FROM exercise_mail WHERE participant_id = \(person.id)")
        guard exercise.state == .prepared, !isNamed else { throw ExercisesError.notPrepared }
        let changed = try change.session.execute("DELETE FROM exercise_participant WHERE id = \(person.id)")
        guard changed == 1 else { throw ExercisesError.alreadySo }
        try ExerciseChanges.record(
            "exercise.participantRemoved", exercise, "\(exercise.title), \(person.position)", in: change)
    }

    /// The communication check before the start: who was reached.
    static func check(
        _ results: [Participant.ID: Participant.Check], of exercise: Exercise, in change: Change
    ) throws {
        for (id, result) in results {
            try change.session.execute(
                """
                UPDATE exercise_participant SET checked = \(result.rawValue), checked_at = \(change.now),
                    checked_by = \(String(change.actor.name.prefix(200)))
                WHERE id = \(id) AND exercise_id = \(exercise.id)
                """)
        }
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record("exercise.contactsChecked", exercise, in: change)
    }

    struct Note: Sendable, Hashable {
        var kind: Observation.Kind
        var text: String
        var criterion = ""
        var cell: Cell?
        var inject: PlayedInject.ID?
        var author: String
        var link: PlayLink.ID?
    }

    static func note(_ note: Note, at moment: Instant, second: Int?, in exercise: Exercise, in change: Change) throws {
        guard !note.text.isEmpty else { throw ExercisesError.textMissing }
        guard note.text.unicodeScalars.count <= 4000, note.author.unicodeScalars.count <= 200,
            note.criterion.unicodeScalars.count <= 60
        else { throw ExercisesError.textTooLong }
        let count = try change.session.count("SELECT COUNT(*) FROM exercise_note WHERE exercise_id = \(exercise.id)")
        guard count < mostNotes else { throw ExercisesError.tooMany }
        let id = Observation.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO exercise_note (id, exercise_id, link_id, inject_id, criterion, cell, kind, text, author, at,
                second, entered_at)
            VALUES (\(id), \(exercise.id), \(note.link), \(note.inject), \(note.criterion), \(note.cell?.rawValue),
                \(note.kind.rawValue), \(note.text), \(note.author), \(moment), \(second), \(change.now))
            """)
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record("exercise.noted", exercise, in: change)
    }

    private static func check(_ draft: ParticipantDraft) throws(ExercisesError) {
        guard !draft.position.isEmpty else { throw .textMissing }
        guard draft.position.unicodeScalars.count <= 150, draft.name.unicodeScalars.count <= 150,
            draft.role.unicodeScalars.count <= 60
        else { throw .textTooLong }
        guard draft.mail.isEmpty || MailAddress(draft.mail) != nil else { throw .badMail }
        guard draft.kind != .player || draft.cell != nil else { throw .noCell }
    }
}
