// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The adopted plan, followed: what is late, what is next, planned against real, and how much is achieved.
enum FollowPage {
    struct Model: Sendable {
        let roadmap: Roadmap
        let tasks: [RoadmapTask]
        let today: Day
        let manages: Bool
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let id: Roadmap.ID = try visit.identifier("roadmap")
        let found = try await visit.read { session in
            let roadmap = try RoadmapStore.roadmap(id, in: session)
            let organisation = roadmap?.organisation ?? Organisation.ID(stored: id.text)
            return (
                roadmap, try TaskStore.tasks(of: id, in: session),
                try OrganisationStore.path(to: organisation, in: session)
            )
        }
        guard let roadmap = found.0, let organisation = found.2.last, visit.access.sees(organisation.lineage) else {
            throw Refusal.notFound
        }
        guard visit.access.may(RoadmapPermissions.read, in: organisation.lineage) else { throw Refusal.forbidden }
        let model = Model(
            roadmap: roadmap, tasks: found.1, today: visit.today,
            manages: visit.access.may(RoadmapPermissions.manage, in: organisation.lineage))
        let t = visit.language
        let trail = [
            Crumb(t("Feuilles de route", "Roadmaps"), href: RoadmapURL.list(.init(roadmap.organisation)).path),
            Crumb(roadmap.title, href: RoadmapURL.roadmap(.init(id)).path), Crumb(t("Suivi", "Follow-up")),
        ]
        return visit.page(
            Page(
                title(t), at: Place(organisation: organisation, ancestors: found.2.dropLast()), trail: trail,
                main: render(model, t)))
    }

    private static func title(_ t: Language) -> String {
        t("Les actions avancent-elles comme prévu\u{00A0}?", "Do the actions go as planned?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let plan = Action(t("Voir le plan", "See the plan"), href: RoadmapURL.roadmap(.init(model.roadmap.id)).path)
        guard !model.tasks.isEmpty else {
            return """
                \(pageHead(t, PageHead(title(t), actions: [])))\
                \(emptyState(
                    title: t("Aucun plan n’est adopté", "No plan is adopted"),
                    text: t("Adoptez d’abord un plan\u{00A0}: ses actions se suivront ici.", "Adopt a plan first: its actions will be followed here."),
                    action: Action(plan.title, href: RoadmapURL.roadmap(.init(model.roadmap.id)).path, style: .primary)))
                """
        }
        let settings = model.roadmap.settings
        let burnUp = BurnUp(model.tasks, first: settings.first, quarters: settings.quarters, today: model.today)
        let late = model.tasks.filter { $0.isLate(on: model.today) }
        return """
            \(pageHead(t, PageHead(title(t), lead: lead(model, late.count, burnUp, t), actions: [plan])))\
            \(figures(t, list(model, late.count, t)))\
            \(sheet(t("Prévu et atteint", "Planned and achieved"), BurnUpChart.html(burnUp, t)))\
            \(sheet(t("Prévu et réel", "Planned and real"), gantt(model, t)))\(table(t, tasks(model, t)))
            """
    }

    private static func lead(_ model: Model, _ late: Int, _ burnUp: BurnUp, _ t: Language) -> String {
        let first =
            late == 0
            ? t("Aucune action n’est en retard.", "No action is late.")
            : t.count(
                late, ("action est en retard.", "actions sont en retard."), ("action is late.", "actions are late."))
        return "\(first) \(BurnUpChart.sentence(burnUp, t))"
    }

    private static func list(_ model: Model, _ late: Int, _ t: Language) -> [Figure] {
        let kept = model.tasks.filter { $0.status != .abandoned }
        let done = kept.count { $0.status == .done }
        let spent = kept.reduce(0) { $0 + $1.spent }
        let planned = kept.reduce(0) { $0 + $1.planned }
        let alone = kept.count { $0.owner == nil && $0.status.isOpen }
        return [
            Figure(
                t("\(done) sur \(kept.count)", "\(done) of \(kept.count)"),
                meaning: t("actions faites", "actions done"), tone: .neutral),
            Figure(t.number(late), meaning: t("en retard", "late"), tone: late == 0 ? .good : .bad),
            Figure(
                t.euros(spent), meaning: t("dépensés", "spent"),
                note: t("sur \(t.euros(planned)) prévus", "of \(t.euros(planned)) planned"),
                tone: spent > planned ? .warn : .neutral),
            Figure(
                t.number(alone), meaning: t("sans responsable", "entrusted to nobody"),
                tone: alone == 0 ? .good : .warn),
        ]
    }

    private static func gantt(_ model: Model, _ t: Language) -> HTML {
        let settings = model.roadmap.settings
        return GanttChart(
            first: settings.first, quarters: settings.quarters,
            bars: model.tasks.filter { $0.status != .abandoned }.map { task in
                GanttChart.Bar(
                    title: task.title, from: task.plannedFrom, until: task.plannedUntil,
                    actual: task.startedOn.map { .init(from: $0, until: task.endedOn ?? max(model.today, $0)) },
                    isLate: task.isLate(on: model.today) || task.wasLate)
            },
            today: model.today,
            caption: t(
                "En pâle ce qui était prévu, en plein ce qui se passe\u{00A0}; un trait marque une fin dépassée.",
                "Pale is what was planned, full is what happens; a line marks an end that has passed.")
        ).html(t)
    }

    private static func tasks(_ model: Model, _ t: Language) -> Table {
        Table(
            caption: t("Actions suivies", "Followed actions"), stacks: true,
            columns: [
                Column(t("Action", "Action")), Column(t("Responsable", "In charge")),
                Column(t("Fin prévue", "Planned end"), isShort: true),
                Column(t("Avancement", "Progress"), isNumber: true), Column(t("Dépensé", "Spent"), isNumber: true),
                Column(t("État", "State"), isShort: true),
            ],
            rows: model.tasks.map { task in
                [
                    "<a href=\"\(RoadmapURL.task(.init(task.id)).path)\">\(task.title)</a>", "\(task.ownerName ?? "–")",
                    "\(t.date(task.plannedUntil))", "\(t.percent(Double(task.progress) / 100))",
                    "\(t.euros(task.spent))", badge(t, TaskWords.badge(task, today: model.today, t)),
                ]
            })
    }
}
