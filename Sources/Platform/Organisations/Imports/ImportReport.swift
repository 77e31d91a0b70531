// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What an import did. Bounded: of the refused lines only the first thousand are kept.
public struct ImportReport: Sendable, Hashable {
    /// Organisations that did not exist, those made on the way included (regions, groups, legal entities only named).
    public internal(set) var created = 0
    public internal(set) var changed = 0
    public internal(set) var unchanged = 0
    public private(set) var refusedCount = 0
    public private(set) var refused: [RefusedLine] = []

    static let keptRefusals = 1000

    mutating func refuse(_ line: Int, _ reason: Phrase) {
        refusedCount += 1
        if refused.count < Self.keptRefusals { refused.append(RefusedLine(line: line, reason: reason)) }
    }

    /// For the journal.
    var figures: String {
        "created=\(created) changed=\(changed) unchanged=\(unchanged) refused=\(refusedCount)"
    }
}

public struct RefusedLine: Sendable, Hashable {
    public let line: Int
    public let reason: Phrase

    public init(line: Int, reason: Phrase) {
        self.line = line
        self.reason = reason
    }
}

/// How far an import is. `bytesTotal` is nil when nobody knows it.
public struct ImportProgress: Sendable, Hashable {
    public let linesRead: Int
    public let bytesRead: Int
    public let bytesTotal: Int?
}

/// Why a whole file was refused; nothing of it was kept.
public enum ImportError: ExplainedError, Sendable, Hashable {
    case notFINESS
    case truncated(line: Int)
    case tooManyLines(Int)
    /// The organisation given as the root of the regions is not the nation.
    case rootIsNotNational

    public var message: Phrase {
        switch self {
        case .notFINESS:
            Phrase(
                "Ce fichier n’est pas un extrait FINESS\u{00A0}: ni le CSV historique (lignes «\u{00A0}structureet\u{00A0}»), ni le JSON "
                    + "«\u{00A0}Structures\u{00A0}» (liste «\u{00A0}pmej\u{00A0}»).",
                "This file is not a FINESS extract: neither the legacy CSV (“structureet” lines) nor the “Structures” "
                    + "JSON (“pmej” list).")
        case .truncated(let line):
            Phrase(
                "Le fichier est coupé à la ligne \(line). Téléchargez-le de nouveau.",
                "The file is cut on line \(line). Download it again.")
        case .tooManyLines(let limit):
            Phrase("Le fichier dépasse \(limit) lignes.", "The file has more than \(limit) lines.")
        case .rootIsNotNational:
            Phrase(
                "Les régions se rattachent à l’organisation nationale.", "Regions are placed under the national level.")
        }
    }
}
