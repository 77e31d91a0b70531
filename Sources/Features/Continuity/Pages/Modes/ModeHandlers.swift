// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// Reading, adding, changing, removing and restoring degraded modes.
enum ModeHandlers {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, mode) = try await find(visit, ContinuityPermissions.read)
        let t = visit.language
        let model = ModePage.Model(
            place: place.organisation, mode: mode, mayManage: visit.mayManage(place.organisation.lineage))
        return visit.continuityPage(
            ModePage.title(mode, t), at: place, under: .modes, crumb: mode.name, ModePage.render(model, t))
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued(ContinuityPermissions.manage)
        var typed = ModeForm.Typed()
        typed.node = visit.query["activite"] ?? ""
        return page(visit, place, try await model(visit, place, nil, typed))
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, mode) = try await find(visit, ContinuityPermissions.manage)
        return page(visit, place, try await model(visit, place, mode, ModeForm.Typed(mode)))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        return try await save(visit, form, try await visit.continued(ContinuityPermissions.manage), nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, mode) = try await find(visit, ContinuityPermissions.manage)
        return try await save(visit, form, place, mode)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, mode) = try await find(visit, ContinuityPermissions.manage)
        try await visit.keep(at: place) { change in try ModeStore.remove(mode, in: change) }
        return .redirect(
            ContinuityURL.modes(.init(place.organisation.id)).path,
            notice: visit.language(
                "Le mode dégradé est retiré. Vous pouvez le rétablir au bas de la page.",
                "The degraded mode is removed. You can restore it at the foot of the page."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let (place, mode) = try await find(visit, ContinuityPermissions.manage)
        try await visit.keep(at: place) { change in try ModeStore.restore(mode, in: change) }
        return .redirect(
            ContinuityURL.mode(.init(place.organisation.id), .init(mode.id)).path,
            notice: visit.language("Le mode dégradé est rétabli.", "The degraded mode is restored."))
    }

    private static func find(_ visit: Visit, _ permission: Permission) async throws -> (Place, DegradedMode) {
        let place = try await visit.continued(permission)
        let id: DegradedMode.ID = try visit.identifier("modedegrade")
        let found = try await visit.read { session in try ModeStore.mode(id, in: session) }
        guard let found, found.organisation == place.organisation.id else { throw Refusal.notFound }
        return (place, found)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ mode: DegradedMode?
    ) async throws -> Reply {
        let (t, today) = (visit.language, visit.today)
        var (typed, errors) = ModeForm.Typed.read(form, today: today, t)
        let empty = try await model(visit, place, mode, typed)
        let node = empty.activities.first { $0.id.text == typed.node }
        if node == nil { errors.add(t("Choisissez l’activité.", "Choose the activity."), to: "activite") }
        if errors.isEmpty, let node {
            do {
                let draft = typed.draft
                let id = try await visit.keep(at: place) { change in
                    if let mode {
                        try ModeStore.correct(mode, draft, of: node, today: today, in: change)
                        return mode.id
                    }
                    return try ModeStore.add(draft, to: node, today: today, in: change)
                }
                return .redirect(
                    ContinuityURL.mode(.init(place.organisation.id), .init(id)).path,
                    notice: t("Le mode dégradé est enregistré.", "The degraded mode is saved."))
            } catch let error as ContinuityError where error.nature == .invalid {
                errors.add(error.message(t), to: "travail")
            }
        }
        var model = empty
        model.errors = errors
        return page(visit, place, model, status: .unprocessable)
    }

    private static func model(
        _ visit: Visit, _ place: Place, _ mode: DegradedMode?, _ typed: ModeForm.Typed
    ) async throws -> ModeForm.Model {
        let organisation = place.organisation
        let map = try await visit.read { session in
            try ServiceMapStore.map(seenFrom: organisation.lineage, in: session)
        }
        return ModeForm.Model(
            place: organisation, mode: mode, typed: typed,
            activities: map.nodes.filter { $0.layer == .activity && $0.keeper == organisation.id }, today: visit.today)
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: ModeForm.Model, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return visit.continuityPage(
            ModeForm.title(model, t), at: place, under: .modes,
            crumb: model.mode?.name ?? t("Nouveau mode", "New mode"), status: status, ModeForm.render(model, t))
    }
}
