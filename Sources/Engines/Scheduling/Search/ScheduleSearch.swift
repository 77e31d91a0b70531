// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Dispatch

/// How long to search.
public struct SearchLimit: Sendable, Hashable {
    /// Passes of schedule generation, forwards or backwards, over all threads; none to go on until told to stop.
    public var schedules: Int?

    public init(schedules: Int?) {
        self.schedules = schedules
    }
}

/// The best schedule found, and how far from the best possible it may be.
public struct SearchResult: Sendable {
    public var schedule: Schedule
    /// The activity list that `SchedulingProblem.replay` turns into the schedule.
    public var order: [Int]
    public var schedulesTried: Int
    /// No schedule has a lesser makespan.
    public var lowerBound: Int
    /// How far the makespan is above the lower bound, as a share of it.
    public var gap: Double
    /// Nothing can be better: the bounds are reached.
    public var isProvenOptimal: Bool
    /// What a priority rule gave at once.
    public var firstPlan: Schedule
}

/// Looks for the best schedule of a problem: a first plan at once, and better ones as long as allowed.
///
/// The same problem, objective, seed, number of schedules, number of threads and starting order always give the same
/// result, unless the search is stopped before.
public struct ScheduleSearch: Sendable {
    private let problem: SchedulingProblem
    private let objective: Objective
    private let seed: UInt64
    private let threads: Int
    private let startingOrder: [Int]?

    /// Beyond this a search ends even when it is told no limit.
    public static let mostSchedules = 1_000_000_000

    /// Those of the plan in force and of the priority rules, in both schemes, each justified.
    private static let firstSchedules = 17

    /// `startingOrder` is an activity list to begin with, that of the plan in force for instance; it is put right where
    /// it is incomplete or goes against the precedences.
    public init(
        _ problem: SchedulingProblem, objective: Objective = .tardinessThenMakespan, seed: UInt64 = 1, threads: Int = 1,
        startingOrder: [Int]? = nil
    ) {
        self.problem = problem
        self.objective = objective
        self.seed = seed
        self.threads = min(max(threads, 1), 64)
        self.startingOrder = startingOrder
    }

    /// Returns at the limit, when a schedule is proven the best, or soon after `shouldStop` first says so.
    ///
    /// `shouldStop` is asked often and from several threads. `improved` is told of the first plan and then of better
    /// ones, on the calling thread. Throws `noRoom` when no list tried leaves room for everything, which needs
    /// capacities that end for good.
    public func run(
        _ limit: SearchLimit, shouldStop: @Sendable () -> Bool = { false },
        improved: @Sendable (Schedule) -> Void = { _ in }
    ) throws(SchedulingFault) -> SearchResult {
        let tables = problem.tables
        let bounds = LowerBounds(problem)
        let bound = ScheduleCost(
            tardiness: objective == .makespan ? 0 : bounds.weightedTardiness, makespan: bounds.best)
        let islands = makeIslands(bound: bound, schedules: limit.schedules)
        let total = max(1, min(limit.schedules ?? Self.mostSchedules, Self.mostSchedules))
        let share = (total + threads - 1) / threads

        // The first plan is owed however short the time is.
        for island in islands { island.advance(to: min(Self.firstSchedules, share), shouldStop: { false }) }
        var best = Self.best(of: islands)
        if best == nil {
            islands[0].advance(to: max(share, 200)) { islands[0].bench.best != nil || shouldStop() }
            best = Self.best(of: islands)
        }
        guard var best else { throw .noRoom(activity: islands[0].bench.blocked) }
        let firstPlan = try checked(best)
        improved(firstPlan)

        let epoch = max(20, min(500, 100_000 / max(1, tables.count)))
        var reached = min(Self.firstSchedules, share)
        while reached < share, !islands.contains(where: \.bench.isProven), !shouldStop() {
            reached = min(share, reached + epoch)
            let target = reached
            // Each island is touched by one iteration only, and by nobody else until all have ended.
            nonisolated(unsafe) let crew = islands
            DispatchQueue.concurrentPerform(iterations: islands.count) { index in
                crew[index].advance(to: target, shouldStop: shouldStop)
            }
            if let found = Self.best(of: islands), found.cost < best.cost {
                best = found
                improved(try checked(best))
            }
            exchange(islands)
        }
        let schedule = try checked(best)
        let gap = bounds.best == 0 ? 0 : Double(schedule.makespan - bounds.best) / Double(bounds.best)
        return SearchResult(
            schedule: schedule, order: schedule.order(in: problem),
            schedulesTried: islands.reduce(0) { $0 + $1.bench.tried }, lowerBound: bounds.best, gap: max(0, gap),
            isProvenOptimal: cost(schedule) <= bound, firstPlan: firstPlan)
    }

    private func cost(_ schedule: Schedule) -> ScheduleCost {
        ScheduleCost(
            tardiness: objective == .makespan ? 0 : schedule.weightedTardiness, makespan: schedule.makespan)
    }

    private func makeIslands(bound: ScheduleCost, schedules: Int?) -> [Island] {
        let tables = problem.tables
        let given = startingOrder.map { [ListMaker.repaired($0, tables)] } ?? []
        return (0..<threads).map { thread in
            Island(
                tables, objective: objective, bound: bound, random: Xoshiro256(seed: seed, stream: UInt64(thread)),
                schedules: schedules.map { $0 / threads }, given: given)
        }
    }

    /// Of equally good ones that of the first island: the result does not depend on which thread was faster.
    private static func best(of islands: [Island]) -> Candidate? {
        islands.compactMap(\.bench.best).min { $0.cost < $1.cost }
    }

    /// Round the ring of islands.
    private func exchange(_ islands: [Island]) {
        if islands.count < 2 { return }
        let emigrants = islands.map(\.emigrants)
        for (index, island) in islands.enumerated() {
            island.welcome(emigrants[(index + islands.count - 1) % islands.count])
        }
    }

    /// As the caller sees it, once an independent check has passed. A schedule made backwards is replayed forwards:
    /// nothing is later, and its list is one that replays.
    private func checked(_ candidate: Candidate) throws(SchedulingFault) -> Schedule {
        let made = Schedule(starts: candidate.starts, finishes: candidate.finishes, tables: problem.tables)
        let schedule = try problem.replay(order: made.order(in: problem))
        let result = cost(schedule) <= cost(made) ? schedule : made
        if let violation = ScheduleVerifier.violations(of: result, in: problem).first { throw .checkFailed(violation) }
        return result
    }
}
