// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Recovery
import ServiceMaps

extension PlacedMap {
    /// An element with what it needs and what needs it: the next ones and their links with it only, or step by step.
    func around(_ key: String, isWhole: Bool) -> PlacedMap {
        let own = map.dependencies.filter { $0.from == key || $0.to == key }
        var kept = Set(own.flatMap { [$0.from, $0.to] }).union([key])
        if isWhole { kept.formUnion(map.supports(of: key) + map.users(of: key)) }
        return PlacedMap(
            nodes: nodes.filter { kept.contains($0.node.key) },
            dependencies: isWhole ? map.dependencies.filter { kept.contains($0.from) && kept.contains($0.to) } : own)
    }

    /// Without the links that only make things better: what a restart waits for.
    var withoutComforts: PlacedMap {
        PlacedMap(nodes: nodes, dependencies: map.dependencies.filter { $0.kind != .degradedWithout })
    }

    /// Without the arrows that a longer way says already: if the record needs the databases and they need the servers,
    /// that the record needs the servers goes without drawing (transitive reduction; Aho, Garey and Ullman, 1972). In a
    /// circle everything says everything: what touches one is kept.
    var essential: PlacedMap {
        let all = withoutComforts
        let circled = Set(all.map.cycles().flatMap { $0 })
        var needs: [String: [String]] = [:]
        for link in all.map.dependencies where link.kind == .needs && !link.isBootstrap {
            needs[link.from, default: []].append(link.to)
        }
        let kept = all.map.dependencies.filter { link in
            guard link.kind == .needs, !link.isBootstrap, !circled.contains(link.from), !circled.contains(link.to)
            else { return true }
            return !Self.isReached(link.to, from: link.from, along: needs)
        }
        return PlacedMap(nodes: all.nodes, dependencies: kept)
    }

    /// In two steps or more.
    private static func isReached(_ end: String, from start: String, along needs: [String: [String]]) -> Bool {
        var queue = (needs[start] ?? []).filter { $0 != end }
        var seen = Set(queue)
        while let key = queue.popLast() {
            for other in needs[key] ?? [] {
                if other == end { return true }
                if other != start, seen.insert(other).inserted { queue.append(other) }
            }
        }
        return false
    }
}
