// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// Every element that an organisation stands on: its own, those below it, those that its group keeps.
enum ElementListPage {
    struct Model: Sendable {
        let place: Organisation
        let rows: [PlacedNode]
        let total: Int
        var supports: [PlacedNode.ID: Int] = [:]
        var users: [PlacedNode.ID: Int] = [:]
        var text = ""
        var layer: Layer?
        var withRemoved = false
        var page = 1
        var mayManage = false

        var isFiltered: Bool { !text.isEmpty || layer != nil || withRemoved }

        func href(page: Int) -> URLPath {
            CartographyURL.elements(.init(place.id)).path.with("q", text.isEmpty ? nil : text)
                .with("etage", layer?.rawValue).with("retires", withRemoved ? "oui" : nil)
                .with("page", page > 1 ? String(page) : nil)
        }
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.mapped()
        let organisation = place.organisation
        let mayManage = visit.mayKeepMap(organisation.lineage)
        var query = ServiceMapStore.Query(
            text: visit.query["q"].map { String($0.prefix(100)) } ?? "",
            layer: visit.query["etage"].flatMap(Layer.init(rawValue:)),
            withRemoved: mayManage && visit.query["retires"] != nil, limit: pageSize)
        query.offset = (visit.query.page - 1) * pageSize
        let (found, links) = try await visit.read { [query] session in
            let found = try ServiceMapStore.page(query, seenFrom: organisation.lineage, in: session)
            return (
                found,
                try ServiceMapStore.links(
                    of: found.rows.map(\.id), seenFrom: organisation.lineage, in: session)
            )
        }
        let model = Model(
            place: organisation, rows: found.rows, total: found.total, supports: links.supports, users: links.users,
            text: query.text, layer: query.layer, withRemoved: query.withRemoved, page: visit.query.page,
            mayManage: mayManage)
        if found.rows.isEmpty, model.page > 1 { return .redirect(model.href(page: 1)) }
        let t = visit.language
        return visit.mapPage(
            title(t), at: place, under: [CartographyTabs.crumb(organisation.id, t)],
            crumb: CartographyTabs.elements.title(t), render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Sur quoi reposent les soins\u{00A0}?", "What does care stand on?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let creation = Action(
            t("Ajouter un élément", "Add an element"), href: CartographyURL.creation(place).path, style: .primary)
        let isEmpty = model.total == 0 && !model.isFiltered
        let lead =
            isEmpty
            ? ""
            : t(
                "Ce que tient \(model.place.name), ce que tiennent ses établissements et ce que le groupement tient pour eux.",
                "What \(model.place.name) keeps, what its establishments keep, and what the group keeps for them.")
        let head = pageHead(t, PageHead(title(t), lead: lead, actions: model.mayManage && !isEmpty ? [creation] : []))
        let tabs = CartographyTabs.render(model.place.id, current: .elements, mayManage: model.mayManage, t)
        guard !isEmpty else { return "\(head)\(tabs)\(MapWords.empty(at: model.place, mayManage: model.mayManage, t))" }
        return """
            \(head)\(tabs)\(filters(model, t))\(list(model, t))\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { model.href(page: $0) }))\
            \(when(!model.rows.isEmpty, actions([
                Action(t("Exporter vers Excel", "Export to Excel"), href: CartographyURL.workbook(place).path),
                Action(t("Exporter en CSV", "Export as CSV"), href: CartographyURL.csv(place).path),
            ])))
            """
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        let path = CartographyURL.elements(.init(model.place.id)).path
        return filterForm(
            t, action: path,
            fields: """
                \(textField(Field(t, "q", label: t("Nom", "Name")), value: model.text, maxLength: 100))\
                \(select(
                    Field(t, "etage", label: t("Étage", "Layer")),
                    Layer.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.layer?.rawValue,
                    placeholder: t("Tous", "All")))\
                \(when(model.mayManage, checkbox(
                    Field(t, "retires", label: t("Avec les éléments retirés", "With removed elements")),
                    isChecked: model.withRemoved)))
                """, reset: model.isFiltered ? path : nil)
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard !model.rows.isEmpty else {
            return emptyState(
                title: t("Aucun élément ne correspond", "No element matches"),
                text: t("Élargissez les critères pour en voir d’autres.", "Widen the criteria to see others."))
        }
        let namesKeepers = model.rows.contains { $0.keeper != model.place.id }
        let title = t("Éléments de la cartographie", "Elements of the map")
        return table(
            t,
            Table(
                caption: title, isCaptionHidden: true,
                columns: [
                    Column(t("Élément", "Element")), Column(t("Nature", "Kind")), Column(t("Responsable", "Owner")),
                ]
                    + (namesKeepers ? [Column(t("Tenu par", "Kept by"))] : []) + [
                        Column(t("S’appuie sur", "Leans on"), isNumber: true),
                        Column(t("Sert à", "Serves"), isNumber: true),
                    ],
                rows: model.rows.map { node in
                    let path = CartographyURL.element(.init(model.place.id), .init(node.id)).path
                    return [
                        """
                        <a href="\(path)">\(node.name)</a>\
                        \(when(node.isRemoved, " \(badge(t, .closed, t("Retiré", "Removed")))"))
                        """,
                        "\(node.layer.title(t))\(when(node.node.kind != .other, "<br><small>\(node.node.kind.title(t))</small>"))",
                        "\(node.owner)",
                    ]
                        + (namesKeepers ? ["\(node.keeperName)"] : [])
                        + ["\(t.number(model.supports[node.id] ?? 0))", "\(t.number(model.users[node.id] ?? 0))"]
                }))
    }
}
