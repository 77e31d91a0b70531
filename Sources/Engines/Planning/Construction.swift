// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Fills a plan step by step; see `GreedyPlanner`.
package struct Construction {
    package private(set) var ledger: Ledger
    /// Actions that stand for an obligation, which nothing may push out later.
    package private(set) var isKept: [Bool]
    /// Starts proven impossible or worthless are counted too: the measure of the work done.
    private(set) var trials = 0
    private let prices: ResourcePrices
    private let tables: PlanningTables

    package init(_ tables: PlanningTables, prices: ResourcePrices) {
        self.init(Ledger(tables), prices: prices, keeps: Array(repeating: false, count: tables.actions.count))
    }

    package init(_ ledger: Ledger, prices: ResourcePrices, keeps: [Bool]) {
        self.ledger = ledger
        self.prices = prices
        tables = ledger.tables
        isKept = keeps.count == ledger.starts.count ? keeps : Array(repeating: false, count: ledger.starts.count)
        for action in isKept.indices where ledger.tables.actions[action].isFixed { isKept[action] = true }
    }

    /// Forced actions, then the gaps that have a deadline, the nearest first.
    package mutating func honourObligations() {
        for action in tables.order where tables.actions[action].isForced {
            if let bundle = insertBundle(action, before: tables.periods) { keep(bundle) }
        }
        let dated = tables.deadlines.indices.filter { tables.deadlines[$0] < tables.periods }
        for gap in dated.sorted(by: { (tables.deadlines[$0], $0) < (tables.deadlines[$1], $1) }) { close(gap) }
    }

    /// Takes the actions that close the gap by its deadline at the least price; none when they do not suffice.
    private mutating func close(_ gap: Int) {
        let deadline = tables.deadlines[gap]
        let saved = ledger
        var inserted: [Int] = []
        while !ledger.isClosed(gap, by: deadline) {
            let missing = 1 - ledger.closed[gap * tables.periods + deadline]
            var cheapest: (action: Int, price: Double)?
            for link in tables.closers[gap] where ledger.starts[link.target] == nil {
                let before = ledger
                guard let bundle = insertBundle(link.target, before: deadline + 1) else { continue }
                let price = bundle.reduce(0) { $0 + prices.price($1.action, at: $1.start, tables) }
                let worth = min(link.share, missing) / price
                if cheapest.map({ worth > $0.price }) ?? true { cheapest = (link.target, worth) }
                ledger = before
            }
            guard let cheapest, let bundle = insertBundle(cheapest.action, before: deadline + 1) else {
                ledger = saved
                return
            }
            inserted += bundle.map(\.action)
        }
        for action in inserted { isKept[action] = true }
        // What was in the plan already and closes a part of the gap is needed as well.
        for link in tables.closers[gap] {
            if let start = ledger.starts[link.target], tables.end(of: link.target, start: start) <= deadline {
                keepWithPrerequisites(link.target)
            }
        }
    }

    private mutating func keep(_ bundle: [Step]) {
        for step in bundle { keepWithPrerequisites(step.action) }
    }

    private mutating func keepWithPrerequisites(_ action: Int) {
        if isKept[action] { return }
        isKept[action] = true
        for prerequisite in tables.actions[action].prerequisites { keepWithPrerequisites(prerequisite) }
    }

    typealias Step = (action: Int, start: Int)

    /// The action and the prerequisites that it lacks, in the order in which they must run.
    func missing(_ action: Int) -> [Int] {
        var found: [Int] = []
        var seen: Set<Int> = [action]
        var stack = [action]
        while let next = stack.popLast() {
            found.append(next)
            for prerequisite in tables.actions[next].prerequisites
            where ledger.starts[prerequisite] == nil && seen.insert(prerequisite).inserted {
                stack.append(prerequisite)
            }
        }
        if found.count == 1 { return found }
        // Windows open later along a chain, which orders it; equal openings cannot depend on one another.
        return found.sorted {
            (tables.actions[$0].window.lowerBound, $0) < (tables.actions[$1].window.lowerBound, $1)
        }
    }

    /// Inserts an action after what it lacks, each as early as fits and so that the action ends before a period;
    /// the plan is unchanged when that cannot be.
    private mutating func insertBundle(_ action: Int, before limit: Int) -> [Step]? {
        guard !tables.actions[action].window.isEmpty else { return nil }
        var steps: [Step] = []
        for member in missing(action) {
            guard let start = earliest(member, before: limit) else {
                for step in steps.reversed() { ledger.remove(step.action) }
                return nil
            }
            ledger.insert(member, at: start)
            steps.append((member, start))
        }
        return steps
    }

    private mutating func earliest(_ action: Int, before limit: Int) -> Int? {
        for start in tables.actions[action].window where tables.end(of: action, start: start) < limit {
            trials += 1
            if ledger.fits(action, at: start) { return start }
        }
        return nil
    }

    /// Inserts by decreasing worth until nothing that fits is worth anything.
    ///
    /// The worth of an action mostly falls as the plan fills, so that the queue holds old estimates which are corrected
    /// when they come first (lazy greedy: Minoux, 1978).
    package mutating func fill() {
        var queue = WorthQueue()
        for action in tables.actions.indices where ledger.starts[action] == nil {
            if let offer = offer(action) { queue.push(action, worth: offer.worth) }
        }
        while let action = queue.pop() {
            if ledger.starts[action] != nil { continue }
            guard let offer = offer(action) else { continue }
            if let next = queue.highest, offer.worth < next {
                queue.push(action, worth: offer.worth)
                continue
            }
            for step in offer.steps { ledger.insert(step.action, at: step.start) }
            // Those that waited for what has just entered are cheaper from now on.
            for step in offer.steps {
                for follower in tables.followers[step.action] where ledger.starts[follower] == nil {
                    if let renewed = self.offer(follower) { queue.push(follower, worth: renewed.worth) }
                }
            }
        }
    }

    /// Inserts starts in the order given, each where it stands or else as near after as fits.
    ///
    /// Several passes, for prerequisites may come after what waits for them.
    package mutating func follow(_ preferences: [(action: Int, start: Int)]) {
        for _ in 0..<3 {
            for (action, start) in preferences where ledger.starts[action] == nil {
                let window = tables.actions[action].window
                for later in start..<max(start, window.upperBound) where ledger.fits(action, at: later) {
                    if ledger.gain(action, at: later) > 1e-9 { ledger.insert(action, at: later) }
                    break
                }
            }
        }
    }

    private struct Offer {
        var steps: [Step]
        var worth: Double
    }

    /// The best way to insert an action, if it is worth anything.
    private mutating func offer(_ action: Int) -> Offer? {
        guard !tables.actions[action].window.isEmpty else { return nil }
        let bundle = missing(action)
        if bundle.count == 1 {
            return bestStart(action).map { Offer(steps: [(action, $0.start)], worth: $0.worth) }
        }
        var gain = -ledger.value
        guard let steps = insertBundle(action, before: tables.periods) else { return nil }
        gain += ledger.value
        for step in steps.reversed() { ledger.remove(step.action) }
        guard gain > 1e-9 else { return nil }
        let price = steps.reduce(0) { $0 + prices.price($1.action, at: $1.start, tables) }
        return Offer(steps: steps, worth: gain / price)
    }

    private mutating func bestStart(_ action: Int) -> (start: Int, worth: Double)? {
        var best: (start: Int, worth: Double)?
        for start in tables.actions[action].window {
            trials += 1
            let gain = ledger.gain(action, at: start)
            // Later starts gain no more.
            if gain <= 1e-9 { break }
            guard ledger.fits(action, at: start) else { continue }
            let worth = gain / prices.price(action, at: start, tables)
            if best.map({ worth > $0.worth }) ?? true { best = (start, worth) }
        }
        return best
    }
}
