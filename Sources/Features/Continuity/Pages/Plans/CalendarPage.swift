// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// The tests of plans: those to come by day, then what those of the past showed.
enum CalendarPage {
    struct Model: Sendable {
        let place: Organisation
        let tests: [PlanTest]
        /// Plans that are tested with people, of this organisation and below, without a test to come.
        let unplanned: [Plan]
        let page: Int
        let today: Day
        let mayManage: Bool
        let opens: @Sendable (Keeper) -> Bool
    }

    static let pageSize = 30

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued()
        let lineage = place.organisation.lineage
        let (plans, tests) = try await visit.read { session in
            (try PlanStore.seen(from: lineage, in: session), try TestStore.seen(from: lineage, in: session))
        }
        let planned = Set(tests.filter { !$0.isHeld && !$0.isRemoved }.map(\.plan))
        let model = Model(
            place: place.organisation, tests: tests,
            unplanned: plans.filter {
                !$0.isRemoved && $0.kind.testedPlan != nil && lineage.contains($0.keeper.lineage)
                    && !planned.contains($0.id)
            }, page: visit.query.page, today: visit.today, mayManage: visit.mayManage(lineage),
            opens: { visit.mayRead($0.lineage) })
        let t = visit.language
        return visit.continuityPage(title(t), at: place, crumb: ContinuityTabs.calendar.title(t), render(model, t))
    }

    static func title(_ t: Language) -> String {
        t(
            "Quand essaie-t-on les plans, et que montrent-ils\u{00A0}?",
            "When are the plans tested, and what do they show?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let coming = model.tests.filter { !$0.isHeld && !$0.isRemoved }.sorted { $0.day < $1.day }
        let held = model.tests.filter { $0.isHeld && !$0.isRemoved }
        return """
            \(pageHead(t, PageHead(title(t), lead: lead(coming, held, model, t))))\
            \(ContinuityTabs.render(model.place.id, current: .calendar, t))\
            \(upcoming(coming, model, t))\(unplanned(model, t))\(past(held, model, t))
            """
    }

    private static func lead(_ coming: [PlanTest], _ held: [PlanTest], _ model: Model, _ t: Language) -> String {
        var sentences: [String] = []
        if let next = coming.first(where: { $0.day >= model.today }) {
            sentences.append(
                t(
                    "Prochain essai \(t.distance(from: model.today, to: next.day))\u{00A0}: \(next.planTitle).",
                    "Next test \(t.distance(from: model.today, to: next.day)): \(next.planTitle)."))
        }
        let field = held.count(where: \.draft.isInField)
        sentences.append(
            t(
                "\(t.count(field, ("essai tenu sur le terrain", "essais tenus sur le terrain"), ("", ""))).",
                "\(t.count(field, ("", ""), ("test", "tests"))) held in the field."))
        return sentences.joined(separator: " ")
    }

    private static func upcoming(_ coming: [PlanTest], _ model: Model, _ t: Language) -> HTML {
        let title = t("À venir", "To come")
        guard !coming.isEmpty else {
            return emptyState(
                title: t("Aucun essai n’est fixé", "No test is planned"),
                text: t(
                    "Un plan qui n’a jamais été essayé ne tient que sur le papier. Ouvrez un plan et fixez-lui un jour.",
                    "A plan never tested holds on paper only. Open a plan and set a day."),
                action: Action(
                    t("Voir les plans", "See the plans"), href: ContinuityURL.plans(.init(model.place.id)).path))
        }
        return sheet(title, table(coming.prefix(50).map { row($0, model, t) }, title, isPast: false, t))
    }

    private static func past(_ held: [PlanTest], _ model: Model, _ t: Language) -> HTML {
        guard !held.isEmpty else { return HTML() }
        let title = t("Ce que les essais ont montré", "What the tests showed")
        let pages = Pager(page: model.page, pageSize: pageSize, total: held.count) { page in
            ContinuityURL.calendar(.init(model.place.id)).path.with("page", page > 1 ? String(page) : nil)
        }
        let shown = held.dropFirst((pages.currentPage - 1) * pageSize).prefix(pageSize)
        return sheet(
            title, "\(table(shown.map { row($0, model, t) }, title, isPast: true, t))\(pager(t, pages))")
    }

    private static func table(_ rows: [[HTML]], _ caption: String, isPast: Bool, _ t: Language) -> HTML {
        Components.table(
            t,
            Table(
                caption: caption, isCaptionHidden: true, stacks: true,
                columns: [
                    Column(t("Jour", "Day"), isShort: true), Column(t("Plan", "Plan")),
                    Column(isPast ? t("Constat", "What it showed") : t("Scénario", "Scenario")),
                    Column(t("État", "State"), isShort: true),
                ], rows: rows))
    }

    private static func row(_ test: PlanTest, _ model: Model, _ t: Language) -> [HTML] {
        let path = ContinuityURL.test(.init(test.keeper.id), .init(test.id)).path
        let plan: HTML = model.opens(test.keeper) ? "<a href=\"\(path)\">\(test.planTitle)</a>" : "\(test.planTitle)"
        let place: HTML = when(test.place.id != model.place.id, "<br><small>\(test.place.name)</small>")
        let correct: HTML = when(
            !test.draft.toCorrect.isEmpty,
            "<p><small>\(t("À corriger", "To correct"))\(t("\u{00A0}: ", ": "))\(test.draft.toCorrect)</small></p>")
        return [
            "\(t.date(test.day))", "\(plan)\(place)",
            test.isHeld ? "\(prose(test.draft.shown))\(correct)" : prose(test.draft.scenario),
            badge(t, StateWords.badge(test, on: model.today, t)),
        ]
    }

    private static func unplanned(_ model: Model, _ t: Language) -> HTML {
        guard !model.unplanned.isEmpty else { return HTML() }
        return sheet(
            t("Sans essai à venir", "Without a test to come"),
            items(
                model.unplanned.prefix(30).map { plan in
                    let path = ContinuityURL.testCreation(.init(plan.keeper.id), .init(plan.id)).path
                    let keeper: HTML = when(plan.keeper.id != model.place.id, " <small>\(plan.keeper.name)</small>")
                    let add: HTML = when(
                        model.mayManage, buttonLink(t("Fixer un jour", "Set a day"), href: path))
                    return ends("<span>\(plan.title)\(keeper)</span>", add)
                }))
    }
}
