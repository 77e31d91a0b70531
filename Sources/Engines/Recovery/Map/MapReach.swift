// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension ServiceMap {
    /// All that a node stands on, nearest first: what it needs, what that needs, and so on, data included. What it only
    /// runs better with does not count; bootstraps do, as they say how to start, not that nothing is needed.
    public func supports(of key: String) -> [String] {
        let graph = MapGraph(self)
        guard let start = graph.places[key] else { return [] }
        return graph.reached(from: start, along: graph.needs) { $0.kind != .degradedWithout }
            .map { graph.nodes[$0].key }
    }

    /// All that stands on a node, nearest first: what stands still when it does.
    public func users(of key: String) -> [String] {
        let graph = MapGraph(self)
        guard let start = graph.places[key] else { return [] }
        return graph.reached(from: start, along: graph.users) { $0.kind != .degradedWithout }
            .map { graph.nodes[$0].key }
    }
}
