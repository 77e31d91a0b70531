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

/// The map: what matters in a sentence, the picture, and the same as a table.
enum MapPage {
    struct Model: Sendable {
        let place: Organisation
        let map: PlacedMap
        /// The element looked at; nil for the whole map.
        var focus: PlacedNode?
        /// Step by step around the focus.
        var isWhole = false
        var links = Links.essential
        var mayManage = false
    }

    /// Which arrows are drawn.
    enum Links: String, Sendable, CaseIterable {
        /// Without those that a longer way says already.
        case essential = "essentiels"
        case necessary = "necessaires"
        /// With those that only make things better.
        case all = "tous"

        func title(_ t: Language) -> String {
            switch self {
            case .essential: t("l’essentiel", "the essential")
            case .necessary: t("tous les nécessaires", "all the necessary ones")
            case .all: t("avec «\u{00A0}moins bien sans\u{00A0}»", "with “degraded without”")
            }
        }
    }

    /// Beyond this a picture says nothing any more: one looks around an element.
    static let mostDrawn = 150

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.mapped()
        let organisation = place.organisation
        let map = try await visit.read { session in
            try ServiceMapStore.map(seenFrom: organisation.lineage, in: session)
        }
        var model = Model(place: organisation, map: map, mayManage: visit.mayKeepMap(organisation.lineage))
        model.focus = visit.query["autour"].flatMap { PlacedNode.ID($0) }.flatMap { map[$0] }
        model.isWhole = visit.query["portee"] == "toute"
        // Around one element alone, nothing needs to be left out to be read.
        model.links =
            visit.query["liens"].flatMap(Links.init(rawValue:))
            ?? (model.focus != nil && !model.isWhole ? .all : .essential)
        let t = visit.language
        guard let focus = model.focus else {
            return visit.mapPage(
                title(model, t), at: place, crumb: t("Cartographie", "Service map"), render(model, t))
        }
        return visit.mapPage(
            title(model, t), at: place, under: [CartographyTabs.crumb(organisation.id, t)], crumb: focus.name,
            render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        if let focus = model.focus { return t("Autour de «\u{00A0}\(focus.name)\u{00A0}»", "Around “\(focus.name)”") }
        return t("De quoi les soins ont-ils besoin pour tourner\u{00A0}?", "What does care need to run?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let isEmpty = model.map.nodes.isEmpty
        let creation = Action(
            t("Ajouter un élément", "Add an element"), href: CartographyURL.creation(.init(model.place.id)).path,
            style: .primary)
        let reliance = Reliance(model.map.map)
        let circles = model.map.map.allCycles()
        let lead = isEmpty ? "" : model.focus == nil ? lead(model, reliance, t) : focusLead(model, t)
        let head = pageHead(
            t,
            PageHead(
                title(model, t), lead: lead,
                actions: model.mayManage && !isEmpty && model.focus == nil ? [creation] : []))
        let tabs = CartographyTabs.render(model.place.id, current: .drawing, mayManage: model.mayManage, t)
        guard !isEmpty else {
            return "\(head)\(tabs)\(MapWords.empty(at: model.place, mayManage: model.mayManage, t))"
        }
        let open = circles.filter { !$0.isCut }.map(\.path)
        return """
            \(head)\(tabs)\(when(model.focus == nil, Components.figures(t, figures(model, circles, t))))\
            \(open.prefix(5).html { CircleWords.open($0, model.map, at: model.place, mayManage: model.mayManage, t) })\
            \(MapPicture.render(model, Set(open.flatMap { $0 }), t))\
            \(when(model.focus == nil, leading(reliance, model, t)))
            """
    }

    /// What matters: what all care waits for.
    static func lead(_ model: Model, _ reliance: Reliance, _ t: Language) -> String {
        guard reliance.total > 0 else {
            return t(
                "Aucune activité n’est encore inscrite\u{00A0}: la carte ne dit pas à quoi servent les services.",
                "No activity is drawn yet: the map does not say what the services are for.")
        }
        let first = reliance.leading(3, in: model.map)
        guard let most = first.first else {
            return t(
                "Les activités ne sont reliées à aucun service\u{00A0}: dites ce dont chacune a besoin.",
                "Activities are tied to no service: say what each needs.")
        }
        let names = first.filter { $0.activities == most.activities }.map(\.node.name)
        let list =
            names.count > 1
            ? names.dropLast().joined(separator: ", ") + t(" ou ", " or ") + (names.last ?? "") : names.joined()
        let all = t.number(reliance.total)
        guard most.activities > 1 else {
            return t(
                "De proche en proche, 1 activité sur \(all) s’arrête sans\u{00A0}: \(list).",
                "Step by step, 1 of \(all) activities stops without: \(list).")
        }
        let some = t.number(most.activities)
        return t(
            "De proche en proche, \(some) activités sur \(all) s’arrêtent sans\u{00A0}: \(list).",
            "Step by step, \(some) of \(all) activities stop without: \(list).")
    }

    private static func focusLead(_ model: Model, _ t: Language) -> String {
        model.isWhole
            ? t(
                "Tout ce qu’il lui faut, de proche en proche, et tout ce qui s’arrête avec lui.",
                "All that it needs, step by step, and all that stops with it.")
            : t("Ce dont il a besoin, et ce qui a besoin de lui.", "What it needs, and what needs it.")
    }

    private static func figures(
        _ model: Model, _ circles: [(path: [String], isCut: Bool)], _ t: Language
    ) -> [Figure] {
        let list = CartographyURL.elements(.init(model.place.id)).path
        let figures = Layer.allCases.map { layer in
            let count = model.map.nodes.count { $0.layer == layer }
            return Figure(t.number(count), meaning: layer.noun(count, t), href: list.with("etage", layer.rawValue))
        }
        let open = circles.count { !$0.isCut }
        let cut = circles.count - open
        let note =
            cut > 0
            ? t.count(
                cut, ("coupé par un amorçage", "coupés par un amorçage"),
                ("cut by a bootstrap", "cut by a bootstrap")) : ""
        let circle = Figure(
            t.number(open),
            meaning: t(
                open < 2 ? "cercle à couper" : "cercles à couper", open == 1 ? "circle to cut" : "circles to cut"),
            note: note, tone: open > 0 ? .warn : .good)
        return figures + [circle]
    }

    private static func leading(_ reliance: Reliance, _ model: Model, _ t: Language) -> HTML {
        let leading = reliance.leading(10, in: model.map)
        guard !leading.isEmpty else { return HTML() }
        let title = t("Ce sur quoi reposent le plus d’activités", "What most activities stand on")
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Élément", "Element")), Column(t("Étage", "Layer")),
                        Column(t("Activités arrêtées sans lui", "Activities stopped without it"), isNumber: true),
                    ],
                    rows: leading.map { one in
                        let path = CartographyURL.element(.init(model.place.id), .init(one.node.id)).path
                        let (some, all) = (t.number(one.activities), t.number(reliance.total))
                        return [
                            "<a href=\"\(path)\">\(one.node.name)</a>", "\(one.node.layer.title(t))",
                            "\(t("\(some) sur \(all)", "\(some) of \(all)"))",
                        ]
                    })))
    }
}
