// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The needs that follow from others: who needs the patient record, which needs the database, needs the database.
struct ImpliedNeeds {
    /// By node, the nodes that it needs through another one.
    private let further: [BitSet]

    init(_ graph: MapGraph) {
        let count = graph.nodes.count
        var reached = [BitSet](repeating: BitSet(count), count: count)
        var further = reached
        // Nodes in circles come last or not at all: nothing is implied through them.
        let order = CycleSearch.ordered(
            Set(graph.nodes.indices), graph.needs, graph.users, where: { $0.kind == .needs && !$0.isBootstrap })
        for node in order {
            for edge in graph.needs[node] where edge.kind == .needs && !edge.isBootstrap {
                further[node].formUnion(reached[edge.other])
                reached[node].formUnion(reached[edge.other])
                reached[node].insert(edge.other)
            }
        }
        self.further = further
    }

    func contains(_ edge: MapGraph.Edge, of node: Int) -> Bool {
        edge.kind == .needs && !edge.isBootstrap && edge.lag == 0 && further[node].contains(edge.other)
    }

    private struct BitSet {
        private var words: [UInt64]

        init(_ count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

        mutating func insert(_ member: Int) { words[member / 64] |= 1 << UInt64(member % 64) }

        func contains(_ member: Int) -> Bool { words[member / 64] & 1 << UInt64(member % 64) != 0 }

        mutating func formUnion(_ other: BitSet) {
            for index in words.indices { words[index] |= other.words[index] }
        }
    }
}
