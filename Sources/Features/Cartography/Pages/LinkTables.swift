// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps

/// The arrows that leave and reach an element, one line each.
enum LinkTables {
    static func needs(_ model: ElementPage.Model, _ t: Language) -> HTML {
        let links = model.map.map.dependencies.filter { $0.from == model.key }
        let title = t("Ce dont il a besoin", "What it needs")
        guard !links.isEmpty else {
            return sheet(
                title,
                paragraph(
                    model.node.layer == .component
                        ? t("Rien d’autre n’est dit.", "Nothing else is said.")
                        : t(
                            "Personne n’a dit sur quoi il repose\u{00A0}: la carte et le plan de redémarrage n’en savent rien.",
                            "Nobody said what it stands on: the map and the restart plan know nothing of it."),
                    isQuiet: true))
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: columns(t) + (model.mayManage ? [Column("")] : []),
                    rows: sorted(links).compactMap { link in
                        guard let other = model.map[link.to] else { return nil }
                        let path = CartographyURL.link(
                            .init(model.place.id), .init(model.node.id), .init(other.id)
                        ).path
                        return cells(model, other, link, link.kind.title(t), t)
                            + (model.mayManage
                                ? [
                                    """
                                    <a href="\(path)">\(t("Modifier", "Change"))<span class="visually-hidden"> \
                                    \(t("le lien vers \(other.name)", "the link to \(other.name)"))</span></a>
                                    """
                                ] : [])
                    })))
    }

    static func users(_ model: ElementPage.Model, _ t: Language) -> HTML {
        let links = model.map.map.dependencies.filter { $0.to == model.key }
        let title = t("Ce qui a besoin de lui", "What needs it")
        guard !links.isEmpty else {
            return model.node.layer == .activity
                ? HTML()
                : sheet(
                    title,
                    paragraph(t("Rien ne s’appuie sur lui.", "Nothing leans on it."), isQuiet: true))
        }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true, columns: columns(t),
                    rows: sorted(links).compactMap { link in
                        model.map[link.from].map { cells(model, $0, link, link.kind.inverse(t), t) }
                    })))
    }

    private static func columns(_ t: Language) -> [Column] {
        [Column(t("Élément", "Element")), Column(t("Comment", "How")), Column(t("Délai", "Lag"), isShort: true)]
    }

    /// The strongest needs first.
    private static func sorted(_ links: [Dependency]) -> [Dependency] {
        Dependency.Kind.allCases.flatMap { kind in links.filter { $0.kind == kind } }
    }

    private static func cells(
        _ model: ElementPage.Model, _ other: PlacedNode, _ link: Dependency, _ how: String, _ t: Language
    ) -> [HTML] {
        let path = CartographyURL.element(.init(model.place.id), .init(other.id)).path
        return [
            "<a href=\"\(path)\">\(other.name)</a>",
            "\(how)\(when(link.isBootstrap, " \(badge(t, .neutral, t("amorçage", "bootstrap")))"))",
            "\(link.lag > 0 ? Hours.text(link.lag, t) : "–")",
        ]
    }
}
