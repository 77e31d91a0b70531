// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Recovery

/// For each node, who asks most of it: what a person wants to see beside the field in which a duration is entered.
struct Demands: Sendable {
    struct Demand: Sendable, Hashable {
        let node: MapNode
        let hours: Double
    }

    private let nodes: [String: MapNode]
    private let users: [String: [String]]

    init(_ map: ServiceMap) {
        nodes = Dictionary(map.nodes.map { ($0.key, $0) }) { first, _ in first }
        var users: [String: [String]] = [:]
        // A bootstrap starts without the other: it asks nothing of it.
        for dependency in map.dependencies where dependency.kind == .needs && !dependency.isBootstrap {
            users[dependency.to, default: []].append(dependency.from)
        }
        self.users = users
    }

    /// All that stand on a node, nearest first.
    func standing(on key: String) -> [MapNode] {
        var seen: Set<String> = [key]
        var queue = [key]
        var next = 0
        while next < queue.count {
            for user in users[queue[next]] ?? [] where nodes[user] != nil && seen.insert(user).inserted {
                queue.append(user)
            }
            next += 1
        }
        return queue.dropFirst().compactMap { nodes[$0] }
    }

    /// The strictest recovery time objective, or tolerable period, of those that stand on it.
    func recoveryTime(of key: String) -> Demand? {
        least(of: key) { user in
            [user.recoveryTimeObjective, user.maximumTolerablePeriod].compactMap(\.self).min()
        }
    }

    func recoveryPoint(of key: String) -> Demand? { least(of: key) { $0.recoveryPointObjective } }

    private func least(of key: String, _ hours: (MapNode) -> Double?) -> Demand? {
        var found: Demand?
        for user in standing(on: key) {
            guard let wanted = hours(user), wanted < found?.hours ?? .infinity else { continue }
            found = Demand(node: user, hours: wanted)
        }
        return found
    }
}

extension ServiceMap {
    /// Of the services that an activity needs, the one that is to come back last: until then it works degraded.
    func lastService(of activity: String) -> (node: MapNode, hours: Double)? {
        var found: (node: MapNode, hours: Double)?
        let needed = Set(
            dependencies.filter { $0.from == activity && $0.kind == .needs && !$0.isBootstrap }.map(\.to))
        for node in nodes where needed.contains(node.key) {
            guard let hours = node.recoveryTimeObjective, hours > found?.hours ?? -1 else { continue }
            found = (node, hours)
        }
        return found
    }
}
