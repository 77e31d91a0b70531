// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning

/// A planning problem as a mixed programme: one yes-or-no column for each start of each action.
///
/// Closed shares need columns of their own only where actions overlap, that is where they could close more than the
/// whole: elsewhere the worth of a share counts at once in the column of the action. Gaps that the same actions close
/// by the same shares are one. Actions that were decided are no columns: what they spend and close is deducted.
struct PlanProgram {
    enum Goal {
        /// Honour as many forced actions, then as many deadlines, as can be.
        case obligations
        /// The most value among plans that honour these.
        case value(forced: Set<Int>, dated: Set<Int>)
    }

    private(set) var program = LinearProgram()
    /// What the decided actions are worth, to add to the objective.
    let baseValue: Double
    private let tables: PlanningTables
    private let base: Ledger
    /// The column of an action's first possible start; nil when the action is decided, impossible or left aside.
    let firstColumn: [Int?]
    /// Columns that are no starts, and how they follow from those.
    private var derived: [Derived] = []

    private struct Derived {
        var column: Int
        var terms: [Term]
        /// Counts only when it reaches 1.
        var isWhole: Bool
    }

    private typealias Term = (column: Int, value: Double)

    /// A closed share that several actions could exceed together.
    private struct Overlap {
        var column: Int
        var open: Double
        var shares: [Double]
        /// The starts of each action that end in time.
        var starts: [Range<Int>]
    }

    private var overlaps: [Overlap] = []
    private var slackOfYear: [Int?]
    private var slackOfSlot: [Int?]

    init(_ tables: PlanningTables, goal: Goal) {
        self.tables = tables
        base = Ledger(tables)
        baseValue = base.value
        slackOfYear = Array(repeating: nil, count: tables.years)
        slackOfSlot = Array(repeating: nil, count: tables.capacity.count)
        var program = LinearProgram()
        var firstColumn = [Int?](repeating: nil, count: tables.actions.count)
        let members = Self.members(tables, goal: goal)
        for (action, row) in tables.actions.enumerated() where members[action] && !row.isFixed && !row.window.isEmpty {
            firstColumn[action] = program.columns
            for _ in row.window { _ = program.addColumn(objective: 0) }
        }
        program.binaries = program.columns
        self.program = program
        self.firstColumn = firstColumn
        switch goal {
        case .obligations:
            addChoices(forced: [])
            addObligations()
        case .value(let forced, let dated):
            addChoices(forced: forced)
            for gap in dated.sorted() where !base.isClosed(gap, by: tables.deadlines[gap]) {
                self.program.addRow(
                    closing(gap, by: tables.deadlines[gap]),
                    from: Ledger.wholeShare - closed(gap, tables.deadlines[gap]),
                    to: .infinity)
            }
            addClosings()
        }
        addPrerequisites()
        addBudgets()
        addCapacities()
    }

    /// For obligations, only the actions that may serve one.
    private static func members(_ tables: PlanningTables, goal: Goal) -> [Bool] {
        guard case .obligations = goal else { return Array(repeating: true, count: tables.actions.count) }
        var members = Array(repeating: false, count: tables.actions.count)
        var stack = tables.actions.indices.filter { tables.actions[$0].isForced }
        for (gap, deadline) in tables.deadlines.enumerated() where deadline < tables.periods {
            stack += tables.closers[gap].map(\.target)
        }
        while let action = stack.popLast() {
            if members[action] { continue }
            members[action] = true
            stack += tables.actions[action].prerequisites
        }
        return members
    }

    // MARK: Rows

    private mutating func addChoices(forced: Set<Int>) {
        for (action, first) in firstColumn.enumerated() {
            guard let first else { continue }
            let terms = tables.actions[action].window.indices.map {
                Term(first + $0 - tables.actions[action].window.lowerBound, 1)
            }
            program.addRow(terms, from: forced.contains(action) ? 1 : 0, to: 1)
        }
    }

    /// A column for each forced action that is in and each deadline met; one forced action outweighs all deadlines.
    private mutating func addObligations() {
        let dated = tables.deadlines.indices.filter {
            tables.deadlines[$0] < tables.periods && !base.isClosed($0, by: tables.deadlines[$0])
        }
        for (action, first) in firstColumn.enumerated() where tables.actions[action].isForced {
            guard let first else { continue }
            for column in first..<(first + tables.actions[action].window.count) {
                program.objective[column] += Double(dated.count + 1)
            }
        }
        for gap in dated {
            let terms = closing(gap, by: tables.deadlines[gap])
            if terms.isEmpty { continue }
            let missing = Ledger.wholeShare - closed(gap, tables.deadlines[gap])
            let met = program.addColumn(objective: 1)
            program.addRow([Term(met, missing)] + terms.map { Term($0.column, -$0.value) }, to: 0)
            derived.append(
                Derived(column: met, terms: terms.map { Term($0.column, $0.value / missing) }, isWhole: true))
        }
        program.binaries = program.columns
    }

