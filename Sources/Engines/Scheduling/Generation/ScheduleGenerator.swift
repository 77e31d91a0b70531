// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Turns an activity list into a schedule: each activity in turn starts as early as what it waits for and the
/// resources allow (the serial schedule generation scheme; Kelley, 1963; Kolisch, 1996), in either direction of time.
///
/// Holds the memory of one thread's work, so that making a schedule allocates nothing.
struct ScheduleGenerator {
    let tables: ProblemTables
    /// Of the last schedule made, by position of the activity.
    private(set) var starts: [Int]
    private(set) var finishes: [Int]
    private(set) var makespan = 0
    /// The activity for which the last list left no room.
    private(set) var blocked = -1
    private(set) var durations: [Int]
    /// An activity that already runs, pauses, and with these durations is never on shift for long enough.
    private var endless = -1

    private let allowsDense: Bool
    private var isDense = false
    /// Whether anything may pause, for which the capacities are needed beside what is free.
    private let pauses: Bool
    private var shifts: DenseTimeline
    private var mirroredShifts: DenseTimeline
    private var base: DenseTimeline
    private var free: DenseTimeline
    /// Beyond it the dense timeline is as its base.
    private var touched = 0
    private var baseSteps: SteppedTimeline
    private var freeSteps: SteppedTimeline

    /// Words of memory beyond which steps are used.
    private static let mostDenseWords = 1 << 18
    /// Steps are faster when activities last so long on average.
    private static let longDuration = 48

    /// Steps everywhere when `allowsDense` is false: slower for short durations, and the same schedules.
    init(_ tables: ProblemTables, allowsDense: Bool = true) {
        self.tables = tables
        self.allowsDense = allowsDense
        pauses = tables.pauses.contains(true)
        starts = [Int](repeating: 0, count: tables.count)
        finishes = starts
        durations = tables.durations
        let empty = DenseTimeline(guards: tables.packing.guards)
        (shifts, mirroredShifts, base, free) = (empty, empty, empty, empty)
        (baseSteps, freeSteps) = (tables.capacity, tables.capacity)
        prepare()
    }

    /// Other durations of work than those of the problem, as many as there are activities, none negative.
    mutating func setDurations(_ durations: [Int]) {
        self.durations = durations
        if tables.hasPinned || (isDense && tables.horizon(durations: durations) > free.length) { prepare() }
    }

    private mutating func prepare() {
        baseSteps = tables.capacity
        endless = -1
        for activity in 0..<tables.count where tables.pinned[activity] >= 0 {
            let work = work(activity)
            let start = tables.pinned[activity]
            var finish = start + work.duration
            if work.pauses {
                let place = tables.capacity.earliest(work, tables.demands, from: start, shifts: tables.capacity)
                if place == nil { endless = activity }
                finish = place?.finish ?? finish
            }
            starts[activity] = start
            finishes[activity] = finish
            baseSteps.take(
                work, tables.demands, from: start, until: finish, shifts: tables.capacity, asMuchAsThereIs: true)
        }
        let horizon = tables.horizon(durations: durations)
        let isShort = durations.reduce(0, +) <= Self.longDuration * max(1, tables.count)
        isDense = allowsDense && isShort && horizon * max(1, tables.packing.words) <= Self.mostDenseWords
        if isDense {
            base.fill(from: baseSteps, until: horizon)
            if pauses {
                shifts.fill(from: tables.capacity, until: horizon)
                mirroredShifts = shifts
            }
            free = base
            touched = 0
        }
    }

    private func work(_ activity: Int) -> Work {
        Work(activity: activity, duration: durations[activity], pauses: tables.pauses[activity])
    }

    /// Makes a schedule; false when the list leaves no room for some activity.
    mutating func forward(_ order: [Int]) -> Bool {
        if endless >= 0 {
            blocked = endless
            return false
        }
        return isDense ? forwardDense(order) : forwardStepped(order)
    }

    private mutating func forwardDense(_ order: [Int]) -> Bool {
        free.copy(base, until: touched)
        touched = 0
        makespan = 0
        let length = free.length
        for activity in order {
            if tables.hasPinned, tables.pinned[activity] >= 0 {
                makespan = max(makespan, finishes[activity])
                continue
            }
            var from = tables.releases[activity]
            for link in tables.before.links(of: activity) {
                from = max(from, finishes[tables.before.others[link]] &+ tables.before.lags[link])
            }
            let work = work(activity)
            guard let place = free.earliest(work, tables.demands, from: from, before: length, shifts: shifts) else {
                blocked = activity
                touched = length
                return false
            }
            free.take(work, tables.demands, from: place.start, until: place.finish, shifts: shifts)
            starts[activity] = place.start
            finishes[activity] = place.finish
            makespan = max(makespan, place.finish)
        }
        touched = min(makespan, length)
        return true
    }

    private mutating func forwardStepped(_ order: [Int]) -> Bool {
        freeSteps = baseSteps
        makespan = 0
        for activity in order {
            if tables.pinned[activity] >= 0 {
                makespan = max(makespan, finishes[activity])
                continue
            }
            var from = tables.releases[activity]
            for link in tables.before.links(of: activity) {
                from = max(from, finishes[tables.before.others[link]] + tables.before.lags[link])
            }
            let work = work(activity)
            guard let place = freeSteps.earliest(work, tables.demands, from: from, shifts: tables.capacity) else {
                blocked = activity
                return false
            }
            freeSteps.take(work, tables.demands, from: place.start, until: place.finish, shifts: tables.capacity)
            starts[activity] = place.start
            finishes[activity] = place.finish
            makespan = max(makespan, place.finish)
        }
        return true
    }

