// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// Every organisation that the person follows, fifty a page.
enum EstablishmentList {
    static let pageSize = 50

    struct Model: Sendable {
        struct Row: Sendable {
            let id: Organisation.ID
            let name: String
            let kind: Organisation.Kind
            let town: String
            let finess: String
            let parent: String
            let activity: Double?
            let isClosed: Bool
        }

        var choices = ListChoices()
        var rows: [Row] = []
        var total = 0
        /// Where the person may add and import; nil for everybody else.
        var workplace: Organisation.ID?
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let choices = ListChoices(visit.query)
        let query = choices.query(within: visit.access.horizon)
        let found = try await visit.read { session in try OrganisationStore.page(query, in: session) }
        if found.rows.isEmpty, found.total > 0 {
            // The list has shrunk since the address was kept.
            return .redirect(choices.turned(to: (found.total - 1) / pageSize + 1).path)
        }
        let workplace = visit.access.grants
            .filter { EstablishmentPermissions.manage.roles.contains($0.role) }
            .min { $0.lineage.text.utf8.count < $1.lineage.text.utf8.count }?.organisation
        let model = Model(
            choices: choices, rows: found.rows.map(Model.Row.init), total: found.total, workplace: workplace)
        let t = visit.language
        return visit.page(
            Page(title(t), trail: [Crumb(t("Établissements", "Establishments"))], main: render(model, t)))
    }

    static func title(_ t: Language) -> String {
        t("Les établissements que vous suivez", "The establishments you follow")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        var head = PageHead(title(t), lead: lead(model, t))
        if let workplace = model.workplace {
            let part = URLPath.Part(workplace)
            head.actions = [
                Action(
                    t("Ajouter un établissement", "Add an establishment"), href: EstablishmentURL.addition(part).path,
                    style: .primary),
                Action(t("Importer", "Import"), href: EstablishmentURL.imports(part).path),
            ]
        }
        return pageHead(t, head) + filters(model.choices, t)
            + (model.rows.isEmpty ? nothing(model, t) : list(model, t))
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        if model.choices.isFiltered {
            return t.count(
                model.total, ("établissement répond à votre recherche.", "établissements répondent à votre recherche."),
                ("establishment matches your search.", "establishments match your search."))
        }
        return t.count(
            model.total, ("établissement ouvert.", "établissements ouverts."),
            ("open establishment.", "open establishments."))
    }

    private static func filters(_ choices: ListChoices, _ t: Language) -> HTML {
        let kinds = Organisation.Kind.allCases.map { Choice($0.rawValue, $0.title(t)) }
        let sort: HTML = when(
            choices.sort != .name || choices.isDescending,
            """
            <input type="hidden" name="tri" value="\(choices.sort.rawValue)">\
            <input type="hidden" name="sens" value="\(choices.isDescending ? "desc" : "")">
            """)
        let fields: HTML = """
            \(sort)\(textField(
                Field(t, "q", label: t("Nom, ville ou numéro FINESS", "Name, town or FINESS number")),
                value: choices.search, maxLength: 200))\
            \(select(
                Field(t, "nature", label: t("Nature", "Kind")), kinds, selected: choices.kind?.rawValue,
                placeholder: t("Toutes", "All")))\
            \(checkbox(
                Field(t, "fermes", label: t("Montrer aussi les établissements fermés", "Also show closed ones")),
                isChecked: choices.showsClosed))
            """
        return filterForm(
            t, action: EstablishmentURL.list.path, fields: fields,
            reset: choices.isFiltered ? EstablishmentURL.list.path : nil)
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        let choices = model.choices
        let columns = [
            Column(t("Nom", "Name"), sortKey: ListChoices.Sort.name.rawValue),
            Column(t("Nature", "Kind"), sortKey: ListChoices.Sort.kind.rawValue),
            Column(t("Ville", "Town"), sortKey: ListChoices.Sort.town.rawValue),
            Column("FINESS", sortKey: ListChoices.Sort.finess.rawValue),
            Column(t("Rattaché à", "Under")),
            Column(
                t("Activité combinée", "Combined activity"), sortKey: ListChoices.Sort.activity.rawValue,
                isNumber: true),
        ]
        let view = Table(
            caption: t("Établissements", "Establishments"), isCaptionHidden: true, columns: columns,
            rows: model.rows.map { cells($0, t) }, sort: (choices.sort.rawValue, choices.isDescending),
            sortHref: { key, isDescending in
                choices.sorted(by: ListChoices.Sort(rawValue: key) ?? .name, isDescending: isDescending).path
            })
        let pages = Pager(page: choices.page, pageSize: pageSize, total: model.total) { choices.turned(to: $0).path }
        return table(t, view) + pager(t, pages)
    }

    private static func cells(_ row: Model.Row, _ t: Language) -> [HTML] {
        [
            """
            <a href="\(EstablishmentURL.card(.init(row.id)).path)">\(row.name)</a>\
            \(when(row.isClosed, " \(badge(t, .closed))"))
            """,
            "\(row.kind.title(t))", "\(row.town)", "<span class=\"code\">\(row.finess)</span>",
            "\(row.parent)", "\(row.activity.map { t.weight($0) } ?? "")",
        ]
    }

    private static func nothing(_ model: Model, _ t: Language) -> HTML {
        if model.choices.isFiltered {
            return emptyState(
                title: t("Aucun établissement ne correspond", "No establishment matches"),
                text: t(
                    "Les accents et les majuscules ne comptent pas. Essayez un mot plus court, ou un autre filtre.",
                    "Accents and case do not matter. Try a shorter word, or another filter."),
                action: Action(t("Tout afficher", "Show everything"), href: EstablishmentURL.list.path))
        }
        guard let workplace = model.workplace else {
            return emptyState(
                title: t("Aucun établissement ouvert", "No open establishment"),
                text: t(
                    "Votre administrateur peut en ajouter ou vous confier un rôle ailleurs.",
                    "Your administrator can add one or give you a role elsewhere."))
        }
        return emptyState(
            title: t("Aucun établissement encore", "No establishment yet"),
            text: t(
                "Commencez par charger l’extrait public de FINESS\u{00A0}: il contient les noms, les villes et "
                    + "les numéros.",
                "Start with the public FINESS extract: it holds the names, the towns and the numbers."),
            action: Action(
                t("Importer un extrait FINESS", "Import a FINESS extract"),
                href: EstablishmentURL.imports(.init(workplace)).path))
    }
}

extension EstablishmentList.Model.Row {
    init(_ row: OrganisationRow) {
        let organisation = row.organisation
        self.init(
            id: organisation.id, name: organisation.name, kind: organisation.kind, town: organisation.town ?? "",
            finess: organisation.finess?.text ?? "", parent: row.parentName ?? "", activity: row.activity,
            isClosed: organisation.isClosed)
    }
}
