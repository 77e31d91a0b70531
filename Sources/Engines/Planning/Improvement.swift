// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Makes a finished plan better by small changes, within a count of trials.
///
/// Empties a part of the plan and fills it anew (ruin and recreate: Schrimpf and others, 2000), going on from a
/// result a little worse than the best one, less and less (threshold accepting: Dueck and Scheuer, 1990).
package struct Improvement {
    package private(set) var best: Ledger
    private var current: Ledger
    /// Starts tried so far.
    package private(set) var trials = 0
    private var random = SplitMix64(state: 0x0CA2_E5E1_D0C5)
    private let prices: ResourcePrices
    /// Actions that stand for an obligation and stay.
    private let keeps: [Bool]

    package init(_ ledger: Ledger, prices: ResourcePrices, keeps: [Bool]) {
        best = ledger
        current = ledger
        self.prices = prices
        self.keeps = keeps
    }

    package mutating func run(trials limit: Int, threshold: Double = 0.002) {
        shift()
        settle()
        while trials < limit {
            let saved = current
            if !ruin() { return }
            var construction = Construction(current, prices: prices, keeps: keeps)
            construction.fill()
            current = construction.ledger
            trials += max(construction.trials, 1)
            if current.value > saved.value { shift() }
            settle()
            let cooling = threshold * (1 - Double(trials) / Double(limit))
            if current.missed > best.missed || current.value < best.value * (1 - cooling) - 1e-9 { current = saved }
        }
    }

    private mutating func settle() {
        if current.isBetter(than: best) { best = current }
    }

    /// Starts actions earlier where money and people allow: nothing is worth less earlier.
    private mutating func shift() {
        for action in current.tables.order where !current.tables.actions[action].isFixed {
            guard let start = current.starts[action] else { continue }
            let first = current.tables.actions[action].window.lowerBound
            guard first < start else { continue }
            let value = current.value
            current.remove(action)
            var best = start
            for earlier in first..<start {
                trials += 1
                if current.fits(action, at: earlier) {
                    best = earlier
                    break
                }
            }
            current.insert(action, at: best)
            // Recurring costs and rounding aside, only a share that nobody needs yet is worth nothing earlier.
            if best != start, current.value <= value + 1e-9 {
                current.remove(action)
                current.insert(action, at: start)
            }
        }
    }

    /// Takes out actions that go together: at work in the same period, closing the same gaps, or any.
    private mutating func ruin() -> Bool {
        let tables = current.tables
        let inside = current.starts.indices.filter { current.starts[$0] != nil && isFree($0) }
        guard !inside.isEmpty else { return false }
        let seed = inside[below(inside.count)]
        var chosen: [Int] = [seed]
        switch below(3) {
        case 0:
            let period = below(tables.periods)
            chosen += inside.filter { action in
                guard let start = current.starts[action] else { return false }
                return start <= period && period < start + tables.actions[action].duration && below(4) == 0
            }
        case 1:
            for link in tables.actions[seed].closes {
                for other in tables.closers[link.target]
                where current.starts[other.target] != nil && isFree(other.target) {
                    chosen.append(other.target)
                }
            }
            chosen = chosen.count > 30 ? Array(chosen.prefix(30)) : chosen
        default:
            for _ in 0..<(2 + inside.count / 40) { chosen.append(inside[below(inside.count)]) }
        }
        for action in chosen { removeWithFollowers(action) }
        return true
    }

    private func isFree(_ action: Int) -> Bool {
        !current.tables.actions[action].isFixed && !(keeps.indices.contains(action) && keeps[action])
    }

    private mutating func removeWithFollowers(_ action: Int) {
        guard current.starts[action] != nil else { return }
        for follower in current.tables.followers[action] where !current.tables.actions[follower].isFixed {
            removeWithFollowers(follower)
        }
        current.remove(action)
    }

    private mutating func below(_ limit: Int) -> Int { Int(random.next() % UInt64(max(limit, 1))) }
}
