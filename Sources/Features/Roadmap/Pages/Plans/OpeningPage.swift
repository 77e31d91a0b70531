// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Frameworks
import Markup
import Organisations
import Persistence
import Planning
import Primitives
import Site

/// Opening a roadmap: for whom, on which frameworks, with which money and people. One form, with defaults.
enum OpeningPage {
    struct Model: Sendable {
        let organisation: Organisation
        let candidates: [Organisation]
        let frameworks: [(identity: String, title: String)]
        let actions: [(id: String, title: String)]
        let today: Day
        var draft: OpeningDraft
        var errors = FormErrors()
        /// A version of this roadmap exists already.
        let isNext: Bool
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, model) = try await open(visit)
        return page(model, place, visit)
    }

    static func save(_ visit: Visit, _ workshop: Workshop) async throws -> Reply {
        let form = try await visit.form()
        var (place, model) = try await open(visit)
        let t = visit.language
        model.draft = OpeningDraft(form, frameworks: model.frameworks.map(\.identity))
        let settings = model.draft.settings(
            members: model.candidates.map(\.id.text), actions: Set(model.actions.map(\.id)), today: visit.today,
            &model.errors, t)
        guard model.errors.isEmpty else { return page(model, place, visit, status: .unprocessable) }
        let organisation = place.organisation
        let members = model.candidates.filter { settings.members.contains($0.id.text) }
        let snapshot: RoadmapSnapshot
        do {
            snapshot = try await RoadmapInput.snapshot(
                settings, for: organisation, members: members, in: visit.house)
        } catch RoadmapError.noGap {
            // Beside the fields that it depends on: the frameworks.
            model.errors.add(
                RoadmapError.noGap.message(t),
                to: OpeningDraft.Name.weight(model.frameworks.first?.identity ?? ""))
            return page(model, place, visit, status: .unprocessable)
        }
        let plan = GreedyPlanner.plan(snapshot.problem)
        let title = model.draft.title
        let (id, scenario) = try await visit.change { change in
            try RoadmapStore.open(title, settings, snapshot, plan: plan, for: organisation, in: change)
        }
        let isComputing = try await compute(scenario, of: id, place, snapshot, visit, workshop)
        return .redirect(RoadmapURL.roadmap(.init(id)).path, notice: Workshop.notice(isComputing, t))
    }

    /// Too many jobs at once keep the exact computation for later: the first plan is there all the same.
    private static func compute(
        _ scenario: PlanScenario.ID, of id: Roadmap.ID, _ place: Place, _ snapshot: RoadmapSnapshot, _ visit: Visit,
        _ workshop: Workshop
    ) async throws -> Bool {
        let found = try await visit.read { session in
            (
                try RoadmapStore.roadmap(id, in: session),
                try ScenarioStore.scenario(scenario, of: id, in: session)
            )
        }
        guard let roadmap = found.0, let base = found.1 else { return false }
        let desk = RoadmapDesk(
            roadmap: roadmap, snapshot: snapshot, place: place, scenarios: [base], manages: true)
        return try await workshop.startIfPossible(base, of: desk, visit)
    }

    private static func open(_ visit: Visit) async throws -> (Place, Model) {
        let place = try await visit.place(try visit.identifier("organisation"), for: RoadmapPermissions.manage)
        let organisation = place.organisation
        let (below, latest, catalogue) = try await visit.read { session in
            (
                try OrganisationStore.members(of: organisation.lineage, kinds: [.legalEntity, .site], in: session),
                try RoadmapStore.latest(of: organisation.id, in: session),
                try ActionCatalogue.read(for: organisation, in: session)
            )
        }
        let candidates = RoadmapInput.candidates(below, of: organisation)
        // Each is read with all its proofs: those of a country would take hours, and have no common budget.
        guard candidates.count <= RoadmapSettings.mostMembers else {
            throw Refusal.invalid(
                Phrase(
                    "Trop d’établissements pour une seule feuille de route\u{00A0}: ouvrez celle d’un groupement.",
                    "Too many establishments for one roadmap: open that of a group."))
        }
        var frameworks: [(identity: String, title: String)] = []
        for identity in try await FrameworkTitles.newest(visit.house).values.sorted() {
            guard let framework = try await visit.house.library.framework(identity) else { continue }
            frameworks.append((identity.description, FrameworkTitles.title(of: framework, visit.language)))
        }
        let declared = Set(
            try await visit.house.declarations(of: candidates.map(\.id)).map(\.framework.description))
        return (
            place,
            Model(
                organisation: organisation, candidates: candidates, frameworks: frameworks,
                actions: catalogue.actions.map { ($0.id, $0.title) }, today: visit.today,
                draft: draft(organisation, candidates, frameworks.map(\.identity), declared, latest, visit),
                isNext: latest != nil)
        )
    }

    private static func draft(
        _ organisation: Organisation, _ candidates: [Organisation], _ frameworks: [String], _ declared: Set<String>,
        _ latest: Roadmap?, _ visit: Visit
    ) -> OpeningDraft {
        var draft = OpeningDraft()
        let first = Quarter(visit.today).adding(1)
        draft.first = first.text
        draft.title = visit.language(
            "Feuille de route \(first.year)–\(first.adding(7).year)", "Roadmap \(first.year)–\(first.adding(7).year)")
        draft.members = Set(candidates.map(\.id.text))
        for identity in frameworks { draft.weights[identity] = declared.contains(identity) ? "1" : "0" }
        guard let settings = latest?.settings else { return draft }
        draft.quarters = String(settings.quarters)
        draft.budgets = (0..<4).map {
            settings.budgets.indices.contains($0) ? TypedNumber.text(settings.budgets[$0]) : ""
        }
        draft.capacity = settings.capacity.mapValues(TypedNumber.text)
        draft.members = Set(settings.members)
        draft.excluded = Set(settings.excluded)
        for identity in frameworks {
            let choice = settings.frameworks.first { $0.identity == identity }
            let value = OpeningDraft.weightChoices.first { $0.weight == choice?.weight ?? 0 }?.value
            draft.weights[identity] = value ?? "0"
        }
        return draft
    }

    private static func page(_ model: Model, _ place: Place, _ visit: Visit, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let trail = [
            Crumb(t("Feuilles de route", "Roadmaps"), href: RoadmapURL.list(.init(place.organisation.id)).path),
            Crumb(t("Nouvelle feuille de route", "New roadmap")),
        ]
        return visit.page(Page(title(t), at: place, trail: trail, main: render(model, t)), status: status)
    }

    static func title(_ t: Language) -> String {
        t("Avec quels moyens, et pour atteindre quoi\u{00A0}?", "With which means, and to reach what?")
    }
}
