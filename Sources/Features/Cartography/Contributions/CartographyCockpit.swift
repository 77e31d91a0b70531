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

/// What the map has to say on the first page: only that a restart cannot begin.
enum CartographyCockpit {
    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(CartographyPermissions.read, in: organisation.lineage) else { return .nothing }
        let map = try await visit.read { session in
            try ServiceMapStore.map(seenFrom: organisation.lineage, in: session)
        }
        return render(map, at: organisation, visit.language)
    }

    static func render(_ map: PlacedMap, at place: Organisation, _ t: Language) -> CockpitPart {
        let circles = map.map.cycles()
        guard let first = circles.first else { return .nothing }
        let others =
            circles.count > 1
            ? t(
                " Et \(t.count(circles.count - 1, ("autre", "autres"), ("", ""))).",
                " And \(t.count(circles.count - 1, ("", ""), ("other", "others"))).") : ""
        return CockpitPart(todo: [
            TodoItem(
                t("Couper le cercle qui empêche de redémarrer", "Cut the circle that prevents a restart"),
                reason: CircleWords.path(first, map) + "." + others,
                state: StateBadge(
                    .missing, t.count(circles.count, ("cercle", "cercles"), ("circle", "circles"))),
                href: CartographyURL.map(.init(place.id)).path)
        ])
    }
}
