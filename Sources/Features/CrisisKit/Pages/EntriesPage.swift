// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// One of the lists that are alike.
enum EntriesPage {
    struct Model: Sendable {
        let kind: EntryKind
        let place: Organisation
        let rows: [Entry]
        let total: Int
        /// Names of the contacts that the rows refer to, by identifier.
        var names: [String: String] = [:]
        /// Where the cells meet.
        var cells: [CrisisCell: String] = [:]
        var text = ""
        var page = 1
        var mayManage = false

        func href(page: Int) -> URLPath {
            CrisisKitURL.entries(kind, .init(place.id)).path.with("q", text.isEmpty ? nil : text)
                .with("page", page > 1 ? String(page) : nil)
        }
    }

    static let pageSize = 50

    static func show(_ visit: Visit, _ kind: EntryKind) async throws -> Reply {
        let place = try await visit.kitPlace()
        let organisation = place.organisation
        let text = visit.query["q"].map { String($0.prefix(100)) } ?? ""
        let page = visit.query.page
        var model = try await visit.read { session in
            let found = try EntryStore.page(
                kind, under: organisation.lineage, text: text, limit: pageSize, offset: (page - 1) * pageSize,
                in: session)
            var model = Model(kind: kind, place: organisation, rows: found.rows, total: found.total)
            if kind == .seat {
                model.names = try ContactStore.names(
                    Set(found.rows.flatMap { [$0["titulaire"], $0["suppleant"]] }).filter { !$0.isEmpty }, in: session)
                model.cells = try EntryStore.places(of: organisation.id, in: session)
            }
            return model
        }
        model.text = text
        model.page = page
        model.mayManage = visit.mayManageKit(organisation.lineage)
        if model.rows.isEmpty, page > 1 { return .redirect(model.href(page: 1)) }
        let t = visit.language
        return visit.kitPage(
            kind.title(of: organisation, t), at: place, trail: [Crumb(kind.tab(t))], render(model, t))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let (kind, part) = (model.kind, URLPath.Part(model.place.id))
        let creation = Action(kind.addition(t), href: CrisisKitURL.entryCreation(kind, part).path, style: .primary)
        let proposal = Action(
            t("Partir de la liste proposée", "Start from the proposed list"), post: CrisisKitURL.proposals(part).path,
            style: .primary)
        let isEmpty = model.total == 0 && model.text.isEmpty
        let head = pageHead(
            t,
            PageHead(
                kind.title(of: model.place, t), lead: kind.lead(t),
                actions: model.mayManage && !isEmpty ? [creation] : []))
        let views = KitTab.render(model.place.id, current: .entries(kind), t)
        guard !isEmpty else {
            let empty = kind.empty(t)
            let first = kind == .notification ? proposal : creation
            return """
                \(head)\(views)\(emptyState(title: empty.title, text: empty.text, action: model.mayManage ? first : nil))\
                \(when(model.mayManage && kind == .notification, actions([Action(kind.addition(t), href: CrisisKitURL.entryCreation(kind, part).path)])))\
                \(cellPlaces(model, t))
                """
        }
        return "\(head)\(views)\(list(model, t))\(cellPlaces(model, t))\(again(model, t))"
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        let path = CrisisKitURL.entries(model.kind, .init(model.place.id)).path
        let filters = filterForm(
            t, action: path,
            fields: textField(Field(t, "q", label: t("Chercher", "Search")), value: model.text, maxLength: 100),
            reset: model.text.isEmpty ? nil : path)
        guard !model.rows.isEmpty else {
            return sheet(
                model.kind.tab(t),
                filters
                    + emptyState(
                        title: t("Rien ne correspond", "Nothing matches"),
                        text: t("Cherchez un autre mot.", "Search for another word.")))
        }
        // A cell is a heading of its own; a row says the rest.
        let groups: [(title: String, rows: [Entry])] =
            model.kind == .seat
            ? CrisisCell.allCases.compactMap { cell in
                let rows = model.rows.filter { $0["cellule"] == cell.rawValue }
                return rows.isEmpty ? nil : (cell.title(t), rows)
            } : [(model.kind.tab(t), model.rows)]
        let tables = groups.map { title, rows in sheet(title, Components.table(t, table(model, title, rows, t))) }
        return """
            \(filters)\(stack(tables))\(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                model.href(page: page)
            }))
            """
    }

