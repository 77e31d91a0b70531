// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One run of a plan that is made anew from time to time.
struct Replanning {
    let problem: SchedulingProblem
    /// How long everything will really have taken.
    let durations: [Int]
    let period: Int
    let schedules: Int
    let seed: UInt64

    /// No run is planned anew more often.
    private static let mostPlans = 200

    func outcome(
        starts: [Int], finishes: [Int], order: [Int], shouldStop: () -> Bool
    ) -> (starts: [Int], finishes: [Int]) {
        var (starts, finishes, order) = (starts, finishes, order)
        for plan in 1...Self.mostPlans {
            let (now, isBeyond) = period.multipliedReportingOverflow(by: plan)
            if isBeyond || shouldStop() || !starts.contains(where: { $0 >= now }) { break }
            guard let (known, guess) = known(at: now, starts: starts, finishes: finishes) else { break }
            let search = ScheduleSearch(known, seed: seed &+ UInt64(plan), startingOrder: order)
            guard let found = try? search.run(SearchLimit(schedules: schedules)) else { break }
            // A new list is followed only when it promises more than the one in force.
            guard let kept = try? known.replay(order: order, durations: guess) else { break }
            let better =
                (found.schedule.weightedTardiness, found.schedule.makespan) < (kept.weightedTardiness, kept.makespan)
            if better { order = found.order }
            guard let real = try? known.replay(order: order, durations: durations) else { break }
            (starts, finishes) = (real.starts, real.finishes)
        }
        return (starts, finishes)
    }

    /// The problem as people see it then: what has begun has, and what has not begins now or later.
    private func known(at now: Int, starts: [Int], finishes: [Int]) -> (SchedulingProblem, [Int])? {
        var activities = problem.activities
        for index in activities.indices {
            if starts[index] >= now {
                activities[index].release = max(activities[index].release, now)
                continue
            }
            activities[index].pinnedStart = starts[index]
            let planned = problem.activities[index].duration
            activities[index].duration =
                finishes[index] <= now ? durations[index] : max(planned, now - starts[index] + 1)
        }
        let known = try? SchedulingProblem(
            activities: activities, resources: problem.resources, precedences: problem.precedences)
        return known.map { ($0, activities.map(\.duration)) }
    }
}
