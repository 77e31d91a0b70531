// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps

/// Circles told to people: their path, and how to cut them.
enum CircleWords {
    /// "Annuaire → DNS → Annuaire".
    static func path(_ circle: [String], _ map: PlacedMap) -> String {
        let names = circle.compactMap { map[$0]?.name }
        return (names + names.prefix(1)).joined(separator: " → ")
    }

    /// A circle that nothing cuts, each of its links leading to where it is changed.
    static func open(_ circle: [String], _ map: PlacedMap, at place: Organisation, mayManage: Bool, _ t: Language)
        -> HTML
    {
        let steps = zip(circle, circle.dropFirst() + circle.prefix(1))
        let links: [HTML] = steps.compactMap { from, to in
            guard let from = map[from], let to = map[to],
                let link = map.map.dependencies.first(where: { $0.from == from.node.key && $0.to == to.node.key })
            else { return nil }
            let sentence = "\(from.name) \(link.kind.title(t)) \(to.name)"
            guard mayManage, from.keeper == place.id else { return "\(sentence)" }
            let path = CartographyURL.link(.init(place.id), .init(from.id), .init(to.id)).path
            return "<a href=\"\(path)\">\(sentence)</a>"
        }
        let way = path(circle, map)
        let warning = Notice(
            .warning, title: t("Un cercle\u{00A0}: \(way)", "A circle: \(way)"),
            text: t(
                "Chacun attend le suivant\u{00A0}: aucun ne peut redémarrer le premier. Si une procédure écrite permet d’en démarrer un sans attendre, ouvrez ce lien et cochez «\u{00A0}amorçage\u{00A0}»\u{00A0}; sinon, corrigez le lien qui est de trop.",
                "Each waits for the next: none can restart first. If a written procedure lets one start without waiting, open that link and tick “bootstrap”; otherwise correct the link that is not needed."
            ))
        return "\(notice(warning))\(items(links))"
    }

    static func cut(_ circle: [String], _ map: PlacedMap, _ t: Language) -> String {
        t(
            "\(path(circle, map))\u{00A0}: coupé par un amorçage.",
            "\(path(circle, map)): cut by a bootstrap.")
    }

    /// What a bootstrap is, for those who tick the box.
    static func bootstrap(_ t: Language) -> String {
        t(
            "Deux éléments se tiennent parfois l’un l’autre\u{00A0}: l’annuaire a besoin des noms (DNS), et les noms sont rangés dans l’annuaire. L’amorçage est la procédure écrite qui démarre le premier sans attendre le second\u{00A0}; le plan de redémarrage ne l’attend alors pas. Ne cochez que si elle existe.",
            "Two elements sometimes hold each other: the directory needs names (DNS), and names are kept in the directory. The bootstrap is the written procedure that starts the first without waiting for the second; the restart plan then does not wait. Tick only if it exists."
        )
    }
}
