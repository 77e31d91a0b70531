// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about corrective actions: what an exercise showed, and what the next one says of it.
enum ActionStore {
    private static let columns: SQL =
        """
        a.id, o.id, o.name, o.lineage, a.exercise_id, e.title, a.title, a.cause, a.owner, a.due_on, a.objective,
        a.state, a.settled_on, a.settled_by, a.note, a.retested_in, n.title, a.retest
        """
    private static let tables: SQL =
        """
        exercise_action a JOIN exercise e ON e.id = a.exercise_id JOIN organisation o ON o.id = e.organisation_id
            LEFT JOIN exercise n ON n.id = a.retested_in
        """

    static func action(
        _ id: CorrectiveAction.ID, in session: any Session
    ) throws(DatabaseError) -> CorrectiveAction? {
        try session.first(
            "SELECT \(columns) FROM \(tables) WHERE a.id = \(id) AND a.removed_at IS NULL", action)
    }

    static func of(_ exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> [CorrectiveAction] {
        try list("a.exercise_id = \(exercise)", in: session)
    }

    /// Those that an exercise plays again.
    static func retested(
        in exercise: Exercise.ID, _ session: any Session
    ) throws(DatabaseError) -> [CorrectiveAction] {
        try list("a.retested_in = \(exercise)", in: session)
    }

    static func under(_ place: Lineage, in session: any Session) throws(DatabaseError) -> [CorrectiveAction] {
        try list(place.sqlCondition(on: "o.lineage"), in: session)
    }

    /// What an exercise may play again: of its own part of the tree and of those above, from other exercises.
    static func proposed(
        to exercise: ExerciseHead, in session: any Session
    ) throws(DatabaseError) -> [CorrectiveAction] {
        let place = exercise.keeper.lineage
        return try list(
            """
            (\(place.sqlCondition(on: "o.lineage")) OR o.id IN (\(list: place.identifiers)))
                AND a.exercise_id <> \(exercise.id)
            """, in: session
        ).filter { $0.isToRetest || $0.retestedIn == exercise.id }
    }

    /// Open, and due by a day.
    static func due(
        under scope: [Lineage], until last: Day, in session: any Session
    ) throws(DatabaseError) -> [CorrectiveAction] {
        try list(
            """
            \(Lineage.condition(on: "o.lineage", anyOf: scope)) AND a.state = 'open' AND a.due_on IS NOT NULL
                AND a.due_on <= \(last)
            """, in: session)
    }

    private static func list(_ condition: SQL, in session: any Session) throws(DatabaseError) -> [CorrectiveAction] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE \(condition) AND a.removed_at IS NULL AND e.removed_at IS NULL
            ORDER BY CASE a.state WHEN 'open' THEN 0 WHEN 'done' THEN 1 ELSE 2 END, (a.due_on IS NULL), a.due_on,
                a.folded_title, a.id
            LIMIT \(CorrectiveAction.limit)
            """, action)
    }

    static func add(
        _ draft: CorrectiveAction.Draft, from exercise: ExerciseHead, in change: Change
    ) throws -> CorrectiveAction.ID {
        try check(draft)
        let count = try change.session.count("SELECT COUNT(*) FROM exercise_action WHERE exercise_id = \(exercise.id)")
        guard count < 200 else { throw ResultError.tooMany }
        let id = CorrectiveAction.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO exercise_action (id, exercise_id, objective, title, folded_title, cause, owner, due_on, state,
                created_at)
            VALUES (\(id), \(exercise.id), \(draft.objective), \(draft.title), \(folded(draft.title)), \(draft.cause),
                \(draft.owner), \(draft.dueOn), 'open', \(change.now))
            """)
        try record("exerciseAction.added", id, exercise.keeper, draft.title, in: change)
        return id
    }

    static func correct(_ action: CorrectiveAction, _ draft: CorrectiveAction.Draft, in change: Change) throws {
        try check(draft)
        let updated = try change.session.execute(
            """
            UPDATE exercise_action SET title = \(draft.title), folded_title = \(folded(draft.title)),
                cause = \(draft.cause), owner = \(draft.owner), due_on = \(draft.dueOn), objective = \(draft.objective)
            WHERE id = \(action.id) AND removed_at IS NULL
            """)
        guard updated == 1 else { throw ResultError.unknown }
        try record("exerciseAction.corrected", action.id, action.keeper, draft.title, in: change)
    }

    /// What people say of it; that it holds is said by an exercise alone.
    static func move(
        _ action: CorrectiveAction, to state: CorrectiveAction.State, note: String, on day: Day, in change: Change
    ) throws {
        guard note.unicodeScalars.count <= CorrectiveAction.noteLimit else { throw ResultError.textTooLong }
        let settledOn: Day? = state == .open ? nil : day
        let settledBy = state == .open ? "" : change.actor.name
        let updated = try change.session.execute(
            """
            UPDATE exercise_action SET state = \(state.rawValue), settled_on = \(settledOn), settled_by = \(settledBy),
                note = \(note)
            WHERE id = \(action.id) AND state = \(action.state.rawValue) AND state <> \(state.rawValue)
            """)
        guard updated == 1 else { throw ResultError.alreadySo }
        let word =
            switch state {
            case .open: "exerciseAction.reopened"
            case .done: "exerciseAction.done"
            case .dropped: "exerciseAction.dropped"
            }
        try record(word, action.id, action.keeper, action.draft.title, in: change)
    }

    /// Which actions of earlier exercises this one plays again.
    static func choose(_ wanted: Set<CorrectiveAction.ID>, in exercise: ExerciseHead, _ change: Change) throws {
        guard wanted.count <= 50 else { throw ResultError.tooMany }
        let proposed = try proposed(to: exercise, in: change.session)
        guard wanted.isSubset(of: proposed.map(\.id)) else { throw ResultError.elsewhere }
        for action in proposed {
            let isChosen = wanted.contains(action.id)
            guard isChosen != (action.retestedIn == exercise.id) else { continue }
            let target: Exercise.ID? = isChosen ? exercise.id : nil
            try change.session.execute(
                "UPDATE exercise_action SET retested_in = \(target), retest = NULL WHERE id = \(action.id)")
        }
        try change.record(
            "exerciseRetest.chosen", organisation: exercise.keeper.id.text, subject: exercise.id.text,
            detail: exercise.title)
        try settleRetests(of: exercise, in: change)
    }

    /// Writes back what the observers saw. An action that failed is open again, whoever had said that it was done.
    static func settleRetests(of exercise: ExerciseHead, in change: Change) throws {
        let retested = try retested(in: exercise.id, change.session)
        guard !retested.isEmpty else { return }
        let grids = try GridStore.all(of: exercise.id, in: change.session)
        for action in retested {
            let values = grids.compactMap { $0.ratings[RetestMark.mark(of: action.id)]?.value }
            let result = RetestResult(marks: values)
            guard result != action.retest else { continue }
            try change.session.execute(
                "UPDATE exercise_action SET retest = \(result?.rawValue) WHERE id = \(action.id)")
            switch result {
            case .held where action.state == .open:
                try change.session.execute(
                    """
                    UPDATE exercise_action SET state = 'done', settled_on = \(change.now.dayUTC),
                        settled_by = \(change.actor.name)
                    WHERE id = \(action.id)
                    """)
            case .failed where action.state == .done:
                try change.session.execute(
                    """
                    UPDATE exercise_action SET state = 'open', settled_on = NULL, settled_by = '' WHERE id = \(action.id)
                    """)
            default: break
            }
            try record("exerciseRetest.settled", action.id, action.keeper, action.draft.title, in: change)
        }
    }

    private static func check(_ draft: CorrectiveAction.Draft) throws {
        guard !draft.title.isEmpty else { throw ResultError.textMissing }
        guard draft.title.unicodeScalars.count <= CorrectiveAction.Draft.titleLimit,
            draft.cause.unicodeScalars.count <= CorrectiveAction.Draft.causeLimit,
            draft.owner.unicodeScalars.count <= CorrectiveAction.Draft.ownerLimit,
            draft.objective.unicodeScalars.count <= 60
        else { throw ResultError.textTooLong }
    }

    private static func record(
        _ action: String, _ id: CorrectiveAction.ID, _ keeper: Keeper, _ detail: String, in change: Change
    ) throws {
        try change.record(action, organisation: keeper.id.text, subject: id.text, detail: detail)
    }

    @Sendable
    private static func action(_ row: Row) throws(DatabaseError) -> CorrectiveAction {
        CorrectiveAction(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), exercise: try row.identifier(4),
            exerciseTitle: try row.text(5),
            draft: CorrectiveAction.Draft(
                title: try row.text(6), cause: try row.text(7), owner: try row.text(8), dueOn: try row.optionalDay(9),
                objective: try row.text(10)),
            state: try row.value(11), settledOn: try row.optionalDay(12), settledBy: try row.text(13),
            note: try row.text(14), retestedIn: row.optionalIdentifier(15), retestTitle: row.optionalText(16) ?? "",
            retest: row.optionalText(17).flatMap { RetestResult(rawValue: $0) })
    }
}
