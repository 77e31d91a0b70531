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
    private static let query: SQL =
        """
        SELECT l.id, k.id, k.name, k.lineage, l.kind, l.title, l.opened_at, l.closed_at
        FROM crisis_log l JOIN organisation k ON k.id = l.organisation_id
        """

    static func record(_ row: Row) throws(DatabaseError) -> CrisisLogRecord {
        CrisisLogRecord(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), kind: try row.value(4), title: try row.text(5),
            openedAt: try row.instant(6), closedAt: try row.optionalInstant(7))
    }

    /// Opens a log. Recorded in the journal.
    public static func open(
        _ kind: CrisisLogRecord.Kind, title: String, at keeper: Organisation.ID, in change: Change
    ) throws -> CrisisLogRecord.ID {
        let id = CrisisLogRecord.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO crisis_log (id, organisation_id, kind, title, folded_title, opened_at)
            VALUES (\(id), \(keeper), \(kind.rawValue), \(title), \(folded(title)), \(change.now))
            """)
        try change.record("crisisLog.opened", organisation: keeper.text, subject: id.text, detail: title)
        return id
    }

    public static func log(_ id: CrisisLogRecord.ID, in session: any Session) throws(DatabaseError) -> CrisisLogRecord?
    {
        try session.first("\(query) WHERE l.id = \(id)") { row throws(DatabaseError) in try record(row) }
    }

    /// Adds a line at the end of this installation's own chain, and returns it. Not a word of it goes to the journal, which
    /// says only that a line was added: the log is its own record.
    ///
    /// - Parameter clockOffset: what the clock of this installation is known to be wrong by, in seconds.
    /// - Throws: `CrisisLogError`; `DatabaseError`.
    @discardableResult
    public static func append(
        _ statement: LogStatement, to log: CrisisLogRecord, by author: String, clockOffset: Int = 0, in change: Change
    ) throws -> LogEntry {
        guard log.isOpen else { throw CrisisLogError.closed }
        guard !statement.text.allSatisfy(\.isWhitespace) else { throw CrisisLogError.emptyText }
        guard statement.text.unicodeScalars.count <= CrisisLogError.textLimit else { throw CrisisLogError.tooLong }
        let device = try device(in: change)
        if let about = statement.about {
            let known = try change.session.count(
                """
                SELECT COUNT(*) FROM crisis_log_entry WHERE log_id = \(log.id) AND device = \(about.device)
                    AND sequence = \(about.sequence)
                """)
            guard known > 0 else { throw CrisisLogError.unknownReference }
        }
        let last = try change.session.first(
            """
            SELECT sequence, hash FROM crisis_log_entry WHERE log_id = \(log.id) AND device = \(device) AND branch = 0
            ORDER BY sequence DESC LIMIT 1
            """
        ) { row throws(DatabaseError) in (sequence: try row.int(0), hash: try row.text(1)) }
        let entry = LogChain.entry(
            in: log.id.text, reference: LogReference(device: device, sequence: (last?.sequence ?? 0) + 1),
            enteredAt: Moment(change.now), clockOffset: clockOffset, author: author, statement: statement,
            after: last?.hash ?? LogChain.origin)
        try insert(entry, branch: 0, into: log.id, account: change.actor.account, in: change.session)
        try change.record(
            "crisisLog.lineAdded", organisation: log.keeper.id.text, subject: log.id.text,
            detail: entry.reference.description)
        return entry
    }

    static func insert(
        _ entry: LogEntry, branch: Int, into log: CrisisLogRecord.ID, account: String?, in session: any Session
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let statement = String(decoding: try encoder.encode(entry.statement), as: UTF8.self)
        try session.execute(
            """
            INSERT INTO crisis_log_entry (log_id, device, sequence, branch, hash, previous_hash, entered_at, fact_at,
                clock_offset, author, account_id, kind, cell, folded_text, statement)
            VALUES (\(log), \(entry.reference.device), \(entry.reference.sequence), \(branch), \(entry.hash),
                \(entry.previousHash), \(entry.enteredAt.instant), \(entry.statement.factAt.instant),
                \(entry.clockOffset), \(entry.author), \(account), \(entry.statement.kind.rawValue),
                \(entry.statement.cell.rawValue), \(folded(entry.statement.text)), \(statement))
            """)
    }

    /// The whole log in the order of the facts. One statement.
    ///
    /// - Parameter limit: the newest by time of entry are left out beyond it.
    public static func entries(
        of log: CrisisLogRecord.ID, limit: Int = 20_000, in session: any Session
    ) throws(DatabaseError) -> [LogEntry] {
        try session.all(
            """
            SELECT device, sequence, entered_at, clock_offset, author, statement, previous_hash, hash
            FROM crisis_log_entry WHERE log_id = \(log) ORDER BY fact_at, entered_at, device, sequence LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in try entry(row) }
    }

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

    /// The name of this installation among those that write: drawn at the first line, never copied into a kit.
    static func device(in change: Change) throws(DatabaseError) -> String {
        let known = try change.session.first("SELECT device FROM crisis_log_device ORDER BY drawn_at LIMIT 1") {
            row throws(DatabaseError) in try row.text(0)
        }
        if let known { return known }
        // Without vowels, so that no word appears; without figures and letters that are mistaken for one another.
        let letters = Array("BCDFGHJKMNPQRSTVWXYZ".utf8)
        let drawn = String(
            decoding: Entropy.system.bytes(8).map { letters[Int($0) % letters.count] }, as: UTF8.self)
        try change.session.execute(
            "INSERT INTO crisis_log_device (device, drawn_at) VALUES (\(drawn), \(change.now))")
        return drawn
    }
}
