// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Recovery
import ServiceMaps

/// What most care stands on: for each element, how many activities cannot run without it, step by step.
struct Reliance: Sendable {
    /// By key; activities are not counted for themselves.
    let activities: [String: Int]
    let total: Int

    /// Each activity is followed once: a few thousand steps for a hospital.
    init(_ map: ServiceMap) {
        var needs: [String: [String]] = [:]
        for link in map.dependencies where link.kind != .degradedWithout {
            needs[link.from, default: []].append(link.to)
        }
        var counts: [String: Int] = [:]
        let starts = map.nodes.filter { $0.layer == .activity }
        for start in starts {
            var seen: Set<String> = [start.key]
            var queue = [start.key]
            while let key = queue.popLast() {
                for other in needs[key] ?? [] where seen.insert(other).inserted {
                    counts[other, default: 0] += 1
                    queue.append(other)
                }
            }
        }
        activities = counts
        total = starts.count
    }

    /// The elements that carry most, without those of care itself.
    func leading(_ count: Int, in map: PlacedMap) -> [(node: PlacedNode, activities: Int)] {
        var users: [String: Int] = [:]
        for link in map.map.dependencies where link.kind != .degradedWithout { users[link.to, default: 0] += 1 }
        let candidates = map.nodes.compactMap { node -> (node: PlacedNode, activities: Int)? in
            guard node.layer != .activity, let carried = activities[node.node.key], carried > 0 else { return nil }
            return (node, carried)
        }
        return Array(
            candidates.sorted { left, right in
                (right.activities, users[right.node.node.key] ?? 0, left.node.name)
                    < (left.activities, users[left.node.node.key] ?? 0, right.node.name)
            }.prefix(count))
    }
}
