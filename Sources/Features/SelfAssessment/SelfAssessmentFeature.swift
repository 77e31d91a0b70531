// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Measuring an establishment, or every member of a group, against a framework; strengths, weaknesses, what to do first.
public struct SelfAssessmentFeature: Feature {
    public let identifier = "self-assessment"

    public init() {}

    public var migrations: [Migration] { AssessmentMigrations.all }
    public var permissions: [Permission] { AssessmentPermissions.all }

    public var routes: [Route] {
        AssessmentRoutes.all + FrameworkRoutes.all
    }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard let organisation = organisation?.id ?? visit.access.grants.first?.organisation else { return [] }
        var entries: [MenuEntry] = []
        if visit.access.maySomewhere(AssessmentPermissions.enter) {
            entries.append(
                MenuEntry(
                    pillar: .governance, title: Phrase("Auto-évaluation", "Self-assessment"),
                    href: AssessmentURL.list(.init(organisation)).path,
                    area: ["/evaluations", "/campagnes", AssessmentURL.list(.init(organisation)).path.text]))
        }
        entries.append(
            MenuEntry(
                pillar: .governance, title: Phrase("Référentiels", "Frameworks"), href: FrameworkURL.list.path,
                area: ["/referentiels"]))
        return entries
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        try await AssessmentCockpit.part(of: organisation, for: visit)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        try await AssessmentIndicators.indicators(of: organisation, in: house)
    }

    public func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        try await AssessmentDuties.duties(scope, in: house)
    }

    public func declarations(of organisations: [Organisation.ID], in house: House) async throws -> [Declaration] {
        try await house.database.read { session in
            try DeclarationStore.declarations(of: organisations, in: session)
        }
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await AssessmentDemonstration.add(demonstration, in: house)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        try await FrameworkSearch.hits(text, for: visit)
    }
}
