// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Organisations
import Persistence
import Primitives

/// A log held in memory as people read it: every line, what corrections and closings made of it, and whether the chains
/// hold.
public struct CrisisLogCopy: Sendable {
    public private(set) var record: CrisisLogRecord
    public let entries: [LogEntry]
    public let reading: LogReading
    public let verification: LogVerification
    /// When every line was last read from the database and checked.
    public let checkedAt: Instant
    /// What every page of it asks for: computed once a revision, not once a reader.
    public let newest: [LogReading.Line]
    public let delays: LogDelays
    public let lastReport: SituationReport.Span?
    public let firstEnteredAt: Moment?
    let ordinal: Int

    init(
        record: CrisisLogRecord, entries: [LogEntry], reading: LogReading, verification: LogVerification,
        checkedAt: Instant, ordinal: Int
    ) {
        (self.record, self.entries, self.reading) = (record, entries, reading)
        (self.verification, self.checkedAt, self.ordinal) = (verification, checkedAt, ordinal)
        newest = LogFilter().sorted(reading.lines)
        delays = LogDelays(in: reading)
        lastReport = SituationReport.edited(in: reading).last?.span
        firstEnteredAt = entries.map(\.countedAt).min()
    }

    /// The same lines, when only the record changed: it was closed, or a clock was set.
    init(_ known: CrisisLogCopy, as record: CrisisLogRecord) {
        self = known
        self.record = record
    }

    /// The lines that a filter and words accept, newest first.
    public func lines(_ filter: LogFilter, text: String = "") -> [LogReading.Line] {
        if filter == LogFilter(), text.isEmpty { return newest }
        let words = folded(text.filter { $0 != "\0" }).split(separator: " ").prefix(8)
        return filter.sorted(
            reading.lines.filter { line in
                guard filter.accepts(line) else { return false }
                guard !words.isEmpty else { return true }
                let said = line.current
                let whole = folded(
                    "\(line.reference) \(said.text) \(line.entry.statement.text) \(said.source) \(said.owner) \(said.decidedBy) \(said.motive) \(line.entry.author) \(said.paperSheet)"
                )
                return words.allSatisfy { whole.contains($0) }
            })
    }
}

/// The logs that people look at, in memory: two hundred pages of the same log cost its database one reading of what is
/// new. Nothing is only here: a killed server loses nothing.
public actor CrisisLogShelf {
    private var copies: [CrisisLogRecord.ID: CrisisLogCopy] = [:]
    private var coming: [CrisisLogRecord.ID: (revision: Int, task: Task<CrisisLogCopy, any Error>)] = [:]
    private var pulses: [CrisisLogRecord.ID: (at: Instant, value: Pulse?)] = [:]
    private var asking: [CrisisLogRecord.ID: Task<Pulse?, any Error>] = [:]

    public struct Pulse: Sendable, Hashable {
        public let revision: Int
        public let isOpen: Bool
    }

    /// Seconds after which everything is read and checked again: what somebody changed in the database by hand is seen.
    private static let freshness = 600
    /// Ten thousand lines weigh some tens of megabytes.
    private static let mostKept = 12

    public init() {}

    /// The log with at least the lines that `record` counts. One statement beside the one that read the record.
    public func copy(
        of record: CrisisLogRecord, from database: any Database, at now: Instant
    ) async throws -> CrisisLogCopy {
        let id = record.id
        let known = copies[id].flatMap { copy in
            abs(now.seconds(since: copy.checkedAt)) < Self.freshness ? copy : nil
        }
        if let known, known.record == record { return known }
        if let under = coming[id], under.revision >= record.revision { return try await under.task.value }
        let task = Task { try await Self.read(record, since: known, database, now) }
        coming[id] = (record.revision, task)
        let result = await task.result
        if coming[id]?.task == task { coming[id] = nil }
        let found = try result.get()
        if (copies[id]?.record.revision ?? -1) <= found.record.revision { copies[id] = found }
        if copies.count > Self.mostKept,
            let oldest = copies.filter({ $0.key != id }).min(by: { $0.value.checkedAt < $1.value.checkedAt })?.key
        {
            copies[oldest] = nil
        }
        return found
    }

    @concurrent
    private static func read(
        _ record: CrisisLogRecord, since known: CrisisLogCopy?, _ database: any Database, _ now: Instant
    ) async throws -> CrisisLogCopy {
        let ordinal = known?.ordinal ?? 0
        let found = try await database.read { session in
            try CrisisLogStore.entries(of: record.id, after: ordinal, in: session)
        }
        let fresh = found.entries
        if fresh.isEmpty, let known { return CrisisLogCopy(known, as: record) }
        let before = known?.entries ?? []
        let entries = before + fresh
        return CrisisLogCopy(
            record: record, entries: entries, reading: LogReading(of: entries),
            verification: LogVerification(
                of: entries, in: record.id.text, checked: Set(before.map(\.hash))),
            checkedAt: known?.checkedAt ?? now, ordinal: found.last)
    }

    /// Where a log stands, for those who wait for news: one short statement for everybody who asks within a twelfth
    /// of a second. Nil when there is no such log.
    public func pulse(
        of log: CrisisLogRecord.ID, from database: any Database, at now: Instant
    ) async throws -> Pulse? {
        if let known = pulses[log], (0...80).contains(now.millisecondsSinceEpoch - known.at.millisecondsSinceEpoch) {
            return known.value
        }
        if let under = asking[log] { return try await under.value }
        let task = Task<Pulse?, any Error> {
            try await database.read { session in
                try CrisisLogStore.revision(of: log, in: session).map {
                    Pulse(revision: $0.revision, isOpen: $0.isOpen)
                }
            }
        }
        asking[log] = task
        defer { asking[log] = nil }
        let value = try await task.value
        if pulses.count > 1000 { pulses.removeAll() }
        pulses[log] = (now, value)
        return value
    }

    public func forget(_ log: CrisisLogRecord.ID) {
        (copies[log], pulses[log]) = (nil, nil)
    }
}
