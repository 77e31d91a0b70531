// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Recovery
import Site

/// Opens the board of the day from a plan: real or exercise, and when it really began.
enum OpeningPage {
    struct Model: Sendable {
        let desk: PlanDesk
        var title = ""
        var isExercise = false
        var day: String
        var time: String
        let today: Day
        var fault: FaultNotice.Fault?
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await PlanDesk.open(visit, for: RestartPermissions.manage)
        let t = visit.language
        let model = Model(
            desk: desk, title: t("Incident du \(t.date(visit.today))", "Incident of \(t.date(visit.today))"),
            day: visit.today.text, time: WallTime.text(visit.now, visit.zone), today: visit.today)
        return page(visit, model)
    }

    static func open(_ visit: Visit, _ room: BoardRoom) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await PlanDesk.open(visit, for: RestartPermissions.manage)
        let t = visit.language
        var model = Model(
            desk: desk, title: form["titre"], isExercise: form["nature"] == "exercice", day: form["jour-debut"],
            time: form["heure-debut"], today: visit.today)
        model.errors.require(model.title, "titre", limit: 150, in: t)
        if !["exercice", "reel"].contains(form["nature"]) {
            model.errors.add(t("Dites si c’est un exercice.", "Say whether this is an exercise."), to: "nature")
        }
        // The minute that the form shows has begun already; its seconds are those of now when it was not changed.
        let began =
            model.day == visit.today.text && model.time == WallTime.text(visit.now, visit.zone)
            ? visit.now : WallTime.read(form, "debut", visit.zone, former: nil, &model.errors, t)
        if began == nil, model.errors["heure-debut"] == nil, model.errors["jour-debut"] == nil {
            model.errors.add(RestartError.textMissing.message(t), to: "heure-debut")
        }
        if let began, began > visit.now { model.errors.add(RestartError.future.message(t), to: "heure-debut") }
        if let began, visit.now.seconds(since: began) > 365 * 86_400 {
            model.errors.add(RestartError.outOfRange.message(t), to: "jour-debut")
        }
        guard model.errors.isEmpty, let began else { return page(visit, model, status: .unprocessable) }
        do {
            let opening = try await prepared(
                desk.whole, model.title, model.isExercise, began, at: visit.now, visit.zone)
            let organisation = desk.plan.organisation
            let id = try await visit.change { change in
                _ = try visit.place(organisation, for: RestartPermissions.manage, in: change.session)
                return try BoardChanges.open(opening, of: organisation, in: change)
            }
            return .redirect(
                RestartURL.board(.init(organisation), .init(id)).path,
                notice: t(
                    "Le tableau est ouvert. Les heures de retour prévues sont notées comme les premières annonces.",
                    "The board is open. The planned returns are noted as the first announcements."))
        } catch RestartError.notComputable(let fault) {
            model.fault = fault
            return page(visit, model, status: .unprocessable)
        }
    }

    /// The model of the plan, counted from the real beginning; dates are first told as far from the planned ones as the plan's
    /// nine chances in ten were.
    static func prepared(
        _ whole: WholePlan, _ title: String, _ isExercise: Bool, _ began: Instant, at now: Instant, _ zone: TimeZoneRule
    ) async throws -> BoardChanges.Opening {
        var frozen = whole.frozen
        let (hour, minute) = zone.time(at: began)
        let weekday = zone.day(at: began).weekday
        frozen.model.startWeekday = weekday == 0 ? 7 : weekday
        frozen.model.startHour = Double(hour) + Double(minute) / 60
        let progress = RecoveryProgress(now: max(Double(now.seconds(since: began)) / 3600, 0))
        let plan = try await Planner.quick(
            frozen.model, at: whole.plan.organisation, from: progress, keeping: whole.result.order)
        let spreads = Dictionary(whole.result.returns.map { ($0.node, $0) }, uniquingKeysWith: { first, _ in first })
        let told = frozen.model.map.nodes.filter { $0.layer != .component }.compactMap {
            node -> (node: String, hour: Double)? in
            guard let back = plan.returns.first(where: { $0.node == node.key }) else { return nil }
            let known = spreads[node.key]
            return (node.key, back.planned + max((known?.spread?.p90 ?? 0) - (known?.planned ?? 0), 0))
        }
        // The spreads of the plan stay with the board: they are what a promise is made of while no better one is computed.
        var initial = plan
        for index in initial.returns.indices {
            guard let known = spreads[initial.returns[index].node], var spread = known.spread else { continue }
            let shift = initial.returns[index].planned - known.planned
            spread.p50 += shift
            spread.p80 += shift
            spread.p90 += shift
            initial.returns[index].spread = spread
        }
        return BoardChanges.Opening(
            title: title, isExercise: isExercise, beganAt: began, plan: whole.plan.id, frozen: frozen, initial: initial,
            announced: told)
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let plan = model.desk.plan
        return visit.restartPage(
            title(t), at: model.desk.place,
            [Crumb(plan.title, href: RestartURL.plan(.init(plan.organisation), .init(plan.id)).path), Crumb(title(t))],
            status: status, render(model, t))
    }

    static func title(_ t: Language) -> String { t("Ouvrir le tableau du jour J", "Open the board of the day") }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let plan = model.desk.plan
        let (place, id) = (URLPath.Part(plan.organisation), URLPath.Part(plan.id))
        let view = FormView(
            title: title(t),
            lead: t(
                "Le plan «\u{00A0}\(plan.title)\u{00A0}» est repris et recalculé à partir de l’heure réelle, puis à chaque geste coché.",
                "The plan “\(plan.title)” is taken up and computed again from the real hour, then at each gesture."),
            button: t("Ouvrir le tableau", "Open the board"), action: RestartURL.boardOpening(place, id).path,
            back: RestartURL.plan(place, id).path, errors: model.errors)
        let fields: HTML = """
            \(textField(
                Field(t, "titre", label: t("Nom", "Name"), error: model.errors["titre"], isRequired: true), value: model.title, maxLength: 150))\
            \(radioGroup(
                Field(t, "nature", label: t("Est-ce un exercice\u{00A0}?", "Is this an exercise?"), error: model.errors["nature"], isRequired: true),
                [
                    Choice("reel", t("Non, c’est réel", "No, this is real")),
                    Choice("exercice", t("Oui, un exercice", "Yes, an exercise"), note: t("EXERCICE est alors écrit sur chaque page.", "EXERCISE is then written on every page.")),
                ], selected: model.isExercise ? "exercice" : "reel"))\
            \(fieldRow([
                dateField(
                    Field(t, "jour-debut", label: t("La crise a commencé le", "The crisis began on"), error: model.errors["jour-debut"], isRequired: true),
                    value: Day(text: model.day), maximum: model.today),
                textField(
                    Field(
                        t, "heure-debut", label: t("À", "At"), hint: t("Comme 03:12. C’est H+0.", "Like 03:12. This is H+0."),
                        error: model.errors["heure-debut"], isRequired: true), value: model.time, maxLength: 5),
            ]))
            """
        return when(model.fault) { FaultNotice.render($0, t) } + view.render(t, fields)
    }
}
