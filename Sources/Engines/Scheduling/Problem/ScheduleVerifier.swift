// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A rule that a schedule breaks. Positions are those of the arrays of `SchedulingProblem`.
public enum ScheduleViolation: Sendable, Hashable {
    /// Not as many starts or finishes as activities.
    case incomplete
    /// Before its release, or before time zero.
    case startsTooEarly(activity: Int)
    /// Does not start where it already runs.
    case movedPin(activity: Int)
    /// Starts before what it waits for has finished and the lag has passed.
    case precedence(before: Int, after: Int)
    /// Between start and finish there is not exactly the work that it takes.
    case wrongDuration(activity: Int)
    /// More is held than there is.
    case capacity(resource: Int, time: Int)
    /// The makespan or the tardiness is not that of the finishes.
    case wrongFigures
}

/// Checks schedules against the words of the problem, by other means than those that made them: no table, no packing,
/// whole numbers only.
///
/// An activity that already runs is a fact: nothing it should have waited for is held against it, nor, of a resource
/// that only such activities hold, that there is not so much of it.
public struct ScheduleVerifier {
    private let problem: SchedulingProblem
    private let schedule: Schedule
    private let durations: [Int]

    /// Empty when the schedule keeps every rule.
    public static func violations(of schedule: Schedule, in problem: SchedulingProblem) -> [ScheduleViolation] {
        violations(of: schedule, in: problem, durations: problem.activities.map(\.duration))
    }

    /// The same for other durations than those of the problem, one for each activity.
    public static func violations(
        of schedule: Schedule, in problem: SchedulingProblem, durations: [Int]
    ) -> [ScheduleViolation] {
        let count = problem.activities.count
        guard schedule.starts.count == count, schedule.finishes.count == count, durations.count == count else {
            return [.incomplete]
        }
        let limit = Int.max / 4
        let times = schedule.starts + schedule.finishes
        guard times.allSatisfy({ (-limit...limit).contains($0) }) else { return [.incomplete] }
        let check = ScheduleVerifier(problem: problem, schedule: schedule, durations: durations)
        return check.starts() + check.precedences() + check.works() + check.capacities() + check.figures()
    }

    private func starts() -> [ScheduleViolation] {
        problem.activities.enumerated().compactMap { index, activity in
            let start = schedule.starts[index]
            if let pinned = activity.pinnedStart { return start == pinned ? nil : .movedPin(activity: index) }
            return start < max(0, activity.release) ? .startsTooEarly(activity: index) : nil
        }
    }

    private func precedences() -> [ScheduleViolation] {
        problem.precedences.compactMap { link in
            if problem.activities[link.after].pinnedStart != nil { return nil }
            let allowed = schedule.finishes[link.before] + link.lag
            return schedule.starts[link.after] < allowed ? .precedence(before: link.before, after: link.after) : nil
        }
    }

    private func works() -> [ScheduleViolation] {
        problem.activities.indices.compactMap { index in
            let worked = intervals(of: index).reduce(0) { $0 + $1.count }
            // Work ends with its last unit, and begins with its first unless it was under way already.
            let ends = intervals(of: index).last.map { $0.upperBound == schedule.finishes[index] } ?? true
            let begins = intervals(of: index).first.map { $0.lowerBound == schedule.starts[index] } ?? true
            let isPinned = problem.activities[index].pinnedStart != nil
            let lasts = schedule.finishes[index] - schedule.starts[index]
            let isRight = worked == durations[index] && ends && (begins || isPinned) && (worked > 0 || lasts == 0)
            return isRight ? nil : .wrongDuration(activity: index)
        }
    }

    /// When the activity is at work between its start and its finish.
    private func intervals(of index: Int) -> [Range<Int>] {
        let activity = problem.activities[index]
        let (start, finish) = (schedule.starts[index], schedule.finishes[index])
        guard start < finish else { return [] }
        let demands = activity.demands.filter { $0.value > 0 }
        guard activity.mayPause, !demands.isEmpty else { return [start..<finish] }
        var cuts: Set<Int> = [start, finish]
        for resource in demands.keys {
            for step in problem.resources[resource].capacity.steps where step.from > start && step.from < finish {
                cuts.insert(step.from)
            }
        }
        let times = cuts.sorted()
        return zip(times, times.dropFirst()).filter { begin, _ in
            demands.allSatisfy { problem.resources[$0.key].capacity.capacity(at: begin) >= $0.value }
        }.map { $0..<$1 }
    }

    /// For each resource, a walk along the moments when something begins, ends or changes.
    private func capacities() -> [ScheduleViolation] {
        var changes = [[(time: Int, held: Int, planned: Int)]](repeating: [], count: problem.resources.count)
        for (index, activity) in problem.activities.enumerated() {
            let demands = activity.demands.filter { $0.value > 0 }
            if demands.isEmpty { continue }
            let isPlanned = activity.pinnedStart == nil
            for interval in intervals(of: index) {
                for (resource, demand) in demands {
                    changes[resource].append((interval.lowerBound, demand, isPlanned ? demand : 0))
                    changes[resource].append((interval.upperBound, -demand, isPlanned ? -demand : 0))
                }
            }
        }
        return problem.resources.indices.compactMap { resource in
            let steps = problem.resources[resource].capacity.steps.map { (time: $0.from, held: 0, planned: 0) }
            let moments = (changes[resource] + steps).sorted { $0.time < $1.time }
            var held = 0
            var planned = 0
            for (index, moment) in moments.enumerated() {
                held += moment.held
                planned += moment.planned
                if index + 1 < moments.count, moments[index + 1].time == moment.time { continue }
                if planned > 0, held > problem.resources[resource].capacity.capacity(at: moment.time) {
                    return .capacity(resource: resource, time: moment.time)
                }
            }
            return nil
        }
    }

    private func figures() -> [ScheduleViolation] {
        var tardiness = 0
        for (index, activity) in problem.activities.enumerated() {
            guard let due = activity.due, schedule.finishes[index] > due else { continue }
            let (cost, isHuge) = activity.weight.multipliedReportingOverflow(by: schedule.finishes[index] - due)
            let (sum, isHuger) = tardiness.addingReportingOverflow(cost)
            if isHuge || isHuger { return [.wrongFigures] }
            tardiness = sum
        }
        let isRight = schedule.makespan == schedule.finishes.max() ?? 0 && schedule.weightedTardiness == tardiness
        return isRight ? [] : [.wrongFigures]
    }
}
