// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One thing that a backup program did, and how it ended.
public struct BackupRun: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case backup
        /// Data was brought back.
        case restore
        /// The repository was read again, nothing was brought back.
        case check
    }

    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case succeeded
        /// Done, but something was left out: a file that could not be read.
        case withWarnings
        /// Whatever is not known to have succeeded: an unknown exit code, an unknown word, a report without an end.
        case failed
    }

    /// Why the outcome is what it is, when the report says no more than that.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case unreadFiles
        case noSummary
        case unknownExitCode
        case noExitCode
        case errorsReported
        case unknownResult
        case incompleteRestore
    }

    /// Where the copy that was made lies.
    public struct Copy: Sendable, Hashable {
        public var place: String
        public var medium: String
        public var isImmutable: Bool?
        public var isOffsite: Bool?

        public init(place: String = "", medium: String = "", isImmutable: Bool? = nil, isOffsite: Bool? = nil) {
            self.place = place
            self.medium = medium
            self.isImmutable = isImmutable
            self.isOffsite = isOffsite
        }
    }

    /// `restic`, `borg`, or what a neutral file says.
    public var tool: String
    public var kind: Kind
    /// What the program calls it: a job, a tag, the beginning of an archive's name.
    public var label: String
    public var repository: String
    public var host: String
    /// The code of the element of the service map that it covers; only in neutral files.
    public var node: String
    public var startedAt: Moment?
    public var finishedAt: Moment?
    public var outcome: Outcome
    public var reason: Reason?
    /// What the program says of it, at most 500 characters.
    public var message: String
    public var bytes: Int64?
    public var snapshot: String
    public var copy: Copy?

    public init(
        tool: String, kind: Kind, label: String = "", repository: String = "", host: String = "", node: String = "",
        startedAt: Moment? = nil, finishedAt: Moment? = nil, outcome: Outcome, reason: Reason? = nil,
        message: String = "", bytes: Int64? = nil, snapshot: String = "", copy: Copy? = nil
    ) {
        self.tool = tool
        self.kind = kind
        self.label = label
        self.repository = repository
        self.host = host
        self.node = node
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.outcome = outcome
        self.reason = reason
        self.message = message
        self.bytes = bytes
        self.snapshot = snapshot
        self.copy = copy
    }

    /// When it ended, else when it began.
    public var at: Moment? { finishedAt ?? startedAt }

    /// The same for the same run, however often and by whichever report it is told.
    ///
    /// A snapshot is told by the backup that made it and again by every later list; restic shortens it to eight digits
    /// in some of them, so eight digits count.
    public var identity: String {
        if kind == .backup, !snapshot.isEmpty { return "\(tool)|snapshot|\(snapshot.prefix(8))" }
        return [
            tool, kind.rawValue, repository, host, label, node, (startedAt ?? finishedAt)?.text ?? "",
        ].joined(separator: "|")
    }
}
