// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Recovery
import ServiceMaps

/// What becomes of a choice in the library: what is added, what is already there, which links are drawn.
struct LibraryChoice: Sendable {
    let batch: MapBatch
    let added: [ServiceLibrary.Entry]
    /// Chosen, but already on the map under the same code.
    let skipped: [PlacedNode]

    /// - Parameters:
    ///   - codes: chosen; unknown ones are nothing.
    ///   - taken: every element that the place sees, removed ones that it keeps included.
    init(
        _ codes: Set<String>, of library: ServiceLibrary, in map: PlacedMap, taken: [PlacedNode],
        at place: Organisation, linked: Bool
    ) {
        let present = Self.present(in: map, at: place)
        let removed = Dictionary(taken.filter { $0.keeper == place.id }.map { ($0.code, $0) }) { first, _ in first }
        let chosen = library.entries.filter { codes.contains($0.code) }
        added = chosen.filter { present[$0.code] == nil && removed[$0.code] == nil }
        skipped = chosen.compactMap { present[$0.code] ?? removed[$0.code] }
        var batch = MapBatch()
        batch.additions = added.map {
            MapBatch.Entry(
                NodeDraft(code: $0.code, name: $0.name, layer: $0.layer, kind: $0.kind, description: $0.description))
        }
        if linked { batch.links = Self.links(library, Set(added.map(\.code)), present, map, at: place) }
        self.batch = batch
    }

    /// The element that stands for a code: the place's own first, then the nearest above, then those below.
    static func present(in map: PlacedMap, at place: Organisation) -> [String: PlacedNode] {
        func rank(_ node: PlacedNode) -> Int {
            if node.keeper == place.id { return 0 }
            return node.keeperLineage.contains(place.lineage)
                ? 100 - node.keeperLineage.depth : 1000 + node.keeperLineage.depth
        }
        var found: [String: PlacedNode] = [:]
        for node in map.nodes {
            if let other = found[node.code], rank(other) <= rank(node) { continue }
            found[node.code] = node
        }
        return found
    }

    /// Between what is added and what is there; never a second time, never from an element that others keep.
    private static func links(
        _ library: ServiceLibrary, _ added: Set<String>, _ present: [String: PlacedNode], _ map: PlacedMap,
        at place: Organisation
    ) -> [MapBatch.Link] {
        let drawn = Set(map.map.dependencies.map { [$0.from, $0.to] })
        func end(_ code: String) -> MapBatch.End? {
            added.contains(code) ? .added(code: code) : present[code].map { .present($0) }
        }
        return library.entries.flatMap(\.links).compactMap { link in
            guard added.contains(link.from) || added.contains(link.to), let from = end(link.from),
                let to = end(link.to)
            else { return nil }
            if case .present(let node) = from {
                guard node.keeper == place.id else { return nil }
                if case .present(let other) = to, drawn.contains([node.node.key, other.node.key]) { return nil }
            }
            return MapBatch.Link(from: from, to: to, kind: link.kind, isBootstrap: link.isBootstrap)
        }
    }
}
