// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps

/// The picture of the map page with what chooses it, and the same as a table.
enum MapPicture {
    static func render(_ model: MapPage.Model, _ circled: Set<String>, _ t: Language) -> HTML {
        let around = model.focus.map { model.map.around($0.node.key, isWhole: model.isWhole) } ?? model.map
        let shown =
            switch model.links {
            case .essential: around.essential
            case .necessary: around.withoutComforts
            case .all: around
            }
        let title = t("La carte", "The map")
        guard shown.nodes.count <= MapPage.mostDrawn else {
            let count = t.number(shown.nodes.count)
            return sheet(
                title,
                """
                \(paragraph(t(
                    "Elle a \(count) éléments, trop pour être lue d’un coup\u{00A0}: choisissez celui autour duquel regarder.",
                    "It has \(count) elements, too many to be read at once: choose the one to look around.")))\
                \(chooser(model, t))
                """)
        }
        let place = model.place.id
        var drawing = MapDrawing(map: shown, focus: model.focus?.node.key, circled: circled)
        drawing.href = { node in CartographyURL.element(.init(place), .init(node.id)).path }
        let left =
            model.links == .essential
            ? t(
                "Une flèche qu’un chemin plus long dit déjà n’est pas tracée.",
                "An arrow that a longer way says already is not drawn.") : ""
        return sheet(title, "\(chooser(model, t))\(figure(drawing, numbers(around, t), note: left, t))")
    }

    static func caption(_ t: Language) -> String {
        t(
            "Les soins en haut, ce sur quoi ils reposent en dessous\u{00A0}; une flèche va de ce qui a besoin vers ce dont il a besoin.",
            "Care on top, what it stands on below; an arrow goes from what needs to what is needed.")
    }

    static func figure(_ drawing: MapDrawing, _ numbers: Table, note: String, _ t: Language) -> HTML {
        """
        <figure class="chart"><figcaption>\(caption(t)) \(note)</figcaption>\(MapKey.html(drawing.map.map, t))\
        <div class="scroll service-map-frame" role="region" tabindex="0" \
        aria-label="\(t("Dessin de la carte", "Drawing of the map"))">\(drawing.svg(t))</div>\
        \(disclosure(t("Voir le tableau", "Show the table"), isPrinted: true, table(t, numbers)))</figure>
        """
    }

    /// Around what to look, how far, and with which links.
    private static func chooser(_ model: MapPage.Model, _ t: Language) -> HTML {
        let groups: [(title: String, choices: [Choice])] = Layer.allCases.map { layer in
            (layer.title(t), model.map.nodes.filter { $0.layer == layer }.map { Choice($0.id.text, $0.name) })
        }.filter { !$0.1.isEmpty }
        return filterForm(
            t, action: CartographyURL.map(.init(model.place.id)).path,
            fields: """
                \(select(
                    Field(t, "autour", label: t("Autour de", "Around")), groups: groups, selected: model.focus?.id.text,
                    placeholder: t("Toute la carte", "The whole map")))\
                \(select(
                    Field(t, "portee", label: t("Jusqu’où", "How far")),
                    [
                        Choice("proche", t("les voisins", "its neighbours")),
                        Choice("toute", t("de proche en proche", "step by step")),
                    ], selected: model.isWhole ? "toute" : "proche"))\
                \(select(
                    Field(t, "liens", label: t("Liens", "Links")),
                    MapPage.Links.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.links.rawValue))
                """, reset: model.focus == nil ? nil : CartographyURL.map(.init(model.place.id)).path)
    }

    static func numbers(_ map: PlacedMap, _ t: Language) -> Table {
        Table(
            caption: caption(t), isCaptionHidden: true,
            columns: [
                Column(t("Élément", "Element")), Column(t("Étage", "Layer")), Column(t("Dépend de", "Depends on")),
            ],
            rows: rows(map, t).map { row in row.map { "\($0)" } })
    }

    /// Layer by layer, as the picture: name, layer, what it depends on in words.
    static func rows(_ map: PlacedMap, _ t: Language) -> [[String]] {
        let needs = Dictionary(grouping: map.map.dependencies, by: \.from)
        return Layer.allCases.flatMap { layer in
            map.nodes.filter { $0.layer == layer }.map { node in
                let links = (needs[node.node.key] ?? []).compactMap { link in
                    map[link.to].map { words(link, $0.name, t) }
                }
                return [node.name, layer.title(t), links.joined(separator: t(" ; ", "; "))]
            }
        }
    }

    private static func words(_ link: Dependency, _ name: String, _ t: Language) -> String {
        if link.isBootstrap { return t("\(name) (amorçage)", "\(name) (bootstrap)") }
        return switch link.kind {
        case .needs: name
        case .needsData: t("\(name) (données)", "\(name) (data)")
        case .degradedWithout: t("\(name) (moins bien sans)", "\(name) (degraded without)")
        }
    }
}
