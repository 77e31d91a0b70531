// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// What authorities answered to questions about the texts, so that nobody has to ask twice.
enum InterpretationsPage {
    struct Model: Sendable {
        let place: Organisation
        let rows: [Interpretation]
        let total: Int
        var text = ""
        var framework: String?
        /// Those that the house knows, by identifier.
        var frameworks: [String: String] = [:]
        var page = 1
        var mayManage = false

        var isFiltered: Bool { !text.isEmpty || framework != nil }

        func href(page: Int) -> URLPath {
            GovernanceURL.interpretations(.init(place.id)).path.with("q", text.isEmpty ? nil : text)
                .with("referentiel", framework).with("page", page > 1 ? String(page) : nil)
        }
    }

    static let pageSize = 20

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed()
        let organisation = place.organisation
        let text = visit.query["q"].map { String($0.prefix(100)) } ?? ""
        let (framework, page) = (visit.query["referentiel"], visit.query.page)
        let found = try await visit.read { session in
            try InterpretationStore.page(
                at: organisation.lineage, text: text, framework: framework, limit: pageSize,
                offset: (page - 1) * pageSize, in: session)
        }
        var model = Model(
            place: organisation, rows: found.rows, total: found.total, text: text, framework: framework, page: page,
            mayManage: visit.mayManage(organisation.lineage))
        if found.rows.isEmpty, page > 1 { return .redirect(model.href(page: 1)) }
        model.frameworks = try await FrameworkNames.all(in: visit.house)
        let t = visit.language
        return visit.governancePage(
            title(t), at: place, crumb: GovernanceTabs.interpretations.title(t), render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Comment faut-il comprendre les textes\u{00A0}?", "How should the texts be understood?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let creation = Action(
            t("Ajouter une précision", "Add an interpretation"),
            href: GovernanceURL.interpretationCreation(.init(model.place.id)).path, style: .primary)
        let isEmpty = model.total == 0 && !model.isFiltered
        let lead = t(
            "Les réponses officielles aux questions d’interprétation, tenues ici, au-dessus ou au-dessous, avec leur "
                + "source.",
            "Official answers to questions of interpretation, kept here, above or below, with their source.")
        let head = pageHead(
            t, PageHead(title(t), lead: lead, actions: model.mayManage && !isEmpty ? [creation] : []))
        let tabs = GovernanceTabs.render(model.place.id, current: .interpretations, t)
        guard !isEmpty else {
            return head + tabs
                + emptyState(
                    title: t("Aucune précision pour l’instant", "No interpretation yet"),
                    text: t(
                        "Quand l’ANS, la DNS ou l’ARS répond à une question, gardez la réponse ici\u{00A0}: les "
                            + "établissements en dessous la liront aussi.",
                        "When the ANS, the DNS or the ARS answers a question, keep the answer here: those below will "
                            + "read it too."
                    ),
                    action: model.mayManage ? creation : nil)
        }
        return """
            \(head)\(tabs)\(filters(model, t))\(model.rows.isEmpty ? none(t) : list(model, t))\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { model.href(page: $0) }))
            """
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        let path = GovernanceURL.interpretations(.init(model.place.id)).path
        let choices = model.frameworks.sorted { folded($0.value) < folded($1.value) }.map { Choice($0.key, $0.value) }
        return filterForm(
            t, action: path,
            fields: """
                \(textField(Field(t, "q", label: t("Mots", "Words")), value: model.text, maxLength: 100))\
                \(select(
                    Field(t, "referentiel", label: t("Référentiel", "Framework")), choices, selected: model.framework,
                    placeholder: t("Tous", "All")))
                """, reset: model.isFiltered ? path : nil)
    }

    private static func none(_ t: Language) -> HTML {
        emptyState(
            title: t("Aucune précision ne correspond", "No interpretation matches"),
            text: t("Essayez un mot plus court, ou tous les référentiels.", "Try a shorter word, or every framework."))
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        """
        <ol class="results">\(model.rows.html { one in
            let path = GovernanceURL.interpretation(.init(model.place.id), .init(one.id)).path
            return """
                <li><h2><a href="\(path)">\(one.question)</a></h2>\(prose(one.answer))\
                <p class="quiet">\(origin(one, model.frameworks, t))</p></li>
                """
        })</ol>
        """
    }

    /// Who said it, when, and about which requirement.
    static func origin(_ one: Interpretation, _ frameworks: [String: String], _ t: Language) -> HTML {
        let about: HTML = when(one.framework) { framework in
            let name = frameworks[framework] ?? framework
            return " · \(name)\(when(one.requirement) { " <span class=\"code\">\($0)</span>" })"
        }
        return "\(one.source), \(t.date(one.givenOn))\(about)"
    }
}
