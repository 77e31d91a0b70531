// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about corrective actions.
enum ActionStore {
    private static let columns: SQL =
        """
        a.id, o.id, o.name, o.lineage, a.exercise_id, e.title, a.title, a.detail, a.owner, a.due_on, a.objective,
        a.state, a.done_on, a.outcome
        """
    private static let tables: SQL =
        """
        exercise_action a JOIN organisation o ON o.id = a.organisation_id JOIN exercise e ON e.id = a.exercise_id
        """

    static func action(
        _ id: CorrectiveAction.ID, in session: any Session
    ) throws(DatabaseError) -> CorrectiveAction? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE a.id = \(id)", action)
    }

    static func of(_ exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> [CorrectiveAction] {
        try list("a.exercise_id = \(exercise)", in: session)
    }

    static func under(_ place: Lineage, in session: any Session) throws(DatabaseError) -> [CorrectiveAction] {
        try list(place.sqlCondition(on: "o.lineage"), in: session)
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
            SELECT \(columns) FROM \(tables) WHERE \(condition)
            ORDER BY (a.state <> 'open'), (a.state <> 'done'), (a.due_on IS NULL), a.due_on, a.folded_title, a.id
            LIMIT \(CorrectiveAction.limit)
            """, action)
    }

    static func add(
        _ draft: CorrectiveAction.Draft, from exercise: ExerciseHead, in change: Change
    ) throws -> CorrectiveAction.ID {
        try check(draft)
        let count = try change.session.count("SELECT COUNT(*) FROM exercise_action WHERE exercise_id = \(exercise.id)")
        guard count < 100 else { throw ResultError.tooMany }
        let id = CorrectiveAction.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO exercise_action (id, organisation_id, exercise_id, title, folded_title, detail, owner, due_on,
                objective, state, outcome, created_at)
            VALUES (\(id), \(exercise.keeper.id), \(exercise.id), \(draft.title), \(folded(draft.title)),
                \(draft.detail), \(draft.owner), \(draft.dueOn), \(draft.objective), 'open', '', \(change.now))
            """)
        try change.record(
            "exerciseAction.added", organisation: exercise.keeper.id.text, subject: id.text, detail: draft.title)
        return id
    }

    static func correct(_ action: CorrectiveAction, _ draft: CorrectiveAction.Draft, in change: Change) throws {
        try check(draft)
        let updated = try change.session.execute(
            """
            UPDATE exercise_action SET title = \(draft.title), folded_title = \(folded(draft.title)),
                detail = \(draft.detail), owner = \(draft.owner), due_on = \(draft.dueOn),
                objective = \(draft.objective)
            WHERE id = \(action.id)
            """)
        guard updated == 1 else { throw ResultError.unknown }
        try change.record(
            "exerciseAction.corrected", organisation: action.keeper.id.text, subject: action.id.text,
            detail: draft.title)
    }

    /// What people say of it; that it held is said by an exercise alone.
    static func move(
        _ action: CorrectiveAction, to state: CorrectiveAction.State, outcome: String, on day: Day, in change: Change
    ) throws {
        guard state != .confirmed else { throw ResultError.outOfRange }
        guard outcome.unicodeScalars.count <= 2000 else { throw ResultError.textTooLong }
        let done: Day? = state == .done ? day : nil
        let updated = try change.session.execute(
            """
            UPDATE exercise_action SET state = \(state.rawValue), done_on = \(done), outcome = \(outcome)
            WHERE id = \(action.id) AND state = \(action.state.rawValue) AND state <> \(state.rawValue)
            """)
        guard updated == 1 else { throw ResultError.alreadySo }
        let word =
            switch state {
            case .open, .confirmed: "exerciseAction.reopened"
            case .done: "exerciseAction.done"
            case .dropped: "exerciseAction.dropped"
            }
        try change.record(
            word, organisation: action.keeper.id.text, subject: action.id.text, detail: action.draft.title)
    }

    private static func check(_ draft: CorrectiveAction.Draft) throws {
        guard !draft.title.isEmpty else { throw ResultError.textMissing }
        guard draft.title.unicodeScalars.count <= CorrectiveAction.Draft.titleLimit,
            draft.detail.unicodeScalars.count <= CorrectiveAction.Draft.detailLimit,
            draft.owner.unicodeScalars.count <= CorrectiveAction.Draft.ownerLimit,
            draft.objective.unicodeScalars.count <= 100
        else { throw ResultError.textTooLong }
    }

    @Sendable
    private static func action(_ row: Row) throws(DatabaseError) -> CorrectiveAction {
        CorrectiveAction(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), exercise: try row.identifier(4),
            exerciseTitle: try row.text(5),
            draft: CorrectiveAction.Draft(
                title: try row.text(6), detail: try row.text(7), owner: try row.text(8),
                dueOn: try row.optionalDay(9), objective: try row.text(10)),
            state: try row.value(11), doneOn: try row.optionalDay(12), outcome: try row.text(13))
    }
}
