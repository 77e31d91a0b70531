// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives
import Site

/// Crisis exercises: prepared from a scenario, played, learnt from.
public struct ExercisesFeature: Feature {
    public let identifier = "exercises"

    public init() {}

    public var migrations: [Migration] { ExercisesMigrations.all + ResultMigrations.all }
    public var permissions: [Permission] { ExercisesPermissions.all + CampaignPermissions.all }
    public var routes: [Route] { ResultsRoutes.all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        ResultsContributions.menu(for: visit, at: organisation)
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        try await ResultsContributions.cockpit(of: organisation, for: visit)
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        ResultJournalWords.sentence(action, detail, language)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        try await ResultsContributions.indicators(of: organisation, in: house)
    }

    public func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        try await ResultsContributions.duties(scope, in: house)
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await ResultsDemonstration.add(demonstration, in: house)
    }

    /// The slips open a form to whoever holds them: they do not travel.
    public func excerpt(of organisation: Organisation, in house: House, under key: SecretKey) -> ExcerptPart {
        ExcerptPart(omitted: ["exercise_slip"])
    }
}
