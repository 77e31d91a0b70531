// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Planning
import Primitives
import Site

/// What if: suppositions already studied, a form for another, and what one more euro would buy.
enum ScenarioListPage {
    struct Model: Sendable {
        let roadmap: Roadmap
        let snapshot: RoadmapSnapshot
        let base: PlanReading
        let basePlan: StoredPlan
        let others: [(scenario: PlanScenario, reading: PlanReading)]
        let manages: Bool
        var draft: ScenarioDraft
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await RoadmapDesk.open(visit)
        var draft = ScenarioDraft()
        draft.forced = visit.query["avec"] ?? ""
        draft.forbidden = visit.query["sans"] ?? ""
        return page(try model(desk, draft), desk, visit)
    }

    static func add(_ visit: Visit, _ workshop: Workshop) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await RoadmapDesk.open(visit, for: RoadmapPermissions.manage)
        let t = visit.language
        var model = try model(desk, ScenarioDraft(form))
        let whatIf = model.draft.whatIf(desk.snapshot, &model.errors, t)
        if desk.scenarios.count > ScenarioStore.most {
            model.errors.add(
                t(
                    "Retirez d’abord une hypothèse\u{00A0}: il y en a déjà vingt.",
                    "Remove a supposition first: there are twenty already."),
                to: ScenarioDraft.Name.budget)
        }
        guard model.errors.isEmpty else { return page(model, desk, visit, status: .unprocessable) }
        let problem = whatIf.applied(to: desk.snapshot.problem)
        let plan = StoredPlan(GreedyPlanner.plan(problem), of: problem)
        let title = PlanWords.title(whatIf, titles: { desk.snapshot.title(ofKey: $0, t) }, t)
        let roadmap = desk.roadmap
        let id = try await visit.change { change in
            let id = try ScenarioStore.add(.whatIf, title, whatIf, plan, to: roadmap.id, in: change)
            try RoadmapStore.record("roadmap.supposed", roadmap, detail: title, in: change)
            return id
        }
        let scenario = PlanScenario(
            id: id, roadmap: roadmap.id, kind: .whatIf, title: title, whatIf: whatIf, plan: plan, computedAt: visit.now)
        let isComputing = try await workshop.startIfPossible(scenario, of: desk, visit)
        return .redirect(
            RoadmapURL.scenario(.init(roadmap.id), .init(id)).path, notice: Workshop.notice(isComputing, t))
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let desk = try await RoadmapDesk.open(visit, for: RoadmapPermissions.manage)
        let scenario = try desk.scenario(try visit.identifier("scenario"))
        let roadmap = desk.roadmap
        try await visit.change { change in try ScenarioStore.remove(scenario, of: roadmap, in: change) }
        return .redirect(
            RoadmapURL.scenarios(.init(roadmap.id)).path,
            notice: visit.language("L’hypothèse est retirée.", "The supposition is removed."))
    }

    private static func model(_ desk: RoadmapDesk, _ draft: ScenarioDraft) throws -> Model {
        guard let base = desk.base else { throw RoadmapError.unreadable }
        return Model(
            roadmap: desk.roadmap, snapshot: desk.snapshot, base: desk.reading(of: base), basePlan: base.plan,
            others: desk.scenarios.filter { $0.kind == .whatIf }.map { ($0, desk.reading(of: $0)) },
            manages: desk.manages, draft: draft)
    }

    private static func page(_ model: Model, _ desk: RoadmapDesk, _ visit: Visit, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.page(
            Page(
                title(t), at: desk.place, trail: desk.trail(t, [Crumb(t("Hypothèses", "Suppositions"))]),
                main: render(model, t)),
            status: status)
    }

    private static func title(_ t: Language) -> String {
        t("Et si les moyens étaient autres\u{00A0}?", "What if the means were different?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            title(t),
            lead: t(
                "Le plan de base \(PlanWords.closed(model.base.closedShare, t)) pour \(t.euros(model.base.money)).",
                "The base plan \(PlanWords.closed(model.base.closedShare, t)) for \(t.euros(model.base.money))."))
        return """
            \(pageHead(t, head))\(studied(model, t))\
            \(when(model.manages, sheet(t("Étudier une hypothèse", "Study a supposition"), form(model, t))))\
            \(sheet(t("Ce qu’achèterait un euro de plus", "What one more euro would buy"), purchases(model, t)))
            """
    }

    private static func studied(_ model: Model, _ t: Language) -> HTML {
        guard !model.others.isEmpty else {
            return paragraph(
                t("Aucune hypothèse étudiée pour l’instant.", "No supposition studied yet."), isQuiet: true)
        }
        let rows = model.others.map { scenario, reading -> [HTML] in
            let comparison = PlanDifference(from: model.base.plan, to: reading.plan, of: model.base.problem)
            return [
                """
                <a href="\(RoadmapURL.scenario(.init(model.roadmap.id), .init(scenario.id)).path)">\(scenario.title)</a>
                """,
                "\(difference(reading, model.base, t))", "\(t.euros(reading.money))",
                "\(t.number(comparison.entered.count))", "\(t.number(comparison.left.count))",
                "\(t.number(comparison.moved.count))",
            ]
        }
        return table(
            t,
            Table(
                caption: t(
                    "Hypothèses étudiées, par rapport au plan de base",
                    "Suppositions studied, compared with the base plan"),
                columns: [
                    Column(t("Hypothèse", "Supposition")), Column(t("Écart comblé", "Gap closed"), isNumber: true),
                    Column(t("Dépense", "Spending"), isNumber: true), Column(t("Entrent", "In"), isNumber: true),
                    Column(t("Sortent", "Out"), isNumber: true), Column(t("Déplacées", "Moved"), isNumber: true),
                ], rows: rows))
    }

    /// "58 % (−6 points)".
    static func difference(_ reading: PlanReading, _ base: PlanReading, _ t: Language) -> String {
        let (mine, other) = (reading.closedShare ?? 0, base.closedShare ?? 0)
        let points = ((mine - other) * 1000).rounded() / 10
        let sign = points > 0 ? "+" : ""
        return t(
            "\(t.percent(mine)) (\(sign)\(t.decimal(points)) point\(abs(points) < 2 ? "" : "s"))",
            "\(t.percent(mine)) (\(sign)\(t.decimal(points)) points)")
    }

    private static func form(_ model: Model, _ t: Language) -> HTML {
        typealias Name = ScenarioDraft.Name
        let (draft, errors) = (model.draft, model.errors)
        let actions = model.reading.map { Choice($0.0, $0.1) }
        let budgets = WhatIf.budgetFactors.map { factor in
            let change = t.percent(abs(factor - 1))
            return Choice(
                String(factor),
                factor == 1
                    ? t("Le même", "The same")
                    : factor < 1 ? t("\(change) de moins", "\(change) less") : t("\(change) de plus", "\(change) more"))
        }
        let people = Skill.allCases.map { skill in
            Choice(
                skill.rawValue, skill.title(t))
        }
        return Components.form(
            action: RoadmapURL.scenarios(.init(model.roadmap.id)).path,
            """
            \(errorSummary(t, errors.all.map { FieldError(name: $0.field, message: $0.message) }))\
            \(fieldRow([
                select(Field(t, Name.budget, label: t("Budget", "Budget"), error: errors[Name.budget]), budgets, selected: draft.budget),
                select(
                    Field(t, Name.person, label: t("Une personne de plus", "One person more"),
                        hint: t("60 jours par trimestre.", "60 days each quarter."), error: errors[Name.person]),
                    people, selected: draft.person, placeholder: t("Personne", "Nobody")),
            ]))\
            \(fieldRow([
                select(Field(t, Name.forced, label: t("Imposer une action", "Force an action"), error: errors[Name.forced]),
                    actions, selected: draft.forced, placeholder: t("Aucune", "None")),
                select(Field(t, Name.forbidden, label: t("Écarter une action", "Leave an action out"), error: errors[Name.forbidden]),
                    actions, selected: draft.forbidden, placeholder: t("Aucune", "None")),
            ]))\
            \(formActions(submit(t("Comparer", "Compare"))))
            """)
    }

    private static func purchases(_ model: Model, _ t: Language) -> HTML {
        let words = StandingWords(snapshot: model.snapshot, reading: model.base, t: t)
        let tables = PlanTables(snapshot: model.snapshot, reading: model.base, roadmap: model.roadmap.id, t: t)
        let lines = MarginalEuro.all(of: model.base.plan, in: model.base.problem).compactMap { marginal -> HTML? in
            let year = model.snapshot.year(marginal.year)
            let thresholds = marginal.thresholds.prefix(3)
            guard !thresholds.isEmpty else { return nil }
            return """
                \(t("En \(year)\u{00A0}:", "In \(year):")) \(items(thresholds.map { threshold in
                    """
                    \(t("avec \(t.euros(threshold.euros)) de plus,", "with \(t.euros(threshold.euros)) more,")) \
                    \(tables.link(threshold.action)) \(t(
                        "entrerait dans le plan, qui apporterait \(words.share(threshold.value)) de plus.",
                        "would enter the plan, which would bring \(words.share(threshold.value)) more."))
                    """
                }))
                """
        }
        guard !lines.isEmpty else {
            return paragraph(
                t(
                    "Rien à lui seul\u{00A0}: ce qui reste attend surtout du temps de travail.",
                    "Nothing by itself: what is left waits mostly for working time."))
        }
        return """
            <p>\(t(
                "Sans toucher à ce qui est déjà dans le plan\u{00A0}; un plan refait ferait aussi bien ou mieux.",
                "Without touching what is in the plan already; a plan made anew would do as well or better."))</p>\
            \(items(lines))
            """
    }
}

extension ScenarioListPage.Model {
    /// The actions that one may force or leave out, by title.
    var reading: [(String, String)] {
        snapshot.problem.actions.indices.map {
            (snapshot.problem.actions[$0].id, snapshot.title(of: $0, .french))
        }.sorted { (folded($0.1), $0.0) < (folded($1.1), $1.0) }
    }
}
