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

/// The elements of the map that a form offers: services, then what carries them.
struct NodeChoices: Sendable {
    /// The name of the field of each floor; errors stand at the first.
    static let services = "services"
    static let components = "composants"

    let place: Organisation.ID
    let nodes: [PlacedNode]

    static func read(of place: Organisation, in session: any Session) throws(DatabaseError) -> NodeChoices {
        let map = try ServiceMapStore.map(seenFrom: place.lineage, in: session)
        return NodeChoices(
            place: place.id,
            nodes: map.nodes.filter { $0.layer != .activity && place.lineage.contains($0.keeperLineage) })
    }

    /// What was ticked, whatever it is.
    static func ticked(_ form: Site.Form) -> Set<String> {
        Set(form.all(services).prefix(500)).union(form.all(components).prefix(500))
    }

    /// Those ticked that are offered.
    func chosen(_ ticked: Set<String>) -> [PlacedNode.ID] { nodes.map(\.id).filter { ticked.contains($0.text) } }

    func render(_ t: Language, label: String, selected: Set<String>, _ errors: FormErrors) -> HTML {
        guard !nodes.isEmpty else {
            return paragraph(
                t(
                    "La cartographie est vide\u{00A0}: décrivez d’abord les services et ce qui les porte.",
                    "The map is empty: first describe the services and what carries them."), isQuiet: true)
        }
        return part(t, .service, "\(label)\(t("\u{00A0}: services", ": services"))", Self.services, selected, errors)
            + part(
                t, .component, "\(label)\(t("\u{00A0}: composants", ": components"))", Self.components, selected, errors
            )
    }

    /// A floor of the map is long: it is open when something in it counts.
    private func part(
        _ t: Language, _ layer: Layer, _ label: String, _ field: String, _ selected: Set<String>, _ errors: FormErrors
    ) -> HTML {
        let own = nodes.filter { $0.layer == layer }
        guard !own.isEmpty else { return HTML() }
        let count = own.count { selected.contains($0.id.text) }
        let boxes = checkboxGroup(
            Field(t, field, label: label, error: errors[field]),
            own.map { Choice($0.id.text, $0.name, note: $0.keeper == place ? nil : $0.keeperName) }, selected: selected)
        let title = t("\(label) (\(count) sur \(own.count))", "\(label) (\(count) of \(own.count))")
        return disclosure(
            title, isOpen: count > 0 || (layer == .service && selected.isEmpty) || errors[field] != nil, boxes)
    }
}
