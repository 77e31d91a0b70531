// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What an interruption does, how long care holds without computers, and the plans that say so.
public struct ContinuityFeature: Feature {
    public let identifier = "continuity"

    public init() {}

    public var migrations: [Migration] { ContinuityMigrations.all }
    public var permissions: [Permission] { ContinuityPermissions.all }
    public var routes: [Route] { ContinuityRoutes.all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard visit.access.maySomewhere(ContinuityPermissions.read),
            let id = organisation?.id
                ?? visit.access.grants.first(where: { ContinuityPermissions.read.roles.contains($0.role) })?
                .organisation
        else { return [] }
        if let organisation, !visit.access.may(ContinuityPermissions.read, in: organisation.lineage) { return [] }
        let overview = ContinuityURL.overview(.init(id)).path
        return [
            MenuEntry(
                pillar: .operations, title: Phrase("Continuité", "Continuity"), href: overview, area: [overview.text])
        ]
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(ContinuityPermissions.read, in: organisation.lineage) else { return .nothing }
        let day = visit.today
        let facts = try await visit.read { session in
            try ContinuityFacts.read(of: organisation, on: day, in: session)
        }
        return ContinuityCockpit.render(facts, visit.language)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        try await ContinuitySearch.hits(text, for: visit)
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        let day = house.today
        let facts = try await house.database.read { session in
            try ContinuityFacts.read(of: organisation, on: day, in: session)
        }
        return ContinuityIndicators.all(facts)
    }

    public func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        try await ContinuityDuties.all(scope, in: house)
    }

    public func daily(in house: House, on day: Day) async throws {
        let nodes = try await house.database.read { session in try AnalysisStore.unsettled(in: session) }
        // A change that changes nothing would be refused: it records nothing.
        guard !nodes.isEmpty else { return }
        try await house.database.change(by: .system, at: house.clock.now) { change in
            try AnalysisStore.settle(nodes, in: change)
        }
    }

    public func kit(
        of organisation: Organisation, in house: House, language: Language
    ) async throws -> [KitDocument] {
        try await ContinuityKit.documents(of: organisation, in: house, language)
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await ContinuityDemonstration.add(demonstration, in: house)
    }
}
