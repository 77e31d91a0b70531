// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A map with positions instead of keys, for computation. Of nodes with one key the first counts; edges to nowhere are
/// left out.
struct MapGraph {
    struct Edge {
        let other: Int
        let kind: Dependency.Kind
        let lag: Double
        let isBootstrap: Bool

        /// Whether somebody waits for somebody because of it.
        var blocks: Bool { kind != .degradedWithout && !isBootstrap }
    }

    let nodes: [MapNode]
    let places: [String: Int]
    /// By position of the node that needs.
    let needs: [[Edge]]
    /// By position of the node that is needed.
    let users: [[Edge]]

    init(_ map: ServiceMap) {
        var places: [String: Int] = [:]
        var nodes: [MapNode] = []
        for node in map.nodes where places[node.key] == nil {
            places[node.key] = nodes.count
            nodes.append(node)
        }
        var needs = [[Edge]](repeating: [], count: nodes.count)
        var users = needs
        for dependency in map.dependencies {
            guard let from = places[dependency.from], let to = places[dependency.to], from != to else { continue }
            func edge(to other: Int) -> Edge {
                Edge(other: other, kind: dependency.kind, lag: dependency.lag, isBootstrap: dependency.isBootstrap)
            }
            needs[from].append(edge(to: to))
            users[to].append(edge(to: from))
        }
        self.nodes = nodes
        self.places = places
        self.needs = needs
        self.users = users
    }

    /// Everything that can be reached from a node, nearest first, without the node itself.
    func reached(from start: Int, along edges: [[Edge]], where follows: (Edge) -> Bool) -> [Int] {
        var seen: Set<Int> = [start]
        var queue = [start]
        var next = 0
        while next < queue.count {
            for edge in edges[queue[next]] where follows(edge) && seen.insert(edge.other).inserted {
                queue.append(edge.other)
            }
            next += 1
        }
        return Array(queue.dropFirst())
    }
}
