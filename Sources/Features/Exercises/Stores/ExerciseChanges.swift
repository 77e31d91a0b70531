// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Identity
import Journal
import Organisations
import Persistence
import Primitives

/// What somebody prepares: everything that a form may change.
struct ExerciseDraft: Sendable, Hashable {
    var title: String
    var level: Scenario.Level
    var form: Exercise.Form
    var plannedOn: Day
    var plannedAt = ""
    var place = ""
    var duration: Int
    var stopWord: String
    var rules: [String] = []
    var forbidden: [String] = []
    var words: [String: String] = [:]

    /// As a scenario proposes.
    init(_ scenario: Scenario, on day: Day) {
        title = String(scenario.title.prefix(150))
        level = scenario.level
        form = .simulation
        plannedOn = day
        duration = scenario.duration
        stopWord = scenario.stopWord
        rules = scenario.rules
        forbidden = scenario.forbidden
        words = Dictionary(scenario.variables.map { ($0.name, $0.value) }) { first, _ in first }
    }

    init(_ exercise: Exercise) {
        title = exercise.title
        level = exercise.level
        form = exercise.form
        plannedOn = exercise.plannedOn
        plannedAt = exercise.plannedAt
        place = exercise.place
        duration = exercise.duration
        stopWord = exercise.stopWord
        rules = exercise.rules
        forbidden = exercise.forbidden
        words = exercise.words
    }
}

/// Every statement that changes an exercise before and outside its play.
enum ExerciseChanges {
    static let limit = 500

