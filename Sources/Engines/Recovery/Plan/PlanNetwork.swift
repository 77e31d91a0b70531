// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What waits for what in a restart: the steps, a moment without duration for the return of each node, and gates.
///
/// - The steps of a node go by phases; those of one phase side by side.
/// - What a node `needs` must be back (with the lag) before its first step of rebuilding or later. Containing never waits:
///   a network is cut off and accounts are closed at once, whatever else is down.
/// - Where it only needs data, checking and reopening wait.
/// - A node without such steps comes back when all that is there.
/// - Bootstraps, and what a node only runs better with, make nothing wait.
struct PlanNetwork {
    enum Member {
        case step(Int)
        /// The return of a node.
        case back(Int)
        /// Joins many waits into one, as every step of a phase waits for every step of the one before.
        case gate
    }

    struct Link {
        let before: Int
        let after: Int
        /// Quarters of an hour.
        let lag: Int
    }

    let graph: MapGraph
    /// Steps come first, at their own positions.
    private(set) var members: [Member]
    private(set) var links: [Link] = []
    /// From each step to the return of its node, beyond what the phases say: for when steps are done out of order.
    private(set) var directLinks: [Link] = []
    /// Positions of the returns, by node.
    private(set) var returns: [Int]
    /// Positions of the steps of each node.
    let stepsOfNode: [[Int]]
    let placeOfStep: [String: Int]
    /// Each node after all that it waits for.
    let nodeOrder: [Int]

    init(_ model: RecoveryModel) {
        let graph = MapGraph(model.map)
        self.graph = graph
        nodeOrder = CycleSearch.ordered(
            Set(graph.nodes.indices), graph.needs, graph.users, where: { $0.blocks })
        let steps = model.steps
        members = steps.indices.map { .step($0) } + graph.nodes.indices.map { .back($0) }
        let backs = graph.nodes.indices.map { steps.count + $0 }
        returns = backs
        var ofNode = [[Int]](repeating: [], count: graph.nodes.count)
        for (index, step) in steps.enumerated() {
            if let node = graph.places[step.node] { ofNode[node].append(index) }
        }
        stepsOfNode = ofNode
        let places = Dictionary(steps.indices.map { (steps[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
        placeOfStep = places
        for node in graph.nodes.indices { addNode(node, steps) }
        for (index, step) in steps.enumerated() {
            for key in step.after {
                if let before = places[key] { links.append(Link(before: before, after: index, lag: 0)) }
            }
        }
    }

    private mutating func addNode(_ node: Int, _ steps: [RecoveryStep]) {
        let back = returns[node]
        var groups: [(phase: RecoveryStep.Phase, steps: [Int])] = []
        for phase in RecoveryStep.Phase.allCases {
            let members = stepsOfNode[node].filter { steps[$0].phase == phase }
            if !members.isEmpty { groups.append((phase, members)) }
        }
        let needs = waits(for: .needs, of: node)
        let data = waits(for: .needsData, of: node)
        let entry = groups.firstIndex { $0.phase.rank >= RecoveryStep.Phase.rebuild.rank }
        let dataEntry = groups.firstIndex { $0.phase.rank >= RecoveryStep.Phase.check.rank }
        var before: [(member: Int, lag: Int)] = []
        for (index, group) in groups.enumerated() {
            if index == entry { before += needs }
            if index == dataEntry { before += data }
            connect(before, to: group.steps)
            before = group.steps.map { ($0, 0) }
        }
        if entry == nil { before += needs }
        if dataEntry == nil { before += data }
        for wait in before { links.append(Link(before: wait.member, after: back, lag: wait.lag)) }
        for step in groups.dropLast().flatMap(\.steps) {
            directLinks.append(Link(before: step, after: back, lag: 0))
        }
    }

    private func waits(for kind: Dependency.Kind, of node: Int) -> [(member: Int, lag: Int)] {
        graph.needs[node].filter { $0.kind == kind && $0.blocks }
            .map { (member: returns[$0.other], lag: Quarters.from($0.lag)) }
    }

    /// With three steps or more and several waits, through a gate: the number of links stays in proportion to that of
    /// steps, whatever the shape.
    private mutating func connect(_ before: [(member: Int, lag: Int)], to steps: [Int]) {
        guard steps.count >= 3, before.count >= 2 else {
            for step in steps {
                for wait in before { links.append(Link(before: wait.member, after: step, lag: wait.lag)) }
            }
            return
        }
        let gate = members.count
        members.append(.gate)
        for wait in before { links.append(Link(before: wait.member, after: gate, lag: wait.lag)) }
        for step in steps { links.append(Link(before: gate, after: step, lag: 0)) }
    }
}
