// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// Who to call, by role. Private numbers stay folded until somebody asks for them: a list is often on a shared screen.
enum ContactsPage {
    struct Model: Sendable {
        let place: Organisation
        let rows: [Contact]
        let total: Int
        var text = ""
        var circle: Contact.Circle?
        var page = 1
        var mayManage = false
        /// What was wrong with a file that was just sent.
        var fault: String?

        var isFiltered: Bool { !text.isEmpty || circle != nil }

        func href(page: Int) -> URLPath {
            CrisisKitURL.contacts(.init(place.id)).path.with("q", text.isEmpty ? nil : text)
                .with("cercle", circle?.rawValue).with("page", page > 1 ? String(page) : nil)
        }
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        try await show(visit, at: try await visit.kitPlace(), fault: nil)
    }

    /// - Parameter fault: why a file was refused.
    static func show(_ visit: Visit, at place: Place, fault: String?) async throws -> Reply {
        let organisation = place.organisation
        let text = visit.query["q"].map { String($0.prefix(100)) } ?? ""
        let circle = visit.query["cercle"].flatMap(Contact.Circle.init(rawValue:))
        let page = visit.query.page
        let key = visit.secretKey
        let found = try await visit.read { session in
            try ContactStore.page(
                under: organisation.lineage, text: text, circle: circle, limit: pageSize,
                offset: (page - 1) * pageSize, under: key, in: session)
        }
        var model = Model(
            place: organisation, rows: found.rows, total: found.total, text: text, circle: circle, page: page,
            mayManage: visit.mayManageKit(organisation.lineage))
        model.fault = fault
        if found.rows.isEmpty, page > 1 { return .redirect(model.href(page: 1)) }
        let t = visit.language
        return visit.kitPage(
            title(model, t), at: place, trail: [Crumb(t("Contacts", "Contacts"))],
            status: fault == nil ? .ok : .unprocessable, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "\(model.place.name)\u{00A0}: qui appeler quand tout est arrêté\u{00A0}?",
            "\(model.place.name): who to call when everything is down?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let part = URLPath.Part(model.place.id)
        let creation = Action(
            t("Ajouter un contact", "Add a contact"), href: CrisisKitURL.contactCreation(part).path, style: .primary)
        let isEmpty = model.total == 0 && !model.isFiltered
        var buttons = model.mayManage && !isEmpty ? [creation] : []
        if !isEmpty {
            buttons.append(Action(t("Exporter (CSV)", "Export (CSV)"), href: CrisisKitURL.contactsFile(part).path))
        }
        let head = pageHead(
            t,
            PageHead(
                title(model, t),
                lead: t(
                    "D’abord un rôle, puis la personne qui le tient, deux numéros qui ne dépendent pas de l’hôpital, et quelqu’un pour la relayer.",
                    "First a role, then the person who holds it, two numbers that do not depend on the hospital, and somebody to relieve them."
                ), actions: buttons))
        let wrong = when(model.fault) {
            notice(Notice(.danger, title: t("Le fichier n’est pas repris", "The file was not taken"), text: $0))
        }
        let views = KitTab.render(model.place.id, current: .contacts, t)
        let loading = when(model.mayManage, importForm(model, t))
        guard !isEmpty else {
            return """
                \(head)\(views)\(wrong)\(emptyState(
                    title: t("Aucun contact n’est noté", "No contact is noted"),
                    text: t(
                        "Commencez par ceux qui décident et par ceux qui savent couper et réparer. Les numéros sont chiffrés.",
                        "Begin with those who decide and those who can cut and repair. Numbers are encrypted."),
                    action: model.mayManage ? creation : nil))\(loading)
                """
        }
        return "\(head)\(views)\(wrong)\(list(model, t))\(loading)"
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        let path = CrisisKitURL.contacts(.init(model.place.id)).path
        let filters = filterForm(
            t, action: path,
            fields: """
                \(textField(Field(t, "q", label: t("Rôle ou nom", "Role or name")), value: model.text, maxLength: 100))\
                \(select(
                    Field(t, "cercle", label: t("Cercle", "Circle")),
                    Contact.Circle.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.circle?.rawValue,
                    placeholder: t("Tous", "All")))
                """, reset: model.isFiltered ? path : nil)
        let title = t("Les contacts", "The contacts")
        let rows: HTML =
            model.rows.isEmpty
            ? emptyState(
                title: t("Aucun contact ne correspond", "No contact matches"),
                text: t("Élargissez les critères pour en voir d’autres.", "Widen the criteria to see others."))
            : Components.table(t, table(model, title, t))
        return sheet(
            title,
            """
            \(filters)\(rows)\(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                model.href(page: page)
            }))
            """)
    }

    private static func table(_ model: Model, _ title: String, _ t: Language) -> Table {
        let namesPlaces = model.rows.contains { $0.keeper.id != model.place.id }
        return Table(
            caption: title, isCaptionHidden: true,
            columns: [Column(t("Rôle", "Role"))]
                + (namesPlaces ? [Column(t("Établissement", "Establishment"))] : []) + [
                    Column(t("Personne", "Person")), Column(t("Joindre", "Reach")), Column(t("Suppléant", "Deputy")),
                    Column(t("Numéros essayés", "Numbers tried"), isShort: true),
                ],
            rows: model.rows.map { contact in
                let path = CrisisKitURL.contact(.init(contact.keeper.id), .init(contact.id)).path
                let role: HTML = """
                    <a href="\(path)">\(contact.role)</a><p class="quiet">\(contact.circle.title(t))</p>\
                    \(when(contact.isRemoved, badge(t, .closed, t("Retiré", "Removed"))))
                    """
                return [role] + (namesPlaces ? ["\(contact.keeper.name)"] : []) + [
                    !contact.person.isEmpty || contact.circle.isOutside
                        ? "\(contact.person)" : badge(t, .missing, t("Personne", "Nobody")),
                    reach(contact, t),
                    contact.deputyName.map { "\($0)" }
                        ?? (contact.circle.isOutside ? HTML() : badge(t, .missing, t("Aucun", "None"))),
                    contact.checkedOn.map { "\(t.date($0))" } ?? "\(t("Jamais", "Never"))",
                ]
            })
    }

    private static func reach(_ contact: Contact, _ t: Language) -> HTML {
        if contact.isUnreadable {
            return badge(t, .missing, t("Illisible avec cette clé", "Not readable with this key"))
        }
        guard let reach = contact.reach else { return badge(t, .missing, t("Aucun numéro", "No number")) }
        return disclosure(t("Afficher", "Show"), definitionList(ContactWords.lines(reach, t)))
    }

    private static func importForm(_ model: Model, _ t: Language) -> HTML {
        disclosure(
            t("Reprendre un tableau de contacts (CSV ou classeur)", "Take a table of contacts (CSV or workbook)"),
            isOpen: model.fault != nil,
            """
            \(paragraph(t(
                "La première ligne nomme les colonnes\u{00A0}: \(ContactsFile.columns.joined(separator: ", ")). Seule «\u{00A0}role\u{00A0}» est nécessaire. Un contact de même rôle et de même nom est mis à jour.",
                "The first line names the columns: \(ContactsFile.columns.joined(separator: ", ")). Only “role” is needed. A contact of the same role and name is updated.")))\
            \(form(
                action: CrisisKitURL.contactsImport(.init(model.place.id)).path, isMultipart: true,
                "\(fileField(Field(t, "fichier", label: t("Fichier", "File")), accept: ".csv,.xlsx"))\(formActions(submit(t("Reprendre", "Take"), style: .plain)))"))
            """)
    }
}

/// How numbers are written, in lists, cards and the kit.
enum ContactWords {
    static func lines(_ reach: Reach, _ t: Language) -> [(term: String, value: HTML)] {
        [
            (t("Travail", "Work"), reach.work), (t("Privé 1", "Private 1"), reach.first),
            (t("Privé 2", "Private 2"), reach.second), (t("Autre moyen", "Other means"), reach.channel),
        ].filter { !$0.1.isEmpty }.map { ($0.0, "\($0.1)") }
    }
}
