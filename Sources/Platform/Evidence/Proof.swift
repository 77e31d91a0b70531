// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Organisations
import Primitives

/// Something that shows that a requirement is met: a document, or a fact that Carène measured itself. One proof serves every
/// requirement whose rule it satisfies (design §6).
public struct Proof: Sendable, Hashable {
    public typealias ID = Identifier<Proof>

    public enum Source: Sendable, Hashable {
        case document(File)
        /// Written down without a document; the note says on what grounds.
        case statement
        /// Measured by a feature of the house: which one, and about which of its objects.
        case measurement(feature: String, object: String)
    }

    public struct File: Sendable, Hashable {
        /// Of the content, in hexadecimal.
        public let sha256: String
        /// As its author named it; shown, never used as a path.
        public let name: String
        public let mediaType: String
        /// In bytes.
        public let size: Int

        public init(sha256: String, name: String, mediaType: String, size: Int) {
            self.sha256 = sha256
            self.name = name
            self.mediaType = mediaType
            self.size = size
        }
    }

    /// An organisation that the proof is valid for, with everything below it.
    public struct Holder: Sendable, Hashable {
        public let id: Organisation.ID
        public let name: String
        public let lineage: Lineage

        public init(id: Organisation.ID, name: String, lineage: Lineage) {
            self.id = id
            self.name = name
            self.lineage = lineage
        }
    }

    public let id: ID
    /// The first version; the same for every version.
    public let series: ID
    /// From 1.
    public let version: Int
    public let kind: String
    public let title: String
    public let note: String
    public let facts: [String: FactCondition.Value]
    /// When the measurement was made, or the document signed or last reviewed; not the day of the upload.
    public let obtainedOn: Day
    /// The last day on which it is valid; nil when only the rules limit it.
    public let validUntil: Day?
    public let source: Source
    /// Where it is kept: those in charge there may change it.
    public let owner: Holder
    public let holders: [Holder]
    public let author: Account.ID?
    public let authorName: String
    public let createdAt: Instant
    /// The version that took its place.
    public let replacedBy: ID?
    public let withdrawnAt: Instant?

    /// Whether it may count at all: neither replaced nor withdrawn.
    public var isCurrent: Bool { replacedBy == nil && withdrawnAt == nil }

    public var file: File? { if case .document(let file) = source { file } else { nil } }

    /// As the rules see it.
    public var record: ProofRecord? {
        guard let obtained = CalendarDay(obtainedOn) else { return nil }
        return ProofRecord(
            id: id.text, kind: kind, facts: facts, obtainedOn: obtained,
            validUntil: validUntil.flatMap { CalendarDay($0) })
    }
}

/// What a person enters of a proof. Checked by `ProofStore`.
public struct ProofDraft: Sendable, Hashable {
    public var kind: String
    public var title: String
    public var note: String
    public var facts: [String: FactCondition.Value]
    public var obtainedOn: Day
    public var validUntil: Day?
    public var file: Proof.File?
    /// At least one, each at or below the owner.
    public var holders: [Organisation.ID]

    public static let titleLimit = 200
    public static let noteLimit = 2000

    public init(
        kind: String, title: String, note: String = "", facts: [String: FactCondition.Value] = [:], obtainedOn: Day,
        validUntil: Day? = nil, file: Proof.File? = nil, holders: [Organisation.ID]
    ) {
        self.kind = kind
        self.title = title
        self.note = note
        self.facts = facts
        self.obtainedOn = obtainedOn
        self.validUntil = validUntil
        self.file = file
        self.holders = holders
    }
}
