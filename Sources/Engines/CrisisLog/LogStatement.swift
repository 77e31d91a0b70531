// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Everything that somebody said in one line of the log. Once entered it never changes: a correction is another line.
public struct LogStatement: Sendable, Hashable, Codable {
    /// How this line stands to an earlier one.
    public enum Relation: String, Sendable, Hashable, CaseIterable, Codable {
        case corrects
        case closes
        case answers
    }

    /// A thing of another room that the line speaks of.
    public struct Link: Sendable, Hashable, Codable {
        public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
            case service, task, inject, incident, clock, alert, unit
            /// A situation report that this very line edits; its key says what it covers (`SituationReport.Span`).
            case report
        }

        public let kind: Kind
        /// Its identifier, stable in the room that keeps it.
        public let key: String
        public let title: String

        public init(_ kind: Kind, key: String, title: String) {
            self.kind = kind
            self.key = key
            self.title = title
        }
    }

    /// A file kept beside the log, by its content.
    public struct Attachment: Sendable, Hashable, Codable {
        public let name: String
        public let bytes: Int
        /// SHA-256 in lower-case hexadecimal.
        public let digest: String

        public init(name: String, bytes: Int, digest: String) {
            self.name = name
            self.bytes = bytes
            self.digest = digest
        }
    }

    /// When it happened, as far as is known.
    public var factAt: Moment
    public var kind: LogKind
    public var cell: LogCell
    public var phase: LogPhase?
    public var text: String
    /// Who says it: a function, a telephone call, a screen.
    public var source: String
    public var confidence: LogConfidence?
    /// Of a decision: who took it, and on what grounds.
    public var decidedBy: String
    public var motive: String
    /// Of a request or an action: to whom, by when.
    public var owner: String
    public var due: Moment?
    public var status: LogStatus?
    public var relation: Relation?
    /// The line that `relation` speaks of.
    public var about: LogReference?
    /// The number of the paper sheet that it was copied from; empty when it was typed at once.
    public var paperSheet: String
    public var links: [Link]
    public var attachments: [Attachment]

    public init(
        factAt: Moment, kind: LogKind, cell: LogCell, phase: LogPhase? = nil, text: String, source: String = "",
        confidence: LogConfidence? = nil, decidedBy: String = "", motive: String = "", owner: String = "",
        due: Moment? = nil, status: LogStatus? = nil, relation: Relation? = nil, about: LogReference? = nil,
        paperSheet: String = "", links: [Link] = [], attachments: [Attachment] = []
    ) {
        self.factAt = factAt
        self.kind = kind
        self.cell = cell
        self.phase = phase
        self.text = text
        self.source = source
        self.confidence = confidence
        self.decidedBy = decidedBy
        self.motive = motive
        self.owner = owner
        self.due = due
        self.status = status
        self.relation = relation
        self.about = about
        self.paperSheet = paperSheet
        self.links = links
        self.attachments = attachments
    }
}
