// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Care activities, the services they use and the components below, with what needs what.
///
/// A value that may hold anything a person drew: circles, edges to nowhere. `faults`, `cycles` and `findings` say what is
/// wrong with it.
public struct ServiceMap: Sendable, Hashable, Codable {
    public var nodes: [MapNode]
    public var dependencies: [Dependency]

    public init(nodes: [MapNode] = [], dependencies: [Dependency] = []) {
        self.nodes = nodes
        self.dependencies = dependencies
    }

    public subscript(key: String) -> MapNode? { nodes.first { $0.key == key } }
}
