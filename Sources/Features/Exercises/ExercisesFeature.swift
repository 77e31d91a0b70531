// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Crisis exercises: prepared from a scenario, played, learnt from.
public struct ExercisesFeature: Feature {
    public let identifier = "exercises"
    private let keeper = Doorkeeper()

    public init() {}

    public var migrations: [Migration] { ExercisesMigrations.all + ResultMigrations.all }
    public var permissions: [Permission] { ExercisesPermissions.all + CampaignPermissions.all }
    public var routes: [Route] { ExercisesRoutes(keeper: keeper).all + ResultsRoutes.all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        let campaign = ResultsContributions.menu(for: visit, at: organisation)
        guard let place = place(visit, organisation) else { return campaign }
        let home = ExercisesURL.home(.init(place)).path
        let actions = ResultsURL.actions(.init(place)).path
        return [
            MenuEntry(
                pillar: .operations, title: Phrase("Exercices", "Exercises"), href: home,
                area: [home.text, actions.text])
        ] + campaign
    }

    /// The organisation in view when its exercises may be read, else the first where they may.
    private func place(_ visit: Visit, _ organisation: Organisation?) -> Organisation.ID? {
        if let organisation {
            return visit.access.may(ExercisesPermissions.read, in: organisation.lineage) ? organisation.id : nil
        }
        return visit.access.grants.first { ExercisesPermissions.read.roles.contains($0.role) }?.organisation
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        var part = try await ExercisesCockpit.part(of: organisation, for: visit)
        let after = try await ResultsContributions.cockpit(of: organisation, for: visit)
        part.figures += after.figures
        part.todo += after.todo
        return part
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        try await ExercisesSearch.hits(text, for: visit)
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language) ?? ResultJournalWords.sentence(action, detail, language)
    }

    public func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        try await ExercisesDuties.all(scope, in: house) + ResultsContributions.duties(scope, in: house)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        try await ResultsContributions.indicators(of: organisation, in: house)
    }

    /// A copy goes without the doors of the play and without the addresses of those who take part: it is read by others.
    public func excerpt(of organisation: Organisation, in house: House, under key: SecretKey) -> ExcerptPart {
        ExcerptPart(
            rewritten: ["exercise_participant.mail": { _ in .text("") }, "exercise_note.link_id": { _ in .null }],
            omitted: ["exercise_link", "exercise_mail", "exercise_feedback", "exercise_slip"])
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await ExercisesDemonstration.add(demonstration, in: house)
        try await ResultsDemonstration.add(demonstration, in: house)
    }
}
