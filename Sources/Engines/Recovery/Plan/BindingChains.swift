// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling

/// What each activity of a schedule waited for last: something that had to be done before, or somebody who was busy.
///
/// An activity is held by another when it starts at the very moment when the other has left it what it needs, or at the
/// first opening after it.
struct BindingChains {
    /// By position of the activity, positions of those that hold it; none: only the calendar does.
    let holders: [[Int]]

    init(_ problem: SchedulingProblem, _ schedule: Schedule, calendarEnd: Int) {
        var before = [[Precedence]](repeating: [], count: problem.activities.count)
        for link in problem.precedences { before[link.after].append(link) }
        var users = [[Int]](repeating: [], count: problem.resources.count)
        for (index, activity) in problem.activities.enumerated() where activity.duration > 0 {
            for (resource, demand) in activity.demands where demand > 0 { users[resource].append(index) }
        }
        var known: [[Int: Int]: Shifts] = [:]
        holders = problem.activities.indices.map { index in
            let activity = problem.activities[index]
            let start = schedule.starts[index]
            if activity.pinnedStart != nil { return [] }
            let demands = activity.demands.filter { $0.value > 0 }
            let shifts = known[demands] ?? Shifts(demands, in: problem.resources, until: max(calendarEnd, start + 1))
            known[demands] = shifts
            /// Whether being free at that time makes it start when it does.
            func holds(_ time: Int) -> Bool {
                time == start
                    || (time < start
                        && shifts.next(from: time, work: activity.duration, mayPause: activity.mayPause) == start)
            }
            let waits = before[index].filter { holds(schedule.finishes[$0.before] + $0.lag) }.map(\.before)
            if !waits.isEmpty { return waits }
            let earliest = before[index].reduce(activity.release) { max($0, schedule.finishes[$1.before] + $1.lag) }
            if holds(earliest) { return [] }
            let busy = Set(demands.keys.flatMap { users[$0] }).filter { other in
                other != index && schedule.finishes[other] > earliest && schedule.finishes[other] <= start
            }
            let exact = busy.filter { holds(schedule.finishes[$0]) }
            if !exact.isEmpty { return exact.sorted() }
            // Room that several leave together: whoever left last.
            let last = busy.map { schedule.finishes[$0] }.max()
            return busy.filter { schedule.finishes[$0] == last }.sorted()
        }
    }

    /// Everything on a chain that ends with one of these.
    func chains(endingWith ends: [Int]) -> Set<Int> {
        var seen = Set(ends)
        var stack = ends
        while let current = stack.popLast() {
            for holder in holders[current] where seen.insert(holder).inserted { stack.append(holder) }
        }
        return seen
    }

    /// Along the chain that holds an activity, each time by the holder that finishes last, the first that is asked for.
    func first(from start: Int, finishes: [Int], where isAsked: (Int) -> Bool) -> Int? {
        var current = start
        for _ in holders.indices {
            guard let holder = holders[current].max(by: { (finishes[$0], -$0) < (finishes[$1], -$1) }) else {
                return nil
            }
            if isAsked(holder) { return holder }
            current = holder
        }
        return nil
    }
}
