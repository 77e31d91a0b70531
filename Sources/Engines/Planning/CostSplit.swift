// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Shares the cost of an action between the establishments that it serves, to the cent.
public struct CostSplit: Sendable, Hashable, Codable {
    /// Cents owed by each establishment, by position in `PlanningProblem.sites`; they add up to what is shared.
    public var cents: [Int]

    public enum Basis: Sendable, Hashable, Codable {
        /// In proportion to the weighted gap that the action closes for each: who gains more pays more.
        case gapsClosed
        /// In proportion to the size of each (beds, stays, budget), by position in `sites`, among those that the
        /// action serves.
        case activity([Double])
        /// The same for each establishment that the action serves.
        case equal
    }

    /// An action that serves nobody is owed by nobody: no cents at all. When every weight is 0, the split is equal.
    public init(of cents: Int, action: Int, in problem: PlanningProblem, by basis: Basis) {
        self.cents = Array(repeating: 0, count: problem.sites.count)
        guard problem.actions.indices.contains(action) else { return }
        var gains: [Int: Double] = [:]
        for closing in problem.actions[action].closes
        where problem.gaps.indices.contains(closing.gap) && closing.share > 0 {
            let gap = problem.gaps[closing.gap]
            guard problem.sites.indices.contains(gap.site) else { continue }
            gains[gap.site, default: 0] += gap.weight * closing.share
        }
        let served = gains.keys.sorted()
        let weights = served.map { site -> Double in
            switch basis {
            case .gapsClosed: return gains[site] ?? 0
            case .activity(let sizes): return sizes.indices.contains(site) ? sizes[site] : 0
            case .equal: return 1
            }
        }
        for (site, part) in zip(served, Self.apportion(cents, by: weights)) { self.cents[site] = part }
    }

    /// Whole parts in proportion to weights, that add up to the whole.
    ///
    /// Largest remainder (Hamilton): each gets the whole part of its due, then the cents left go one by one to the
    /// largest fractions, the first in order among equals. Nobody is more than one cent away from its exact due.
    /// Weights that are not numbers, or negative, count as 0; when all do, the parts are equal.
    public static func apportion(_ whole: Int, by weights: [Double]) -> [Int] {
        guard whole > 0, !weights.isEmpty else { return Array(repeating: 0, count: weights.count) }
        var weights = weights.map { $0 > 0 && $0.isFinite ? $0 : 0 }
        guard let largest = weights.max() else { return [] }
        if largest > 0 {
            // Scaled first, so that no sum is infinite.
            weights = weights.map { $0 / largest }
        } else {
            weights = weights.map { _ in 1 }
        }
        let total = weights.reduce(0, +)
        var parts: [Int] = []
        var fractions: [Double] = []
        var left = whole
        for weight in weights {
            let due = Double(whole) * (weight / total)
            let part = min(Int(exactly: due.rounded(.down)) ?? left, left)
            parts.append(part)
            fractions.append(due - Double(part))
            left -= part
        }
        let order = parts.indices.sorted { (fractions[$0], $1) > (fractions[$1], $0) }
        // Beyond 2^53 cents, rounding can leave more than one cent for each: the rest is spread as well.
        for (position, index) in order.enumerated() {
            let each = left / (order.count - position) + (left % (order.count - position) > 0 ? 1 : 0)
            parts[index] += each
            left -= each
        }
        return parts
    }
}
