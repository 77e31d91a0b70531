// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives

extension CrisisLogStore {
    /// Which logs one wants to see.
    public struct Query: Sendable, Hashable {
        public var text = ""
        public var kind: CrisisLogRecord.Kind?
        public var isOpen: Bool?

        public init() {}

        public var isEmpty: Bool { text.isEmpty && kind == nil && isOpen == nil }
    }

    /// A log with what a list says of it.
    public struct Summary: Sendable, Hashable {
        public let log: CrisisLogRecord
        public let lines: Int
        public let lastEnteredAt: Instant?
    }

    /// Open ones first, then the newest. Two statements.
    public static func page(
        of query: Query, under scope: [Lineage], limit: Int, offset: Int, in session: any Session
    ) throws(DatabaseError) -> (logs: [Summary], total: Int) {
        guard !scope.isEmpty else { return ([], 0) }
        let condition = condition(query, scope)
        let total = try session.count(
            "SELECT COUNT(*) FROM crisis_log l JOIN organisation k ON k.id = l.organisation_id WHERE \(condition)")
        let logs = try session.all(
            """
            SELECT p.*, (SELECT COUNT(*) FROM crisis_log_entry e WHERE e.log_id = p.log_id),
                (SELECT MAX(e.entered_at) FROM crisis_log_entry e WHERE e.log_id = p.log_id)
            FROM (SELECT l.id AS log_id, k.id AS keeper_id, k.name, k.lineage, l.kind, l.title, l.opened_at, l.closed_at,
                    l.closed_by, l.revision, l.rhythm_hours, 0 AS clock_offset
                FROM crisis_log l JOIN organisation k ON k.id = l.organisation_id WHERE \(condition)
                ORDER BY (l.closed_at IS NOT NULL), l.opened_at DESC, l.id LIMIT \(limit) OFFSET \(offset)) p
            ORDER BY (p.closed_at IS NOT NULL), p.opened_at DESC, p.log_id
            """
        ) { row throws(DatabaseError) in
            Summary(log: try record(row), lines: try row.int(12), lastEnteredAt: try row.optionalInstant(13))
        }
        return (logs, total)
    }

    private static func condition(_ query: Query, _ scope: [Lineage]) -> SQL {
        var parts: [SQL] = [Lineage.condition(on: "k.lineage", anyOf: scope)]
        if let kind = query.kind { parts.append("l.kind = \(kind.rawValue)") }
        if let isOpen = query.isOpen { parts.append(isOpen ? "l.closed_at IS NULL" : "l.closed_at IS NOT NULL") }
        if !query.text.isEmpty { parts.append(SearchWords.condition(on: "l.folded_title", query.text)) }
        return SQL.joined(parts, separator: " AND ")
    }

    /// The open ones, real ones first. One statement.
    public static func open(
        under scope: [Lineage], limit: Int = 20, in session: any Session
    ) throws(DatabaseError) -> [CrisisLogRecord] {
        guard !scope.isEmpty else { return [] }
        return try session.all(
            """
            \(query) WHERE \(Lineage.condition(on: "k.lineage", anyOf: scope)) AND l.closed_at IS NULL
            ORDER BY (l.kind = 'exercise'), l.opened_at DESC, l.id LIMIT \(limit)
            """, record)
    }

    /// What a live page asks for, again and again: one row by its key.
    public static func revision(
        of log: CrisisLogRecord.ID, in session: any Session
    ) throws(DatabaseError) -> (revision: Int, isOpen: Bool)? {
        try session.first("SELECT revision, closed_at FROM crisis_log WHERE id = \(log)") { row throws(DatabaseError) in
            (try row.int(0), row.optionalText(1) == nil)
        }
    }
}
