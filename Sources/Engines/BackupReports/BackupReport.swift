// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a backup program wrote about its work, whatever the program: recognised by its content, never by its name.
public struct BackupReport: Sendable, Hashable {
    public enum Format: String, Sendable, Hashable, CaseIterable {
        case resticSnapshots
        case resticBackup
        case resticCheck
        case resticRestore
        case resticStatistics
        case borgArchives
        case borgCreation
        case borgLog
        case neutralCSV
        case neutralJSON
    }

    public struct Entry: Sendable, Hashable {
        /// The line of the file on which it stands.
        public let line: Int
        public var run: BackupRun

        public init(line: Int, run: BackupRun) {
            self.line = line
            self.run = run
        }
    }

    public struct Fault: Sendable, Hashable {
        public enum Reason: Sendable, Hashable {
            case malformed
            case tooDeep
            /// The value that is missing or makes no sense, by the name of its field.
            case badValue(String)
            /// Neither the report nor whoever brings it says when.
            case noDate
            case tooManyRuns
        }

        public let line: Int
        public let reason: Reason

        public init(line: Int, reason: Reason) {
            self.line = line
            self.reason = reason
        }
    }

    public let format: Format
    public internal(set) var entries: [Entry]
    public internal(set) var faults: [Fault]
    /// The file stops before its end: then nothing in it counts as done, and only what failed is kept.
    public internal(set) var isTruncated: Bool
    /// What the whole repository holds, where the report says it.
    public internal(set) var repositoryBytes: Int64?

    public var runs: [BackupRun] { entries.map(\.run) }

    init(
        _ format: Format, entries: [Entry] = [], faults: [Fault] = [], isTruncated: Bool = false,
        repositoryBytes: Int64? = nil
    ) {
        self.format = format
        self.entries = entries
        self.faults = faults
        self.isTruncated = isTruncated
        self.repositoryBytes = repositoryBytes
    }
}

/// Why a file is no report at all.
public enum ReportError: Error, Sendable, Hashable {
    case empty
    case tooLarge(limit: Int)
    case notText
    case unrecognised
    case missingColumns([String])
}

/// What the report does not say of itself, and whoever brings it knows.
public struct ReportContext: Sendable {
    /// When it came, for reports without a date: right for those that a program sends as soon as it ends.
    public var receivedAt: Moment?
    /// The exit code of the program.
    public var exitCode: Int?
    /// What was done, for logs that do not say it.
    public var kind: BackupRun.Kind?
    public var label: String
    public var repository: String
    public var host: String
    /// Minutes that the clock of the machine was ahead of UTC at a moment of its own clock.
    public var offset: @Sendable (Moment) -> Int

    public init(
        receivedAt: Moment? = nil, exitCode: Int? = nil, kind: BackupRun.Kind? = nil, label: String = "",
        repository: String = "", host: String = "", offset: @escaping @Sendable (Moment) -> Int = { _ in 0 }
    ) {
        self.receivedAt = receivedAt
        self.exitCode = exitCode
        self.kind = kind
        self.label = label
        self.repository = repository
        self.host = host
        self.offset = offset
    }
}

extension BackupReport {
    public static let sizeLimit = 32 << 20
    public static let runLimit = 20_000

    /// Reads a report. Never fails on what one line holds: such a line is a fault of the report.
    ///
    /// - Complexity: linear in the length of the file.
    public static func read(_ bytes: [UInt8], _ context: ReportContext) throws(ReportError) -> BackupReport {
        guard bytes.count <= sizeLimit else { throw .tooLarge(limit: sizeLimit) }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard text.contains(where: { !$0.isSpace }) else { throw .empty }
        guard !text.contains(0) else { throw .notText }
        let pieces = ReportPieces.read(text)
        var report: BackupReport
        if let found = Restic.read(pieces, context) ?? Borg.read(pieces, context) ?? Neutral.read(pieces, context) {
            report = found
        } else if pieces.isTruncated, pieces.values.isEmpty {
            guard let format = interrupted(text) else { throw .unrecognised }
            report = BackupReport(format, faults: pieces.faults, isTruncated: true)
        } else if pieces.values.isEmpty, pieces.faults.isEmpty {
            report = try NeutralTable.read(text, context)
        } else {
            throw .unrecognised
        }
        report.settle(context)
        return report
    }

    /// What a document was that ends within its only value, by a name that it alone holds.
    private static func interrupted(_ text: [UInt8]) -> Format? {
        let head = String(decoding: text.prefix(20_000), as: UTF8.self)
        let names: [(String, Format)] = [
            ("\"message_type\"", .resticBackup), ("\"tree\"", .resticSnapshots),
            ("\"snapshots_count\"", .resticStatistics),
            ("\"archives\"", .borgArchives), ("\"archive\"", .borgCreation), ("\"log_message\"", .borgLog),
            ("\"\(Neutral.name)\"", .neutralJSON), ("\"result\"", .neutralJSON),
        ]
        return names.first { head.contains($0.0) }?.1
    }

    /// Fills in what only the bearer knows, and takes back what cannot be believed.
    private mutating func settle(_ context: ReportContext) {
        var kept: [Entry] = []
        for var entry in entries {
            if entry.run.at == nil { entry.run.finishedAt = context.receivedAt }
            if entry.run.label.isEmpty { entry.run.label = context.label }
            if entry.run.repository.isEmpty { entry.run.repository = context.repository }
            if entry.run.host.isEmpty { entry.run.host = context.host }
            entry.run.trim()
            if entry.run.at == nil {
                faults.append(Fault(line: entry.line, reason: .noDate))
            } else if isTruncated, entry.run.outcome != .failed {
                continue
            } else if kept.count < Self.runLimit {
                kept.append(entry)
            } else if faults.last?.reason != .tooManyRuns {
                faults.append(Fault(line: entry.line, reason: .tooManyRuns))
            }
        }
        entries = kept
        faults = Array(faults.prefix(1000))
    }
}

extension BackupRun {
    /// Names are for lists: nobody reads more of them.
    fileprivate mutating func trim() {
        for path in [\Self.tool, \.label, \.repository, \.host, \.node, \.snapshot] {
            self[keyPath: path] = self[keyPath: path].oneLine(200)
        }
        message = message.oneLine(500)
        if let copy {
            self.copy = Copy(
                place: copy.place.oneLine(100), medium: copy.medium.oneLine(50), isImmutable: copy.isImmutable,
                isOffsite: copy.isOffsite)
        }
    }
}

extension String {
    /// Without control characters, cut at a number of code points.
    func oneLine(_ limit: Int) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars.prefix(limit) {
            scalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
        }
        return String(scalars)
    }
}

extension UInt8 {
    var isSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
