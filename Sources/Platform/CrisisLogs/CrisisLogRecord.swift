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
    public let closedBy: String?
    /// Grows with each line and each change of state.
    public let revision: Int
    /// Hours between two situation reports; nil while nobody chose.
    public let rhythmHours: Int?
    /// What this installation's clock is known to be wrong by here, in seconds to be added to what it shows.
    public let clockOffset: Int

    public var isOpen: Bool { closedAt == nil }
}

extension Moment {
    public init(_ instant: Instant) { self.init(milliseconds: instant.millisecondsSinceEpoch) }
    public var instant: Instant { Instant(millisecondsSinceEpoch: milliseconds) }
}

public enum CrisisLogError: ExplainedError, Hashable {
    case closed
    case notClosed
    case titleMissing
    case emptyText
    case tooLong
    case unknownReference
    /// A moment before 2000 or after 2100, or a clock wrong by more than ten years.
    case impossibleTime
    case tooManyLines
    case tooManyForks
    /// The log exists already at another organisation.
    case keptElsewhere(String)

    public static let textLimit = 4000
    /// Of a source, an owner, a name.
    public static let shortLimit = 200
    /// Lines that may have one number, less one.
    public static let forkLimit = 99
    /// Far above what a crisis writes: three months at one line a minute.
    public static let lineLimit = 130_000

    public var nature: ErrorNature {
        switch self {
        case .closed, .notClosed, .keptElsewhere: .conflict
        default: .invalid
        }
    }

    public var message: Phrase {
        switch self {
        case .closed:
            Phrase(
                "Cette main courante est close\u{00A0}: rouvrez-la pour y écrire.",
                "This log is closed: reopen it to write in it.")
        case .notClosed:
            Phrase("Cette main courante est déjà ouverte.", "This log is open already.")
        case .titleMissing:
            Phrase(
                "Donnez un titre à la main courante, de \(Self.shortLimit) caractères au plus.",
                "Give the log a title, \(Self.shortLimit) characters at most.")
        case .impossibleTime: Phrase("Cette date n’est pas possible.", "This date is not possible.")
        case .tooManyLines:
            Phrase(
                "Cette main courante est pleine\u{00A0}: ouvrez-en une autre qui la continue.",
                "This log is full: open another one that continues it.")
        case .tooManyForks:
            Phrase(
                "Trop de lignes différentes portent le même numéro\u{00A0}: rien n’a été ajouté.",
                "Too many different lines have the same number: nothing was added.")
        case .keptElsewhere(let name):
            Phrase(
                "Cette main courante existe déjà ici, à «\u{00A0}\(name)\u{00A0}»\u{00A0}: fusionnez-la là.",
                "This log exists here already, at “\(name)”: merge it there.")
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
