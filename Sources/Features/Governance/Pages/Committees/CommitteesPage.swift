// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The committees and what they decided, what is late first.
enum CommitteesPage {
    struct Model: Sendable {
        let place: Organisation
        let committees: [Committee]
        let decisions: [Decision]
        let total: Int
        /// Over the whole place, whatever the filter.
        let open: Int
        let overdue: Int
        var filter = Filter()
        var mayManage = false
        let today: Day
    }

    /// What the address asks of the list of decisions.
    struct Filter: Sendable, Hashable {
        var text = ""
        /// The word of a state, or "en-retard".
        var state: String?
        var page = 1

        static let overdue = "en-retard"

        var isSet: Bool { !text.isEmpty || state != nil }

        var filter: DecisionQuery.Filter? {
            if state == Self.overdue { return .overdue }
            return Decision.State.allCases.first { $0.word == state }.map { .state($0) }
        }

        func href(_ organisation: Organisation.ID, page: Int = 1) -> URLPath {
            GovernanceURL.committees(.init(organisation)).path
                .with("q", text.isEmpty ? nil : text).with("etat", state).with("page", page > 1 ? String(page) : nil)
        }
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed()
        let organisation = place.organisation
        let filter = Filter(
            text: visit.query["q"].map { String($0.prefix(100)) } ?? "", state: visit.query["etat"],
            page: visit.query.page)
        let query = DecisionQuery(
            under: organisation.lineage, filter: filter.filter, text: filter.text, today: visit.today, limit: pageSize,
            offset: (filter.page - 1) * pageSize)
        let (committees, decisions, counts) = try await visit.read { session in
            (
                try CommitteeStore.under(organisation.lineage, in: session),
                try DecisionStore.page(query, in: session),
                try DecisionStore.counts(under: organisation.lineage, on: query.today, in: session)
            )
        }
        if decisions.rows.isEmpty, filter.page > 1 { return .redirect(filter.href(organisation.id)) }
        let model = Model(
            place: organisation, committees: committees, decisions: decisions.rows, total: decisions.total,
            open: counts.open, overdue: counts.overdue, filter: filter,
            mayManage: visit.mayManage(organisation.lineage),
            today: visit.today)
        let t = visit.language
        return visit.governancePage(
            title(model, t), at: place, crumb: GovernanceTabs.committees.title(t), render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "\(model.place.name)\u{00A0}: qu’a-t-on décidé, et qu’en est-il\u{00A0}?",
            "\(model.place.name): what was decided, and what came of it?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let opening = Action(
            t("Créer une instance", "Create a committee"), href: GovernanceURL.committeeCreation(place).path,
            style: model.committees.isEmpty ? .primary : .plain)
        let taking = Action(
            t("Inscrire une décision", "Record a decision"), href: GovernanceURL.decisionCreation(place).path,
            style: .primary)
        let isEmpty = model.committees.isEmpty
        // A decision is taken by a committee kept here; those below are entered there.
        let hasOwn = model.committees.contains { $0.keeper.id == model.place.id && !$0.isClosed }
        let buttons = model.mayManage && !isEmpty ? (hasOwn ? [opening, taking] : [opening]) : []
        let head = "\(pageHead(t, PageHead(title(model, t), lead: lead(model, t), actions: buttons)))" as HTML
        let tabs = GovernanceTabs.render(model.place.id, current: .committees, t)
        guard !isEmpty else {
            return head + tabs
                + emptyState(
                    title: t("Aucune instance pour l’instant", "No committee yet"),
                    text: t(
                        "Créez l’instance où se décide la sécurité numérique\u{00A0}: ses décisions seront suivies "
                            + "ici jusqu’au bout.",
                        "Create the committee where digital security is decided: its decisions will be followed here "
                            + "to the end."
                    ),
                    action: model.mayManage ? opening : nil)
        }
        return head + tabs + decisions(model, t) + committees(model, t)
    }

    static func lead(_ model: Model, _ t: Language) -> String {
        if model.committees.isEmpty { return "" }
        if model.open == 0 { return t("Aucune décision n’attend.", "No decision is waiting.") }
        let open = t.count(
            model.open, ("décision à faire", "décisions à faire"), ("decision to carry out", "decisions to carry out"))
        return model.overdue == 0
            ? t("\(open), aucune en retard.", "\(open), none late.")
            : t(
                "\(open), dont \(t.number(model.overdue)) en retard.",
                "\(open), \(t.number(model.overdue)) of them late.")
    }

    private static func decisions(_ model: Model, _ t: Language) -> HTML {
        let title = t("Les décisions", "The decisions")
        let path = GovernanceURL.committees(.init(model.place.id)).path
        let states =
            Decision.State.allCases.map { Choice($0.word, $0.title(t)) } + [
                Choice(Filter.overdue, t("En retard", "Late"))
            ]
        let fields: HTML = """
            \(textField(Field(t, "q", label: t("Mots", "Words")), value: model.filter.text, maxLength: 100))\
            \(select(
                Field(t, "etat", label: t("État", "State")), states, selected: model.filter.state,
                placeholder: t("Tous", "All")))
            """
        let filters: HTML = when(
            model.total > 0 || model.filter.isSet,
            filterForm(t, action: path, fields: fields, reset: model.filter.isSet ? path : nil))
        let list: HTML =
            model.decisions.isEmpty
            ? emptyState(
                title: model.filter.isSet
                    ? t("Aucune décision ne correspond", "No decision matches")
                    : t("Aucune décision encore", "No decision yet"),
                text: model.filter.isSet
                    ? t("Élargissez les critères pour en voir d’autres.", "Widen the criteria to see others.")
                    : t(
                        "Inscrivez ce qui a été décidé, qui s’en charge et pour quand.",
                        "Record what was decided, who carries it out and by when."))
            : DecisionTable.render(
                model.decisions, caption: title,
                namesPlaces: model.decisions.contains { $0.keeper.id != model.place.id },
                mayManage: model.mayManage, today: model.today, t)
        return sheet(
            title,
            """
            \(filters)\(list)\(pager(t, Pager(page: model.filter.page, pageSize: pageSize, total: model.total) { page in
                model.filter.href(model.place.id, page: page)
            }))
            """)
    }

    private static func committees(_ model: Model, _ t: Language) -> HTML {
        let title = t("Les instances", "The committees")
        let namesPlaces = model.committees.contains { $0.keeper.id != model.place.id }
        let rows = model.committees.map { one -> [HTML] in
            let path = GovernanceURL.committee(.init(one.keeper.id), .init(one.id)).path
            let next: HTML =
                one.isClosed
                ? badge(t, .closed, t("Close", "Closed"))
                : "\(one.nextOn.map { t.date($0) } ?? t("à fixer", "to be set"))"
            return ["<a href=\"\(path)\">\(one.name)</a>"] + (namesPlaces ? ["\(one.keeper.name)"] : [])
                + ["\(one.rhythm.title(t))", next, "\(t.number(one.open))"]
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [Column(t("Instance", "Committee"))]
                        + (namesPlaces ? [Column(t("Établissement", "Establishment"))] : []) + [
                            Column(t("Se réunit", "Meets")),
                            Column(t("Prochaine réunion", "Next meeting"), isShort: true),
                            Column(t("À faire", "To do"), isNumber: true),
                        ], rows: rows)))
    }
}
