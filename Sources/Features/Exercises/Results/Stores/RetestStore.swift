// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about the actions of earlier exercises that an exercise plays again.
enum RetestStore {
    static func of(_ exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> [CorrectiveAction.Retest]
    {
        try list("r.exercise_id = \(exercise)", in: session)
    }

    static func of(action: CorrectiveAction.ID, in session: any Session) throws(DatabaseError)
        -> [CorrectiveAction.Retest]
    {
        try list("r.action_id = \(action)", in: session)
    }

    private static func list(_ condition: SQL, in session: any Session) throws(DatabaseError)
        -> [CorrectiveAction.Retest]
    {
        try session.all(
            """
            SELECT r.action_id, r.exercise_id, e.title, r.result FROM exercise_retest r
                JOIN exercise e ON e.id = r.exercise_id
            WHERE \(condition) ORDER BY r.exercise_id DESC, r.action_id LIMIT 200
            """
        ) { row throws(DatabaseError) in
            CorrectiveAction.Retest(
                action: try row.identifier(0), exercise: try row.identifier(1), exerciseTitle: try row.text(2),
                result: row.optionalText(3).flatMap { RetestResult(rawValue: $0) })
        }
    }

    /// Which actions the exercise plays again: those of its own part of the tree, of other exercises.
    static func choose(_ actions: [CorrectiveAction.ID], in exercise: ExerciseHead, change: Change) throws {
        guard actions.count <= 100 else { throw ResultError.tooMany }
        let unique = Set(actions)
        let known = try change.session.count(
            """
            SELECT COUNT(*) FROM exercise_action a JOIN organisation o ON o.id = a.organisation_id
            WHERE a.id IN (\(list: unique)) AND a.exercise_id <> \(exercise.id)
                AND (\(exercise.keeper.lineage.sqlCondition(on: "o.lineage"))
                    OR o.id IN (\(list: exercise.keeper.lineage.identifiers)))
            """)
        guard known == unique.count else { throw ResultError.elsewhere }
        try change.session.execute(
            """
            DELETE FROM exercise_retest WHERE exercise_id = \(exercise.id) AND action_id NOT IN (\(list: unique))
            """.whenEmpty(unique, "DELETE FROM exercise_retest WHERE exercise_id = \(exercise.id)"))
        let kept = Set(try of(exercise.id, in: change.session).map(\.action))
        for action in unique.subtracting(kept).sorted(by: { $0.text < $1.text }) {
            try change.session.execute(
                "INSERT INTO exercise_retest (exercise_id, action_id) VALUES (\(exercise.id), \(action))")
        }
        try change.record(
            "exerciseRetest.chosen", organisation: exercise.keeper.id.text, subject: exercise.id.text,
            detail: exercise.title)
        try settle(exercise, in: change)
    }

    /// Writes back what the observers saw: an action that held is confirmed, one that failed is open again.
    static func settle(_ exercise: ExerciseHead, in change: Change) throws {
        let retests = try of(exercise.id, in: change.session)
        guard !retests.isEmpty else { return }
        let grids = try GridStore.all(of: exercise.id, in: change.session)
        for retest in retests {
            let mark = RetestMark.mark(of: retest.action)
            let given = grids.compactMap { $0.ratings[mark] }
            let values = given.compactMap { $0 }
            let mean = values.isEmpty ? nil : Double(values.reduce(0, +)) / Double(values.count)
            let result: RetestResult? = given.isEmpty ? nil : RetestResult(mean: mean)
            guard result != retest.result else { continue }
            try change.session.execute(
                """
                UPDATE exercise_retest SET result = \(result?.rawValue)
                WHERE exercise_id = \(exercise.id) AND action_id = \(retest.action)
                """)
            try move(retest.action, result, exercise, in: change)
        }
    }

    private static func move(
        _ action: CorrectiveAction.ID, _ result: RetestResult?, _ exercise: ExerciseHead, in change: Change
    ) throws {
        switch result {
        case .held:
            try change.session.execute(
                "UPDATE exercise_action SET state = 'confirmed' WHERE id = \(action) AND state IN ('open', 'done')")
        case .failed:
            try change.session.execute(
                """
                UPDATE exercise_action SET state = 'open', done_on = NULL
                WHERE id = \(action) AND state IN ('done', 'confirmed')
                """)
        case .notSeen, nil:
            // What had been confirmed by a mark that was taken back is only done.
            try change.session.execute(
                "UPDATE exercise_action SET state = 'done' WHERE id = \(action) AND state = 'confirmed'")
        }
        try change.record(
            "exerciseRetest.settled", organisation: exercise.keeper.id.text, subject: action.text,
            detail: exercise.title)
    }
}

extension SQL {
    /// `NOT IN (NULL)` is true for nothing: an empty list needs another statement.
    fileprivate func whenEmpty(_ list: some Collection, _ other: SQL) -> SQL { list.isEmpty ? other : self }
}
