// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Journal
import Persistence
import Primitives

/// Every statement that changes the timeline, before the play and during it.
enum InjectChanges {
    static let limit = 600

    static func add(_ inject: Inject, isFree: Bool, to exercise: Exercise, in change: Change) throws -> PlayedInject.ID
    {
        guard exercise.state == .prepared || exercise.state.isLive else { throw ExercisesError.notPrepared }
        let count = try change.session.count(
            "SELECT COUNT(*) FROM exercise_inject WHERE exercise_id = \(exercise.id)")
        guard count < limit else { throw ExercisesError.tooMany }
        let taken = try change.session.exists(
            "SELECT 1 FROM exercise_inject WHERE exercise_id = \(exercise.id) AND code = \(inject.id)")
        guard !taken else { throw ExercisesError.taken }
        let id = try insert(
            inject, cell: exercise.scenario.cell(receiving: inject.to), isFree: isFree, of: exercise.id, in: change)
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record("exercise.injectAdded", exercise, "\(exercise.title), \(inject.id)", in: change)
        return id
    }

    @discardableResult
    static func insert(
        _ inject: Inject, cell: Cell?, isFree: Bool, of exercise: Exercise.ID, in change: Change
    ) throws -> PlayedInject.ID {
        try check(inject)
        let id = PlayedInject.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO exercise_inject (id, exercise_id, code, at_minute, degree, sender, recipient, cell, channel,
                title, folded_title, text, phase, objectives, expected, branches, advice, is_free)
            VALUES (\(id), \(exercise), \(inject.id), \(inject.at), \(inject.degree.rawValue), \(inject.from),
                \(inject.to), \(cell?.rawValue), \(inject.channel.rawValue), \(inject.title), \(folded(inject.title)),
                \(inject.text), \(inject.phase?.rawValue), \(try StoredJSON.text(inject.objectives)),
                \(try StoredJSON.text(inject.expected)), \(try StoredJSON.text(inject.branches)), \(inject.animator),
                \(isFree ? 1 : 0))
            """)
        return id
    }

    /// Adapts an inject that has not left; its number stays.
    static func correct(
        _ kept: PlayedInject, _ inject: Inject, seen version: Int, of exercise: Exercise, in change: Change
    ) throws {
        guard kept.state != .sent else { throw ExercisesError.played }
        guard kept.version == version else { throw ExercisesError.changedMeanwhile }
        try update(kept, inject, cell: exercise.scenario.cell(receiving: inject.to), in: change)
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record("exercise.injectCorrected", exercise, "\(exercise.title), \(inject.id)", in: change)
    }

    static func update(_ kept: PlayedInject, _ inject: Inject, cell: Cell?, in change: Change) throws {
        try check(inject)
        let changed = try change.session.execute(
            """
            UPDATE exercise_inject SET at_minute = \(inject.at), degree = \(inject.degree.rawValue),
                sender = \(inject.from), recipient = \(inject.to), cell = \(cell?.rawValue),
                channel = \(inject.channel.rawValue), title = \(inject.title), folded_title = \(folded(inject.title)),
                text = \(inject.text), phase = \(inject.phase?.rawValue),
                objectives = \(try StoredJSON.text(inject.objectives)),
                expected = \(try StoredJSON.text(inject.expected)),
                branches = \(try StoredJSON.text(inject.branches)), advice = \(inject.animator),
                version = version + 1
            WHERE id = \(kept.id) AND version = \(kept.version) AND state <> 'sent'
            """)
        guard changed == 1 else { throw ExercisesError.changedMeanwhile }
    }

    static func enable(_ kept: PlayedInject, _ isEnabled: Bool, of exercise: Exercise, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE exercise_inject SET is_enabled = \(isEnabled ? 1 : 0), version = version + 1
            WHERE id = \(kept.id) AND state <> 'sent' AND is_enabled = \(isEnabled ? 0 : 1)
            """)
        guard changed == 1 else { throw ExercisesError.alreadySo }
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record(
            isEnabled ? "exercise.injectEnabled" : "exercise.injectDisabled", exercise,
            "\(exercise.title), \(kept.inject.id)", in: change)
    }

    static func remove(_ kept: PlayedInject, of exercise: Exercise, in change: Change) throws {
        guard exercise.state == .prepared else { throw ExercisesError.notPrepared }
        let changed = try change.session.execute(
            "DELETE FROM exercise_inject WHERE id = \(kept.id) AND state = 'waiting'")
        guard changed == 1 else { throw ExercisesError.alreadySo }
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record(
            "exercise.injectRemoved", exercise, "\(exercise.title), \(kept.inject.id)", in: change)
    }

    /// The timeline becomes what a spreadsheet says, whole, or adds to it what is new.
    static func take(_ injects: [Inject], replacing: Bool, in exercise: Exercise, in change: Change) throws {
        let state = try ExerciseStore.pulse(exercise.id, in: change.session)?.state
        guard state == .prepared else { throw ExercisesError.notPrepared }
        var taken: Set<String> = []
        if replacing {
            try change.session.execute("DELETE FROM exercise_inject WHERE exercise_id = \(exercise.id)")
        } else {
            taken = Set(try InjectStore.all(of: exercise.id, in: change.session).map(\.inject.id))
        }
        guard taken.count + injects.count <= limit else { throw ExercisesError.tooMany }
        for inject in injects {
            var inject = inject
            var number = 2
            let wanted = inject.id
            while taken.contains(inject.id) {
                inject.id = "\(wanted.prefix(55))-\(number)"
                number += 1
            }
            taken.insert(inject.id)
            try insert(
                inject, cell: exercise.scenario.cell(receiving: inject.to), isFree: false, of: exercise.id, in: change)
        }
        try ExerciseChanges.touch(exercise.id, in: change.session)
        try ExerciseChanges.record(
            "exercise.timelineImported", exercise, "\(exercise.title), \(injects.count)", in: change)
    }

    private static func check(_ inject: Inject) throws(ExercisesError) {
        guard !inject.title.isEmpty, !inject.to.isEmpty else { throw .textMissing }
        guard !inject.id.isEmpty, inject.id.utf8.count <= 60 else { throw .badIdentifier }
        guard inject.title.unicodeScalars.count <= 200, inject.from.unicodeScalars.count <= 200,
            inject.text.unicodeScalars.count <= 8000, inject.animator.unicodeScalars.count <= 4000,
            inject.to.unicodeScalars.count <= 60, inject.expected.count <= 20, inject.branches.count <= 10,
            inject.expected.allSatisfy({ $0.text.unicodeScalars.count <= 500 })
        else { throw .textTooLong }
        guard inject.at.map({ (0...ScenarioReader.longestDuration).contains($0) }) ?? true else { throw .outOfRange }
        guard inject.degree == .reserve || inject.at != nil else { throw .textMissing }
    }
}
