// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Frameworks
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The objectives of an organisation on the reader's desk.
struct ObjectiveDesk: Sendable {
    let place: Place
    let sheet: StandingSheet

    /// - Throws: `Refusal` for what the person may not read or a framework that does not exist.
    static func open(_ visit: Visit, for permission: Permission) async throws -> ObjectiveDesk {
        let place = try await visit.place(try visit.identifier("organisation"), for: permission)
        guard
            let identity = Framework.Identity(
                identifier: try visit.parameter("framework"), version: try visit.parameter("version")),
            let framework = try await visit.house.library.framework(identity),
            // A territory would read every proof of the country, and is asked nothing itself.
            [.ght, .legalEntity, .site].contains(place.organisation.kind),
            let sheet = try await visit.house.standings(of: place.organisation, for: [framework]).first
        else { throw Refusal.notFound }
        return ObjectiveDesk(place: place, sheet: sheet)
    }

    func words(_ visit: Visit, onPaper: Bool = false) -> ReadingWords {
        Self.words(sheet.shelf, visit, onPaper: onPaper)
    }

    static func words(_ shelf: ProofShelf, _ visit: Visit, onPaper: Bool = false) -> ReadingWords {
        ReadingWords(
            shelf, kinds: { visit.house.proofKind($0)?.title },
            opens: { !onPaper && visit.access.sees($0.owner.lineage) }, today: onPaper ? nil : visit.today,
            visit.language)
    }
}

/// How many requirements are in each state.
struct ObjectiveCount: Sendable, Hashable {
    var proven = 0
    var expiring = 0
    var expired = 0
    var partial = 0
    var declared = 0
    /// Not met, or nothing at all.
    var missing = 0
    var notApplicable = 0
    var differing = 0

    init(_ lines: [StandingSheet.Line]) {
        for line in lines {
            if line.difference != nil { differing += 1 }
            switch line.state {
            case .proven: proven += 1
            case .expiring: expiring += 1
            case .expired: expired += 1
            case .partial: partial += 1
            case .declared: declared += 1
            case .notMet, .open: missing += 1
            case .notApplicable: notApplicable += 1
            }
        }
    }

    var applicable: Int { proven + expiring + expired + partial + declared + missing }
    var good: Int { proven + expiring }
}
