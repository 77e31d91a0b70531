// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

@testable import Scheduling

/// Plans so small that every order can be tried, drawn at random.
enum SmallPlans {
    struct Kind: Sendable, CustomStringConvertible {
        var hasShifts = false
        var hasDueDates = false
        var hasPinned = false
        var description: String { "shifts \(hasShifts), due dates \(hasDueDates), pinned \(hasPinned)" }

        static let all = [
            Kind(), Kind(hasDueDates: true), Kind(hasShifts: true), Kind(hasShifts: true, hasDueDates: true),
            Kind(hasDueDates: true, hasPinned: true), Kind(hasShifts: true, hasDueDates: true, hasPinned: true),
        ]
    }

    static func drawn(_ seed: UInt64, _ kind: Kind, count: Int = 6) throws -> SchedulingProblem {
        var random = Xoshiro256(seed: seed, stream: 77)
        let resources = (0..<3).map { index in
            let most = 2 + random.below(3)
            var steps = [CapacityProfile.Step(from: 0, capacity: most)]
            if kind.hasShifts {
                for shift in 0..<4 {
                    steps.append(.init(from: shift * 8 + random.below(3), capacity: 1 + random.below(most)))
                    steps.append(.init(from: shift * 8 + 4 + random.below(3), capacity: random.below(2)))
                }
                steps.append(.init(from: 40, capacity: most))
            }
            return Resource(name: "R\(index)", capacity: CapacityProfile(steps: steps))
        }
        var activities: [Activity] = []
        var precedences: [Precedence] = []
        for index in 0..<count {
            var demands: [Int: Int] = [:]
            for resource in 0..<3 where random.below(2) == 0 {
                demands[resource] = random.below(1 + (resources[resource].capacity.steps.last?.capacity ?? 0))
            }
            var activity = Activity(name: "A\(index)", duration: random.below(6), demands: demands)
            if random.below(4) == 0 { activity.release = random.below(8) }
            if kind.hasShifts { activity.mayPause = random.below(2) == 0 }
            if kind.hasDueDates, random.below(2) == 0 {
                activity.due = random.below(14)
                activity.weight = random.below(4)
            }
            if kind.hasPinned, index < 2, random.below(2) == 0 { activity.pinnedStart = random.below(4) }
            for before in 0..<index where random.below(4) == 0 {
                precedences.append(Precedence(before: before, after: index, lag: random.below(3)))
            }
            activities.append(activity)
        }
        return try SchedulingProblem(activities: activities, resources: resources, precedences: precedences)
    }

    static func one(
        _ activities: [Activity], capacities: [CapacityProfile] = [], precedences: [Precedence] = []
    ) throws -> SchedulingProblem {
        try SchedulingProblem(
            activities: activities,
            resources: capacities.enumerated().map { Resource(name: "R\($0.offset)", capacity: $0.element) },
            precedences: precedences)
    }

    /// The best cost over all orders that respect the precedences: some active schedule is among the best for every
    /// objective that never prefers to finish later (Sprecher, Kolisch and Drexl, 1995).
    static func best(_ problem: SchedulingProblem, _ objective: Objective) -> ScheduleCost? {
        var best: ScheduleCost?
        var list: [Int] = []
        var isPlaced = [Bool](repeating: false, count: problem.activities.count)
        func extend() {
            if list.count == problem.activities.count {
                guard let schedule = replay(list, problem) else { return }
                let cost = ScheduleCost(
                    tardiness: objective == .makespan ? 0 : schedule.weightedTardiness, makespan: schedule.makespan)
                best = min(best ?? cost, cost)
                return
            }
            for next in isPlaced.indices where !isPlaced[next] {
                let waits = problem.precedences.contains { $0.after == next && !isPlaced[$0.before] }
                if waits { continue }
                isPlaced[next] = true
                list.append(next)
                extend()
                list.removeLast()
                isPlaced[next] = false
            }
        }
        extend()
        return best
    }

    /// The serial scheme as the books tell it, one unit of time and one resource after another.
    static func replay(_ list: [Int], _ problem: SchedulingProblem, until end: Int = 120) -> Schedule? {
        let count = problem.activities.count
        var free = problem.resources.map { resource in (0..<end).map { resource.capacity.capacity(at: $0) } }
        var starts = [Int](repeating: 0, count: count)
        var finishes = starts
        func isOnShift(_ activity: Activity, at time: Int) -> Bool {
            activity.demands.allSatisfy { problem.resources[$0.key].capacity.capacity(at: time) >= $0.value }
        }
        func pauses(_ activity: Activity, at time: Int) -> Bool { activity.mayPause && !isOnShift(activity, at: time) }
        /// The finish of an activity that starts then, and none when it cannot.
        func finish(_ activity: Activity, from start: Int) -> Int? {
            if activity.duration == 0 { return start }
            if pauses(activity, at: start) { return nil }
            var remaining = activity.duration
            for time in start..<end {
                if pauses(activity, at: time) { continue }
                if !activity.demands.allSatisfy({ $0.value <= 0 || free[$0.key][time] >= $0.value }) { return nil }
                remaining -= 1
                if remaining == 0 { return time + 1 }
            }
            return nil
        }
        for (index, activity) in problem.activities.enumerated() {
            guard let start = activity.pinnedStart else { continue }
            var remaining = activity.duration
            var time = start
            while remaining > 0, time < end {
                if !pauses(activity, at: time) {
                    remaining -= 1
                    for (resource, demand) in activity.demands { free[resource][time] -= demand }
                }
                time += 1
            }
            (starts[index], finishes[index]) = (start, time)
        }
        for index in list where problem.activities[index].pinnedStart == nil {
            let activity = problem.activities[index]
            let links = problem.precedences.filter { $0.after == index }
            let from = links.reduce(activity.release) { max($0, finishes[$1.before] + $1.lag) }
            guard let start = (from..<end).first(where: { finish(activity, from: $0) != nil }),
                let finish = finish(activity, from: start)
            else { return nil }
            (starts[index], finishes[index]) = (start, finish)
            for time in start..<finish where !pauses(activity, at: time) {
                for (resource, demand) in activity.demands { free[resource][time] -= demand }
            }
        }
        return Schedule(starts: starts, finishes: finishes, tables: problem.tables)
    }
}