    // MARK: In parallel

    /// Of the activities that may come next, always one that can start first, and of these the most urgent: nothing
    /// waits that could start (the parallel schedule generation scheme; Kolisch, 1996). Earliest starts only grow as
    /// others are placed, so that an old one is looked at again when its turn comes.
    mutating func parallel(urgency: [Int]) -> Bool {
        if endless >= 0 {
            blocked = endless
            return false
        }
        if isDense { free.copy(base, until: touched) } else { freeSteps = baseSteps }
        touched = free.length
        makespan = 0
        var waiting = (0..<tables.count).map { tables.before.links(of: $0).count }
        var queue = UrgencyQueue()
        for activity in waiting.indices where waiting[activity] == 0 {
            queue.push(activity, key: tables.releases[activity], tie: urgency[activity])
        }
        while let entry = queue.pop() {
            let activity = entry.value
            if tables.pinned[activity] < 0 {
                let work = work(activity)
                let found =
                    isDense
                    ? free.earliest(work, tables.demands, from: entry.key, before: free.length, shifts: shifts)
                    : freeSteps.earliest(work, tables.demands, from: entry.key, shifts: tables.capacity)
                guard let place = found else {
                    blocked = activity
                    return false
                }
                if place.start > entry.key {
                    queue.push(activity, key: place.start, tie: entry.tie)
                    continue
                }
                if isDense {
                    free.take(work, tables.demands, from: place.start, until: place.finish, shifts: shifts)
                } else {
                    freeSteps.take(
                        work, tables.demands, from: place.start, until: place.finish, shifts: tables.capacity)
                }
                starts[activity] = place.start
                finishes[activity] = place.finish
            }
            makespan = max(makespan, finishes[activity])
            for link in tables.after.links(of: activity) {
                let follower = tables.after.others[link]
                waiting[follower] -= 1
                if waiting[follower] > 0 { continue }
                var from = tables.releases[follower]
                for link in tables.before.links(of: follower) {
                    from = max(from, finishes[tables.before.others[link]] + tables.before.lags[link])
                }
                queue.push(follower, key: from, tie: urgency[follower])
            }
        }
        return true
    }

    // MARK: Backwards

    /// The mirror image: from the last of the list to the first, each activity finishes as late as what waits for it
    /// and the resources allow, before `end` and, each, before `latest`. Only lists that go by increasing finishes
    /// of a schedule that meets these bounds are sure to have room, in which case nothing starts earlier than there.
    mutating func backward(_ order: [Int], end: Int, latest: [Int]?) -> Bool {
        isDense ? backwardDense(order, end: end, latest: latest) : backwardStepped(order, end: end, latest: latest)
    }

    private mutating func backwardDense(_ order: [Int], end: Int, latest: [Int]?) -> Bool {
        if tables.isConstant && !tables.hasPinned {
            free.copy(base, until: touched)
        } else {
            free.copyMirrored(base, at: end)
        }
        touched = 0
        makespan = end
        if pauses { mirroredShifts.copyMirrored(shifts, at: end) }
        var earliest = end
        for activity in order.reversed() {
            if tables.hasPinned, tables.pinned[activity] >= 0 { continue }
            var from = latest.map { end - $0[activity] } ?? 0
            for link in tables.after.links(of: activity) {
                let follower = tables.after.others[link]
                if tables.hasPinned, tables.pinned[follower] >= 0 { continue }
                from = max(from, end &- starts[follower] &+ tables.after.lags[link])
            }
            let work = work(activity)
            guard let place = free.earliest(work, tables.demands, from: from, before: end, shifts: mirroredShifts)
            else {
                blocked = activity
                touched = free.length
                return false
            }
            free.take(work, tables.demands, from: place.start, until: place.finish, shifts: mirroredShifts)
            starts[activity] = end - place.finish
            finishes[activity] = end - place.start
            earliest = min(earliest, starts[activity])
        }
        touched = tables.isConstant && !tables.hasPinned ? end - earliest : min(end, free.length)
        return true
    }

    private mutating func backwardStepped(_ order: [Int], end: Int, latest: [Int]?) -> Bool {
        freeSteps = baseSteps.mirrored(at: end)
        let pausing = tables.capacity.mirrored(at: end)
        makespan = end
        for activity in order.reversed() where tables.pinned[activity] < 0 {
            var from = latest.map { end - $0[activity] } ?? 0
            for link in tables.after.links(of: activity) where tables.pinned[tables.after.others[link]] < 0 {
                from = max(from, end - starts[tables.after.others[link]] + tables.after.lags[link])
            }
            let work = work(activity)
            guard let place = freeSteps.earliest(work, tables.demands, from: from, shifts: pausing), place.finish <= end
            else {
                blocked = activity
                return false
            }
            freeSteps.take(work, tables.demands, from: place.start, until: place.finish, shifts: pausing)
            starts[activity] = end - place.finish
            finishes[activity] = end - place.start
        }
        return true
    }

    /// With constant capacities only: the same from an end that is far enough for anything, then moved as a whole to
    /// the earliest that the releases allow. Any list has room.
    mutating func backwardFromAfar(_ order: [Int]) -> Bool {
        let end = isDense ? free.length : tables.horizon(durations: durations)
        guard backward(order, end: end, latest: nil) else { return false }
        var shift = Int.max
        for activity in starts.indices { shift = min(shift, starts[activity] - tables.releases[activity]) }
        makespan = 0
        for activity in starts.indices {
            starts[activity] -= shift
            finishes[activity] -= shift
            makespan = max(makespan, finishes[activity])
        }
        return true
    }
}
