// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension ServiceMap {
    public static let mostNodes = 2_000
    public static let mostDependencies = 20_000
    /// Hours: five years, more than any objective means.
    public static let longestPeriod = 43_800.0
    static let mostGigabytes = 1e9

    /// Everything wrong with keys, values and edges. Circles are not faults of a drawing: see `cycles`.
    public func faults() -> [MapFault] {
        var faults: [MapFault] = []
        if nodes.count > Self.mostNodes { faults.append(.tooManyNodes(limit: Self.mostNodes)) }
        if dependencies.count > Self.mostDependencies {
            faults.append(.tooManyDependencies(limit: Self.mostDependencies))
        }
        var known: Set<String> = []
        for node in nodes {
            if node.key.isEmpty { faults.append(.emptyKey(name: node.name)) }
            if !known.insert(node.key).inserted { faults.append(.duplicateKey(node.key)) }
            if let layer = node.kind.layer, layer != node.layer { faults.append(.wrongKind(node.key)) }
            faults += Self.valuesOutOfRange(node).map { .badValue($0, of: node.key) }
        }
        var seen: Set<[String]> = []
        for edge in dependencies { faults += Self.faults(of: edge, known: known, seen: &seen) }
        return faults
    }

    private static func faults(of edge: Dependency, known: Set<String>, seen: inout Set<[String]>) -> [MapFault] {
        var faults: [MapFault] = []
        for key in [edge.from, edge.to] where !known.contains(key) {
            faults.append(.unknownNode(key, from: edge.from, to: edge.to))
        }
        if edge.from == edge.to { faults.append(.selfDependency(edge.from)) }
        if !seen.insert([edge.from, edge.to, edge.kind.rawValue]).inserted {
            faults.append(.duplicateDependency(from: edge.from, to: edge.to))
        }
        if !(0...longestPeriod).contains(edge.lag) { faults.append(.badLag(from: edge.from, to: edge.to)) }
        return faults
    }

    private static func valuesOutOfRange(_ node: MapNode) -> [MapField] {
        let periods: [(MapField, Double?)] = [
            (.recoveryTime, node.recoveryTimeObjective), (.recoveryPoint, node.recoveryPointObjective),
            (.tolerablePeriod, node.maximumTolerablePeriod), (.degradedEndurance, node.degradedEndurance),
            (.backupInterval, node.backupInterval),
        ]
        var fields = periods.compactMap { field, value in
            value.flatMap { (0...longestPeriod).contains($0) ? nil : field }
        }
        if let careClass = node.careClass, !(1...4).contains(careClass) { fields.append(.careClass) }
        if let volume = node.dataGigabytes, !(0...mostGigabytes).contains(volume) { fields.append(.dataGigabytes) }
        return fields
    }
}
