// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Persistence

extension CrisisLogStore {
    /// The last lines to be entered, newest first: what a live page shows. One statement, bounded whatever the log holds.
    public static func latest(
        of log: CrisisLogRecord.ID, cell: LogCell? = nil, limit: Int, in session: any Session
    ) throws(DatabaseError) -> [LogEntry] {
        let one: SQL = cell.map { " AND cell = \($0.rawValue)" } ?? ""
        return try session.all(
            """
            SELECT device, sequence, entered_at, clock_offset, author, statement, previous_hash, hash
            FROM crisis_log_entry WHERE log_id = \(log)\(one)
            ORDER BY entered_at DESC, device DESC, sequence DESC LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in try entry(row) }
    }
}
