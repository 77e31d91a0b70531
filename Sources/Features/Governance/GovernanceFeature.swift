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

/// Who is responsible for what, what was decided, with which money and which people; the figures that tell whether it
/// works, and the one page that a director reads.
public struct GovernanceFeature: Feature {
    public let identifier = "governance"

    public init() {}

    public var migrations: [Migration] { GovernanceMigrations.all }
    public var permissions: [Permission] { GovernancePermissions.all }
    public var routes: [Route] { GovernanceRoutes.all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard visit.access.maySomewhere(GovernancePermissions.read),
            let id = organisation?.id
                ?? visit.access.grants.first(where: { GovernancePermissions.read.roles.contains($0.role) })?
                .organisation
        else { return [] }
        if let organisation, !visit.access.may(GovernancePermissions.read, in: organisation.lineage) { return [] }
        let place = GovernanceURL.Part(id)
        let appointments = GovernanceURL.appointments(place).path
        return [
            MenuEntry(
                pillar: .governance, title: Phrase("Gouvernance", "Governance"), href: appointments,
                area: [appointments.text, GovernanceURL.indicators(place).path.text]),
            MenuEntry(
                pillar: .governance, title: Phrase("Page de direction", "Director’s page"),
                href: GovernanceURL.director(place).path),
            MenuEntry(
                pillar: .resources, title: Phrase("Budget", "Budget"), href: GovernanceURL.budget(place).path,
                area: [GovernanceURL.budget(place).path.text]),
            MenuEntry(
                pillar: .resources, title: Phrase("Équipe", "Team"), href: GovernanceURL.team(place).path,
                area: [GovernanceURL.team(place).path.text]),
        ]
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        try await GovernanceCockpit.part(of: organisation, for: visit)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        try await GovernanceSearch.hits(text, for: visit)
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        let day = house.today
        let facts = try await house.database.read { session in
            try GovernanceFacts.read(of: organisation, on: day, in: session)
        }
        return GovernanceIndicators.all(facts)
    }

    public func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        try await GovernanceDuties.all(scope, in: house)
    }

    public func daily(in house: House, on day: Day) async throws {
        let isDue = try await house.database.read { session in
            try AppointmentStore.awaitsRefresh(on: day, in: session)
        }
        // A change that changes nothing would be refused: it records nothing.
        if isDue {
            try await house.database.change(by: .system, at: house.clock.now) { change in
                _ = try AppointmentStore.refresh(on: day, in: change)
            }
        }
        try await IndicatorRecorder.keepAll(in: house, on: day)
    }

    public func excerpt(of organisation: Organisation, in house: House, under key: SecretKey) -> ExcerptPart {
        GovernanceExcerpt.part(of: organisation.lineage)
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await GovernanceDemonstration.add(demonstration, in: house)
    }
}
