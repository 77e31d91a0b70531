// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about the observers' grids and about the moments that they noted.
enum GridStore {
    /// In the order of the observers. One statement.
    static func all(of exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> [ObserverGrid] {
        var found: [String: ObserverGrid] = [:]
        try session.each(
            "SELECT author, criterion, score, evidence FROM exercise_rating WHERE exercise_id = \(exercise)"
        ) { row throws(DatabaseError) in
            let observer = try row.text(0)
            found[observer, default: ObserverGrid(observer: observer, ratings: [:])].ratings[try row.text(1)] =
                ObserverGrid.Rating(value: row.optionalInt(2), evidence: try row.text(3))
        }
        return found.values.sorted { (folded($0.observer), $0.observer) < (folded($1.observer), $1.observer) }
    }

    /// Replaces what one observer said.
    ///
    /// - Parameter earlier: the name under which it stood; nil for a new grid.
    static func save(
        _ grid: ObserverGrid, replacing earlier: String?, of exercise: ExerciseHead, in change: Change
    ) throws {
        try check(grid)
        let known = try all(of: exercise.id, in: change.session)
        if let earlier {
            guard known.contains(where: { $0.observer == earlier }) else { throw ResultError.unknown }
        } else if known.count >= ObserverGrid.limit {
            throw ResultError.tooMany
        }
        let others = known.filter { $0.observer != earlier }
        guard !others.contains(where: { folded($0.observer) == folded(grid.observer) }) else {
            throw ResultError.sameObserver
        }
        if let earlier { try forget(earlier, of: exercise, in: change) }
        for (criterion, rating) in grid.ratings.sorted(by: { $0.key < $1.key }) {
            try change.session.execute(
                """
                INSERT INTO exercise_rating (exercise_id, criterion, author, score, evidence, at)
                VALUES (\(exercise.id), \(criterion), \(grid.observer), \(rating.value), \(rating.evidence), \(change.now))
                """)
        }
        try finish(
            earlier == nil ? "exerciseGrid.added" : "exerciseGrid.corrected", grid.observer, exercise, in: change)
    }

    static func remove(_ observer: String, of exercise: ExerciseHead, in change: Change) throws {
        guard try forget(observer, of: exercise, in: change) > 0 else { throw ResultError.alreadySo }
        try finish("exerciseGrid.removed", observer, exercise, in: change)
    }

    private static func check(_ grid: ObserverGrid) throws {
        guard !grid.observer.isEmpty else { throw ResultError.textMissing }
        // A grid without a mark would be no row at all.
        guard !grid.ratings.isEmpty else { throw ResultError.emptyGrid }
        guard grid.observer.unicodeScalars.count <= ObserverGrid.observerLimit,
            grid.ratings.values.allSatisfy({ $0.evidence.unicodeScalars.count <= ObserverGrid.evidenceLimit })
        else { throw ResultError.textTooLong }
        guard grid.ratings.count <= 500,
            grid.ratings.values.allSatisfy({ $0.value.map { (0...3).contains($0) } ?? true }),
            grid.ratings.keys.allSatisfy({ (1...60).contains($0.unicodeScalars.count) })
        else { throw ResultError.outOfRange }
    }

    @discardableResult
    private static func forget(_ observer: String, of exercise: ExerciseHead, in change: Change) throws -> Int {
        try change.session.execute(
            "DELETE FROM exercise_rating WHERE exercise_id = \(exercise.id) AND author = \(observer)")
    }

    private static func finish(
        _ action: String, _ observer: String, _ exercise: ExerciseHead, in change: Change
    ) throws {
        try change.record(
            action, organisation: exercise.keeper.id.text, subject: exercise.id.text, detail: exercise.title)
        try ActionStore.settleRetests(of: exercise, in: change)
    }

    private static func key(_ milestone: DrillMilestone) -> String { "moment." + milestone.rawValue }

    /// What observers noted by their own watch, among the short answers of the exercise.
    static func moments(_ statements: [String: String]) -> [DrillMilestone: Instant] {
        var found: [DrillMilestone: Instant] = [:]
        for milestone in DrillMilestone.allCases {
            found[milestone] = statements[key(milestone)].flatMap { Instant(text: $0) }
        }
        return found
    }

    /// - Parameter moments: those that observers noted; the log tells the others.
    static func note(
        _ moments: [DrillMilestone: Instant], of exercise: ExerciseHead, in change: Change
    ) throws {
        let values = DrillMilestone.allCases.map { (key($0), moments[$0]?.text ?? "") }
        try StatementStore.set(Dictionary(uniqueKeysWithValues: values), of: exercise.id, in: change)
        try change.record(
            "exerciseMoments.noted", organisation: exercise.keeper.id.text, subject: exercise.id.text,
            detail: exercise.title)
    }
}
