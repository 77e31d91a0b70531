// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling

/// A schedule of a problem, and how it was found.
struct FoundSchedule {
    let problem: PlanProblem
    var schedule: Schedule
    var lowerBound: Int
    var schedulesTried: Int
}

/// The search for a better schedule than a first one.
struct PlanSearch {
    let first: FoundSchedule
    /// The first one was promised to people.
    let isPromised: Bool

    /// The schedule that an order of steps gives, or what priority rules give.
    static func first(
        _ problem: PlanProblem, _ model: RecoveryModel, _ network: PlanNetwork, keeping order: [String]
    ) throws(RecoveryFault) -> FoundSchedule {
        let schedule: Schedule
        do throws(SchedulingFault) {
            schedule =
                order.isEmpty
                ? try firstPlan(problem.problem) : try problem.problem.replay(order: network.list(order))
        } catch {
            throw RecoveryFault(error, model, network)
        }
        guard ScheduleVerifier.violations(of: schedule, in: problem.problem).isEmpty else { throw .notVerified }
        return FoundSchedule(
            problem: problem, schedule: schedule, lowerBound: LowerBounds(problem.problem).best, schedulesTried: 1)
    }

    func run(
        _ model: RecoveryModel, _ network: PlanNetwork, _ options: RecoveryPlanner.Options,
        shouldStop: @Sendable () -> Bool, improved: @Sendable (FoundSchedule) -> Void
    ) throws(RecoveryFault) -> FoundSchedule {
        let problem = first.problem.problem
        let promised = first
        let isPromised = isPromised
        let search = ScheduleSearch(
            problem, objective: .tardinessThenMakespan, seed: options.seed, threads: options.threads,
            startingOrder: first.schedule.order(in: problem))
        let result: SearchResult
        do throws(SchedulingFault) {
            result = try search.run(
                SearchLimit(schedules: max(1, options.schedules)), shouldStop: shouldStop,
                improved: { schedule in
                    guard Self.isBetter(schedule, than: promised.schedule, isPromised: isPromised) else { return }
                    var better = promised
                    better.schedule = schedule
                    improved(better)
                })
        } catch {
            throw RecoveryFault(error, model, network)
        }
        var found = first
        found.lowerBound = max(first.lowerBound, result.lowerBound)
        found.schedulesTried = result.schedulesTried
        if Self.isBetter(result.schedule, than: first.schedule, isPromised: isPromised) {
            found.schedule = result.schedule
        }
        return found
    }

    private static func isBetter(_ schedule: Schedule, than first: Schedule, isPromised: Bool) -> Bool {
        if isPromised { return Stability.isWorthChanging(first, for: schedule) }
        return (schedule.weightedTardiness, schedule.makespan) < (first.weightedTardiness, first.makespan)
    }
}
