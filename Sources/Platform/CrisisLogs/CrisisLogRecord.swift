// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Organisations
import Persistence
import Primitives

/// A log: the « main courante » of an incident or of an exercise. Both write the same lines.
public struct CrisisLogRecord: Sendable, Hashable {
    public typealias ID = Identifier<CrisisLogRecord>

    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case incident
        /// Every page and every print of it says EXERCICE.
        case exercise
    }

    public let id: ID
    public let keeper: Keeper
    public let kind: Kind
    public let title: String
    public let openedAt: Instant
    public let closedAt: Instant?

    public var isOpen: Bool { closedAt == nil }
}

extension Moment {
    public init(_ instant: Instant) { self.init(milliseconds: instant.millisecondsSinceEpoch) }
    public var instant: Instant { Instant(millisecondsSinceEpoch: milliseconds) }
}

public enum CrisisLogError: ExplainedError, Hashable {
    case closed
    case emptyText
    case tooLong
    case unknownReference

    public static let textLimit = 4000

    public var message: Phrase {
        switch self {
        case .closed:
            Phrase(
                "Cette main courante est close\u{00A0}: rouvrez-la pour y écrire.",
                "This log is closed: reopen it to write in it.")
        case .emptyText: Phrase("Écrivez ce qui s’est passé.", "Write what happened.")
        case .tooLong:
            Phrase(
                "Ce texte est trop long\u{00A0}: \(Self.textLimit) caractères au plus.",
                "This text is too long: \(Self.textLimit) characters at most.")
        case .unknownReference:
            Phrase("La ligne visée n’existe pas dans cette main courante.", "The line meant is not in this log.")
        }
    }
}
