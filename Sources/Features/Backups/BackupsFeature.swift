// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What is backed up, since when, and how long it takes to come back.
public struct BackupsFeature: Feature {
    public let identifier = "backups"

    public init() {}

    public var migrations: [Migration] { BackupsMigrations.all }
    public var permissions: [Permission] { BackupsPermissions.all }
    public var routes: [Route] { BackupsRoutes.all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard visit.access.maySomewhere(BackupsPermissions.read),
            let id = organisation?.id
                ?? visit.access.grants.first(where: { BackupsPermissions.read.roles.contains($0.role) })?.organisation
        else { return [] }
        if let organisation, !visit.access.may(BackupsPermissions.read, in: organisation.lineage) { return [] }
        let overview = BackupsURL.overview(.init(id)).path
        return [
            MenuEntry(
                pillar: .operations, title: Phrase("Sauvegardes", "Backups"), href: overview, area: [overview.text])
        ]
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        try await BackupsCockpit.part(of: organisation, for: visit)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let scope = visit.access.scope(of: BackupsPermissions.read)
        guard !scope.isEmpty else { return [] }
        let jobs = try await visit.read { session in
            try JobStore.search(text, under: scope, limit: 8, in: session)
        }
        return jobs.map { job in
            SearchHit(
                title: job.name,
                detail: [visit.language("Sauvegarde", "Backup"), job.tool, job.keeper.name].joined(separator: " · "),
                href: BackupsURL.job(.init(job.keeper.id), .init(job.id)).path)
        }
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        let (now, today) = (house.clock.now, house.today)
        let facts = try await house.database.read { session in
            try BackupFacts.read(of: organisation, at: now, today: today, in: session)
        }
        return BackupsIndicators.all(facts)
    }

    public func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        try await BackupsDuties.all(scope, in: house)
    }

    /// A backup that runs no more sends nothing: only the calendar notices.
    public func daily(in house: House, on day: Day) async throws {
        let now = house.clock.now
        try await house.database.write { session in
            try AlertStore.settle(under: nil, at: now, today: day, in: session)
        }
    }

    public func kit(
        of organisation: Organisation, in house: House, language: Language
    ) async throws -> [KitDocument] {
        let (now, today) = (house.clock.now, house.today)
        let facts = try await house.database.read { session in
            try BackupFacts.read(of: organisation, at: now, today: today, in: session)
        }
        return BackupsKit.documents(facts, zone: house.settings.zone, language)
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await BackupsDemonstration.add(demonstration, in: house)
    }
}
