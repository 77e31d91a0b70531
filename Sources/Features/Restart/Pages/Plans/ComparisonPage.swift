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

/// The plan and its variants side by side: what another person, a faster restore or a sick team changes.
enum ComparisonPage {
    struct Model: Sendable {
        let base: WholePlan
        let variants: [WholePlan]
        var draft = WhatIfDraft()
        var fault: FaultNotice.Fault?
        var mayManage = false
        /// Variants whose computation is under way.
        var computing: Set<RestartPlan.ID> = []

        var all: [WholePlan] { [base] + variants }
        var place: URLPath.Part { .init(base.plan.organisation) }
    }

    static func show(_ visit: Visit, _ workshop: Workshop) async throws -> Reply {
        let (place, model) = try await read(visit, workshop)
        let t = visit.language
        if visit.wantsFragment { return visit.fragment(tables(model, t)) }
        return page(visit, place, model)
    }

    static func suppose(_ visit: Visit, _ workshop: Workshop) async throws -> Reply {
        let form = try await visit.form()
        var (place, model) = try await read(visit, workshop, for: RestartPermissions.manage)
        let t = visit.language
        model.draft = WhatIfDraft(form)
        let base = model.base
        guard let whatIf = model.draft.whatIf(form, of: base.frozen.model, t) else {
            return page(visit, place, model, status: .unprocessable)
        }
        var frozen = base.frozen
        frozen.model = whatIf.applied(to: base.frozen.model)
        let typed = model.draft["titre"]
        let title = typed.isEmpty ? PlanWords.title(whatIf, base.frozen.model, t) : typed
        do {
            _ = try await PlanForm.keep(
                frozen, title: title, whatIf: whatIf, base: base.plan.id, madeOn: base.plan.madeOn, at: place, visit,
                workshop)
            return .redirect(
                RestartURL.comparison(model.place, .init(base.plan.id)).path,
                notice: t(
                    "La variante «\u{00A0}\(title)\u{00A0}» est là\u{00A0}; son calcul complet est en cours.",
                    "The variant “\(title)” is there; its whole computation is under way."))
        } catch RestartError.notComputable(let fault) {
            model.fault = fault
            return page(visit, place, model, status: .unprocessable)
        } catch let error as RestartError where error.nature == .invalid {
            model.draft.errors.add(error.message(t), to: "titre")
            return page(visit, place, model, status: .unprocessable)
        }
    }

