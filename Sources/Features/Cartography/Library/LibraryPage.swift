// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

/// Where a map begins: typical services and components, chosen by ticking.
enum LibraryPage {
    struct Model: Sendable {
        let place: Organisation
        let library: ServiceLibrary
        /// Those already on the map, by code.
        var present: [String: PlacedNode] = [:]
        var chosen: Set<String> = []
        var isLinked = true
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.mapped(CartographyPermissions.manage)
        let (map, removed) = try await read(visit, place)
        return page(visit, place, model(place.organisation, map, removed))
    }

    @Sendable
    static func add(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.mapped(CartographyPermissions.manage)
        let (organisation, t) = (place.organisation, visit.language)
        let codes = Set(Layer.allCases.flatMap { form.all(field($0)) })
        let isLinked = form.has("liens")
        guard !codes.isEmpty else {
            let (map, removed) = try await read(visit, place)
            var model = model(organisation, map, removed)
            model.isLinked = isLinked
            model.errors.add(t("Cochez au moins un élément.", "Tick at least one element."), to: field(.activity))
            return page(visit, place, model, status: .unprocessable)
        }
        let (map, removed) = try await read(visit, place)
        let choice = LibraryChoice(
            codes, of: ShippedServices.library, in: map, taken: removed, at: organisation, linked: isLinked)
        guard !choice.batch.isEmpty else {
            return .redirect(
                CartographyURL.library(.init(organisation.id)).path,
                notice: t(
                    "Tout ce que vous avez coché est déjà sur la carte.", "All that you ticked is on the map already."))
        }
        try await visit.change { change in
            _ = try visit.place(organisation.id, for: CartographyPermissions.manage, in: change.session)
            try ServiceMapStore.apply(choice.batch, to: organisation, action: "map.begun", in: change)
        }
        return .redirect(CartographyURL.map(.init(organisation.id)).path, notice: said(choice, t))
    }

    static func said(_ choice: LibraryChoice, _ t: Language) -> String {
        let added = t.count(
            choice.added.count, ("élément ajouté", "éléments ajoutés"), ("element added", "elements added"))
        let links = t.count(choice.batch.links.count, ("lien", "liens"), ("link", "links"))
        guard !choice.skipped.isEmpty else { return t("\(added), \(links).", "\(added), \(links).") }
        let names = choice.skipped.prefix(6).map(\.name).joined(separator: ", ")
        let rest = choice.skipped.count > 6 ? "…" : ""
        return t(
            "\(added), \(links). Déjà sur la carte, laissés tels quels\u{00A0}: \(names)\(rest).",
            "\(added), \(links). On the map already, left as they are: \(names)\(rest).")
    }

    private static func read(_ visit: Visit, _ place: Place) async throws -> (PlacedMap, [PlacedNode]) {
        let lineage = place.organisation.lineage
        return try await visit.read { session in
            (
                try ServiceMapStore.map(seenFrom: lineage, in: session),
                try ServiceMapStore.removed(of: place.organisation.id, in: session)
            )
        }
    }

    private static func model(_ place: Organisation, _ map: PlacedMap, _ removed: [PlacedNode]) -> Model {
        var present = LibraryChoice.present(in: map, at: place)
        for node in removed where present[node.code] == nil { present[node.code] = node }
        return Model(place: place, library: ShippedServices.library, present: present)
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.mapPage(
            title(t), at: place, under: [CartographyTabs.crumb(place.organisation.id, t)],
            crumb: t("Bibliothèque", "Library"), status: status, render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Que trouve-t-on dans votre hôpital\u{00A0}?", "What does your hospital have?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let lead = t(
            "Cochez ce que vous avez\u{00A0}: tout est ajouté d’un coup, avec les liens usuels, puis se corrige. Aucun délai n’est proposé\u{00A0}: DMIA et PDMA se décident chez vous.",
            "Tick what you have: all is added at once, with the usual links, and is corrected afterwards. No delay is proposed: recovery objectives are decided by you."
        )
        let groups = Layer.allCases.map { layer -> HTML in
            let entries = model.library.entries.filter { $0.layer == layer }
            let open = entries.filter { model.present[$0.code] == nil }
            let there = entries.compactMap { model.present[$0.code] }
            let name = field(layer)
            let group = Field(
                t, name, label: MapDrawing.plural(layer, t), error: model.errors[name], isLabelHidden: true)
            return sheet(
                MapDrawing.plural(layer, t),
                """
                \(when(!open.isEmpty, many(checkboxGroup(
                    group, open.map { Choice($0.code, $0.name, note: $0.description) }, selected: model.chosen))))\
                \(when(!there.isEmpty, paragraph(
                    t("Déjà sur la carte\u{00A0}: ", "On the map already: ")
                        + there.map { $0.keeper == model.place.id ? $0.name : "\($0.name) (\($0.keeperName))" }
                        .joined(separator: ", ") + ".", isQuiet: true)))
                """)
        }
        let links = checkbox(
            Field(
                t, "liens", label: t("Relier par leurs liens usuels", "Tie them by their usual links"),
                hint: t(
                    "Entre les éléments cochés, et avec ceux de même code déjà sur la carte, groupement compris.",
                    "Between the elements ticked, and with those of the same code on the map already, group included."
                )), isChecked: model.isLinked)
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\
            \(CartographyTabs.render(model.place.id, current: .library, mayManage: true, t))\
            \(errorSummary(t, model.errors.faults))\
            \(form(
                action: CartographyURL.library(.init(model.place.id)).path,
                "\(stack(groups))\(links)\(formActions(submit(t("Ajouter à la carte", "Add to the map"))))"))
            """
    }

    /// A long list of boxes, in as many columns as the page has room for.
    private static func many(_ group: HTML) -> HTML { "<div class=\"many\">\(group)</div>" }

    /// One list of boxes for each layer.
    private static func field(_ layer: Layer) -> String {
        switch layer {
        case .activity: "activites"
        case .service: "services"
        case .component: "composants"
        }
    }
}
