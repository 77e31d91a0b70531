// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery

/// Every statement that reads boards.
enum BoardStore {
    private static let columns: SQL = """
        b.id, b.organisation_id, o.name, o.lineage, b.plan_id, b.title, b.is_exercise, b.began_at, b.revision,
        b.opened_at, b.opened_by, b.closed_at, b.closed_by, b.lessons
        """
    private static let tables: SQL = "restart_board b JOIN organisation o ON o.id = b.organisation_id"

    static func board(
        _ id: Board.ID, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> Board? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE b.id = \(id) AND b.organisation_id = \(place)", board)
    }

    /// Open ones first, then the newest. One statement.
    static func list(
        of place: Organisation.ID, limit: Int = 20, in session: any Session
    ) throws(DatabaseError) -> [Board] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE b.organisation_id = \(place)
            ORDER BY (b.closed_at IS NOT NULL), b.opened_at DESC, b.id LIMIT \(limit)
            """, board)
    }

    static func open(under scope: [Lineage], in session: any Session) throws(DatabaseError) -> [Board] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE \(Lineage.condition(on: "o.lineage", anyOf: scope)) AND b.closed_at IS NULL
            ORDER BY b.is_exercise, b.opened_at DESC, b.id LIMIT 20
            """, board)
    }

    static func search(_ text: String, in scope: [Lineage], session: any Session) throws(DatabaseError) -> [Board] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE \(Lineage.condition(on: "o.lineage", anyOf: scope))
                AND \(SearchWords.condition(on: "b.folded_title", text))
            ORDER BY b.opened_at DESC, b.id LIMIT 10
            """, board)
    }

    /// A board with what it follows. Two statements.
    static func state(
        _ id: Board.ID, of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> BoardState? {
        let found = try session.first(
            """
            SELECT \(columns), b.model, b.initial FROM \(tables)
            WHERE b.id = \(id) AND b.organisation_id = \(place)
            """
        ) { row throws(DatabaseError) -> (Board, FrozenModel, RecoveryPlan) in
            (try board(row), try StoredJSON.value(try row.text(14)), try StoredJSON.value(try row.text(15)))
        }
        guard let (board, frozen, initial) = found else { return nil }
        return BoardState(board: board, frozen: frozen, initial: initial, steps: try steps(of: id, in: session))
    }

    static func steps(of id: Board.ID, in session: any Session) throws(DatabaseError) -> [String: BoardStep] {
        var steps: [String: BoardStep] = [:]
        try session.each("SELECT \(stepColumns) FROM restart_board_step WHERE board_id = \(id)") {
            row throws(DatabaseError) in
            steps[try row.text(0)] = try step(row)
        }
        return steps
    }

    static func step(
        _ key: String, of id: Board.ID, in session: any Session
    ) throws(DatabaseError) -> BoardStep {
        try session.first(
            "SELECT \(stepColumns) FROM restart_board_step WHERE board_id = \(id) AND step = \(key)", step)
            ?? BoardStep()
    }

    private static let stepColumns: SQL =
        "step, state, started_at, finished_at, remaining, note, version, changed_at, changed_by"

    /// What a live page asks for, again and again: the revision, and whether it is open.
    static func pulse(_ id: Board.ID, in session: any Session) throws(DatabaseError) -> (revision: Int, isOpen: Bool)? {
        try session.first("SELECT revision, closed_at FROM restart_board WHERE id = \(id)") {
            row throws(DatabaseError) in (try row.int(0), row.optionalText(1) == nil)
        }
    }

    /// Newest first.
    static func events(
        of id: Board.ID, step: String? = nil, limit: Int, in session: any Session
    ) throws(DatabaseError) -> [BoardEvent] {
        let one: SQL = step.map { " AND step = \($0)" } ?? ""
        return try session.all(
            """
            SELECT number, at, author, step, former, state, note FROM restart_board_event
            WHERE board_id = \(id)\(one) ORDER BY number DESC LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in
            BoardEvent(
                number: try row.int(0), at: try row.instant(1), author: try row.text(2), step: try row.text(3),
                former: try row.value(4), state: try row.value(5), note: try row.text(6))
        }
    }

    /// Oldest first, by node.
    static func announcements(
        of id: Board.ID, in session: any Session
    ) throws(DatabaseError) -> [String: [Announcement]] {
        var found: [String: [Announcement]] = [:]
        try session.each(
            """
            SELECT node, number, at, author, hour FROM restart_announcement WHERE board_id = \(id)
            ORDER BY node, number LIMIT 20000
            """
        ) { row throws(DatabaseError) in
            let one = Announcement(
                node: try row.text(0), number: try row.int(1), at: try row.instant(2), author: try row.text(3),
                hour: try row.real(4))
            found[one.node, default: []].append(one)
        }
        return found
    }

    @Sendable
    private static func board(_ row: Row) throws(DatabaseError) -> Board {
        Board(
            id: try row.identifier(0), organisation: try row.identifier(1), organisationName: try row.text(2),
            lineage: Lineage(stored: try row.text(3)), plan: try row.identifier(4), title: try row.text(5),
            isExercise: try row.bool(6), beganAt: try row.instant(7), revision: try row.int(8),
            openedAt: try row.instant(9), openedBy: try row.text(10), closedAt: try row.optionalInstant(11),
            closedBy: row.optionalText(12), lessons: try row.text(13))
    }

    @Sendable
    private static func step(_ row: Row) throws(DatabaseError) -> BoardStep {
        BoardStep(
            state: try row.value(1), startedAt: try row.optionalInstant(2), finishedAt: try row.optionalInstant(3),
            remaining: row.optionalReal(4), note: try row.text(5), version: try row.int(6),
            changedAt: try row.instant(7), changedBy: try row.text(8))
    }
}
