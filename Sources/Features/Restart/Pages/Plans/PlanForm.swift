// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import Site

/// Asks for a plan: a title, and when the attack is supposed to begin. The first plan is there with the answer; a better one
/// is computed in the background.
enum PlanForm {
    struct Model: Sendable {
        let place: Organisation
        var title = ""
        var weekday = "1"
        var hour = "3"
        var fault: FaultNotice.Fault?
        var errors = FormErrors()
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.restarting(RestartPermissions.manage)
        let t = visit.language
        var model = Model(place: place.organisation)
        model.title = t("Plan du \(t.date(visit.today))", "Plan of \(t.date(visit.today))")
        return page(visit, place, model)
    }

    static func create(_ visit: Visit, _ workshop: Workshop) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.restarting(RestartPermissions.manage)
        let t = visit.language
        var model = Model(
            place: place.organisation, title: form["titre"], weekday: form["jour"], hour: form["heure"])
        model.errors.require(model.title, "titre", limit: 150, in: t)
        let weekday = model.errors.whole(form, "jour", in: 1...7, t)
        let hour = model.errors.number(form, "heure", in: 0...23.99, t)
        guard model.errors.isEmpty, let weekday, let hour else {
            return page(visit, place, model, status: .unprocessable)
        }
        let (organisation, title) = (place.organisation, model.title)
        do {
            let frozen = try await visit.read { session in
                try ModelBuilder.read(for: organisation, title: title, weekday: weekday, hour: hour, in: session)
            }
            let id = try await keep(
                frozen, title: title, whatIf: .none, base: nil, madeOn: visit.today, at: place, visit, workshop)
            return .redirect(
                RestartURL.plan(.init(organisation.id), .init(id)).path,
                notice: t(
                    "Un premier plan est prêt. Un meilleur se calcule en ce moment.",
                    "A first plan is ready. A better one is being computed."))
        } catch RestartError.notComputable(let fault) {
            model.fault = fault
            return page(visit, place, model, status: .unprocessable)
        } catch let error as RestartError where error.nature == .invalid {
            model.errors.add(error.message(t), to: "titre")
            return page(visit, place, model, status: .unprocessable)
        }
    }

    /// The first plan, kept at once, then the better one in the background.
    static func keep(
        _ frozen: FrozenModel, title: String, whatIf: WhatIf, base: RestartPlan.ID?, madeOn: Day, at place: Place,
        _ visit: Visit, _ workshop: Workshop
    ) async throws -> RestartPlan.ID {
        let organisation = place.organisation.id
        let first = try await Planner.quick(frozen.model, at: organisation)
        let draft = PlanStore.Draft(
            title: title, whatIf: whatIf, base: base, frozen: frozen, plan: first, isFirst: true, madeOn: madeOn)
        let summary = PlanReading(frozen.model, first).summary
        let id = try await visit.change { change in
            _ = try visit.place(organisation, for: RestartPermissions.manage, in: change.session)
            return try PlanStore.keep(draft, summary, of: organisation, in: change)
        }
        _ = try await workshop.start(id, title, frozen, at: place, isVariant: base != nil, visit)
        return id
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.restartPage(title(t), at: place, [Crumb(title(t))], status: status, render(model, t))
    }

    static func title(_ t: Language) -> String { t("Quel plan calculer\u{00A0}?", "Which plan to compute?") }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let view = FormView(
            title: title(t),
            lead: t(
                "Le plan part de la cartographie, des équipes et des étapes telles qu’elles sont aujourd’hui, et les garde avec lui.",
                "The plan starts from map, teams and steps as they are today, and keeps them with it."),
            button: t("Calculer", "Compute"), action: RestartURL.planCreation(place).path,
            back: RestartURL.home(place).path, errors: model.errors)
        let days = (1...7).map { Choice(String($0), HourWords.weekday($0, t)) }
        let fields: HTML = """
            \(textField(
                Field(t, "titre", label: t("Titre", "Title"), error: model.errors["titre"], isRequired: true),
                value: model.title, maxLength: 150))\
            \(fieldRow([
                select(
                    Field(t, "jour", label: t("L’attaque commence un", "The attack begins on a"), error: model.errors["jour"], isRequired: true),
                    days, selected: model.weekday),
                textField(
                    Field(
                        t, "heure", label: t("À (heure)", "At (hour)"),
                        hint: t("La nuit, moins de monde répond.", "At night, fewer people answer."), error: model.errors["heure"], isRequired: true),
                    value: model.hour, maxLength: 5, isNumeric: true),
            ]))
            """
        return when(model.fault) { FaultNotice.render($0, t) } + view.render(t, fields)
    }
}
