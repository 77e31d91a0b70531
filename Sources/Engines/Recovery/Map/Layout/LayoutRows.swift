// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The row of each node: layers from the top, and within a layer what is needed below what needs it.
struct LayoutRows {
    private(set) var row: [Int]
    /// Nodes of each row, and the layer to which the row belongs.
    private(set) var rows: [(layer: Layer, nodes: [Int])] = []

    init(_ graph: MapGraph, mostInRow: Int) {
        row = [Int](repeating: 0, count: graph.nodes.count)
        for layer in Layer.allCases {
            let members = graph.nodes.indices.filter { graph.nodes[$0].layer == layer }
            let depths = Self.depths(of: members, in: graph)
            let deepest = depths.values.max() ?? -1
            for depth in 0..<(deepest + 1) {
                let nodes = members.filter { depths[$0] == depth }
                let folds = (nodes.count + mostInRow - 1) / mostInRow
                for fold in 0..<folds {
                    let part = nodes.enumerated().filter { $0.offset % folds == fold }.map(\.element)
                    for node in part { row[node] = rows.count }
                    rows.append((layer, part))
                }
            }
        }
    }

    /// The longest way from a node that nobody of the layer needs, bootstraps aside. In other circles, the node with the fewest who still wait for
    /// a place goes first, as if the edges to it were not there.
    private static func depths(of members: [Int], in graph: MapGraph) -> [Int: Int] {
        let inside = Set(members)
        func users(_ node: Int) -> [Int] {
            graph.users[node].filter { !$0.isBootstrap && inside.contains($0.other) }.map(\.other)
        }
        var waiting: [Int: Int] = [:]
        for node in members { waiting[node] = users(node).count }
        var depths: [Int: Int] = [:]
        var left = members
        while !left.isEmpty {
            var ready = left.filter { waiting[$0] == 0 }
            if ready.isEmpty, let first = left.min(by: { (waiting[$0] ?? 0, $0) < (waiting[$1] ?? 0, $1) }) {
                ready = [first]
            }
            for node in ready {
                depths[node] = users(node).compactMap { depths[$0] }.max().map { $0 + 1 } ?? 0
                waiting[node] = nil
            }
            for node in ready {
                for edge in graph.needs[node] where !edge.isBootstrap && waiting[edge.other] != nil {
                    waiting[edge.other, default: 0] -= 1
                }
            }
            let done = Set(ready)
            left.removeAll { done.contains($0) }
        }
        return depths
    }
}
