// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Journal
import Markup
import Planning
import Primitives
import Site

/// A supposition beside the base: what enters, what leaves, what moves, what it changes in the end.
enum ScenarioPage {
    struct Model: Sendable {
        let roadmap: Roadmap
        let snapshot: RoadmapSnapshot
        let base: PlanReading
        let scenario: PlanScenario
        let reading: PlanReading
        let obstacles: [ObstacleWords.Line]
        let job: URLPath?
        let manages: Bool
    }

    static func show(_ visit: Visit, _ workshop: Workshop) async throws -> Reply {
        let desk = try await RoadmapDesk.open(visit)
        let scenario = try desk.scenario(try visit.identifier("scenario"))
        guard let base = desk.base, scenario.kind == .whatIf else { throw RoadmapError.unknownScenario }
        var job = await workshop.job(of: scenario.id)
        if let found = job, await visit.house.jobs.job(found, for: visit.actor.account) == nil { job = nil }
        let reading = desk.reading(of: scenario)
        let t = visit.language
        let model = Model(
            roadmap: desk.roadmap, snapshot: desk.snapshot, base: desk.reading(of: base), scenario: scenario,
            reading: reading, obstacles: ObstacleWords.lines(reading, desk.snapshot, t),
            job: job.map { SiteAddress.job(.init($0)).path }, manages: desk.manages)
        let trail = desk.trail(
            t,
            [
                Crumb(t("Hypothèses", "Suppositions"), href: RoadmapURL.scenarios(.init(desk.roadmap.id)).path),
                Crumb(scenario.title),
            ])
        return visit.page(Page(scenario.title, at: desk.place, trail: trail, main: render(model, t)))
    }

    static func sentence(_ model: Model, _ t: Language) -> String {
        let comparison = PlanDifference(from: model.base.plan, to: model.reading.plan, of: model.base.problem)
        let closed = ScenarioListPage.difference(model.reading, model.base, t)
        let changes = t(
            "\(t.count(comparison.entered.count, ("action entre", "actions entrent"), ("", ""))), \(t.count(comparison.left.count, ("sort", "sortent"), ("", ""))), \(t.count(comparison.moved.count, ("change de date", "changent de date"), ("", "")))",
            "\(t.count(comparison.entered.count, ("", ""), ("action enters", "actions enter"))), \(t.count(comparison.left.count, ("", ""), ("leaves", "leave"))), \(t.count(comparison.moved.count, ("", ""), ("moves", "move")))"
        )
        return t("Écart comblé\u{00A0}: \(closed). \(changes).", "Gap closed: \(closed). \(changes).")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let id = URLPath.Part(model.roadmap.id)
        let scenario = URLPath.Part(model.scenario.id)
        var actions: [Action] = []
        if let job = model.job {
            actions.append(Action(t("Voir l’avancement du calcul", "See the progress of the computation"), href: job))
        } else if model.manages, model.scenario.plan.origin == .greedy, model.roadmap.adopted != model.scenario.id {
            actions.append(
                Action(
                    t("Calculer le meilleur plan", "Compute the best plan"),
                    post: RoadmapURL.computation(id, scenario).path))
        }
        if model.manages, model.roadmap.adopted != model.scenario.id {
            actions.append(
                Action(
                    t("Retirer l’hypothèse", "Remove the supposition"), post: RoadmapURL.removal(id, scenario).path,
                    confirm: t("Retirer cette hypothèse\u{00A0}?", "Remove this supposition?")))
        }
        let comparison = PlanDifference(from: model.base.plan, to: model.reading.plan, of: model.base.problem)
        return """
            \(pageHead(t, PageHead(model.scenario.title, lead: sentence(model, t), actions: actions)))\
            \(paragraph(PlanWords.distance(model.scenario.plan, t)))\
            \(ObstacleWords.html(model.obstacles, t))\(figures(model, t))\(changes(comparison, model, t))\
            \(when(model.manages && model.roadmap.adopted == nil, postButton(
                action: RoadmapURL.adoption(id).path, t("Adopter ce plan-ci", "Adopt this plan instead"),
                confirm: t(
                    "Adopter cette hypothèse plutôt que le plan de base\u{00A0}?",
                    "Adopt this supposition rather than the base plan?"),
                hidden: [("plan", model.scenario.id.text)])))
            """
    }

    private static func figures(_ model: Model, _ t: Language) -> HTML {
        func row(_ title: String, _ value: (PlanReading) -> String) -> [HTML] {
            ["\(title)", "\(value(model.base))", "\(value(model.reading))"]
        }
        var rows = [
            row(t("Écart comblé à la fin", "Gap closed in the end")) { t.percent($0.closedShare ?? 0, 1) },
            row(t("Actions menées", "Actions carried out")) { t.number($0.lines.count) },
            row(t("Dépense en tout", "Spending in all")) { t.euros($0.money) },
        ]
        for year in model.base.spending.indices {
            rows.append(
                row(t("Dépense en \(model.snapshot.year(year))", "Spending in \(model.snapshot.year(year))")) {
                    reading in
                    let budget = reading.problem.budgets.indices.contains(year) ? reading.problem.budgets[year] : 0
                    let spent = reading.spending.indices.contains(year) ? reading.spending[year] : 0
                    return t("\(t.euros(spent)) sur \(t.euros(budget))", "\(t.euros(spent)) of \(t.euros(budget))")
                })
        }
        return table(
            t,
            Table(
                caption: t("L’hypothèse à côté du plan de base", "The supposition beside the base plan"),
                columns: [
                    Column(t("Ce qui compte", "What counts")), Column(t("Plan de base", "Base plan"), isNumber: true),
                    Column(t("Hypothèse", "Supposition"), isNumber: true),
                ], rows: rows))
    }

    private static func changes(_ comparison: PlanDifference, _ model: Model, _ t: Language) -> HTML {
        let starts = Dictionary(
            model.reading.lines.map { ($0.action, $0.start) }, uniquingKeysWith: { first, _ in first })
        let before = Dictionary(model.base.lines.map { ($0.action, $0.start) }, uniquingKeysWith: { first, _ in first })
        let tables = PlanTables(snapshot: model.snapshot, reading: model.reading, roadmap: model.roadmap.id, t: t)
        func quarter(_ period: Int?) -> HTML { "\(period.map { model.snapshot.quarter($0).words(t) } ?? "–")" }
        let rows =
            comparison.entered.map {
                [tables.link($0), badge(t, .declared, t("Entre", "Enters")), quarter(nil), quarter(starts[$0])]
            }
            + comparison.left.map {
                [tables.link($0), badge(t, .missing, t("Sort", "Leaves")), quarter(before[$0]), quarter(nil)]
            }
            + comparison.moved.map { move in
                [
                    tables.link(move.action),
                    move.to < move.from
                        ? badge(t, .neutral, t("Plus tôt", "Sooner")) : badge(t, .expiring, t("Plus tard", "Later")),
                    quarter(move.from), quarter(move.to),
                ]
            }
        guard !rows.isEmpty else {
            return paragraph(t("Les deux plans sont les mêmes.", "Both plans are the same."))
        }
        return table(
            t,
            Table(
                caption: t("Actions qui changent", "Actions that change"),
                columns: [
                    Column(t("Action", "Action")), Column(t("Changement", "Change"), isShort: true),
                    Column(t("Plan de base", "Base plan"), isShort: true),
                    Column(t("Hypothèse", "Supposition"), isShort: true),
                ], rows: rows))
    }
}
