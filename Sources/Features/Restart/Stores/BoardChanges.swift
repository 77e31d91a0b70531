// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery

/// What changes a board. Each gesture is one transaction: once it is answered, it is kept.
enum BoardChanges {
    struct Opening: Sendable {
        var title: String
        var isExercise: Bool
        var beganAt: Instant
        var plan: RestartPlan.ID
        var frozen: FrozenModel
        var initial: RecoveryPlan
        /// Nodes whose dates are told at once.
        var announced: [(node: String, hour: Double)]
    }

    static func open(_ opening: Opening, of place: Organisation.ID, in change: Change) throws -> Board.ID {
        guard !opening.title.isEmpty else { throw RestartError.textMissing }
        guard opening.title.unicodeScalars.count <= 150 else { throw RestartError.textTooLong }
        guard opening.beganAt <= change.now else { throw RestartError.future }
        let id = Board.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO restart_board (id, organisation_id, plan_id, title, folded_title, is_exercise, began_at, model,
                initial, opened_at, opened_by)
            VALUES (\(id), \(place), \(opening.plan), \(opening.title), \(folded(opening.title)),
                \(opening.isExercise), \(opening.beganAt), \(try StoredJSON.text(opening.frozen)),
                \(try StoredJSON.text(opening.initial)), \(change.now), \(change.actor.name))
            """)
        for (node, hour) in opening.announced { try insertAnnouncement(node, hour, 1, of: id, in: change) }
        try change.record(
            "restart.board.opened", organisation: place.text, subject: id.text, detail: opening.title)
        return id
    }

    /// Keeps what somebody says of a step, unless another said something else since the page was shown.
    static func apply(
        _ gesture: Gesture, titled title: String, to board: Board, in change: Change
    ) throws -> GestureOutcome {
        // Asked inside the transaction: the board may have been closed since the page was shown. The row is written first,
        // so that two gestures wait for one another on both engines.
        let open = try change.session.execute(
            "UPDATE restart_board SET revision = revision + 1 WHERE id = \(board.id) AND closed_at IS NULL")
        guard open == 1 else { throw RestartError.closedBoard }
        let former = try BoardStore.step(gesture.step, of: board.id, in: change.session)
        let wanted = try wanted(gesture, former, board, now: change.now)
        if isSame(former, wanted, gesture) { throw Undisturbed(outcome: .alreadyThere(former)) }
        guard former.version == gesture.seen else { throw Undisturbed(outcome: .overtaken(former)) }
        try write(wanted, gesture.step, of: board.id, in: change)
        let number =
            try change.session.count(
                "SELECT COALESCE(MAX(number), 0) FROM restart_board_event WHERE board_id = \(board.id)") + 1
        try change.session.execute(
            """
            INSERT INTO restart_board_event (board_id, number, at, author, step, former, state, note)
            VALUES (\(board.id), \(number), \(change.now), \(change.actor.name), \(gesture.step),
                \(former.state.rawValue), \(wanted.state.rawValue), \(gesture.note ?? ""))
            """)
        try change.record(
            "restart.board.\(wanted.state.rawValue)", organisation: board.organisation.text, subject: board.id.text,
            detail: "\(title), \(board.title)")
        return .kept
    }

    /// Nothing to write: the transaction is rolled back, and this is what to answer.
    struct Undisturbed: Error {
        let outcome: GestureOutcome
    }

    private static func isSame(_ former: BoardStep, _ wanted: BoardStep, _ gesture: Gesture) -> Bool {
        guard former.version > 0 || wanted.state != .waiting else { return wanted.note == former.note }
        return former.state == wanted.state && former.note == wanted.note
            && (gesture.startedAt == nil || former.startedAt == wanted.startedAt)
            && (gesture.finishedAt == nil || former.finishedAt == wanted.finishedAt)
            && (gesture.remaining == nil || former.remaining == wanted.remaining)
    }

    private static func wanted(
        _ gesture: Gesture, _ former: BoardStep, _ board: Board, now: Instant
    ) throws(RestartError) -> BoardStep {
        var step = former
        step.state = gesture.state
        if let note = gesture.note {
            guard note.unicodeScalars.count <= 1000 else { throw .textTooLong }
            step.note = note
        }
        for moment in [gesture.startedAt, gesture.finishedAt].compactMap({ $0 }) {
            guard moment <= now else { throw .future }
            guard moment >= board.beganAt else { throw .beforeCrisis }
        }
        switch gesture.state {
        case .waiting: (step.startedAt, step.finishedAt, step.remaining) = (nil, nil, nil)
        case .started:
            step.startedAt = gesture.startedAt ?? former.startedAt ?? now
            (step.finishedAt, step.remaining) = (nil, gesture.remaining)
        case .done:
            step.finishedAt = gesture.finishedAt ?? former.finishedAt ?? now
            step.startedAt = gesture.startedAt ?? former.startedAt ?? step.finishedAt
            step.remaining = nil
        case .skipped: (step.startedAt, step.finishedAt, step.remaining) = (former.startedAt, nil, nil)
        case .blocked:
            step.startedAt = gesture.startedAt ?? former.startedAt
            (step.finishedAt, step.remaining) = (nil, gesture.remaining)
        }
        if let start = step.startedAt, let finish = step.finishedAt, finish < start { throw .endBeforeStart }
        return step
    }

    private static func write(_ step: BoardStep, _ key: String, of id: Board.ID, in change: Change) throws {
        try change.session.execute(
            """
            INSERT INTO restart_board_step (board_id, step, state, started_at, finished_at, remaining, note, version,
                changed_at, changed_by)
            VALUES (\(id), \(key), \(step.state.rawValue), \(step.startedAt), \(step.finishedAt), \(step.remaining),
                \(step.note), \(step.version + 1), \(change.now), \(change.actor.name))
            ON CONFLICT (board_id, step) DO UPDATE SET state = excluded.state, started_at = excluded.started_at,
                finished_at = excluded.finished_at, remaining = excluded.remaining, note = excluded.note,
                version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """)
    }

    /// Tells new dates: those that moved since they were last told.
    static func announce(_ dates: [(node: String, hour: Double)], on board: Board, in change: Change) throws -> Int {
        let known = try BoardStore.announcements(of: board.id, in: change.session)
        var told = 0
        for (node, hour) in dates {
            let last = known[node]?.last
            if let last, abs(last.hour - hour) < 0.5 { continue }
            try insertAnnouncement(node, hour, (last?.number ?? 0) + 1, of: board.id, in: change)
            told += 1
        }
        guard told > 0 else { throw RestartError.alreadySo }
        try change.session.execute("UPDATE restart_board SET revision = revision + 1 WHERE id = \(board.id)")
        try change.record(
            "restart.board.announced", organisation: board.organisation.text, subject: board.id.text,
            detail: "\(board.title), \(told)")
        return told
    }

    private static func insertAnnouncement(
        _ node: String, _ hour: Double, _ number: Int, of id: Board.ID, in change: Change
    ) throws {
        try change.session.execute(
            """
            INSERT INTO restart_announcement (board_id, node, number, at, author, hour)
            VALUES (\(id), \(node), \(number), \(change.now), \(change.actor.name), \(max(hour, 0)))
            """)
    }

    static func close(_ board: Board, lessons: String, in change: Change) throws {
        guard lessons.unicodeScalars.count <= 4000 else { throw RestartError.textTooLong }
        let changed = try change.session.execute(
            """
            UPDATE restart_board SET closed_at = \(change.now), closed_by = \(change.actor.name), lessons = \(lessons),
                revision = revision + 1
            WHERE id = \(board.id) AND closed_at IS NULL
            """)
        guard changed == 1 else { throw RestartError.closedBoard }
        try change.record(
            "restart.board.closed", organisation: board.organisation.text, subject: board.id.text, detail: board.title)
    }
}
