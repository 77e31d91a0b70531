// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// One element, with the map that is seen from where the person stands.
struct ElementDesk: Sendable {
    let place: Place
    let map: PlacedMap
    let node: PlacedNode
    let restores: [RestoreMeasure]

    /// What it leans on, as drawn.
    var needs: [Dependency] { map.map.dependencies.filter { $0.from == node.node.key } }
    /// What leans on it.
    var usedBy: [Dependency] { map.map.dependencies.filter { $0.to == node.node.key } }

    /// Visible where it is kept, below, and to those who look from above; once removed, only where it is kept.
    static func open(
        _ visit: Visit, _ permission: Permission = CartographyPermissions.read
    ) async throws -> ElementDesk {
        let place = try await visit.mapped(permission)
        let id: PlacedNode.ID = try visit.identifier("element")
        let lineage = place.organisation.lineage
        let (found, map, restores) = try await visit.read { session in
            (
                try ServiceMapStore.node(id, in: session),
                try ServiceMapStore.map(seenFrom: lineage, in: session),
                try ServiceMapStore.restores(of: id, in: session)
            )
        }
        guard let found, found.keeperLineage.contains(lineage) || lineage.contains(found.keeperLineage),
            !found.isRemoved
                || found.keeper == place.organisation.id && visit.mayKeepMap(found.keeperLineage)
        else { throw Refusal.notFound }
        return ElementDesk(place: place, map: map, node: found, restores: restores)
    }

    /// Changed only where it is kept.
    static func own(_ visit: Visit) async throws -> ElementDesk {
        let desk = try await open(visit, CartographyPermissions.manage)
        guard desk.node.keeper == desk.place.organisation.id else { throw Refusal.notFound }
        return desk
    }

    func crumbs(_ t: Language) -> [Crumb] {
        let organisation = place.organisation.id
        return [
            CartographyTabs.crumb(organisation, t),
            Crumb(CartographyTabs.elements.title(t), href: CartographyTabs.elements.path(organisation)),
        ]
    }
}