    private func closed(_ gap: Int, _ period: Int) -> Double { base.closed[gap * tables.periods + period] }

    /// Starts that end by a period, with what they close.
    private func closing(_ gap: Int, by period: Int) -> [Term] {
        tables.closers[gap].flatMap { link in closing(link, by: period) }
    }

    private func closing(_ link: PlanningTables.Link, by period: Int) -> [Term] {
        guard let first = firstColumn[link.target] else { return [] }
        let row = tables.actions[link.target]
        return row.window.filter { tables.end(of: link.target, start: $0) <= period }
            .map { Term(first + $0 - row.window.lowerBound, link.share) }
    }

    private struct Pattern: Hashable {
        var closers: [PlanningTables.Link]
        /// What decided actions close, by period.
        var base: [Double]
    }

    private mutating func addClosings() {
        var weights: [Pattern: Double] = [:]
        var patterns: [Pattern] = []
        for (gap, weight) in tables.weights.enumerated() where weight > 0 {
            let closers = tables.closers[gap].filter { firstColumn[$0.target] != nil }
            if closers.isEmpty { continue }
            let pattern = Pattern(closers: closers, base: (0..<tables.periods).map { closed(gap, $0) })
            if weights[pattern] == nil { patterns.append(pattern) }
            weights[pattern, default: 0] += weight
        }
        for pattern in patterns {
            for period in 0..<tables.periods { addClosing(pattern, period, weight: weights[pattern] ?? 0) }
        }
    }

    private mutating func addClosing(_ pattern: Pattern, _ period: Int, weight: Double) {
        let open = 1 - pattern.base[period]
        if open <= 0 { return }
        let worth = weight * (tables.tail[period] - tables.tail[period + 1])
        var terms: [Term] = []
        var overlap = Overlap(column: program.columns, open: open, shares: [], starts: [])
        for link in pattern.closers {
            // No action closes more than what is left, which tightens the relaxation.
            let share = min(link.share, open)
            let own = closing(link, by: period).map { Term($0.column, share) }
            guard let first = own.first?.column else { continue }
            overlap.shares.append(share)
            overlap.starts.append(first..<(first + own.count))
            terms += own
        }
        let sum = overlap.shares.reduce(0, +)
        if terms.isEmpty { return }
        if sum <= open + 1e-9 {
            for term in terms { program.objective[term.column] += worth * term.value }
            return
        }
        let column = program.addColumn(objective: worth, upper: open)
        program.addRow([Term(column, 1)] + terms.map { Term($0.column, -$0.value) }, to: 0)
        derived.append(Derived(column: column, terms: terms, isWhole: false))
        overlaps.append(overlap)
    }

    /// Whoever has started by a period follows a prerequisite that has ended before it: tighter than a sum of starts.
    private mutating func addPrerequisites() {
        for (action, first) in firstColumn.enumerated() {
            guard let first else { continue }
            let row = tables.actions[action]
            for prerequisite in row.prerequisites {
                guard let other = firstColumn[prerequisite] else { continue }
                let before = tables.actions[prerequisite]
                for start in row.window {
                    let lasts = before.window.filter { tables.end(of: prerequisite, start: $0) < start }
                    if lasts.count == before.window.count, start > row.window.lowerBound,
                        start < row.window.upperBound - 1
                    {
                        continue
                    }
                    let terms = (row.window.lowerBound...start).map { Term(first + $0 - row.window.lowerBound, 1) }
                    program.addRow(terms + lasts.map { Term(other + $0 - before.window.lowerBound, -1) }, to: 0)
                }
            }
        }
    }

    private mutating func addBudgets() {
        var terms = [[Term]](repeating: [], count: tables.years)
        for (action, first) in firstColumn.enumerated() {
            guard let first else { continue }
            let window = tables.actions[action].window
            for start in window {
                tables.spending(of: action, start: start) { year, euros in
                    terms[year].append(Term(first + start - window.lowerBound, euros / 1_000))
                }
            }
        }
        for year in terms.indices {
            slackOfYear[year] = addLimit(terms[year], (base.spendable[year] - base.spent[year]) / 1_000)
        }
    }

    private mutating func addCapacities() {
        var terms = [[Term]](repeating: [], count: tables.capacity.count)
        for (action, first) in firstColumn.enumerated() {
            guard let first else { continue }
            let row = tables.actions[action]
            for start in row.window {
                for (skill, days) in row.effortPerPeriod.enumerated() where days > 0 {
                    for period in start..<min(start + row.duration, tables.periods) {
                        terms[skill * tables.periods + period].append(Term(first + start - row.window.lowerBound, days))
                    }
                }
            }
        }
        for slot in terms.indices {
            slackOfSlot[slot] = addLimit(terms[slot], base.available[slot] - base.load[slot])
        }
    }

