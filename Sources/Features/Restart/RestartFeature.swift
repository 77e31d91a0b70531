// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The restart, computed before the day and followed on the day.
public struct RestartFeature: Feature {
    public let identifier = "restart"
    private let workshop = Workshop()
    private let room = BoardRoom()

    public init() {}

    public var migrations: [Migration] { RestartMigrations.all }
    public var permissions: [Permission] { RestartPermissions.all }
    public var routes: [Route] { RestartRoutes(workshop: workshop, room: room).all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard let place = place(visit, organisation) else { return [] }
        let home = RestartURL.home(.init(place)).path
        return [
            MenuEntry(pillar: .operations, title: Phrase("Redémarrage", "Restart"), href: home, area: [home.text])
        ]
    }

    /// The organisation in view when its restart may be read, else the first where it may.
    private func place(_ visit: Visit, _ organisation: Organisation?) -> Organisation.ID? {
        if let organisation {
            return visit.access.may(RestartPermissions.read, in: organisation.lineage) ? organisation.id : nil
        }
        return visit.access.grants.first { RestartPermissions.read.roles.contains($0.role) }?.organisation
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        try await RestartCockpit.part(of: organisation, for: visit)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        try await RestartSearch.hits(text, for: visit)
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        try await RestartIndicators.all(of: organisation, in: house)
    }

    public func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        try await RestartDuties.all(scope, in: house)
    }

    public func kit(
        of organisation: Organisation, in house: House, language: Language
    ) async throws -> [KitDocument] {
        try await RestartKit.documents(of: organisation, in: house, language)
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await RestartDemonstration.add(demonstration, in: house)
    }
}
