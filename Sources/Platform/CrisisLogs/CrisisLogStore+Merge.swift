// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Journal
import Organisations
import Persistence
import Primitives

extension CrisisLogStore {
    /// What a log is called in an archive of it.
    public struct Origin: Sendable, Hashable {
        public var id: CrisisLogRecord.ID
        public var kind: CrisisLogRecord.Kind
        public var title: String
        public var openedAt: Instant

        public init(id: CrisisLogRecord.ID, kind: CrisisLogRecord.Kind, title: String, openedAt: Instant) {
            (self.id, self.kind, self.title, self.openedAt) = (id, kind, title, openedAt)
        }
    }

    /// The log of an archive: the one that is here, or a new one under the same identifier, without which the lines could
    /// not be checked. A change that only finds it records nothing.
    ///
    /// - Throws: `.keptElsewhere` when another organisation keeps it.
    public static func adopt(
        _ origin: Origin, at keeper: Organisation.ID, in change: Change
    ) throws -> CrisisLogRecord {
        if let known = try log(origin.id, in: change.session) {
            guard known.keeper.id == keeper else { throw CrisisLogError.keptElsewhere(known.keeper.name) }
            return known
        }
        try add(
            origin.id, origin.kind, title: origin.title, at: keeper, openedAt: min(origin.openedAt, change.now),
            in: change)
        try change.record(
            "crisisLog.adopted", organisation: keeper.text, subject: origin.id.text, detail: origin.title)
        guard let made = try log(origin.id, in: change.session) else {
            throw DatabaseError(.other, "a crisis log that was just added is not there")
        }
        return made
    }

    /// Adds the lines written elsewhere that are not here yet; none is ever replaced. A closed log takes them too: they were
    /// written while it was open.
    ///
    /// - Parameter entries: whose hashes were checked by whoever read them.
    public static func merge(
        _ entries: [LogEntry], into log: CrisisLogRecord, in change: Change
    ) throws -> LogMerge.Result {
        // Locked before it is read.
        _ = try room(for: 0, in: log.id, onlyWhenOpen: false, change)
        let known = try Self.entries(of: log.id, in: change.session)
        let result = LogMerge.result(adding: entries, to: known)
        guard known.count + result.added.count <= CrisisLogError.lineLimit else { throw CrisisLogError.tooManyLines }
        if !result.added.isEmpty {
            var ordinal = try room(for: result.added.count, in: log.id, onlyWhenOpen: false, change)
            var branches = try Self.branches(of: log.id, in: change.session)
            for entry in result.added {
                // The line that stands here keeps its place; another of the same number takes the next branch.
                let branch = branches[entry.reference].map { $0 + 1 } ?? 0
                guard branch <= CrisisLogError.forkLimit else { throw CrisisLogError.tooManyForks }
                branches[entry.reference] = branch
                try insert(entry, branch: branch, ordinal, into: log.id, account: nil, in: change.session)
                ordinal += 1
            }
        }
        try change.record(
            "crisisLog.merged", organisation: log.keeper.id.text, subject: log.id.text,
            detail: "\(result.added.count)/\(result.known)/\(result.forked.count)")
        return result
    }

    private static func branches(
        of log: CrisisLogRecord.ID, in session: any Session
    ) throws(DatabaseError) -> [LogReference: Int] {
        var found: [LogReference: Int] = [:]
        try session.each(
            "SELECT device, sequence, MAX(branch) FROM crisis_log_entry WHERE log_id = \(log) GROUP BY device, sequence"
        ) { row throws(DatabaseError) in
            found[LogReference(device: try row.text(0), sequence: try row.int(1))] = try row.int(2)
        }
        return found
    }
}
