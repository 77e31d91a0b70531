// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One thread's means to make schedules, and the best that came of it.
struct Workbench {
    let tables: ProblemTables
    let objective: Objective
    private var random: Xoshiro256
    private var lists: ListMaker
    private var breeder: ActivityListBreeder
    private(set) var best: Candidate?
    /// Passes made, forwards or backwards.
    private(set) var tried = 0
    /// Passes that the caller allows, and the cost that nothing beats.
    var allowance: Int
    let bound: ScheduleCost
    private static let mutation = 0.05
    private var generator: ScheduleGenerator
    private var sorter: TimeSorter

    init(_ tables: ProblemTables, objective: Objective, bound: ScheduleCost, random: Xoshiro256) {
        self.tables = tables
        self.objective = objective
        self.bound = bound
        self.random = random
        lists = ListMaker(tables)
        breeder = ActivityListBreeder(tables)
        generator = ScheduleGenerator(tables)
        sorter = TimeSorter(tables)
        allowance = 0
    }

    var isProven: Bool { best.map { $0.cost <= bound } ?? false }
    var isDone: Bool { tried >= allowance || isProven }
    /// The activity for which the last list that failed left no room.
    var blocked: Int { generator.blocked }

    // MARK: Lists

    mutating func draw(below bound: Int) -> Int { random.below(bound) }

    private static let mostSampled = 250
    mutating func sample(urgency: [Int]) -> [Int] {
        tables.count > Self.mostSampled
            ? lists.perturbed(urgency: urgency, &random) : lists.sample(urgency: urgency, &random)
    }

    /// A child of two lists: the order of one inside, that of the other outside.
    mutating func child(inner: [Int], outer: [Int]) -> [Int] {
        var child = breeder.cross(inner, outer, &random)
        breeder.swapNeighbours(&child, probability: Self.mutation, &random)
        if inner == outer {
            // Twins would have the same child for ever.
            for _ in 0..<5 { breeder.moveOne(&child, &random) }
        }
        return child
    }

    // MARK: Passes

    /// A pass forwards; none when the list leaves no room for some activity.
    mutating func forward(_ list: [Int]) -> Candidate? {
        tried += 1
        guard generator.forward(list) else { return nil }
        let cost = ScheduleCost(
            tardiness: objective == .makespan ? 0 : tables.weightedTardiness(generator.finishes),
            makespan: generator.makespan)
        let made = Candidate(
            order: sorter.order(by: generator.finishes), starts: generator.starts, finishes: generator.finishes,
            cost: cost)
        keep(made)
        return made
    }

    /// A pass backwards over a list that no schedule has made, where capacities are constant and only the makespan
    /// counts.
    mutating func backward(_ list: [Int]) -> Candidate? {
        tried += 1
        guard generator.backwardFromAfar(list) else { return nil }
        let made = Candidate(
            order: sorter.order(by: generator.starts), starts: generator.starts, finishes: generator.finishes,
            cost: ScheduleCost(tardiness: 0, makespan: generator.makespan))
        keep(made)
        return made
    }

    /// A pass forwards, then everything as late as it may be, then again as early: never worse (forward-backward
    /// improvement; Li and Willis, 1992; double justification; Valls, Ballestín and Quintanilla, 2005).
    ///
    /// What has a due date, and is not late, moves no further than that date. So the last pass, where every activity
    /// starts no later than after the second, makes nothing late that was not, and nothing later that was.
    mutating func justified(_ list: [Int]) -> Candidate? {
        guard let made = forward(list) else { return nil }
        if isDone { return made }
        tried += 1
        let end = made.cost.makespan
        var latest: [Int]?
        if objective == .tardinessThenMakespan, tables.hasDueDates {
            latest = made.finishes.indices.map { min(end, max(made.finishes[$0], tables.dues[$0])) }
        }
        guard generator.backward(made.order, end: end, latest: latest), !isDone else { return made }
        guard let again = forward(sorter.order(by: generator.starts)) else { return made }
        return again.cost <= made.cost ? again : made
    }

    /// The list of a schedule where no activity waits that could start (the parallel scheme; Kolisch, 1996).
    mutating func parallelList(urgency: [Int]) -> [Int]? {
        tried += 1
        guard generator.parallel(urgency: urgency) else { return nil }
        return sorter.order(by: generator.starts)
    }

    private mutating func keep(_ made: Candidate) {
        if let best, best.cost <= made.cost { return }
        best = made
    }
}
