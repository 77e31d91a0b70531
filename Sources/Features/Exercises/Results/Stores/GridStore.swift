// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Journal
import Persistence
import Primitives

/// Every statement about the observers' grids and about the moments that they noted.
enum GridStore {
    /// In the order of the observers. Two statements.
    static func all(of exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> [ObserverGrid] {
        var ratings: [String: [String: Int?]] = [:]
        try session.each(
            """
            SELECT r.grid_id, r.criterion, r.value FROM exercise_rating r JOIN exercise_grid g ON g.id = r.grid_id
            WHERE g.exercise_id = \(exercise)
            """
        ) { row throws(DatabaseError) in
            ratings[try row.text(0), default: [:]].updateValue(try row.optionalInt(2), forKey: try row.text(1))
        }
        let found = ratings
        return try session.all(
            """
            SELECT id, observer, note FROM exercise_grid WHERE exercise_id = \(exercise)
            ORDER BY folded_observer LIMIT \(ObserverGrid.limit)
            """
        ) { row throws(DatabaseError) in
            let id = try row.text(0)
            return ObserverGrid(
                id: ObserverGrid.ID(stored: id), observer: try row.text(1), note: try row.text(2),
                ratings: found[id] ?? [:])
        }
    }

    static func add(
        _ draft: ObserverGrid, to exercise: ExerciseHead, in change: Change
    ) throws -> ObserverGrid.ID {
        try check(draft)
        let count = try change.session.count("SELECT COUNT(*) FROM exercise_grid WHERE exercise_id = \(exercise.id)")
        guard count < ObserverGrid.limit else { throw ResultError.tooMany }
        try refuseSame(draft, exercise, in: change.session)
        try change.session.execute(
            """
            INSERT INTO exercise_grid (id, exercise_id, observer, folded_observer, note, updated_at)
            VALUES (\(draft.id), \(exercise.id), \(draft.observer), \(folded(draft.observer)), \(draft.note),
                \(change.now))
            """)
        try write(draft, in: change)
        try finish("exerciseGrid.added", draft, exercise, in: change)
        return draft.id
    }

    static func correct(_ draft: ObserverGrid, of exercise: ExerciseHead, in change: Change) throws {
        try check(draft)
        try refuseSame(draft, exercise, in: change.session)
        let updated = try change.session.execute(
            """
            UPDATE exercise_grid SET observer = \(draft.observer), folded_observer = \(folded(draft.observer)),
                note = \(draft.note), updated_at = \(change.now)
            WHERE id = \(draft.id) AND exercise_id = \(exercise.id)
            """)
        guard updated == 1 else { throw ResultError.unknown }
        try change.session.execute("DELETE FROM exercise_rating WHERE grid_id = \(draft.id)")
        try write(draft, in: change)
        try finish("exerciseGrid.corrected", draft, exercise, in: change)
    }

    static func remove(_ grid: ObserverGrid, of exercise: ExerciseHead, in change: Change) throws {
        try change.session.execute("DELETE FROM exercise_rating WHERE grid_id = \(grid.id)")
        let gone = try change.session.execute(
            "DELETE FROM exercise_grid WHERE id = \(grid.id) AND exercise_id = \(exercise.id)")
        guard gone == 1 else { throw ResultError.unknown }
        try finish("exerciseGrid.removed", grid, exercise, in: change)
    }

    private static func check(_ draft: ObserverGrid) throws {
        guard !draft.observer.isEmpty else { throw ResultError.textMissing }
        guard draft.observer.unicodeScalars.count <= ObserverGrid.observerLimit,
            draft.note.unicodeScalars.count <= ObserverGrid.noteLimit
        else { throw ResultError.textTooLong }
        guard draft.ratings.values.allSatisfy({ $0.map { (0...3).contains($0) } ?? true }),
            draft.ratings.keys.allSatisfy({ (1...100).contains($0.unicodeScalars.count) }), draft.ratings.count <= 1000
        else { throw ResultError.outOfRange }
    }

    private static func refuseSame(
        _ draft: ObserverGrid, _ exercise: ExerciseHead, in session: any Session
    ) throws {
        let isTaken = try session.exists(
            """
            SELECT 1 FROM exercise_grid WHERE exercise_id = \(exercise.id)
                AND folded_observer = \(folded(draft.observer)) AND id <> \(draft.id)
            """)
        guard !isTaken else { throw ResultError.sameObserver }
    }

    private static func write(_ draft: ObserverGrid, in change: Change) throws {
        guard !draft.ratings.isEmpty else { return }
        let rows = draft.ratings.sorted { $0.key < $1.key }.map { mark, value -> SQL in
            "(\(draft.id), \(mark), \(value))"
        }
        try change.session.execute(
            "INSERT INTO exercise_rating (grid_id, criterion, value) VALUES \(SQL.joined(rows))")
    }

    private static func finish(
        _ action: String, _ grid: ObserverGrid, _ exercise: ExerciseHead, in change: Change
    ) throws {
        try change.record(
            action, organisation: exercise.keeper.id.text, subject: exercise.id.text,
            detail: "\(exercise.title), \(grid.observer)")
        try RetestStore.settle(exercise, in: change)
    }

    static func milestones(
        of exercise: Exercise.ID, in session: any Session
    ) throws(DatabaseError) -> [DrillMilestone: Instant] {
        var found: [DrillMilestone: Instant] = [:]
        try session.each("SELECT milestone, noted_at FROM exercise_milestone WHERE exercise_id = \(exercise)") {
            row throws(DatabaseError) in
            found[try row.value(0)] = try row.instant(1)
        }
        return found
    }

    /// - Parameter moments: those that observers noted; the log tells the others.
    static func note(
        _ moments: [DrillMilestone: Instant], of exercise: ExerciseHead, in change: Change
    ) throws {
        try change.session.execute("DELETE FROM exercise_milestone WHERE exercise_id = \(exercise.id)")
        for (milestone, moment) in moments.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try change.session.execute(
                """
                INSERT INTO exercise_milestone (exercise_id, milestone, noted_at)
                VALUES (\(exercise.id), \(milestone.rawValue), \(moment))
                """)
        }
        try change.record(
            "exerciseMoments.noted", organisation: exercise.keeper.id.text, subject: exercise.id.text,
            detail: exercise.title)
    }
}
