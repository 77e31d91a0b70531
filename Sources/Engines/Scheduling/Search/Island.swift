// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A population that evolves on one thread.
///
/// Where capacities are constant and only the makespan counts there are two populations, one of schedules made forwards
/// and one of schedules made backwards; the children of each are made in the other direction and go to the other (the
/// bi-population genetic algorithm of Debels and Vanhoucke, 2005): every pass both justifies and explores. Elsewhere a
/// pass backwards from any list may have no room, and the children of the one population are justified instead (the
/// hybrid genetic algorithm of Valls, Ballestín and Quintanilla, 2008).
///
/// A child takes the place of its first parent's counterpart unless it is worse. That one rule is worth more than all
/// others together: it keeps as many lines of descent apart as there are members.
final class Island {
    private(set) var bench: Workbench
    private let goesBothWays: Bool
    private let urgencies: [[Int]]
    /// Lists to try before any drawn one, the next at the end.
    private var given: [[Int]]
    /// Urgencies that the parallel scheme follows after that.
    private var parallel: [[Int]]
    private var size: Int
    private let grows: Bool
    /// Made forwards, and where it goes both ways made backwards.
    private var populations: [[Candidate]]
    /// The population that receives the next child, and where.
    private var turn = 0
    private var place = 0
    private var bestOfRun: ScheduleCost?
    private var generationsWithoutGain = 0

    /// So long without any gain, and the population is taken to have nothing more to give.
    private static let patience = 60
    private static let largestSize = 2_000

    init(
        _ tables: ProblemTables, objective: Objective, bound: ScheduleCost, random: Xoshiro256, schedules: Int?,
        given: [[Int]]
    ) {
        bench = Workbench(tables, objective: objective, bound: bound, random: random)
        let hasDates = objective == .tardinessThenMakespan && tables.hasDueDates
        goesBothWays = tables.isConstant && !tables.hasPinned && !hasDates
        let latest = ListMaker.latestFinishes(tables, dues: false)
        urgencies = hasDates ? [ListMaker.latestFinishes(tables, dues: true), latest] : [latest]
        self.given = urgencies.reversed().map { ListMaker.list(tables, urgency: $0) } + given.reversed()
        parallel = urgencies.reversed()
        size = Self.populationSize(activities: tables.count, schedules: schedules ?? 5_000)
        grows = schedules == nil
        populations = goesBothWays ? [[], []] : [[]]
    }

    /// Larger with more time to converge, smaller with more activities: tuned on sets of 30, 60 and 120 activities, at
    /// 5,000 and at 50,000 schedules.
    static func populationSize(activities: Int, schedules: Int) -> Int {
        let size = 85 * Double(max(schedules, 1)).squareRoot() / Double(max(activities, 1))
        return min(max(Int(size), 10), 500)
    }

    /// Goes on until so many passes have been made since the beginning.
    func advance(to allowance: Int, shouldStop: () -> Bool) {
        bench.allowance = allowance
        while !bench.isDone, !shouldStop() { step() }
    }

    private func step() {
        if populations[0].count < size {
            fill()
        } else if goesBothWays, populations[1].count < size {
            if let made = bench.backward(populations[0][populations[1].count].order) { populations[1].append(made) }
        } else {
            breed()
        }
    }

    private func fill() {
        if let list = given.popLast() {
            if let made = bench.justified(list) { populations[0].append(made) }
            return
        }
        if let urgency = parallel.popLast() {
            guard let list = bench.parallelList(urgency: urgency), !bench.isDone else { return }
            if let made = bench.justified(list) { populations[0].append(made) }
            return
        }
        let list = bench.sample(urgency: urgencies[bench.draw(below: urgencies.count)])
        if let made = goesBothWays ? bench.forward(list) : bench.justified(list) { populations[0].append(made) }
    }

    private func breed() {
        let source = goesBothWays ? 1 - turn : 0
        let child = child(of: populations[source], first: place)
        let made = !goesBothWays ? bench.justified(child) : turn == 0 ? bench.forward(child) : bench.backward(child)
        if let made, made.cost <= populations[turn][place].cost { populations[turn][place] = made }
        place += 1
        if place == size { endGeneration() }
    }

    private func child(of parents: [Candidate], first: Int) -> [Int] {
        let rivals = (bench.draw(below: size), bench.draw(below: size))
        let second = parents[rivals.0].cost <= parents[rivals.1].cost ? rivals.0 : rivals.1
        let isFirstInner = bench.draw(below: 2) == 0
        return bench.child(
            inner: parents[isFirstInner ? first : second].order, outer: parents[isFirstInner ? second : first].order)
    }

    private func endGeneration() {
        place = 0
        if goesBothWays { turn = 1 - turn }
        let best = populations.joined().map(\.cost).min()
        if let best, bestOfRun.map({ best < $0 }) ?? true {
            bestOfRun = best
            generationsWithoutGain = 0
            return
        }
        generationsWithoutGain += 1
        if generationsWithoutGain > Self.patience { restart() }
    }

    /// Anew, from other lists; larger each time when nobody knows how much time there is.
    private func restart() {
        if grows { size = min(2 * size, Self.largestSize) }
        for index in populations.indices { populations[index] = [] }
        (turn, place, bestOfRun, generationsWithoutGain) = (0, 0, nil, 0)
    }

    // MARK: Exchange

    /// The best of each population.
    var emigrants: [Candidate?] {
        populations.map { population in population.min { $0.cost < $1.cost } }
    }

    /// Each takes the place of the worst, where it is better.
    func welcome(_ immigrants: [Candidate?]) {
        for (index, immigrant) in immigrants.enumerated() {
            guard let immigrant, populations[index].count == size else { continue }
            guard
                let worst = populations[index].indices.max(by: {
                    populations[index][$0].cost < populations[index][$1].cost
                })
            else { continue }
            if immigrant.cost < populations[index][worst].cost { populations[index][worst] = immigrant }
        }
    }
}
