// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What to do next with the money and the people there are, then following it until it is done.
public struct RoadmapFeature: Feature {
    public let identifier = "roadmap"
    private let workshop: Workshop

    /// - Parameter solver: finds the exact plans; the server gives `ChildProcessSolver`.
    public init(solver: any PlanSolving) { workshop = Workshop(solver: solver) }

    public var migrations: [Migration] { RoadmapMigrations.all }
    public var permissions: [Permission] { RoadmapPermissions.all }
    public var routes: [Route] { RoadmapRoutes(workshop: workshop).all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        var entries: [MenuEntry] = []
        if visit.access.maySomewhere(RoadmapPermissions.read), let place = place(visit, organisation) {
            let list = RoadmapURL.list(.init(place)).path
            // The candidate actions are one step behind the list, which leads to them.
            let actions = RoadmapURL.actions(.init(place)).path
            entries = [
                MenuEntry(
                    pillar: .resources, title: Phrase("Feuille de route", "Roadmap"), href: list,
                    area: [list.text, "/feuilles-de-route", "/actions-suivies", actions.text])
            ]
        }
        if visit.access.maySomewhere(RoadmapPermissions.contribute) {
            entries.append(
                MenuEntry(
                    pillar: .resources, title: Phrase("Mes actions", "My actions"), href: RoadmapURL.mine.path,
                    area: entries.isEmpty ? ["/actions-suivies"] : []))
        }
        return entries
    }

    /// The organisation in view when its roadmaps may be read, else the first where they may.
    private func place(_ visit: Visit, _ organisation: Organisation?) -> Organisation.ID? {
        if let organisation, visit.access.may(RoadmapPermissions.read, in: organisation.lineage) {
            return organisation.id
        }
        return visit.access.grants.first { RoadmapPermissions.read.roles.contains($0.role) }?.organisation
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        try await RoadmapCockpit.part(of: organisation, for: visit)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        try await RoadmapSearch.hits(text, for: visit)
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        try await RoadmapIndicators.all(of: organisation, in: house)
    }

    public func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        try await RoadmapDuties.all(scope, in: house)
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await RoadmapDemonstration.add(demonstration, in: house)
    }
}
