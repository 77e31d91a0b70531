// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Recovery

/// The part of the map that an organisation stands on: its own nodes, those of its members and sites, and those that the
/// levels above keep for it.
public struct PlacedMap: Sendable, Hashable {
    public let nodes: [PlacedNode]
    public let map: ServiceMap
    private let places: [String: Int]

    public init(nodes: [PlacedNode], dependencies: [Dependency]) {
        self.nodes = nodes
        map = ServiceMap(nodes: nodes.map(\.node), dependencies: dependencies)
        places = Dictionary(nodes.indices.map { (nodes[$0].node.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// By the key of the engine's node.
    public subscript(key: String) -> PlacedNode? { places[key].map { nodes[$0] } }

    public subscript(id: PlacedNode.ID) -> PlacedNode? { self[id.text] }
}
