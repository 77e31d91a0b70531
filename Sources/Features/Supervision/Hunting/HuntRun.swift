// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Detection
import EventLogs
import Foundation
import Primitives
import Sigma
import Synchronization

/// Rules asked of whole logs, on all cores. What it holds in memory does not grow with the logs: findings are handed over
/// piece by piece, in the order of the files whatever the cores do.
public struct HuntRun: Sendable {
    public let rules: RuleSet
    public var threads: Int
    /// Nanoseconds since 1970.
    public var since: Int64?

    public init(_ rules: RuleSet, threads: Int = 2, since: Int64? = nil) {
        self.rules = rules
        self.threads = max(threads, 1)
        self.since = since
    }

    public struct Progress: Sendable {
        public var doneBytes = 0
        public var totalBytes = 0
        public var events = 0
        public var findings = 0
    }

    public struct Summary: Sendable {
        public var files = 0
        public var bytes = 0
        public var events = 0
        public var findings = 0
        /// Records or lines that could not be read.
        public var lost = 0
        /// Damaged places that were gone past.
        public var faults = 0
        /// Files of which nothing was read, or not all.
        public var unreadable: [Unread] = []
        /// Matches that correlations would have needed, beyond what is kept.
        public var forgotten = 0
    }

    /// A file that was not read, and why: the end of a sentence that begins with its name.
    public struct Unread: Sendable {
        public let file: String
        public let reason: Phrase
    }

    /// Whether a folder holds anything to read.
    public static func holdsLogs(_ path: String) -> Bool { !(LogFile.files(at: path) ?? []).isEmpty }

    private struct Piece: Sendable {
        let file: LogFile
        let range: Range<Int>
    }

    private struct Shared: Sendable {
        var next = 0
        /// Pieces done before their turn.
        var waiting: [Int: (Piece, Hunter.Outcome)] = [:]
        var flushed = 0
        var summary = Summary()
        var progress = Progress()
        var correlated: [Waiting] = []
        var isStopped = false

        mutating func note(unread file: String) {
            guard !summary.unreadable.contains(where: { $0.file == file }) else { return }
            let reason = Phrase("n’a pas pu être lu en entier", "could not be read whole")
            summary.unreadable.append(Unread(file: file, reason: reason))
        }
    }

    struct Waiting: Sendable {
        let rule: Int
        var match: Correlator.Match
        let finding: Finding
        let file: String
    }

    /// Of matches that correlations wait for.
    static let mostCorrelated = 500_000

    /// - Parameters:
    ///   - paths: files, or folders of .evtx, .json, .jsonl and .ndjson, compressed (.gz, .zip) or not.
    ///   - found: one finding and its file, one after the other.
    ///   - progress: says whether to go on.
    public func run(
        _ paths: [String], progress: @Sendable (Progress) -> Bool = { _ in true },
        found: @Sendable (Finding, String) -> Void
    ) -> Summary {
        var intake = LogIntake()
        for path in paths { intake.add(path) }
        var summary = Summary()
        summary.unreadable = intake.unread
        summary.files = intake.logs.count
        summary.bytes = intake.logs.reduce(0) { $0 + $1.size }
        let pieces = intake.logs.flatMap { file in file.pieces().map { Piece(file: file, range: $0) } }
        var start = Shared()
        start.summary = summary
        start.progress.totalBytes = summary.bytes
        let shared = Mutex<Shared>(start)
        DispatchQueue.concurrentPerform(iterations: max(min(threads, pieces.count), 1)) { _ in
            work(pieces, shared, progress, found)
        }
        return shared.withLock { shared in
            let all = correlate(shared.correlated)
            for (finding, file) in all { found(finding, file) }
            shared.summary.findings += all.count
            return shared.summary
        }
    }

    private func work(
        _ pieces: [Piece], _ shared: borrowing Mutex<Shared>, _ progress: @Sendable (Progress) -> Bool,
        _ found: @Sendable (Finding, String) -> Void
    ) {
        var hunter = Hunter(rules, since: since)
        while true {
            let index = shared.withLock { shared -> Int? in
                guard shared.next < pieces.count, !shared.isStopped else { return nil }
                shared.next += 1
                return shared.next - 1
            }
            guard let index else { return }
            var outcome = Hunter.Outcome()
            let isRead = hunt(pieces[index], &hunter, &outcome)
            shared.withLock { shared in
                if !isRead { shared.note(unread: pieces[index].file.path) }
                shared.waiting[index] = (pieces[index], outcome)
                while let ready = shared.waiting.removeValue(forKey: shared.flushed) {
                    shared.flushed += 1
                    flush(ready, &shared, found)
                }
                if !progress(shared.progress) { shared.isStopped = true }
            }
        }
    }

