// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension SchedulingProblem {
    /// Plays an activity list: each activity in turn starts as early as possible. An incomplete list, or one that goes
    /// against the precedences, is put right first.
    ///
    /// `durations` replaces those of the problem, one for each activity. Throws `invalidDurations`, or `noRoom` when
    /// the list leaves no room for an activity, which needs capacities that end for good.
    public func replay(order: [Int], durations: [Int]? = nil) throws(SchedulingFault) -> Schedule {
        if let durations {
            let isValid =
                durations.count == activities.count
                && durations.allSatisfy { (0..<Self.timeLimit).contains($0) }
            if !isValid { throw .invalidDurations }
        }
        var generator = ScheduleGenerator(tables)
        if let durations { generator.setDurations(durations) }
        guard generator.forward(ListMaker.repaired(order, tables)) else {
            throw .noRoom(activity: generator.blocked)
        }
        return Schedule(starts: generator.starts, finishes: generator.finishes, tables: tables)
    }
}

/// A plan by priority rules: by latest finish, in the serial and in the parallel scheme, each justified; the best of
/// these. Well under a millisecond for 150 activities.
///
/// Throws `noRoom` when none of them leaves room for everything, which needs capacities that end for good.
public func firstPlan(
    _ problem: SchedulingProblem, objective: Objective = .tardinessThenMakespan
) throws(SchedulingFault) -> Schedule {
    let tables = problem.tables
    let nothingBeats = ScheduleCost(tardiness: -1, makespan: 0)
    var bench = Workbench(tables, objective: objective, bound: nothingBeats, random: Xoshiro256(seed: 1))
    bench.allowance = .max
    let hasDates = objective == .tardinessThenMakespan && tables.hasDueDates
    for dues in hasDates ? [true, false] : [false] {
        let urgency = ListMaker.latestFinishes(tables, dues: dues)
        _ = bench.justified(ListMaker.list(tables, urgency: urgency))
        if let list = bench.parallelList(urgency: urgency) { _ = bench.justified(list) }
    }
    guard let best = bench.best else { throw .noRoom(activity: bench.blocked) }
    let schedule = Schedule(starts: best.starts, finishes: best.finishes, tables: tables)
    if let violation = ScheduleVerifier.violations(of: schedule, in: problem).first { throw .checkFailed(violation) }
    return schedule
}
