// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// Two figures of the map: how much of it is said, and whether a restart can begin.
enum CartographyIndicators {
    static func all(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        let map = try await house.database.read { session in
            try ServiceMapStore.map(seenFrom: organisation.lineage, in: session)
        }
        return all(map, at: organisation)
    }

    static func all(_ map: PlacedMap, at place: Organisation) -> [Indicator] {
        // A component may stand on nothing; an activity or a service never does.
        let expected = map.nodes.filter { $0.layer != .component }
        let said = Set(map.map.dependencies.map(\.from))
        let described = expected.count { said.contains($0.node.key) }
        let missing = expected.count - described
        let circles = map.map.cycles().count
        let href = CartographyURL.map(.init(place.id)).path
        return [
            Indicator(
                "cartography.described",
                Phrase(
                    "Activités et services dont on sait sur quoi ils reposent",
                    "Activities and services with known supports"),
                value: expected.isEmpty ? nil : Double(described) / Double(expected.count), unit: .share, target: 1,
                sentence: expected.isEmpty
                    ? Phrase("La cartographie est vide.", "The map is empty.")
                    : missing == 0
                        ? Phrase(
                            "Chaque activité et chaque service dit sur quoi il repose.",
                            "Each activity and service says what it stands on.")
                        : Phrase(
                            "\(Language.french.count(missing, ("activité ou service ne dit pas", "activités ou services ne disent pas"), ("", ""))) sur quoi il repose.",
                            "\(Language.english.count(missing, ("", ""), ("activity or service does", "activities or services do"))) not say what it stands on."
                        ),
                href: CartographyURL.elements(.init(place.id)).path),
            Indicator(
                "cartography.circles", Phrase("Cercles qui empêchent de redémarrer", "Circles that prevent a restart"),
                value: map.nodes.isEmpty ? nil : Double(circles), unit: .count, target: 0, isHigherBetter: false,
                sentence: map.nodes.isEmpty
                    ? Phrase("La cartographie est vide.", "The map is empty.")
                    : circles == 0
                        ? Phrase(
                            "Aucun élément n’attend celui qui l’attend.", "No element waits for one that waits for it.")
                        : Phrase(
                            "\(Language.french.count(circles, ("cercle", "cercles"), ("", ""))) à couper par une procédure d’amorçage.",
                            "\(Language.english.count(circles, ("", ""), ("circle", "circles"))) to be cut by a bootstrap procedure."
                        ),
                href: href),
        ]
    }
}
