// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// The map in the crisis kit: the picture, then everything in tables that any program opens.
enum CartographyKit {
    static func documents(
        of organisation: Organisation, in house: House, _ t: Language
    ) async throws -> [KitDocument] {
        let map = try await house.database.read { session in
            try ServiceMapStore.map(seenFrom: organisation.lineage, in: session)
        }
        return map.nodes.isEmpty ? [] : [document(map, t)]
    }

    static func document(_ map: PlacedMap, _ t: Language) -> KitDocument {
        KitDocument(
            identifier: "cartographie", title: t("Ce dont chaque chose a besoin", "What each thing needs"),
            summary: t(
                "À ouvrir pour savoir ce qui doit revenir avant quoi, et qui en répond.",
                "To be opened to know what must come back before what, and who answers for it."),
            chapter: .map, content: content(map, t), tables: [elements(map, t), links(map, t)])
    }

    private static func content(_ map: PlacedMap, _ t: Language) -> HTML {
        let essential = map.essential
        let picture: HTML = when(
            map.nodes.count <= MapPage.mostDrawn,
            """
            <figure class="chart"><figcaption>\(MapPicture.caption(t))</figcaption>\(MapKey.html(essential.map, t))\
            <div class="scroll service-map-frame" role="region" tabindex="0" \
            aria-label="\(t("Dessin de la carte", "Drawing of the map"))">\(MapDrawing(map: essential).svg(t))</div>\
            </figure>
            """)
        let caption = t(
            "Chaque élément, ce dont il dépend et qui en répond",
            "Each element, what it depends on and who answers for it")
        let rows: [[HTML]] = zip(MapPicture.rows(map, t), ordered(map)).map { row, node in
            ["\(row[0])", "\(row[1])", "\(row[2])", "\(node.owner)", "\(node.supplier)", "\(node.keeperName)"]
        }
        let circles = map.map.allCycles()
        let cut = circles.filter(\.isCut).map { paragraph(CircleWords.cut($0.path, map, t)) }
        let open = circles.filter { !$0.isCut }.map { circle in
            paragraph(
                t(
                    "Cercle que rien ne coupe\u{00A0}: \(CircleWords.path(circle.path, map)).",
                    "Circle that nothing cuts: \(CircleWords.path(circle.path, map))."))
        }
        return """
            \(open)\(cut)\(picture)\(table(
                t,
                Table(
                    caption: caption,
                    columns: [
                        Column(t("Élément", "Element")), Column(t("Étage", "Layer")),
                        Column(t("Dépend de", "Depends on")), Column(t("Responsable", "Owner")),
                        Column(t("Fournisseur", "Supplier")), Column(t("Tenu par", "Kept by")),
                    ], rows: rows)))
            """
    }

    /// In the order of `MapPicture.rows`.
    private static func ordered(_ map: PlacedMap) -> [PlacedNode] {
        Layer.allCases.flatMap { layer in map.nodes.filter { $0.layer == layer } }
    }

    private static func elements(_ map: PlacedMap, _ t: Language) -> KitDocument.Table {
        KitDocument.Table(
            name: "elements",
            header: [
                t("Code", "Code"), t("Nom", "Name"), t("Étage", "Layer"), t("Nature", "Kind"),
                t("Classe de soins", "Care class"), t("Description", "Description"), t("Responsable", "Owner"),
                t("Fournisseur", "Supplier"), t("Données (Go)", "Data (GB)"), t("Tenu par", "Kept by"),
            ],
            rows: ordered(map).map { node in
                [
                    node.code, node.name, node.layer.title(t), node.node.kind.title(t),
                    node.node.careClass.map { String($0) } ?? "", node.description, node.owner, node.supplier,
                    node.node.dataGigabytes.map { Hours.plain($0, t) } ?? "", node.keeperName,
                ]
            })
    }

    private static func links(_ map: PlacedMap, _ t: Language) -> KitDocument.Table {
        KitDocument.Table(
            name: "liens",
            header: [
                t("Élément", "Element"), t("Comment", "How"), t("Dépend de", "Depends on"), t("Délai (h)", "Lag (h)"),
                t("Amorçage", "Bootstrap"),
            ],
            rows: map.map.dependencies.compactMap { link in
                guard let from = map[link.from], let to = map[link.to] else { return nil }
                return [
                    from.name, link.kind.title(t), to.name, Hours.plain(link.lag, t),
                    link.isBootstrap ? t("oui", "yes") : "",
                ]
            })
    }
}
