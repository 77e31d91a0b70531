// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Foundation
import Persistence
import Primitives

/// The end of a log, as the page of the incident shows it. The whole of it stands on its own page.
struct LogTail: Sendable {
    /// Newest first.
    let latest: [LogEntry]
    /// Requests and actions that nobody closed, the oldest first.
    let open: [LogEntry]

    static let none = LogTail(latest: [], open: [])

    /// A request older than these lines is found in the log itself.
    private static let depth = 400

    static func read(_ log: CrisisLogRecord.ID, in session: any Session) throws(DatabaseError) -> LogTail {
        let entries = try session.all(
            """
            SELECT device, sequence, entered_at, clock_offset, author, statement, previous_hash, hash
            FROM crisis_log_entry WHERE log_id = \(log) AND branch = 0
            ORDER BY entered_at DESC, sequence DESC LIMIT \(depth)
            """
        ) { row throws(DatabaseError) in try entry(row) }
        return LogTail(entries)
    }

    init(latest: [LogEntry], open: [LogEntry]) {
        self.latest = latest
        self.open = open
    }

    /// - Parameter entries: newest first.
    init(_ entries: [LogEntry]) {
        var settled: Set<LogReference> = []
        for entry in entries where entry.statement.relation == .closes {
            if let about = entry.statement.about { settled.insert(about) }
        }
        latest = Array(entries.prefix(8))
        open = entries.reversed().filter { $0.statement.status == .open && !settled.contains($0.reference) }
    }

    private static func entry(_ row: Row) throws(DatabaseError) -> LogEntry {
        guard let statement = try? JSONDecoder().decode(LogStatement.self, from: Data(try row.text(5).utf8)) else {
            throw DatabaseError(.unexpectedValue, "a line of a crisis log cannot be read")
        }
        return LogEntry(
            reference: LogReference(device: try row.text(0), sequence: try row.int(1)),
            enteredAt: Moment(try row.instant(2)), clockOffset: try row.int(3), author: try row.text(4),
            statement: statement, previousHash: try row.text(6), hash: try row.text(7))
    }
}