    private static func read(
        _ visit: Visit, _ workshop: Workshop, for permission: Permission = RestartPermissions.read
    ) async throws -> (Place, Model) {
        let place = try await visit.restarting(permission)
        let (id, organisation): (RestartPlan.ID, _) = (try visit.identifier("planReprise"), place.organisation.id)
        let family = try await visit.read { session in try PlanStore.family(id, of: organisation, in: session) }
        guard let base = family.first, base.plan.base == nil else { throw Refusal.notFound }
        var computing: Set<RestartPlan.ID> = []
        for one in family where await workshop.job(of: one.plan.id) != nil { computing.insert(one.plan.id) }
        let model = Model(
            base: base, variants: Array(family.dropFirst()), mayManage: visit.mayManageRestart(of: place),
            computing: computing)
        return (place, model)
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let plan = model.base.plan
        return visit.restartPage(
            title(t), at: place,
            [
                Crumb(plan.title, href: RestartURL.plan(model.place, .init(plan.id)).path),
                Crumb(PlanTabs.comparison.title(t)),
            ], status: status, audience: visit.restrictedAudience, render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Qu’est-ce qui raccourcirait le redémarrage\u{00A0}?", "What would shorten the restart?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        """
        \(pageHead(t, PageHead(title(t), lead: lead(model, t))))\
        \(PlanTabs.render(model.base.plan, current: .comparison, t))\
        \(when(model.fault) { FaultNotice.render($0, t) })\(tables(model, t))\
        \(when(model.mayManage, WhatIfForm.render(model, t)))
        """
    }

    static func lead(_ model: Model, _ t: Language) -> String {
        let base = date(model.base)
        let best = model.variants.min { date($0) < date($1) }
        guard let best else {
            return t(
                "Ajoutez une variante\u{00A0}: elle se calcule sur le même plan et se compare service par service.",
                "Add a variant: it is computed on the same plan and compared service by service.")
        }
        let gain = base - date(best)
        guard gain >= 0.5 else {
            return t(
                "Aucune des variantes étudiées ne fait finir plus tôt.", "None of the variants studied ends sooner.")
        }
        return t(
            "«\u{00A0}\(best.plan.title)\u{00A0}» fait gagner \(HourWords.length(gain, t)) sur la fin\u{00A0}: c’est la variante qui aide le plus.",
            "“\(best.plan.title)” gains \(HourWords.length(gain, t)) at the end: the variant that helps most.")
    }

    /// The end that has nine chances in ten, else the planned one, of both: never one against the other.
    private static func date(_ whole: WholePlan) -> Double { whole.result.makespan }

    private static func tables(_ model: Model, _ t: Language) -> HTML {
        let href = RestartURL.comparison(model.place, .init(model.base.plan.id)).path
        return region(
            id: "comparaison", refreshFrom: model.computing.isEmpty ? nil : href,
            "\(summary(model, t))\(when(!model.variants.isEmpty, services(model, t)))")
    }

    private static func summary(_ model: Model, _ t: Language) -> HTML {
        let title = t("Les variantes", "The variants")
        let base = model.base.plan.summary
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: t(
                        "Chaque ligne est un plan complet. Les heures gagnées se comptent sur la fin prévue.",
                        "Each line is a whole plan. Hours gained are counted on the planned end."),
                    columns: [
                        Column(t("Variante", "Variant")), Column(t("Tout est revenu", "All is back"), isNumber: true),
                        Column(t("9 sur 10", "9 in 10"), isNumber: true),
                        Column(t("Heures gagnées", "Hours gained"), isNumber: true),
                        Column(t("Service principal", "Main service"), isNumber: true),
                        Column(t("Services en retard", "Services late"), isNumber: true),
                    ],
                    rows: model.all.map { whole in
                        let (plan, summary) = (whole.plan, whole.plan.summary)
                        let gain = base.makespan - summary.makespan
                        let name: HTML =
                            plan.base == nil
                            ? "\(t("Le plan tel quel", "The plan as it is"))"
                            : """
                            <a href="\(RestartURL.plan(model.place, .init(plan.id)).path)">\(plan.title)</a>\
                            \(when(model.computing.contains(plan.id), " <span class=\"quiet\">\(t("calcul en cours", "being computed"))</span>"))
                            """
                        return [
                            name, "\(HourWords.mark(summary.makespan, t))",
                            "\(summary.p90.map { HourWords.mark($0, t) } ?? "–")",
                            "\(plan.base == nil ? "–" : gainText(gain, t))",
                            "\(summary.principalPlanned.map { HourWords.mark($0, t) } ?? "–")",
                            "\(t.number(summary.late))",
                        ]
                    })))
    }

    static func gainText(_ hours: Double, _ t: Language) -> String {
        if abs(hours) < 0.25 { return t("rien", "nothing") }
        let length = HourWords.length(abs(hours), t)
        return hours > 0 ? length : t("\(length) perdues", "\(length) lost")
    }

    /// Services × variants: planned, nine in ten, delay.
    private static func services(_ model: Model, _ t: Language) -> HTML {
        let title = t("Service par service", "Service by service")
        let readings = model.all.map(\.reading)
        let rows: [[HTML]] = (readings.first?.awaited ?? []).map { line in
            ["\(line.node.name)"]
                + readings.map { reading -> HTML in
                    guard let back = reading.back(line.node.key), let node = reading.node(line.node.key) else {
                        return "–"
                    }
                    let own = PlanReading.Line(node: node, back: back)
                    let p90 = back.spread.map {
                        t("9/10\u{00A0}: \(HourWords.mark($0.p90, t))", "9/10: \(HourWords.mark($0.p90, t))")
                    }
                    return """
                        <strong>\(HourWords.mark(back.planned, t))</strong>\
                        \(when(p90) { "<p class=\"quiet\">\($0)</p>" })\
                        \(when(own.verdict == .late, badge(t, PlanWords.verdict(own, t))))
                        """
                }
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: t(
                        "Retour prévu de chaque service, et l’heure avant laquelle il est là neuf fois sur dix.",
                        "Planned return of each service, and the hour before which it is back nine times in ten."),
                    columns: [Column(t("Service", "Service"))]
                        + model.all.map { whole in
                            Column(whole.plan.base == nil ? t("Le plan", "The plan") : whole.plan.title)
                        }, rows: rows)))
    }
}
