// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Journal
import Organisations
import Persistence
import Primitives

extension CrisisLogStore {
    // MARK: Closing

    public static func close(_ log: CrisisLogRecord, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE crisis_log SET closed_at = \(change.now), closed_by = \(LogLimits.author(change.actor.name)),
                revision = revision + 1
            WHERE id = \(log.id) AND closed_at IS NULL
            """)
        guard changed == 1 else { throw CrisisLogError.closed }
        try change.record(
            "crisisLog.closed", organisation: log.keeper.id.text, subject: log.id.text, detail: log.title)
    }

    public static func reopen(_ log: CrisisLogRecord, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE crisis_log SET closed_at = NULL, closed_by = NULL, revision = revision + 1
            WHERE id = \(log.id) AND closed_at IS NOT NULL
            """)
        guard changed == 1 else { throw CrisisLogError.notClosed }
        try change.record(
            "crisisLog.reopened", organisation: log.keeper.id.text, subject: log.id.text, detail: log.title)
    }

    /// - Parameter hours: between two situation reports, 1 to 168; nil for none.
    public static func setRhythm(_ hours: Int?, of log: CrisisLogRecord, in change: Change) throws {
        guard hours.map((1...168).contains) ?? true else { throw CrisisLogError.impossibleTime }
        try change.session.execute(
            "UPDATE crisis_log SET rhythm_hours = \(hours), revision = revision + 1 WHERE id = \(log.id)")
        try change.record(
            "crisisLog.rhythmSet", organisation: log.keeper.id.text, subject: log.id.text,
            detail: hours.map { "\($0)" } ?? "")
    }

    // MARK: Devices and clocks

    /// The name of this installation among those that write: drawn at the first line, never copied into a kit.
    static func device(in change: Change) throws(DatabaseError) -> String {
        if let known = try knownDevice(in: change.session) { return known }
        // Without vowels, so that no word appears; without figures and letters that are mistaken for one another.
        let letters = Array("BCDFGHJKMNPQRSTVWXYZ".utf8)
        let drawn = String(
            decoding: Entropy.system.bytes(8).map { letters[Int($0) % letters.count] }, as: UTF8.self)
        try change.session.execute(
            "INSERT INTO crisis_log_device (device, drawn_at) VALUES (\(drawn), \(change.now))")
        return drawn
    }

    /// This installation's name; nil while it has not written a line.
    public static func knownDevice(in session: any Session) throws(DatabaseError) -> String? {
        try session.first("SELECT device FROM crisis_log_device ORDER BY drawn_at, device LIMIT 1") {
            row throws(DatabaseError) in try row.text(0)
        }
    }

    static func clockOffset(
        of device: String, in log: CrisisLogRecord.ID, _ session: any Session
    ) throws(DatabaseError) -> Int {
        try session.first(
            "SELECT offset_seconds FROM crisis_log_clock WHERE log_id = \(log) AND device = \(device)"
        ) { row throws(DatabaseError) in try row.int(0) } ?? 0
    }

    /// Says what this installation's clock is wrong by: the lines that follow count with it, and a line says so, with the
    /// sentence given.
    @discardableResult
    public static func setClock(
        offset seconds: Int, of log: CrisisLogRecord, saying text: String, by author: String, in change: Change
    ) throws -> LogEntry {
        guard LogLimits.offsets.contains(seconds) else { throw CrisisLogError.impossibleTime }
        let device = try device(in: change)
        try change.session.execute(
            """
            INSERT INTO crisis_log_clock (log_id, device, offset_seconds, set_at)
            VALUES (\(log.id), \(device), \(seconds), \(change.now))
            ON CONFLICT (log_id, device) DO UPDATE SET offset_seconds = excluded.offset_seconds, set_at = excluded.set_at
            """)
        let statement = LogStatement(
            factAt: Moment(change.now.adding(seconds: seconds)), kind: .information, cell: .operational, text: text)
        return try append(statement, to: log, by: author, clockOffset: seconds, in: change)
    }
}