    /// An exercise from a scenario: its timeline and the people that its roles name.
    static func add(
        _ draft: ExerciseDraft, from scenario: Scenario, at keeper: Organisation.ID, in change: Change
    ) throws -> Exercise.ID {
        try check(draft)
        let count = try change.session.count("SELECT COUNT(*) FROM exercise WHERE organisation_id = \(keeper)")
        guard count < limit else { throw ExercisesError.tooMany }
        let id = Exercise.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO exercise (id, organisation_id, title, folded_title, scenario, scenario_code, scenario_version,
                threat, level, form, planned_on, planned_at, place, duration, stop_word, rules, forbidden, words,
                checklist, state, created_at, created_by)
            VALUES (\(id), \(keeper), \(draft.title), \(folded(draft.title)), \(try StoredJSON.text(scenario)),
                \(scenario.id), \(scenario.version), \(scenario.threat.rawValue), \(draft.level.rawValue),
                \(draft.form.rawValue), \(draft.plannedOn), \(draft.plannedAt), \(draft.place), \(draft.duration),
                \(draft.stopWord), \(try StoredJSON.text(draft.rules)), \(try StoredJSON.text(draft.forbidden)),
                \(try StoredJSON.text(draft.words)), '[]', 'prepared', \(change.now), \(change.actor.name))
            """)
        let filled = scenario.filled(draft.words)
        for inject in filled.injects {
            try InjectChanges.insert(inject, cell: filled.cell(receiving: inject.to), isFree: false, of: id, in: change)
        }
        for role in filled.roles {
            try PeopleChanges.insert(
                ParticipantDraft(
                    kind: role.kind, cell: role.cell, role: role.id, position: String(role.title.prefix(150))),
                of: id, in: change)
        }
        try change.record("exercise.planned", organisation: keeper.text, subject: id.text, detail: draft.title)
        return id
    }

    static func correct(_ exercise: Exercise, _ draft: ExerciseDraft, in change: Change) throws {
        try check(draft)
        let changed = try change.session.execute(
            """
            UPDATE exercise SET title = \(draft.title), folded_title = \(folded(draft.title)),
                level = \(draft.level.rawValue), form = \(draft.form.rawValue), planned_on = \(draft.plannedOn),
                planned_at = \(draft.plannedAt), place = \(draft.place), duration = \(draft.duration),
                stop_word = \(draft.stopWord), rules = \(try StoredJSON.text(draft.rules)),
                forbidden = \(try StoredJSON.text(draft.forbidden)), words = \(try StoredJSON.text(draft.words)),
                revision = revision + 1
            WHERE id = \(exercise.id) AND state = 'prepared' AND removed_at IS NULL
            """)
        guard changed == 1 else { throw ExercisesError.notPrepared }
        // Texts that still say what the scenario says are filled anew; those that somebody rewrote stay.
        if draft.words != exercise.words {
            let (before, after) = (exercise.scenario.filled(exercise.words), exercise.scenario.filled(draft.words))
            let kept = try InjectStore.all(of: exercise.id, in: change.session)
            for (old, new) in zip(before.injects, after.injects) where old != new {
                guard let inject = kept.first(where: { $0.inject.id == old.id }), inject.inject.text == old.text,
                    inject.inject.title == old.title, inject.inject.from == old.from
                else { continue }
                var filled = inject.inject
                (filled.text, filled.title, filled.from, filled.animator) = (
                    new.text, new.title, new.from, new.animator
                )
                filled.expected = new.expected
                try InjectChanges.update(inject, filled, cell: inject.cell, in: change)
            }
        }
        try record("exercise.corrected", exercise, in: change)
    }

    static func tick(_ exercise: Exercise, _ checklist: Set<String>, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE exercise SET checklist = \(try StoredJSON.text(checklist.sorted())), revision = revision + 1
            WHERE id = \(exercise.id) AND state = 'prepared'
            """)
        guard changed == 1 else { throw ExercisesError.notPrepared }
        try record("exercise.checklist", exercise, in: change)
    }

    static func cancel(_ exercise: Exercise, _ reason: String, in change: Change) throws {
        guard !reason.isEmpty else { throw ExercisesError.textMissing }
        guard reason.unicodeScalars.count <= 1000 else { throw ExercisesError.textTooLong }
        let changed = try change.session.execute(
            """
            UPDATE exercise SET state = 'cancelled', reason = \(reason), ended_at = \(change.now),
                revision = revision + 1
            WHERE id = \(exercise.id) AND state = 'prepared' AND removed_at IS NULL
            """)
        guard changed == 1 else { throw ExercisesError.notPrepared }
        try LinkStore.revokeAll(of: exercise.id, in: change)
        try record("exercise.cancelled", exercise, in: change)
    }

    /// What was played is never removed: it is a proof.
    static func remove(_ exercise: Exercise, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE exercise SET removed_at = \(change.now), revision = revision + 1
            WHERE id = \(exercise.id) AND removed_at IS NULL AND state IN ('prepared', 'cancelled')
            """)
        guard changed == 1 else { throw ExercisesError.alreadySo }
        try LinkStore.revokeAll(of: exercise.id, in: change)
        try record("exercise.removed", exercise, in: change)
    }

    static func restore(_ exercise: Exercise, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE exercise SET removed_at = NULL, revision = revision + 1
            WHERE id = \(exercise.id) AND removed_at IS NOT NULL
            """)
        guard changed == 1 else { throw ExercisesError.alreadySo }
        try record("exercise.restored", exercise, in: change)
    }

    /// What people look at changed.
    static func touch(_ exercise: Exercise.ID, in session: any Session) throws(DatabaseError) {
        try session.execute("UPDATE exercise SET revision = revision + 1 WHERE id = \(exercise)")
    }

    static func record(
        _ action: String, _ exercise: Exercise, _ detail: String? = nil, in change: Change
    ) throws(DatabaseError) {
        try change.record(
            action, organisation: exercise.keeper.id.text, subject: exercise.id.text,
            detail: detail ?? exercise.title)
    }

    private static func check(_ draft: ExerciseDraft) throws(ExercisesError) {
        guard !draft.title.isEmpty, !draft.stopWord.isEmpty else { throw .textMissing }
        guard draft.title.unicodeScalars.count <= 150, draft.stopWord.unicodeScalars.count <= 60,
            draft.place.unicodeScalars.count <= 300, draft.rules.count <= 50, draft.forbidden.count <= 50,
            (draft.rules + draft.forbidden).allSatisfy({ $0.unicodeScalars.count <= 1000 }), draft.words.count <= 100,
            draft.words.values.allSatisfy({ $0.unicodeScalars.count <= 500 })
        else { throw .textTooLong }
        guard (5...ScenarioReader.longestDuration).contains(draft.duration) else { throw .outOfRange }
    }
}
