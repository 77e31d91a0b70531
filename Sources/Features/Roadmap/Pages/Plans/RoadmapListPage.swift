// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The roadmaps of an organisation and of what stands below it.
enum RoadmapListPage {
    struct Model: Sendable {
        let organisation: Organisation
        let rows: [RoadmapStore.Listed]
        let total: Int
        let page: Int
        let manages: Bool
        /// The group above, whose plan may be this one's too.
        var group: Organisation?
    }

    static let pageSize = 40

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: RoadmapPermissions.read)
        let (lineage, page) = (place.organisation.lineage, visit.query.page)
        let found = try await visit.read { session in
            try RoadmapStore.page(under: lineage, limit: pageSize, offset: (page - 1) * pageSize, in: session)
        }
        if found.rows.isEmpty, page > 1 { return .redirect(RoadmapURL.list(.init(place.organisation.id)).path) }
        let model = Model(
            organisation: place.organisation, rows: found.rows, total: found.total, page: page,
            manages: visit.access.may(RoadmapPermissions.manage, in: lineage),
            group: place.ancestors.last {
                $0.kind == .ght && visit.access.may(RoadmapPermissions.read, in: $0.lineage)
            })
        let t = visit.language
        return visit.page(
            Page(title(model, t), at: place, trail: [Crumb(t("Feuilles de route", "Roadmaps"))], main: render(model, t))
        )
    }

    private static func title(_ model: Model, _ t: Language) -> String {
        t(
            "\(model.organisation.name)\u{00A0}: que faire, et quand\u{00A0}?",
            "\(model.organisation.name): what to do, and when?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let opening = Action(
            t("Établir une feuille de route", "Make a roadmap"),
            href: RoadmapURL.opening(.init(model.organisation.id)).path, style: .primary)
        let library = Action(
            t("Voir les actions candidates", "See the candidate actions"),
            href: RoadmapURL.actions(.init(model.organisation.id)).path)
        let group = model.group.map { group in
            Action(
                t("Voir celles du groupe", "See those of the group"), href: RoadmapURL.list(.init(group.id)).path)
        }
        guard model.total > 0 else {
            return """
                \(pageHead(t, PageHead(title(model, t), lead: t(
                    "Aucune feuille de route ici pour l’instant.", "No roadmap here yet."),
                    actions: group.map { [$0, library] } ?? [library])))\
                \(emptyState(
                    title: t("Rien n’est planifié", "Nothing is planned"),
                    text: t(
                        "Dites votre budget et vos jours disponibles\u{00A0}: Carène propose quelles actions mener, et quand, pour combler le plus d’écarts.",
                        "Say your budget and your available days: Carène proposes which actions to carry out, and when, to close the most gaps."),
                    action: model.manages ? opening : nil))
                """
        }
        let followed = model.rows.count { $0.roadmap.isFollowed }
        let count = t.count(model.total, ("feuille de route", "feuilles de route"), ("roadmap", "roadmaps"))
        let head = PageHead(
            title(model, t),
            lead: t(
                "\(count), dont \(t.count(followed, ("suivie", "suivies"), ("", ""))) en ce moment.",
                "\(count), \(t.number(followed)) of them followed now."),
            actions: model.manages ? [library, opening] : [library])
        return """
            \(pageHead(t, head))\(table(t, Table(
                caption: t("Feuilles de route", "Roadmaps"), isCaptionHidden: true,
                columns: [
                    Column(t("Feuille de route", "Roadmap")), Column(t("Pour", "For")),
                    Column(t("Période", "Period"), isShort: true),
                    Column(t("Budget", "Budget"), isNumber: true), Column(t("État", "State"), isShort: true),
                ],
                rows: model.rows.map { row($0, t) })))\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                RoadmapURL.list(.init(model.organisation.id)).path.with("page", page > 1 ? String(page) : nil)
            }))
            """
    }

    private static func row(_ listed: RoadmapStore.Listed, _ t: Language) -> [HTML] {
        let roadmap = listed.roadmap
        let settings = roadmap.settings
        return [
            """
            <a href="\(RoadmapURL.roadmap(.init(roadmap.id)).path)">\(roadmap.title)</a> \
            <small>\(t("version \(roadmap.version)", "version \(roadmap.version)"))</small>
            """,
            "\(roadmap.organisationName)", "\(settings.first.words(t)) – \(settings.last.words(t))",
            "\(t.euros(settings.budgets.reduce(0, +)))", state(listed, t),
        ]
    }

    private static func state(_ listed: RoadmapStore.Listed, _ t: Language) -> HTML {
        if listed.roadmap.closedAt != nil { return badge(t, .closed, t("Suivi arrêté", "Ended")) }
        guard listed.roadmap.isFollowed else { return badge(t, .unanswered, t("À l’étude", "Being studied")) }
        return badge(
            t, .declared,
            t("Suivie, \(listed.done) sur \(listed.tasks)", "Followed, \(listed.done) of \(listed.tasks)"))
    }
}
