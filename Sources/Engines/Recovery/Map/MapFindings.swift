// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension ServiceMap {
    /// The rules of an impact analysis that the decisions break, the gravest first, then in the order of the map.
    ///
    /// The rules on what a node stands on follow `needs` all the way down; a bootstrap is not followed, as the node
    /// then comes back without the other. Where several users set a limit, the strictest is named, and of these the
    /// nearest. What nobody decided breaks no rule.
    public func findings() -> [Finding] {
        let graph = MapGraph(self)
        var findings: [Finding] = []
        for (place, node) in graph.nodes.enumerated() {
            findings += Self.findings(alone: node)
            findings += Self.findings(of: place, in: graph)
            findings += Self.backupFindings(of: place, in: graph)
        }
        return findings.enumerated()
            .sorted { ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset) }
            .map(\.element)
    }

    private static func findings(alone node: MapNode) -> [Finding] {
        var findings: [Finding] = []
        guard node.layer == .activity, let objective = node.recoveryTimeObjective else { return findings }
        if let limit = node.maximumTolerablePeriod, objective > limit {
            findings.append(
                Finding(
                    rule: .objectiveBeyondTolerable, node: node.key, hours: objective, other: node.key, limit: limit))
        }
        // Zero says that there is no degraded mode, not that it ends.
        if let limit = node.degradedEndurance, limit > 0, objective > limit {
            findings.append(
                Finding(
                    rule: .degradedModeEndsFirst, node: node.key, hours: objective, other: node.key, limit: limit))
        }
        return findings
    }

    private static func findings(of place: Int, in graph: MapGraph) -> [Finding] {
        let node = graph.nodes[place]
        let users = graph.reached(from: place, along: graph.users) { $0.kind == .needs && !$0.isBootstrap }
            .map { graph.nodes[$0] }
        let tolerable = strictest(users.filter { $0.layer == .activity }) { $0.maximumTolerablePeriod }
        let objective = strictest(users) { $0.recoveryTimeObjective }
        guard let hours = node.recoveryTimeObjective else {
            guard node.layer != .activity, let objective else { return [] }
            return [
                Finding(rule: .noObjective, node: node.key, hours: nil, other: objective.key, limit: objective.limit)
            ]
        }
        var findings: [Finding] = []
        if let tolerable, hours > tolerable.limit {
            findings.append(
                Finding(
                    rule: .objectiveBeyondActivity, node: node.key, hours: hours, other: tolerable.key,
                    limit: tolerable.limit))
        }
        if let objective, hours > objective.limit {
            findings.append(
                Finding(
                    rule: .objectiveBeyondUser, node: node.key, hours: hours, other: objective.key,
                    limit: objective.limit))
        }
        return findings
    }

    private static func strictest(
        _ nodes: [MapNode], _ figure: (MapNode) -> Double?
    ) -> (key: String, limit: Double)? {
        var best: (key: String, limit: Double)?
        for node in nodes {
            guard let limit = figure(node), limit < best?.limit ?? .infinity else { continue }
            best = (node.key, limit)
        }
        return best
    }

    /// A node loses at least what was written since its last backup, and so much of the data that it takes from
    /// others. A database that it simply needs holds its data.
    private static func backupFindings(of place: Int, in graph: MapGraph) -> [Finding] {
        let node = graph.nodes[place]
        guard let point = node.recoveryPointObjective else { return [] }
        var keepers = [node]
        for edge in graph.needs[place] {
            let other = graph.nodes[edge.other]
            if edge.kind == .needsData || (edge.kind == .needs && other.kind == .database) { keepers.append(other) }
        }
        return keepers.compactMap { keeper in
            guard let interval = keeper.backupInterval, point < interval else { return nil }
            return Finding(rule: .backupsTooRare, node: node.key, hours: point, other: keeper.key, limit: interval)
        }
    }
}
