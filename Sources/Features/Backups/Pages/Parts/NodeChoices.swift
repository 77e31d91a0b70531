// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps

/// The elements of the map that a form offers, under the floor of the map that they stand on.
struct NodeChoices: Sendable {
    let nodes: [PlacedNode]

    static func read(seenFrom place: Lineage, in session: any Session) throws(DatabaseError) -> NodeChoices {
        NodeChoices(nodes: try ServiceMapStore.map(seenFrom: place, in: session).nodes.filter { $0.layer != .activity })
    }

    /// Boxes to tick, one fieldset; many of them lie in closed parts, so that the form stays a page long.
    func render(_ t: Language, _ field: Field, selected: Set<String>) -> HTML {
        guard !nodes.isEmpty else {
            return paragraph(
                t(
                    "La cartographie est vide\u{00A0}: décrivez d’abord les services et ce qui les porte.",
                    "The map is empty: first describe the services and what carries them."), isQuiet: true)
        }
        return checkboxGroup(
            field, nodes.map { Choice($0.id.text, $0.name, note: note($0, t)) }, selected: selected)
    }

    private func note(_ node: PlacedNode, _ t: Language) -> String {
        let layer = node.layer == .service ? t("service", "service") : t("composant", "component")
        return "\(layer) · \(node.keeperName)"
    }
}
