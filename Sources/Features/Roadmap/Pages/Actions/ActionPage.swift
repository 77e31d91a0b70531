// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Frameworks
import Identity
import Markup
import Organisations
import Planning
import Primitives
import Site

/// One candidate action: what it is, what it closes, and for those in charge the form that changes it.
enum ActionPage {
    struct Model: Sendable {
        let organisation: Organisation
        /// Nil when a new one is written.
        let item: ActionCatalogue.Item?
        var draft: ActionDraft
        var errors = FormErrors()
        let manages: Bool
        /// Titles of requirements, by `framework/code`.
        var requirements: [String: String] = [:]
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, catalogue) = try await open(visit, for: RoadmapPermissions.read)
        guard let item = catalogue.item(try visit.parameter("action")) else { throw RoadmapError.unknownAction }
        var model = Model(
            organisation: place.organisation, item: item, draft: ActionDraft(item.action),
            manages: visit.access.may(RoadmapPermissions.manage, in: place.organisation.lineage))
        model.requirements = try await requirements(of: item.action, visit)
        return page(model, place, visit)
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let (place, _) = try await open(visit, for: RoadmapPermissions.manage)
        return page(
            Model(organisation: place.organisation, item: nil, draft: ActionDraft(), manages: true), place, visit)
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, catalogue) = try await open(visit, for: RoadmapPermissions.manage)
        let isNew = visit.parameters["action"] == nil
        let item = visit.parameters["action"].flatMap { catalogue.item($0) }
        if !isNew, item == nil { throw RoadmapError.unknownAction }
        var model = Model(organisation: place.organisation, item: item, draft: ActionDraft(form), manages: true)
        let frameworks = try await frameworks(visit)
        let known = Set(catalogue.actions.map(\.id))
        let action = model.draft.action(
            keeping: item?.action, known: known,
            codes: { framework, code in frameworks[framework].map { $0.requirement(code)?.isAssessable == true } },
            &model.errors, visit.language)
        if isNew, known.contains(action.id) {
            model.errors.add(
                RoadmapError.identifierTaken(action.id).message(visit.language), to: ActionDraft.Name.id)
        }
        let others = catalogue.actions.filter { $0.id != action.id } + [action]
        if model.errors.isEmpty, ActionRules.waitingForThemselves(others).contains(action.id) {
            model.errors.add(
                RoadmapError.waitsForItself(action.id).message(visit.language), to: ActionDraft.Name.after)
        }
        guard model.errors.isEmpty else { return page(model, place, visit, status: .unprocessable) }
        let organisation = place.organisation
        try await visit.change { change in try ActionStore.save(action, isNew: isNew, for: organisation, in: change) }
        return .redirect(
            RoadmapURL.action(.init(organisation.id), .init(action.id)).path,
            notice: visit.language(
                "L’action est enregistrée. Les feuilles de route déjà calculées gardent leurs chiffres.",
                "The action is saved. Roadmaps computed already keep their figures."))
    }

    @Sendable
    static func reset(_ visit: Visit) async throws -> Reply {
        let (place, _) = try await open(visit, for: RoadmapPermissions.manage)
        let action = try visit.parameter("action")
        let organisation = place.organisation
        try await visit.change { change in try ActionStore.reset(action, for: organisation, in: change) }
        return .redirect(
            RoadmapURL.actions(.init(organisation.id)).path,
            notice: visit.language("L’action est remise en l’état.", "The action is reset."))
    }

    private static func open(
        _ visit: Visit, for permission: Identity.Permission
    ) async throws -> (Place, ActionCatalogue) {
        let place = try await visit.place(try visit.identifier("organisation"), for: permission)
        let organisation = place.organisation
        return (place, try await visit.read { session in try ActionCatalogue.read(for: organisation, in: session) })
    }

    private static func frameworks(_ visit: Visit) async throws -> [String: Framework] {
        var found: [String: Framework] = [:]
        for identity in try await FrameworkTitles.newest(visit.house).values {
            found[identity.identifier] = try await visit.house.library.framework(identity)
        }
        return found
    }

    private static func requirements(of action: CandidateAction, _ visit: Visit) async throws -> [String: String] {
        let frameworks = try await frameworks(visit)
        var titles: [String: String] = [:]
        for closing in action.closes {
            titles[MemberReading.key(closing.framework, closing.code)] =
                frameworks[closing.framework]?.requirement(closing.code)?.title
        }
        return titles
    }

    private static func page(_ model: Model, _ place: Place, _ visit: Visit, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let title = title(model, t)
        let trail = [
            Crumb(
                t("Actions candidates", "Candidate actions"),
                href: RoadmapURL.actions(.init(place.organisation.id)).path),
            Crumb(title),
        ]
        return visit.page(Page(title, at: place, trail: trail, main: render(model, t)), status: status)
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.item?.action.title ?? t("Ajouter une action candidate", "Add a candidate action")
    }
}
