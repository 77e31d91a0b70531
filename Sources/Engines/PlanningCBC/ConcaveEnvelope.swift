// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The least concave function above `min(cap, Σ shares of the actions done)`, at a fractional point.
///
/// Several actions close a gap together, never beyond the whole. Capping a sum of fractions is too kind: nine tenths
/// of an action that closes 0.7 and of one that closes 0.5 would count as the whole, although plans that take each of
/// them nine times out of ten close 0.92 on average at best. The envelope is the best average over sets of actions
/// that take each as often as the point says: a small linear programme over sets, solved by the simplex method from
/// the chain of sets that the order of the fractions gives (the Lovász extension, 1983). Its dual prices are the
/// slopes of a plane that no set of actions exceeds: a valid row for the mixed programme.
struct ConcaveEnvelope {
    /// The plane `constant + Σ slopes × part`, above the function at every set.
    private(set) var constant: Double
    private(set) var slopes: [Double]
    /// The plane's height at the point.
    private(set) var height: Double

    /// Beyond this many actions, sets are too many.
    static let mostActions = 8

    /// `parts` are from 0 to 1, as many as `shares`, at most `mostActions`.
    init?(shares: [Double], cap: Double, parts: [Double]) {
        let count = shares.count
        guard count == parts.count, count <= Self.mostActions else { return nil }
        let sets = 1 << count
        let worth = (0..<sets).map { set in
            min(cap, (0..<count).reduce(0.0) { set & (1 << $1) == 0 ? $0 : $0 + shares[$1] })
        }
        var basis = Basis(parts: parts)
        // Degenerate points may turn in circles: the number of turns is limited, and the plane made valid below anyway.
        for _ in 0..<(12 * (count + 1)) {
            let prices = basis.prices(worth)
            guard let entering = Self.best(prices, worth, above: 1e-9), basis.pivot(entering) else { break }
        }
        let prices = basis.prices(worth)
        slopes = Array(prices.dropLast())
        constant = prices[count]
        if let highest = Self.best(prices, worth, above: 0) {
            constant += Self.excess(of: highest, prices, worth)
        }
        height = constant
        for index in 0..<count { height += slopes[index] * parts[index] }
    }

    /// The set that is the most above the plane.
    private static func best(_ prices: [Double], _ worth: [Double], above threshold: Double) -> Int? {
        var best: Int?
        var highest = threshold
        for set in worth.indices {
            let excess = excess(of: set, prices, worth)
            if excess > highest { (best, highest) = (set, excess) }
        }
        return best
    }

    private static func excess(of set: Int, _ prices: [Double], _ worth: [Double]) -> Double {
        var excess = worth[set] - prices[prices.count - 1]
        for index in 0..<(prices.count - 1) where set & (1 << index) != 0 { excess -= prices[index] }
        return excess
    }

    /// As many sets as actions and one more, with the inverse of the matrix of their members.
    private struct Basis {
        private var sets: [Int]
        /// How often each set is taken.
        private var amounts: [Double]
        /// By basic set, then by action; the last one stands for "amounts sum up to 1".
        private var inverse: [[Double]]

        init(parts: [Double]) {
            let count = parts.count
            let order = parts.indices.sorted { (parts[$0], $1) > (parts[$1], $0) }
            sets = [0]
            for action in order { sets.append((sets.last ?? 0) | (1 << action)) }
            // The k-th set of the chain is taken as often as the k-th part exceeds the next one.
            amounts = []
            inverse = []
            for position in 0...count {
                var row = [Double](repeating: 0, count: count + 1)
                if position > 0 { row[order[position - 1]] += 1 } else { row[count] += 1 }
                if position < count { row[order[position]] -= 1 }
                inverse.append(row)
                amounts.append(
                    (position > 0 ? parts[order[position - 1]] : 1) - (position < count ? parts[order[position]] : 0))
            }
        }

        func prices(_ worth: [Double]) -> [Double] {
            var prices = [Double](repeating: 0, count: sets.count)
            for (position, set) in sets.enumerated() where worth[set] != 0 {
                for column in prices.indices { prices[column] += worth[set] * inverse[position][column] }
            }
            return prices
        }

        /// Takes a set in, the first to reach zero goes out; false when none can.
        mutating func pivot(_ entering: Int) -> Bool {
            let last = sets.count - 1
            var direction = [Double](repeating: 0, count: sets.count)
            for position in sets.indices {
                var sum = inverse[position][last]
                for action in 0..<last where entering & (1 << action) != 0 { sum += inverse[position][action] }
                direction[position] = sum
            }
            var leaving: (position: Int, ratio: Double)?
            for position in sets.indices where direction[position] > 1e-9 {
                let ratio = amounts[position] / direction[position]
                if leaving.map({ ratio < $0.ratio }) ?? true { leaving = (position, ratio) }
            }
            guard let leaving else { return false }
            sets[leaving.position] = entering
            let pivot = direction[leaving.position]
            for column in inverse.indices { inverse[leaving.position][column] /= pivot }
            for position in sets.indices where position != leaving.position && direction[position] != 0 {
                amounts[position] = max(0, amounts[position] - direction[position] * leaving.ratio)
                for column in inverse.indices {
                    inverse[position][column] -= direction[position] * inverse[leaving.position][column]
                }
            }
            amounts[leaving.position] = leaving.ratio
            return true
        }
    }
}
