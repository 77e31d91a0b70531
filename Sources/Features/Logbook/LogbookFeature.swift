// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import CrisisLog
import CrisisLogs
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The logs of crises and exercises: one line by keyboard, read live by everybody, never erased.
public struct LogbookFeature: Feature {
    public let identifier = "logbook"
    private let shelf = CrisisLogShelf()

    public init() {}

    public var permissions: [Permission] { LogbookPermissions.all }
    public var routes: [Route] { LogbookRoutes(shelf: shelf).all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        let place: Organisation.ID?
        if let organisation {
            place = visit.access.may(LogbookPermissions.read, in: organisation.lineage) ? organisation.id : nil
        } else {
            place = visit.access.grants.first { LogbookPermissions.read.roles.contains($0.role) }?.organisation
        }
        guard let place else { return [] }
        let list = LogbookURL.list(.init(place)).path
        return [
            MenuEntry(
                pillar: .operations, title: Phrase("Mains courantes", "Crisis logs"), href: list,
                area: [list.text, "/mains-courantes/"])
        ]
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(LogbookPermissions.read, in: organisation.lineage) else { return .nothing }
        let open = try await visit.read { session in
            try CrisisLogStore.open(under: [organisation.lineage], limit: 3, in: session)
        }
        var late: [CrisisLogRecord.ID: Int] = [:]
        for record in open {
            let copy = try await shelf.copy(of: record, from: visit.house.database, at: visit.now)
            let now = Moment(visit.now.adding(seconds: record.clockOffset))
            late[record.id] = copy.reading.open.filter { $0.isLate(at: now) }.count
        }
        return LogbookCockpit.part(open, late: late, at: visit.now, visit.language)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let scope = visit.access.scope(of: LogbookPermissions.read)
        guard !scope.isEmpty, !folded(text).isEmpty else { return [] }
        var query = CrisisLogStore.Query()
        query.text = text
        let asked = query
        let found = try await visit.read { session in
            try CrisisLogStore.page(of: asked, under: scope, limit: 8, offset: 0, in: session).logs
        }
        let t = visit.language
        return found.map { summary in
            SearchHit(
                title: summary.log.title,
                detail: "\(LogbookCockpit.kind(summary.log, t)) · \(summary.log.keeper.name)",
                href: LogbookURL.log(.init(summary.log.id)).path)
        }
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    public func kit(of organisation: Organisation, in house: House, language: Language) async throws -> [KitDocument] {
        try await LogbookKit.documents(of: organisation, in: house, shelf, language)
    }

    /// A copy that kept the name of this installation would write under it: each draws its own.
    public func excerpt(of organisation: Organisation, in house: House, under key: SecretKey) -> ExcerptPart {
        ExcerptPart(omitted: ["crisis_log_device"])
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await LogbookDemonstration.add(demonstration, in: house)
    }
}
