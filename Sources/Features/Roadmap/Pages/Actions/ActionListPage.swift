// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Planning
import Primitives
import Site

/// What could be done: the library as this organisation sees it, searched by words, pillar and requirement.
enum ActionListPage {
    struct Model: Sendable {
        let organisation: Organisation
        let items: [ActionCatalogue.Item]
        let total: Int
        let page: Int
        let filter: Filter
        /// Identifiers of frameworks that some action closes a part of, with their titles.
        let frameworks: [(identifier: String, title: String)]
        let manages: Bool
    }

    struct Filter: Sendable, Hashable {
        var text = ""
        var pillar: CandidateAction.Pillar?
        var framework: String?
        var code = ""

        var isSet: Bool { !text.isEmpty || pillar != nil || framework != nil || !code.isEmpty }

        func admits(_ action: CandidateAction) -> Bool {
            if let pillar, action.pillar != pillar { return false }
            if framework != nil || !code.isEmpty {
                let sought = folded(code)
                let isMatching = action.closes.contains { closing in
                    (framework == nil || closing.framework == framework)
                        && (sought.isEmpty || folded(closing.code).hasPrefix(sought))
                }
                guard isMatching else { return false }
            }
            let words = folded(text).split(separator: " ")
            guard !words.isEmpty else { return true }
            let place = folded("\(action.id) \(action.title) \(action.description)")
            return words.allSatisfy { place.contains($0) }
        }

        func href(_ organisation: Organisation.ID, page: Int = 1) -> URLPath {
            RoadmapURL.actions(.init(organisation)).path.with("texte", text.isEmpty ? nil : text)
                .with("pilier", pillar?.rawValue).with("referentiel", framework)
                .with("exigence", code.isEmpty ? nil : code).with("page", page > 1 ? String(page) : nil)
        }
    }

    static let pageSize = 40

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: RoadmapPermissions.read)
        let organisation = place.organisation
        let filter = Filter(
            text: visit.query["texte"] ?? "", pillar: visit.query["pilier"].flatMap { .init(rawValue: $0) },
            framework: visit.query["referentiel"], code: visit.query["exigence"] ?? "")
        let catalogue = try await visit.read { session in try ActionCatalogue.read(for: organisation, in: session) }
        let known = Set(catalogue.actions.flatMap { $0.closes.map(\.framework) })
        let titles = try await FrameworkTitles.read(visit.house, visit.language)
        let found = catalogue.items.filter { filter.admits($0.action) }
        let first = (visit.query.page - 1) * pageSize
        if first >= found.count, visit.query.page > 1 { return .redirect(filter.href(organisation.id)) }
        let model = Model(
            organisation: organisation, items: Array(found.dropFirst(first).prefix(pageSize)), total: found.count,
            page: visit.query.page, filter: filter,
            frameworks: known.sorted().map { ($0, titles[$0] ?? $0) },
            manages: visit.access.may(RoadmapPermissions.manage, in: organisation.lineage))
        let t = visit.language
        return visit.page(
            Page(
                title(t), at: place, trail: [Crumb(t("Actions candidates", "Candidate actions"))],
                main: render(model, t)))
    }

    private static func title(_ t: Language) -> String {
        t("Que pourrait-on faire\u{00A0}?", "What could be done?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let adding = Action(
            t("Ajouter une action", "Add an action"), href: RoadmapURL.newAction(.init(model.organisation.id)).path)
        let count = t.count(
            model.total, ("action candidate", "actions candidates"), ("candidate action", "candidate actions"))
        let head = PageHead(
            title(t),
            lead: t(
                "\(count). Chaque chiffre est une estimation\u{00A0}: remplacez-la par vos devis, elle vaudra ici et dans ce qui en dépend.",
                "\(count). Every figure is an estimate: replace it by your quotes, it will hold here and below."),
            actions: model.manages ? [adding] : [])
        let list: HTML =
            model.items.isEmpty
            ? emptyState(
                title: t("Aucune action ne correspond", "No action matches"),
                text: t("Élargissez les critères pour en voir d’autres.", "Widen the criteria to see others."),
                action: Action(
                    t("Tout afficher", "Show everything"), href: RoadmapURL.actions(.init(model.organisation.id)).path))
            : table(
                t,
                Table(
                    caption: t("Actions candidates", "Candidate actions"), isCaptionHidden: true,
                    columns: [
                        Column(t("Action", "Action")), Column(t("Pilier", "Pillar")),
                        Column(t("Coût (estimation)", "Cost (estimate)"), isNumber: true),
                        Column(t("Jours (estimation)", "Days (estimate)"), isNumber: true),
                        Column(t("Durée", "Duration"), isShort: true),
                    ],
                    rows: model.items.map { row($0, model, t) }))
        return """
            \(pageHead(t, head))\(filters(model, t))\(list)\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                model.filter.href(model.organisation.id, page: page)
            }))
            """
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        let filter = model.filter
        let fields: HTML = """
            \(textField(Field(t, "texte", label: t("Mots", "Words")), value: filter.text, maxLength: 100))\
            \(select(
                Field(t, "pilier", label: t("Pilier", "Pillar")),
                CandidateAction.Pillar.allCases.map { Choice($0.rawValue, $0.title(t)) },
                selected: filter.pillar?.rawValue, placeholder: t("Tous", "All")))\
            \(select(
                Field(t, "referentiel", label: t("Référentiel", "Framework")),
                model.frameworks.map { Choice($0.identifier, $0.title) }, selected: filter.framework,
                placeholder: t("Tous", "All")))\
            \(textField(
                Field(t, "exigence", label: t("Code d’exigence", "Requirement code")), value: filter.code, maxLength: 60))
            """
        let path = RoadmapURL.actions(.init(model.organisation.id)).path
        return filterForm(t, action: path, fields: fields, reset: filter.isSet ? path : nil)
    }

    private static func row(_ item: ActionCatalogue.Item, _ model: Model, _ t: Language) -> [HTML] {
        let action = item.action
        let href = RoadmapURL.action(.init(model.organisation.id), .init(action.id)).path
        let days = action.effort.values.reduce(0, +)
        let mark: HTML = when(item.origin) { origin in
            let words =
                origin.isOwn
                ? t("propre à \(origin.organisationName)", "own to \(origin.organisationName)")
                : t("modifiée par \(origin.organisationName)", "changed by \(origin.organisationName)")
            return " <small>\(words)</small>"
        }
        return [
            "<a href=\"\(href)\">\(action.title)</a> <span class=\"code\">\(action.id)</span>\(mark)",
            "\(action.pillar.title(t))", "\(t.euros(from: action.cost.low, to: action.cost.high))",
            "\(t.decimal(days, 0))",
            "\(t.count(action.duration, ("trimestre", "trimestres"), ("quarter", "quarters")))",
        ]
    }
}
