// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Planning, telling, removing and restoring tests of plans.
enum TestHandlers {
    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let (place, plan) = try await PlanHandlers.find(visit, ContinuityPermissions.manage)
        var typed = TestForm.Typed()
        let places = try await places(of: place.organisation, visit)
        typed.place = places.count == 1 ? places.first?.id.text ?? "" : ""
        return page(visit, place, model(visit, place, plan, nil, typed, places))
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, plan, test) = try await find(visit, ContinuityPermissions.read)
        let places = try await places(of: place.organisation, visit)
        return page(visit, place, model(visit, place, plan, test, TestForm.Typed(test), places))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, plan) = try await PlanHandlers.find(visit, ContinuityPermissions.manage)
        return try await save(visit, form, place, plan, nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, plan, test) = try await find(visit, ContinuityPermissions.manage)
        return try await save(visit, form, place, plan, test)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, _, test) = try await find(visit, ContinuityPermissions.manage)
        try await visit.keep(at: place) { change in try TestStore.remove(test, in: change) }
        return .redirect(
            ContinuityURL.test(.init(place.organisation.id), .init(test.id)).path,
            notice: visit.language(
                "L’essai est retiré. Vous pouvez le rétablir ici.", "The test is removed. You can restore it here."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let (place, _, test) = try await find(visit, ContinuityPermissions.manage)
        try await visit.keep(at: place) { change in try TestStore.restore(test, in: change) }
        return .redirect(
            ContinuityURL.test(.init(place.organisation.id), .init(test.id)).path,
            notice: visit.language("L’essai est rétabli.", "The test is restored."))
    }

    private static func find(_ visit: Visit, _ permission: Permission) async throws -> (Place, Plan, PlanTest) {
        let place = try await visit.continued(permission)
        let id: PlanTest.ID = try visit.identifier("essaiplan")
        let (test, plan) = try await visit.read { session in
            let test = try TestStore.test(id, in: session)
            return (test, try test.flatMap { try PlanStore.plan($0.plan, in: session) })
        }
        guard let test, let plan, plan.keeper.id == place.organisation.id else { throw Refusal.notFound }
        return (place, plan, test)
    }

    /// A group's plan is tried in one of its members; an entity's plan, in the entity.
    private static func places(of organisation: Organisation, _ visit: Visit) async throws -> [Keeper] {
        guard organisation.kind != .legalEntity, organisation.kind != .site else { return [Keeper(organisation)] }
        let members = try await visit.read { session in
            try OrganisationStore.members(of: organisation.lineage, kinds: [.legalEntity], in: session)
        }
        return members.isEmpty ? [Keeper(organisation)] : members.map { Keeper($0) }
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ plan: Plan, _ test: PlanTest?
    ) async throws -> Reply {
        let (t, today) = (visit.language, visit.today)
        let places = try await places(of: place.organisation, visit)
        var (typed, draft, held, errors) = TestForm.Typed.read(
            form, alone: places.count == 1 ? places.first : nil, today: today, t)
        if let draft, let held {
            do {
                try await visit.keep(at: place) { change in
                    if let test {
                        try TestStore.correct(test, draft, at: held, today: today, in: change)
                    } else {
                        _ = try TestStore.add(draft, of: plan, at: held, today: today, in: change)
                    }
                }
                return .redirect(
                    ContinuityURL.plan(.init(place.organisation.id), .init(plan.id)).path,
                    notice: t("L’essai est enregistré.", "The test is saved."))
            } catch let error as ContinuityError where error.nature == .invalid {
                errors.add(error.message(t), to: error == .outside ? "ou" : "scenario")
            }
        }
        typed.place = typed.place.isEmpty ? test?.place.id.text ?? "" : typed.place
        var model = model(visit, place, plan, test, typed, places)
        model.errors = errors
        return page(visit, place, model, status: .unprocessable)
    }

    private static func model(
        _ visit: Visit, _ place: Place, _ plan: Plan, _ test: PlanTest?, _ typed: TestForm.Typed, _ places: [Keeper]
    ) -> TestForm.Model {
        TestForm.Model(
            place: place.organisation, plan: plan, test: test, typed: typed, places: places, today: visit.today,
            mayManage: visit.mayManage(place.organisation.lineage))
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: TestForm.Model, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return visit.continuityPage(
            TestForm.title(model, t), at: place, under: .calendar, crumb: model.plan.title, status: status,
            TestForm.render(model, t))
    }
}