    private func hunt(_ piece: Piece, _ hunter: inout Hunter, _ outcome: inout Hunter.Outcome) -> Bool {
        guard let log = piece.file.open() else { return false }
        switch piece.file.kind {
        case .windows:
            // One more chunk: the last of the piece may begin late where a file is cut or joined.
            let end = min(piece.range.upperBound + EVTXLayout.chunkSize, piece.file.size)
            let start = piece.range.lowerBound
            guard let bytes = log.read(at: start, count: end - start) else { return false }
            for offset in EVTXLayout(bytes.span.bytes).chunks where offset < piece.range.count {
                hunter.huntChunk(bytes.span.bytes, at: offset, into: &outcome)
            }
            return true
        case .json: return huntJSON(log, piece.range, &hunter, &outcome)
        case .gzip, .zip, .unknown: return true
        }
    }

    /// Window after window; an object cut at the end of one begins the next.
    private func huntJSON(
        _ log: OpenLog, _ range: Range<Int>, _ hunter: inout Hunter, _ outcome: inout Hunter.Outcome
    ) -> Bool {
        let window = 2 << 20
        var place = range.lowerBound
        var rest: [UInt8] = []
        while true {
            guard let next = log.read(at: place, count: min(window, range.upperBound - place)) else { return false }
            place += next.count
            let isLast = next.isEmpty || place == range.upperBound
            rest += next
            let used = hunter.huntJSON(rest.span.bytes, isLast: isLast, into: &outcome)
            if isLast { return true }
            rest.removeFirst(min(used, rest.count))
            // An object larger than this is none: the reader says so and goes on behind it.
            if rest.count > 32 * window {
                _ = hunter.huntJSON(rest.span.bytes, isLast: true, into: &outcome)
                rest.removeAll()
            }
        }
    }

    private func flush(
        _ ready: (Piece, Hunter.Outcome), _ shared: inout Shared, _ found: @Sendable (Finding, String) -> Void
    ) {
        let (piece, outcome) = ready
        shared.summary.events += outcome.events
        shared.summary.lost += outcome.lost
        shared.summary.faults += outcome.faults
        shared.summary.findings += outcome.findings.count
        shared.progress.doneBytes += piece.range.count
        shared.progress.events += outcome.events
        shared.progress.findings += outcome.findings.count
        for finding in outcome.findings { found(finding, piece.file.path) }
        for waiting in outcome.waiting {
            guard shared.correlated.count < Self.mostCorrelated else {
                shared.summary.forgotten += 1
                continue
            }
            shared.correlated.append(
                Waiting(rule: waiting.rule, match: waiting.match, finding: waiting.finding, file: piece.file.path))
        }
    }

    /// Logs of several machines are put in the order of their times first.
    private func correlate(_ waiting: [Waiting]) -> [(Finding, String)] {
        guard !waiting.isEmpty else { return [] }
        let ordered = waiting.sorted { $0.match.time < $1.match.time }
        var correlator = Correlator(rules)
        var found: [(Finding, String)] = []
        func add(_ finding: Correlator.Finding) {
            let last = finding.tokens.last.flatMap { Int(exactly: $0) }.map { ordered[$0] } ?? ordered[0]
            var result = last.finding
            result.rule = rules.rules.count + finding.correlation
            result.details =
                zip(rules.correlations[finding.correlation].groupBy, finding.group).map {
                    Finding.Detail(field: $0, value: $1)
                } + [Finding.Detail(field: "count", value: String(finding.tokens.count))]
            found.append((result, last.file))
        }
        for (index, one) in ordered.enumerated() {
            var match = one.match
            match.token = UInt64(index)
            for finding in correlator.note(rule: one.rule, match) { add(finding) }
        }
        for finding in correlator.finish() { add(finding) }
        return found
    }
}
