// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning

/// Which columns the next small programme leaves open.
///
/// The first one opens the starts that the relaxed solution takes in part. The following ones keep most of the best
/// plan and open what differs from the relaxed solution, a stretch of time, or a draw, larger when all is exhausted
/// and smaller when CBC ran out of time.
struct Neighbourhoods {
    struct Columns {
        /// By binary column: its value, nil when it is open.
        var fixed: [Double?]
        /// What the columns fixed to 1 and the constant of the small programme are worth.
        var worth: Double
        var isFirst: Bool
    }

    private let tables: PlanningTables
    private let program: PlanProgram
    private let values: [Double]
    private let costs: [Double]
    private var turn = 0
    /// How many actions may move.
    private var size: Double
    private var random = SplitMix64(state: 0x5EED)

    init(_ tables: PlanningTables, program: PlanProgram, values: [Double]?, costs: [Double]?) {
        self.tables = tables
        self.program = program
        self.values = values ?? []
        self.costs = costs ?? []
        size = min(300, Double(tables.actions.count) / 4)
        if values == nil { turn = 1 }
    }

    mutating func learn(isBetter: Bool, isExhausted: Bool) {
        if isExhausted { size *= 1.3 } else if !isBetter { size *= 0.7 }
        size = min(max(size, 40), 4_000)
    }

    mutating func next(around starts: [Int?]) -> Columns {
        defer { turn += 1 }
        let isFirst = turn == 0
        let moving = isFirst ? [] : moving(starts)
        var fixed = [Double?](repeating: 0, count: program.program.binaries)
        var worth = 0.0
        for (action, first) in program.firstColumn.enumerated() {
            guard let first else { continue }
            let window = tables.actions[action].window
            for start in window {
                let column = first + start - window.lowerBound
                let isIn = starts[action] == start
                if isFirst || moving.contains(action) {
                    if isIn || isTempting(column) || starts[action].map({ abs($0 - start) <= 1 }) ?? false {
                        fixed[column] = nil
                    }
                } else if isIn {
                    fixed[column] = 1
                    worth += program.program.objective[column]
                }
            }
        }
        return Columns(fixed: fixed, worth: worth, isFirst: isFirst)
    }

    /// Taken in part by the relaxed solution, or nearly.
    private func isTempting(_ column: Int) -> Bool {
        guard values.indices.contains(column), costs.indices.contains(column) else { return true }
        return values[column] > 1e-6 || (turn > 0 && abs(costs[column]) < 0.02)
    }

    private mutating func moving(_ starts: [Int?]) -> Set<Int> {
        var candidates: [(priority: Double, action: Int)] = []
        let period = Int(random.next() % UInt64(tables.periods))
        for (action, first) in program.firstColumn.enumerated() {
            guard let first else { continue }
            let window = tables.actions[action].window
            let draw = Double(random.next() >> 11) / 9_007_199_254_740_992
            var agreement = 0.0
            var taken = 0.0
            var nearest = tables.periods
            for start in window {
                let column = first + start - window.lowerBound
                let part = values.indices.contains(column) ? values[column] : 0
                taken += part
                if starts[action] == start { agreement += part }
                if part > 1e-6 || starts[action] == start { nearest = min(nearest, abs(start - period)) }
            }
            // The relaxed solution agrees that an action is out as far as it leaves it out.
            if starts[action] == nil { agreement = 1 - taken }
            let priority: Double
            switch turn % 3 {
            case 1: priority = agreement + 0.2 * draw
            case 2: priority = Double(nearest) + draw
            default: priority = draw + 0.3 * agreement
            }
            candidates.append((priority, action))
        }
        candidates.sort { ($0.priority, $0.action) < ($1.priority, $1.action) }
        return Set(candidates.prefix(Int(size)).map(\.action))
    }
}
