// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps

/// Everything that stands behind an element, and everything that stands on it.
struct ElementReach: Sendable {
    let supports: [PlacedNode]
    let users: [PlacedNode]
    private let place: URLPath.Part

    init(_ model: ElementPage.Model) {
        let map = model.map
        supports = map.map.supports(of: model.key).compactMap { map[$0] }
        users = map.map.users(of: model.key).compactMap { map[$0] }
        place = URLPath.Part(model.place.id)
    }

    func sheet(_ t: Language) -> HTML {
        guard !supports.isEmpty || !users.isEmpty else { return HTML() }
        return Components.sheet(
            t("De proche en proche", "Step by step"),
            """
            \(part(
                supports, t("Ce qu’il faut avoir relancé avant lui", "What must be back before it"), t))\
            \(part(users, t("Ce qui s’arrête avec lui", "What stops with it"), t))
            """)
    }

    private func part(_ nodes: [PlacedNode], _ title: String, _ t: Language) -> HTML {
        guard !nodes.isEmpty else { return HTML() }
        let layers: [HTML] = Layer.allCases.compactMap { layer in
            let found = nodes.filter { $0.layer == layer }
            guard !found.isEmpty else { return nil }
            let names = found.enumerated().html { index, node in
                """
                \(when(index > 0, ", "))<a href="\(CartographyURL.element(place, .init(node.id)).path)">\(node.name)</a>
                """
            }
            return "<p><strong>\(layer.count(found.count, t))</strong>\(t("\u{00A0}: ", ": "))\(names)</p>"
        }
        return disclosure("\(title) (\(t.number(nodes.count)))", isPrinted: true, stack(layers))
    }
}