    private static func table(_ model: Model, _ title: String, _ rows: [Entry], _ t: Language) -> Table {
        let namesPlaces = model.rows.contains { $0.keeper.id != model.place.id }
        // What names a row comes first.
        let listed = model.kind.fields.filter { $0.listTitle != nil }
        let fields =
            listed.filter { $0.name == model.kind.titleField } + listed.filter { $0.name != model.kind.titleField }
        return Table(
            caption: title, isCaptionHidden: true,
            columns: fields.prefix(1).map { Column($0.listTitle?(t) ?? "") }
                + (namesPlaces ? [Column(t("Établissement", "Establishment"))] : [])
                + fields.dropFirst().map { Column($0.listTitle?(t) ?? "") },
            rows: rows.map { entry in
                let name = nameCell(entry, model, t)
                return [name] + (namesPlaces ? ["\(entry.keeper.name)"] : [])
                    + fields.dropFirst().map { cell(entry, $0, model, t) }
            })
    }

    private static func nameCell(_ entry: Entry, _ model: Model, _ t: Language) -> HTML {
        let path = CrisisKitURL.entry(entry.kind, .init(entry.keeper.id), .init(entry.id)).path
        let name: HTML = model.mayManage ? "<a href=\"\(path)\">\(entry.name)</a>" : "\(entry.name)"
        return """
            \(name)\(when(entry["aconfirmer"] == "1", "<p>\(badge(t, .toReview, t("À confirmer", "To be confirmed")))</p>"))\
            \(when(entry.isRemoved, "<p>\(badge(t, .closed, t("Retiré", "Removed")))</p>"))
            """
    }

    private static func cell(_ entry: Entry, _ field: EntryField, _ model: Model, _ t: Language) -> HTML {
        let value = entry[field.name]
        switch field.input {
        case .contact:
            return model.names[value].map { "\($0)" } ?? badge(t, .missing, t("Personne", "Nobody"))
        case .paragraph: return value.isEmpty ? HTML() : prose(value)
        default: return "\(EntryWords.shown(value, field, t))"
        }
    }

    /// Where each cell meets: the first thing one asks at night.
    private static func cellPlaces(_ model: Model, _ t: Language) -> HTML {
        guard model.kind == .seat else { return HTML() }
        let title = t("Où se réunissent-elles\u{00A0}?", "Where do they meet?")
        guard model.mayManage else {
            return sheet(
                title,
                definitionList(
                    CrisisCell.allCases.map { cell in
                        (
                            cell.title(t),
                            "\(model.cells[cell].flatMap { $0.isEmpty ? nil : $0 } ?? t("Non précisé", "Not given"))"
                        )
                    }))
        }
        let fields = CrisisCell.allCases.html { cell in
            textField(
                Field(t, "lieu-\(cell.rawValue)", label: cell.title(t), hint: cell.purpose(t)),
                value: model.cells[cell] ?? "", maxLength: 300)
        }
        return sheet(
            title,
            form(
                action: CrisisKitURL.cellPlaces(.init(model.place.id)).path,
                "\(fields)\(formActions(submit(t("Enregistrer les lieux", "Save the places"), style: .plain)))"))
    }

    private static func again(_ model: Model, _ t: Language) -> HTML {
        guard model.mayManage, model.kind == .notification else { return HTML() }
        return actions([
            Action(
                t("Compléter par la liste proposée", "Complete with the proposed list"),
                post: CrisisKitURL.proposals(.init(model.place.id)).path, style: .quiet)
        ])
    }
}

/// Values of the lists as people read them.
enum EntryWords {
    static func shown(_ value: String, _ field: EntryField, _ t: Language) -> String {
        switch field.input {
        case .day: value.isEmpty ? t("Jamais", "Never") : Day(text: value).map { t.date($0) } ?? value
        case .choice(let choices): choices.first { $0.value == value }?.title(t) ?? value
        case .tick: value.isEmpty ? t("non", "no") : t("oui", "yes")
        case .line, .paragraph, .order, .contact: value
        }
    }
}
