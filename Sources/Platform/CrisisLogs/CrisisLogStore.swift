// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Foundation
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about logs. Lines are only ever added.
public enum CrisisLogStore {
    static let query: SQL =
        """
        SELECT l.id, k.id, k.name, k.lineage, l.kind, l.title, l.opened_at, l.closed_at, l.closed_by, l.revision,
            l.rhythm_hours,
            COALESCE((SELECT c.offset_seconds FROM crisis_log_clock c
                WHERE c.log_id = l.id AND c.device = \(ownDevice)), 0)
        FROM crisis_log l JOIN organisation k ON k.id = l.organisation_id
        """

    static let ownDevice: SQL = "(SELECT device FROM crisis_log_device ORDER BY drawn_at, device LIMIT 1)"

    @Sendable
    static func record(_ row: Row) throws(DatabaseError) -> CrisisLogRecord {
        CrisisLogRecord(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), kind: try row.value(4), title: try row.text(5),
            openedAt: try row.instant(6), closedAt: try row.optionalInstant(7), closedBy: row.optionalText(8),
            revision: try row.int(9), rhythmHours: row.optionalInt(10), clockOffset: try row.int(11))
    }

    /// Opens a log. Recorded in the journal.
    public static func open(
        _ kind: CrisisLogRecord.Kind, title: String, at keeper: Organisation.ID, in change: Change
    ) throws -> CrisisLogRecord.ID {
        let id = CrisisLogRecord.ID.make(at: change.now)
        try add(id, kind, title: title, at: keeper, openedAt: change.now, in: change)
        try change.record("crisisLog.opened", organisation: keeper.text, subject: id.text, detail: title)
        return id
    }

    static func add(
        _ id: CrisisLogRecord.ID, _ kind: CrisisLogRecord.Kind, title: String, at keeper: Organisation.ID,
        openedAt: Instant, in change: Change
    ) throws {
        guard LogLimits.isText(title, limit: CrisisLogError.shortLimit), !title.allSatisfy(\.isWhitespace) else {
            throw CrisisLogError.titleMissing
        }
        try change.session.execute(
            """
            INSERT INTO crisis_log (id, organisation_id, kind, title, folded_title, opened_at)
            VALUES (\(id), \(keeper), \(kind.rawValue), \(title), \(folded(title)), \(openedAt))
            """)
    }

    public static func log(_ id: CrisisLogRecord.ID, in session: any Session) throws(DatabaseError) -> CrisisLogRecord?
    {
        try session.first("\(query) WHERE l.id = \(id)", record)
    }

    // MARK: Lines

    /// Adds a line at the end of this installation's own chain, and returns it. Not a word of it goes to the journal, which
    /// says only that a line was added: the log is its own record.
    ///
    /// - Parameter clockOffset: what the clock of this installation is known to be wrong by, in seconds; nil for what
    ///   `setClock` kept.
    /// - Throws: `CrisisLogError`; `DatabaseError`.
    @discardableResult
    public static func append(
        _ statement: LogStatement, to log: CrisisLogRecord, by author: String, clockOffset: Int? = nil,
        in change: Change
    ) throws -> LogEntry {
        try LogLimits.check(statement)
        let name = LogLimits.author(author)
        let ordinal = try room(for: 1, in: log.id, onlyWhenOpen: true, change)
        let device = try device(in: change)
        if let about = statement.about {
            let isKnown = try change.session.exists(
                """
                SELECT 1 FROM crisis_log_entry WHERE log_id = \(log.id) AND device = \(about.device)
                    AND sequence = \(about.sequence)
                """)
            guard isKnown else { throw CrisisLogError.unknownReference }
        }
        let offset = try clockOffset ?? Self.clockOffset(of: device, in: log.id, change.session)
        guard LogLimits.offsets.contains(offset) else { throw CrisisLogError.impossibleTime }
        let last = try change.session.first(
            """
            SELECT sequence, hash FROM crisis_log_entry WHERE log_id = \(log.id) AND device = \(device) AND branch = 0
            ORDER BY sequence DESC LIMIT 1
            """
        ) { row throws(DatabaseError) in (sequence: try row.int(0), hash: try row.text(1)) }
        let entry = LogChain.entry(
            in: log.id.text, reference: LogReference(device: device, sequence: (last?.sequence ?? 0) + 1),
            enteredAt: Moment(change.now), clockOffset: offset, author: name, statement: statement,
            after: last?.hash ?? LogChain.origin)
        try insert(entry, branch: 0, ordinal, into: log.id, account: change.actor.account, in: change.session)
        try change.record(
            "crisisLog.lineAdded", organisation: log.keeper.id.text, subject: log.id.text,
            detail: entry.reference.description)
        return entry
    }

    /// Makes room for lines: the log's row is written first, so that two writers wait for one another on both engines.
    ///
    /// - Returns: the ordinal of the first line.
    static func room(
        for lines: Int, in log: CrisisLogRecord.ID, onlyWhenOpen: Bool, _ change: Change
    ) throws -> Int {
        let open: SQL = onlyWhenOpen ? " AND closed_at IS NULL" : ""
        let changed = try change.session.execute(
            "UPDATE crisis_log SET revision = revision + \(lines) WHERE id = \(log)\(open)")
        guard changed == 1 else { throw CrisisLogError.closed }
        let revision = try change.session.count("SELECT revision FROM crisis_log WHERE id = \(log)")
        guard revision <= CrisisLogError.lineLimit * 2 else { throw CrisisLogError.tooManyLines }
        return revision - lines + 1
    }

    static func insert(
        _ entry: LogEntry, branch: Int, _ ordinal: Int, into log: CrisisLogRecord.ID, account: String?,
        in session: any Session
    ) throws {
        let statement = String(decoding: try LogCoding.bytes(of: entry.statement), as: UTF8.self)
        try session.execute(
            """
            INSERT INTO crisis_log_entry (log_id, device, sequence, branch, hash, previous_hash, ordinal, entered_at,
                fact_at, clock_offset, author, account_id, kind, cell, folded_text, statement)
            VALUES (\(log), \(entry.reference.device), \(entry.reference.sequence), \(branch), \(entry.hash),
                \(entry.previousHash), \(ordinal), \(entry.enteredAt.instant), \(entry.statement.factAt.instant),
                \(entry.clockOffset), \(entry.author), \(account), \(entry.statement.kind.rawValue),
                \(entry.statement.cell.rawValue), \(folded(entry.statement.text)), \(statement))
            """)
    }

    /// The whole log in the order of the facts. One statement.
    ///
    /// - Parameter limit: the newest by time of the fact are left out beyond it.
    public static func entries(
        of log: CrisisLogRecord.ID, limit: Int = CrisisLogError.lineLimit, in session: any Session
    ) throws(DatabaseError) -> [LogEntry] {
        try session.all(
            """
            SELECT \(columns) FROM crisis_log_entry WHERE log_id = \(log)
            ORDER BY fact_at, entered_at, device, sequence, branch LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in try entry(row) }
    }

    /// What came into this database after an ordinal, in that order, with the ordinal of the last. One statement.
    static func entries(
        of log: CrisisLogRecord.ID, after ordinal: Int, in session: any Session
    ) throws(DatabaseError) -> (entries: [LogEntry], last: Int) {
        var last = ordinal
        let entries = try session.all(
            """
            SELECT \(columns), ordinal FROM crisis_log_entry WHERE log_id = \(log) AND ordinal > \(ordinal)
            ORDER BY ordinal LIMIT \(CrisisLogError.lineLimit)
            """
        ) { row throws(DatabaseError) in
            last = try row.int(8)
            return try entry(row)
        }
        return (entries, last)
    }

    private static let columns: SQL =
        "device, sequence, entered_at, clock_offset, author, statement, previous_hash, hash"

    static func entry(_ row: Row) throws(DatabaseError) -> LogEntry {
        let text = try row.text(5)
        guard let statement = try? JSONDecoder().decode(LogStatement.self, from: Data(text.utf8)) else {
            throw DatabaseError(.unexpectedValue, "a line of a crisis log cannot be read")
        }
        return LogEntry(
            reference: LogReference(device: try row.text(0), sequence: try row.int(1)),
            enteredAt: Moment(try row.instant(2)), clockOffset: try row.int(3), author: try row.text(4),
            statement: statement, previousHash: try row.text(6), hash: try row.text(7))
    }
}
