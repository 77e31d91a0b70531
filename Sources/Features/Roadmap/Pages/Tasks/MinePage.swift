// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Persistence
import Primitives
import Site

/// The actions entrusted to the person who asks.
enum MinePage {
    struct Model: Sendable {
        let tasks: [RoadmapTask]
        let total: Int
        let page: Int
        let today: Day
    }

    static let pageSize = 40

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (access, page) = (visit.access, visit.query.page)
        let found = try await visit.read { session in
            try TaskStore.entrusted(to: access, limit: pageSize, offset: (page - 1) * pageSize, in: session)
        }
        if found.rows.isEmpty, page > 1 { return .redirect(RoadmapURL.mine.path) }
        let t = visit.language
        let model = Model(tasks: found.rows, total: found.total, page: page, today: visit.today)
        return visit.page(Page(title(t), trail: [Crumb(t("Mes actions", "My actions"))], main: render(model, t)))
    }

    private static func title(_ t: Language) -> String {
        t("Quelles actions me sont confiées\u{00A0}?", "Which actions are entrusted to me?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        guard model.total > 0 else {
            return """
                \(pageHead(t, PageHead(title(t))))\
                \(emptyState(
                    title: t("Aucune action ne vous est confiée", "No action is entrusted to you"),
                    text: t("Celles que l’on vous confiera apparaîtront ici.", "Those that will be entrusted to you will appear here.")))
                """
        }
        let late = model.tasks.count { $0.isLate(on: model.today) }
        let count = t.count(
            model.total, ("action vous est confiée", "actions vous sont confiées"),
            ("action is entrusted to you", "actions are entrusted to you"))
        let lead =
            late == 0
            ? "\(count)." : t("\(count), dont \(t.number(late)) en retard.", "\(count), \(t.number(late)) late.")
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\(table(t, Table(
                caption: t("Actions confiées", "Entrusted actions"), isCaptionHidden: true, stacks: true,
                columns: [
                    Column(t("Action", "Action")), Column(t("Pour", "For")),
                    Column(t("Fin prévue", "Planned end"), isShort: true),
                    Column(t("Avancement", "Progress"), isNumber: true), Column(t("État", "State"), isShort: true),
                ],
                rows: model.tasks.map { task in
                    [
                        "<a href=\"\(RoadmapURL.task(.init(task.id)).path)\">\(task.title)</a>",
                        "\(task.organisationName)", "\(t.date(task.plannedUntil))",
                        "\(t.percent(Double(task.progress) / 100))",
                        badge(t, TaskWords.badge(task, today: model.today, t)),
                    ]
                })))\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                RoadmapURL.mine.path.with("page", page > 1 ? String(page) : nil)
            }))
            """
    }
}