    /// Columns that alone exceed the limit are closed; a limit that all of them together respect is no row.
    /// Returns the column of what is left over, whose reduced cost is the price of the resource.
    private mutating func addLimit(_ terms: [Term], _ limit: Double) -> Int? {
        let limit = max(limit, 0)
        var kept: [Term] = []
        for term in terms where term.value > 0 {
            if term.value > limit + 1e-9 * (1 + limit) {
                program.upper[term.column] = 0
            } else {
                kept.append(term)
            }
        }
        guard kept.reduce(0, { $0 + $1.value }) > limit else { return nil }
        let slack = program.addColumn(objective: 0, upper: max(limit, 1))
        program.addRow(kept + [Term(slack, 1)], to: limit)
        return slack
    }

    // MARK: Cuts

    /// Rows that a relaxed solution breaks and that every plan respects; see `ConcaveEnvelope`.
    func cuts(_ values: [Double]) -> [Cut] {
        overlaps.compactMap { overlap in
            let parts = overlap.starts.map { starts in min(max(starts.reduce(0) { $0 + values[$1] }, 0), 1) }
            // The fullest actions tell; the others enter the row by their whole share, which is always valid.
            let members = parts.indices.sorted { (parts[$0], $1) > (parts[$1], $0) }.prefix(ConcaveEnvelope.mostActions)
            guard
                let plane = ConcaveEnvelope(
                    shares: members.map { overlap.shares[$0] }, cap: overlap.open, parts: members.map { parts[$0] })
            else { return nil }
            var slopes = overlap.shares
            var height = plane.height
            for (position, member) in members.enumerated() { slopes[member] = plane.slopes[position] }
            for index in parts.indices where !members.contains(index) { height += slopes[index] * parts[index] }
            guard values[overlap.column] > height + 1e-4 else { return nil }
            var cut = Cut(columns: [overlap.column], values: [1], upper: plane.constant + 1e-9)
            for (index, starts) in overlap.starts.enumerated() where abs(slopes[index]) > 1e-9 {
                for column in starts {
                    cut.columns.append(column)
                    cut.values.append(-slopes[index])
                }
            }
            return cut
        }
    }

    /// `Σ values × columns ≤ upper`.
    struct Cut {
        var columns: [Int]
        var values: [Double]
        var upper: Double
    }

    mutating func add(_ cut: Cut) {
        program.addRow(zip(cut.columns, cut.values).map { Term($0, $1) }, to: cut.upper)
    }

    // MARK: To and from plans

    /// The columns of a plan.
    func values(of starts: [Int?]) -> [Double] {
        var values = [Double](repeating: 0, count: program.columns)
        for (action, first) in firstColumn.enumerated() {
            guard let first, let start = starts[action], tables.actions[action].window.contains(start) else { continue }
            values[first + start - tables.actions[action].window.lowerBound] = 1
        }
        for column in derived {
            let sum = column.terms.reduce(0) { $0 + $1.value * values[$1.column] }
            values[column.column] = column.isWhole ? (sum >= 1 - 1e-9 ? 1 : 0) : min(sum, program.upper[column.column])
        }
        return values
    }

    /// What a plan is worth to the solver.
    func objective(of starts: [Int?]) -> Double {
        zip(values(of: starts), program.objective).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// What one more euro or one more day is worth, from the reduced costs of a relaxed solution.
    func prices(_ reducedCosts: [Double]) -> ResourcePrices {
        func price(_ column: Int?) -> Double {
            guard let column, reducedCosts.indices.contains(column) else { return 0 }
            return abs(reducedCosts[column])
        }
        return ResourcePrices(money: slackOfYear.map { price($0) / 1_000 }, days: slackOfSlot.map(price))
    }

    /// The plan of some columns, with the decided actions.
    func starts(of values: [Double]) -> [Int?] {
        var starts = base.starts
        for (action, first) in firstColumn.enumerated() {
            guard let first else { continue }
            let window = tables.actions[action].window
            for start in window where values[first + start - window.lowerBound] > 0.5 { starts[action] = start }
        }
        return starts
    }

    /// Every start that a relaxed solution takes at least in part, the fullest first.
    func preferences(_ values: [Double]) -> [(action: Int, start: Int, part: Double)] {
        var preferences: [(action: Int, start: Int, part: Double)] = []
        for (action, first) in firstColumn.enumerated() {
            guard let first else { continue }
            let window = tables.actions[action].window
            for start in window where values[first + start - window.lowerBound] > 1e-6 {
                preferences.append((action, start, values[first + start - window.lowerBound]))
            }
        }
        return preferences.sorted { ($0.part, $1.action, $1.start) > ($1.part, $0.action, $0.start) }
    }
}
