// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// Reading, writing, approving, withdrawing, removing, restoring and printing plans.
enum PlanHandlers {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, plan) = try await find(visit, ContinuityPermissions.read)
        return page(visit, place, try await model(visit, place, plan, version: plan.version))
    }

    @Sendable
    static func showVersion(_ visit: Visit) async throws -> Reply {
        let (place, plan) = try await find(visit, ContinuityPermissions.read)
        guard let number = Int(try visit.parameter("numero")), number >= 1 else { throw Refusal.notFound }
        let t = visit.language
        return page(
            visit, place, try await model(visit, place, plan, version: number),
            title: t("\(plan.title), version \(number)", "\(plan.title), version \(number)"))
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued(ContinuityPermissions.manage)
        var typed = PlanForm.Typed()
        typed.kind = visit.query["nature"] ?? ""
        return formPage(visit, place, try await formModel(visit, place, nil, typed))
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, plan) = try await find(visit, ContinuityPermissions.manage)
        let (version, nodes) = try await visit.read { session in
            (
                try PlanStore.version(plan.version, of: plan.id, in: session),
                try PlanStore.nodes(of: plan.id, in: session)
            )
        }
        guard let version else { throw Refusal.notFound }
        let typed = PlanForm.Typed(plan, version, nodes: nodes.map(\.id))
        return formPage(visit, place, try await formModel(visit, place, plan, typed))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form(limit: 1024 * 1024)
        return try await save(visit, form, try await visit.continued(ContinuityPermissions.manage), nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form(limit: 1024 * 1024)
        let (place, plan) = try await find(visit, ContinuityPermissions.manage)
        return try await save(visit, form, place, plan)
    }

    @Sendable
    static func approve(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, plan) = try await find(visit, ContinuityPermissions.manage)
        let (t, today) = (visit.language, visit.today)
        var (typed, errors) = ApprovalForm.read(form, today: today, t)
        // A version that was written meanwhile is not the one that was read.
        if let seen = form.int("version"), seen != plan.version { throw ContinuityError.alreadySo }
        if errors.isEmpty, let day = typed.on {
            do {
                let body = typed.by
                try await visit.keep(at: place) { change in
                    try PlanStore.approve(plan, by: body, on: day, today: today, in: change)
                }
                return back(visit, place, plan.id, t("La version est validée.", "The version is approved."))
            } catch let error as ContinuityError where error.nature == .invalid {
                errors.add(error.message(t), to: "valide-par")
            }
        }
        var model = try await model(visit, place, plan, version: plan.version)
        model.approval = typed
        model.errors = errors
        return page(visit, place, model, status: .unprocessable)
    }

    @Sendable
    static func withdraw(_ visit: Visit) async throws -> Reply {
        let (place, plan) = try await find(visit, ContinuityPermissions.manage)
        try await visit.keep(at: place) { change in try PlanStore.withdraw(plan, in: change) }
        return back(
            visit, place, plan.id,
            visit.language(
                "La validation est retirée. Vous pouvez valider à nouveau.",
                "The approval is withdrawn. You can approve again."))
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, plan) = try await find(visit, ContinuityPermissions.manage)
        try await visit.keep(at: place) { change in try PlanStore.remove(plan, in: change) }
        return .redirect(
            ContinuityURL.plans(.init(place.organisation.id)).path,
            notice: visit.language(
                "Le plan est retiré. Vous pouvez le rétablir au bas de la page.",
                "The plan is removed. You can restore it at the foot of the page."))
    }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply {
        let (place, plan) = try await find(visit, ContinuityPermissions.manage)
        try await visit.keep(at: place) { change in try PlanStore.restore(plan, in: change) }
        return back(visit, place, plan.id, visit.language("Le plan est rétabli.", "The plan is restored."))
    }

    @Sendable
    static func file(_ visit: Visit) async throws -> Reply {
        let (place, plan) = try await find(visit, ContinuityPermissions.read)
        let model = try await model(visit, place, plan, version: plan.version)
        let t = visit.language
        let reply = try await visit.pdf(
            Report(
                title: plan.title, subtitle: PlanReport.subtitle(model, t),
                audience: t("les équipes qui l’appliquent", "the teams that apply it"), place: place,
                main: PlanReport.render(model, t)),
            name: "\(plan.title)-v\(model.version.number).pdf")
        // After the file was made: what the printer refused left nothing.
        try await visit.change { change in
            try change.record(
                "continuityPlan.exported", organisation: plan.keeper.id.text, subject: plan.id.text, detail: plan.title)
        }
        return reply
    }

    static func find(_ visit: Visit, _ permission: Permission) async throws -> (Place, Plan) {
        let place = try await visit.continued(permission)
        let id: Plan.ID = try visit.identifier("document")
        let found = try await visit.read { session in try PlanStore.plan(id, in: session) }
        guard let found, found.keeper.id == place.organisation.id else { throw Refusal.notFound }
        return (place, found)
    }

    private static func back(_ visit: Visit, _ place: Place, _ id: Plan.ID, _ notice: String) -> Reply {
        .redirect(ContinuityURL.plan(.init(place.organisation.id), .init(id)).path, notice: notice)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ plan: Plan?
    ) async throws -> Reply {
        let (t, today) = (visit.language, visit.today)
        var (typed, draft, errors) = PlanForm.Typed.read(form, t)
        // Two people on the same version: the second is told, and nothing is overwritten.
        if let plan, let seen = form.int("version"), seen != plan.version { throw ContinuityError.alreadySo }
        if let draft {
            do {
                let id = try await visit.keep(at: place) { change in
                    if let plan {
                        try PlanStore.correct(plan, draft, today: today, in: change)
                        return plan.id
                    }
                    return try PlanStore.add(draft, at: place.organisation, today: today, in: change)
                }
                return back(visit, place, id, t("Le plan est enregistré.", "The plan is saved."))
            } catch let error as ContinuityError where error.nature == .invalid {
                errors.add(error.message(t), to: error == .unknownProof ? "document" : "titre")
            }
        }
        if let plan, typed.kind.isEmpty { typed.kind = plan.kind.rawValue }
        var model = try await formModel(visit, place, plan, typed)
        model.errors = errors
        return formPage(visit, place, model, status: .unprocessable)
    }

    private static func model(
        _ visit: Visit, _ place: Place, _ plan: Plan, version number: Int
    ) async throws -> PlanPage.Model {
        let (version, versions, nodes, tests) = try await visit.read { session in
            (
                try PlanStore.version(number, of: plan.id, in: session),
                try PlanStore.versions(of: plan.id, in: session), try PlanStore.nodes(of: plan.id, in: session),
                try TestStore.of(plan.id, in: session)
            )
        }
        guard let version else { throw Refusal.notFound }
        var model = PlanPage.Model(
            place: place.organisation, plan: plan, version: version, versions: versions, nodes: nodes, tests: tests,
            mayManage: visit.mayManage(place.organisation.lineage), offersFile: await visit.house.canPrint,
            today: visit.today)
        model.approval.on = visit.today
        return model
    }

    private static func formModel(
        _ visit: Visit, _ place: Place, _ plan: Plan?, _ typed: PlanForm.Typed
    ) async throws -> PlanForm.Model {
        let lineage = place.organisation.lineage
        let (map, attachments) = try await visit.read { session in
            (
                try ServiceMapStore.map(seenFrom: lineage, in: session),
                try PlanStore.attachments(at: lineage, in: session)
            )
        }
        var offered = attachments
        // What is attached already is offered, even withdrawn since.
        if let proof = plan?.proof, !offered.contains(where: { $0.id == proof.id }) { offered.insert(proof, at: 0) }
        let rank: [Layer: Int] = [.activity: 0, .service: 1, .component: 2]
        return PlanForm.Model(
            place: place.organisation, plan: plan, typed: typed,
            nodes: map.nodes.sorted {
                (rank[$0.layer] ?? 3, folded($0.name), $0.id.text) < (rank[$1.layer] ?? 3, folded($1.name), $1.id.text)
            }, attachments: offered)
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: PlanPage.Model, title: String? = nil, status: Site.Status = .ok
    ) -> Reply {
        visit.continuityPage(
            title ?? model.plan.title, at: place, under: .plans, crumb: model.plan.title, status: status,
            PlanPage.render(model, visit.language))
    }

    private static func formPage(
        _ visit: Visit, _ place: Place, _ model: PlanForm.Model, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return visit.continuityPage(
            PlanForm.title(model, t), at: place, under: .plans,
            crumb: model.plan?.title ?? t("Nouveau plan", "New plan"), status: status, PlanForm.render(model, t))
    }
}
