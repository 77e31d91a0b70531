// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension ServiceMap {
    /// The circles that no bootstrap cuts, as paths of keys in the order of need; the last needs the first.
    ///
    /// What a bootstrap, or an edge that only makes things better, says is not followed. Circles may be countless: every
    /// node that is in one is in one of these, each the shortest through its first node. Cut them, ask again.
    public func cycles() -> [[String]] {
        let graph = MapGraph(self)
        return Self.cycles(in: graph) { $0.blocks }.map { path in path.map { graph.nodes[$0].key } }
    }

    /// The circles that no bootstrap cuts, then for each bootstrap the shortest circle that it cuts.
    public func allCycles() -> [(path: [String], isCut: Bool)] {
        let graph = MapGraph(self)
        var result: [(path: [String], isCut: Bool)] = cycles().map { (path: $0, isCut: false) }
        var seen: Set<Set<String>> = []
        for (from, edges) in graph.needs.enumerated() {
            for edge in edges where edge.isBootstrap && edge.kind != .degradedWithout {
                let back = CycleSearch.path(in: graph, from: edge.other, to: from) { $0.kind != .degradedWithout }
                guard let back else { continue }
                let path = ([from] + back.dropLast()).map { graph.nodes[$0].key }
                if seen.insert(Set(path)).inserted { result.append((path: path, isCut: true)) }
            }
        }
        return result
    }

    private static func cycles(in graph: MapGraph, where follows: (MapGraph.Edge) -> Bool) -> [[Int]] {
        let candidates = CycleSearch.nodesNotOrdered(graph, where: follows)
        var covered: Set<Int> = []
        var result: [[Int]] = []
        for start in graph.nodes.indices where candidates.contains(start) && !covered.contains(start) {
            let back = CycleSearch.path(in: graph, from: start, to: start) {
                follows($0) && candidates.contains($0.other)
            }
            // Without one it stands between two circles.
            guard let path = back?.dropLast() else { continue }
            covered.formUnion(path)
            result.append(Array(path))
        }
        return result
    }
}

/// Searches behind ``ServiceMap/cycles()``.
enum CycleSearch {
    /// The nodes that remain when one after another those are taken away that need nothing, then those that nobody
    /// needs (Kahn, 1962): the circles, and what stands between two of them.
    static func nodesNotOrdered(_ graph: MapGraph, where follows: (MapGraph.Edge) -> Bool) -> Set<Int> {
        let all = Set(graph.nodes.indices)
        let left = all.subtracting(ordered(all, graph.needs, graph.users, where: follows))
        return left.subtracting(ordered(left, graph.users, graph.needs, where: follows))
    }

    /// Those of the nodes that can be put in an order where each follows what it needs, in that order.
    static func ordered(
        _ nodes: Set<Int>, _ needs: [[MapGraph.Edge]], _ users: [[MapGraph.Edge]],
        where follows: (MapGraph.Edge) -> Bool
    ) -> [Int] {
        var waiting = needs.map { edges in edges.reduce(0) { $0 + (follows($1) && nodes.contains($1.other) ? 1 : 0) } }
        var ready = waiting.indices.filter { waiting[$0] == 0 && nodes.contains($0) }
        var next = 0
        while next < ready.count {
            for edge in users[ready[next]] where follows(edge) && nodes.contains(edge.other) {
                waiting[edge.other] -= 1
                if waiting[edge.other] == 0 { ready.append(edge.other) }
            }
            next += 1
        }
        return ready
    }

    /// The shortest way along needs, both ends included; at least one step, so that it may come back to its start.
    static func path(
        in graph: MapGraph, from start: Int, to end: Int, where follows: (MapGraph.Edge) -> Bool
    ) -> [Int]? {
        var cameFrom: [Int: Int] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let current = queue[next]
            next += 1
            for edge in graph.needs[current] where follows(edge) {
                if edge.other == end {
                    var path = [end, current]
                    var step = current
                    while step != start, let previous = cameFrom[step] {
                        path.append(previous)
                        step = previous
                    }
                    return path.reversed()
                }
                if edge.other != start, cameFrom[edge.other] == nil {
                    cameFrom[edge.other] = current
                    queue.append(edge.other)
                }
            }
        }
        return nil
    }
}
