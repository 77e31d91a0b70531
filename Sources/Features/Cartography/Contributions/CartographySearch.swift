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

/// Elements of the map, for the search box of every page.
enum CartographySearch {
    private static let shown = 8

    static func hits(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let scope = visit.access.scope(of: CartographyPermissions.read)
        guard !scope.isEmpty else { return [] }
        let found = try await visit.read { session in
            try ServiceMapStore.search(text, seenFrom: scope, limit: shown, in: session)
        }
        let t = visit.language
        return found.compactMap { node in
            place(of: node.keeperLineage, scope).map { place in
                SearchHit(
                    title: node.name,
                    detail: [t("Cartographie", "Service map"), node.layer.title(t), node.keeperName]
                        .joined(separator: " · "),
                    href: CartographyURL.element(.init(place), .init(node.id)).path)
            }
        }
    }

    /// Where the person may open it: what is kept above is read from the top of what the person sees.
    private static func place(of keeper: Lineage, _ scope: [Lineage]) -> Organisation.ID? {
        if scope.contains(where: { $0.contains(keeper) }) { return keeper.identifiers.last }
        return scope.first { keeper.contains($0) }?.identifiers.last
    }
}
