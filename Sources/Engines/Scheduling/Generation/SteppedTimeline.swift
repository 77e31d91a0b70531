// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// An activity to place on a timeline.
struct Work {
    let activity: Int
    let duration: Int
    let pauses: Bool
}

/// What is free of every resource, as steps: made for long durations, where units of time would be too many.
struct SteppedTimeline: Sendable {
    /// When each step begins, by increasing times from 0. The last lasts for ever.
    private(set) var times: [Int]
    /// The packed amounts of step `k` are those from `k * words` until `(k + 1) * words`.
    private(set) var levels: [UInt64]
    private let packing: CapacityPacking

    private var words: Int { packing.words }

    /// The capacities, nothing taken.
    init(resources: [Resource], packing: CapacityPacking) {
        self.packing = packing
        var times: Set<Int> = [0]
        for lane in packing.lanes { times.formUnion(resources[lane.resource].capacity.steps.map(\.from)) }
        let sorted = times.sorted()
        self.times = sorted
        levels = []
        levels.reserveCapacity(sorted.count * packing.words)
        var next = [Int](repeating: 0, count: resources.count)
        for time in sorted {
            for lane in packing.lanes {
                let steps = resources[lane.resource].capacity.steps
                while next[lane.resource] + 1 < steps.count, steps[next[lane.resource] + 1].from <= time {
                    next[lane.resource] += 1
                }
            }
            levels += packing.levels { resources[$0].capacity.steps[next[$0]].capacity }
        }
    }

    /// The last step that begins by then.
    func step(at time: Int) -> Int {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }

    /// When the step ends, or no later than any time there is.
    private func end(of step: Int) -> Int { step + 1 < times.count ? times[step + 1] : .max }

    private func fits(_ activity: Int, _ demands: PackedDemands, step: Int) -> Bool {
        for index in demands.range(of: activity) {
            let guards = packing.guards[demands.words[index]]
            if (levels[step * words + demands.words[index]] &- demands.bits[index]) & guards != guards { return false }
        }
        return true
    }

    /// The earliest start, and the finish, of work from some time on; none when it never fits.
    ///
    /// `shifts` holds the capacities: work that may pause does so where they are below what it demands.
    func earliest(
        _ work: Work, _ demands: PackedDemands, from: Int, shifts: SteppedTimeline
    ) -> (start: Int, finish: Int)? {
        if work.duration == 0 || demands.range(of: work.activity).isEmpty { return (from, from + work.duration) }
        if work.pauses { return earliestPausing(work, demands, from: from, shifts: shifts) }
        var step = step(at: from)
        var start = from
        while true {
            if fits(work.activity, demands, step: step) {
                if end(of: step) - start >= work.duration { return (start, start + work.duration) }
            } else {
                if step + 1 == times.count { return nil }
                start = times[step + 1]
            }
            step += 1
        }
    }

    private func earliestPausing(
        _ work: Work, _ demands: PackedDemands, from: Int, shifts: SteppedTimeline
    ) -> (start: Int, finish: Int)? {
        var time = from
        var step = step(at: from)
        var shift = shifts.step(at: from)
        var start: Int?
        var remaining = work.duration
        while true {
            let until = min(end(of: step), shifts.end(of: shift))
            if fits(work.activity, demands, step: step) {
                let first = start ?? time
                start = first
                if until - time >= remaining { return (first, time + remaining) }
                remaining -= until - time
            } else if shifts.fits(work.activity, demands, step: shift) {
                // On shift and busy elsewhere: work that has begun does not give way, so it begins later.
                start = nil
                remaining = work.duration
            }
            if until == .max { return nil }
            time = until
            if end(of: step) == until { step += 1 }
            if shifts.end(of: shift) == until { shift += 1 }
        }
    }

    /// Holds what the work demands from its start until its finish, except while off shift.
    ///
    /// `asMuchAsThereIs` lets work that already runs take more than there is.
    mutating func take(
        _ work: Work, _ demands: PackedDemands, from start: Int, until finish: Int, shifts: SteppedTimeline,
        asMuchAsThereIs: Bool = false
    ) {
        if start >= finish || demands.range(of: work.activity).isEmpty { return }
        split(at: finish)
        split(at: start)
        var step = step(at: start)
        var shift = work.pauses ? shifts.step(at: start) : 0
        while step < times.count, times[step] < finish {
            // Steps of the capacities are steps of what is left of them.
            if work.pauses {
                while shifts.end(of: shift) <= times[step] { shift += 1 }
            }
            if !work.pauses || shifts.fits(work.activity, demands, step: shift) {
                for index in demands.range(of: work.activity) {
                    let place = step * words + demands.words[index]
                    if asMuchAsThereIs {
                        levels[place] = packing.taking(
                            demands.bits[index], from: levels[place], word: demands.words[index])
                    } else {
                        levels[place] &-= demands.bits[index]
                    }
                }
            }
            step += 1
        }
    }

    private mutating func split(at time: Int) {
        let step = step(at: time)
        if times[step] == time { return }
        times.insert(time, at: step + 1)
        levels.insert(contentsOf: levels[(step * words)..<((step + 1) * words)], at: (step + 1) * words)
    }

    /// The same seen from an end: time `t` of the image is the unit that ends at `end - t`. Nothing is free beyond
    /// the beginning.
    func mirrored(at end: Int) -> SteppedTimeline {
        var image = self
        image.times.removeAll(keepingCapacity: true)
        image.levels.removeAll(keepingCapacity: true)
        for step in times.indices.reversed() where times[step] < end {
            image.times.append(end - min(self.end(of: step), end))
            image.levels += levels[(step * words)..<((step + 1) * words)]
        }
        image.times.append(max(0, end))
        image.levels += packing.guards
        return image
    }
}
