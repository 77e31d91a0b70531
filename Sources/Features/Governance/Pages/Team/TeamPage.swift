// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The team: how many full-time equivalents each skill has, and which posts nobody holds.
enum TeamPage {
    struct Model: Sendable {
        let place: Organisation
        let skills: [SkillSum]
        let rows: [Post]
        let total: Int
        var text = ""
        var skill: Post.Skill?
        var page = 1
        var mayManage = false
        let today: Day

        var isFiltered: Bool { !text.isEmpty || skill != nil }

        func href(page: Int) -> URLPath {
            GovernanceURL.team(.init(place.id)).path.with("q", text.isEmpty ? nil : text)
                .with("competence", skill?.rawValue).with("page", page > 1 ? String(page) : nil)
        }
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed()
        let organisation = place.organisation
        let text = visit.query["q"].map { String($0.prefix(100)) } ?? ""
        let skill = visit.query["competence"].flatMap(Post.Skill.init(rawValue:))
        let page = visit.query.page
        let (skills, found) = try await visit.read { session in
            (
                try PostStore.sums(under: organisation.lineage, in: session),
                try PostStore.page(
                    under: organisation.lineage, text: text, skill: skill, limit: pageSize,
                    offset: (page - 1) * pageSize, in: session)
            )
        }
        let model = Model(
            place: organisation, skills: skills, rows: found.rows, total: found.total, text: text, skill: skill,
            page: page, mayManage: visit.mayManage(organisation.lineage), today: visit.today)
        if found.rows.isEmpty, page > 1 { return .redirect(model.href(page: 1)) }
        let t = visit.language
        return visit.governancePage(title(model, t), at: place, crumb: t("Équipe", "Team"), render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "\(model.place.name)\u{00A0}: qui fait tourner le numérique\u{00A0}?",
            "\(model.place.name): who runs the digital?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let creation = Action(
            t("Ajouter un poste", "Add a post"), href: GovernanceURL.postCreation(.init(model.place.id)).path,
            style: .primary)
        let isEmpty = model.total == 0 && !model.isFiltered
        let head = pageHead(
            t, PageHead(title(model, t), lead: lead(model, t), actions: model.mayManage && !isEmpty ? [creation] : []))
        guard !isEmpty else {
            return head
                + emptyState(
                    title: t("L’équipe n’est pas encore décrite", "The team is not described yet"),
                    text: t(
                        "Décrivez les postes par compétence\u{00A0}: la feuille de route saura ce que l’équipe peut "
                            + "faire.",
                        "Describe the posts by skill: the roadmap will know what the team can do."),
                    action: model.mayManage ? creation : nil)
        }
        return "\(head)\(skills(model, t))\(posts(model, t))"
    }

    static func lead(_ model: Model, _ t: Language) -> String {
        guard !model.skills.isEmpty else { return "" }
        let authorised = model.skills.reduce(0) { $0 + $1.authorised }
        let filled = model.skills.reduce(0) { $0 + $1.filled }
        let vacant = model.skills.reduce(0) { $0 + $1.vacantPosts }
        let share = t(
            "\(FullTime.text(filled, t)) équivalents temps plein pourvus sur \(FullTime.text(authorised, t))",
            "\(FullTime.text(filled, t)) full-time equivalents held of \(FullTime.text(authorised, t))")
        guard vacant > 0 else {
            return t("\(share)\u{00A0}: tous les postes le sont.", "\(share): every post is held.")
        }
        let posts = t.count(
            vacant, ("poste n’est pas entièrement pourvu", "postes ne sont pas entièrement pourvus"),
            ("post is not fully held", "posts are not fully held"))
        return t("\(share)\u{00A0}: \(posts).", "\(share): \(posts).")
    }

    private static func skills(_ model: Model, _ t: Language) -> HTML {
        guard !model.skills.isEmpty else { return HTML() }
        let title = t("Par compétence", "By skill")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Compétence", "Skill")),
                        Column(t("Autorisés (ETP)", "Authorised (FTE)"), isNumber: true),
                        Column(t("Pourvus (ETP)", "Held (FTE)"), isNumber: true),
                        Column(t("Manquants (ETP)", "Missing (FTE)"), isNumber: true),
                        Column(t("Postes vacants", "Vacant posts"), isNumber: true),
                    ],
                    rows: model.skills.map { sum in
                        [
                            "\(sum.skill.title(t))", "\(FullTime.text(sum.authorised, t))",
                            "\(FullTime.text(sum.filled, t))",
                            "\(FullTime.text(sum.vacant, t))", "\(t.number(sum.vacantPosts))",
                        ]
                    })))
    }

    private static func posts(_ model: Model, _ t: Language) -> HTML {
        let title = t("Les postes", "The posts")
        let path = GovernanceURL.team(.init(model.place.id)).path
        let filters = filterForm(
            t, action: path,
            fields: """
                \(textField(Field(t, "q", label: t("Intitulé", "Title")), value: model.text, maxLength: 100))\
                \(select(
                    Field(t, "competence", label: t("Compétence", "Skill")),
                    Post.Skill.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.skill?.rawValue,
                    placeholder: t("Toutes", "All")))
                """, reset: model.isFiltered ? path : nil)
        let list: HTML =
            model.rows.isEmpty
            ? emptyState(
                title: t("Aucun poste ne correspond", "No post matches"),
                text: t("Élargissez les critères pour en voir d’autres.", "Widen the criteria to see others."))
            : Components.table(t, postTable(model, title, t))
        return sheet(
            title,
            """
            \(filters)\(list)\(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                model.href(page: page)
            }))
            """)
    }

    private static func postTable(_ model: Model, _ title: String, _ t: Language) -> Table {
        let namesPlaces = model.rows.contains { $0.keeper.id != model.place.id }
        return Table(
            caption: title, isCaptionHidden: true,
            columns: [Column(t("Poste", "Post"))]
                + (namesPlaces ? [Column(t("Établissement", "Establishment"))] : []) + [
                    Column(t("Compétence", "Skill")), Column(t("Autorisé", "Authorised"), isNumber: true),
                    Column(t("Pourvu", "Held"), isNumber: true), Column(t("État", "State"), isShort: true),
                ],
            rows: model.rows.map { post in
                let path = GovernanceURL.post(.init(post.keeper.id), .init(post.id)).path
                let name: HTML = model.mayManage ? "<a href=\"\(path)\">\(post.title)</a>" : "\(post.title)"
                return [name] + (namesPlaces ? ["\(post.keeper.name)"] : []) + [
                    "\(post.skill.title(t))", "\(FullTime.text(post.authorised, t))",
                    "\(FullTime.text(post.filled, t))",
                    badge(t, state(post, model.today, t)),
                ]
            })
    }

    static func state(_ post: Post, _ today: Day, _ t: Language) -> StateBadge {
        if post.isRemoved { return StateBadge(.closed, t("Retiré", "Removed")) }
        guard post.vacant > 0 else { return StateBadge(.proven, t("Pourvu", "Held")) }
        guard let since = post.vacantSince else { return StateBadge(.missing, t("Vacant", "Vacant")) }
        let date = t.date(since)
        return StateBadge(.missing, t("Vacant depuis le \(date)", "Vacant since \(date)"))
    }
}
