// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What is free of every resource in each unit of time: made for short durations, where it is the fastest.
struct DenseTimeline: Sendable {
    /// Unit `t` of word `w` stands at `w * length + t`.
    private(set) var free: [UInt64]
    private(set) var length: Int
    private let guards: [UInt64]

    init(guards: [UInt64]) {
        self.guards = guards
        free = []
        length = 0
    }

    /// The amounts of a stepped timeline, until a time.
    mutating func fill(from steps: SteppedTimeline, until length: Int) {
        self.length = length
        free = [UInt64](repeating: 0, count: length * guards.count)
        for (step, begin) in steps.times.enumerated() where begin < length {
            let end = step + 1 < steps.times.count ? min(length, steps.times[step + 1]) : length
            for word in guards.indices {
                let level = steps.levels[step * guards.count + word]
                for time in begin..<end { free[word * length + time] = level }
            }
        }
    }

    /// Copies the first units of another timeline of the same length.
    mutating func copy(_ other: DenseTimeline, until: Int) {
        let length = self.length
        let count = min(until, length)
        let words = guards.count
        other.free.withUnsafeBufferPointer { source in
            free.withUnsafeMutableBufferPointer { target in
                for word in 0..<words {
                    for time in (word * length)..<(word * length + count) { target[time] = source[time] }
                }
            }
        }
    }

    /// Copies another timeline as seen from an end: unit `t` here is unit `end - 1 - t` there.
    mutating func copyMirrored(_ other: DenseTimeline, at end: Int) {
        for word in guards.indices {
            let base = word * length
            for time in 0..<min(end, length) { free[base + time] = other.free[base + end - 1 - time] }
        }
    }

    @inline(__always)
    private func fits(_ activity: Int, _ demands: PackedDemands, at time: Int) -> Bool {
        for index in demands.range(of: activity) {
            let word = demands.words[index]
            if (free[word * length + time] &- demands.bits[index]) & guards[word] != guards[word] { return false }
        }
        return true
    }

    /// The earliest start, and the finish, of work from some time on; none when it does not fit before `limit`.
    ///
    /// A window is read from its end, so that all before the last unit that is taken is skipped, and no unit is read
    /// twice (the idea of Boyer and Moore, 1977).
    @inline(__always)
    func earliest(
        _ work: Work, _ demands: PackedDemands, from: Int, before limit: Int, shifts: borrowing DenseTimeline
    ) -> (start: Int, finish: Int)? {
        let range = demands.range(of: work.activity)
        if work.duration == 0 || range.isEmpty { return (from, from + work.duration) }
        if work.pauses { return earliestPausing(work, demands, from: from, before: limit, shifts: shifts) }
        if range.count > 1 { return earliestOfSeveral(work, demands, from: from, before: limit) }
        let word = demands.words[range.lowerBound]
        let bits = demands.bits[range.lowerBound]
        let guards = self.guards[word]
        let base = word * length
        var start = from
        var known = from
        while start + work.duration <= limit {
            let end = start + work.duration
            var time = end - 1
            while time >= known, (free[base + time] &- bits) & guards == guards { time -= 1 }
            if time < known { return (start, end) }
            known = end
            start = time + 1
        }
        return nil
    }

    private func earliestOfSeveral(
        _ work: Work, _ demands: PackedDemands, from: Int, before limit: Int
    ) -> (start: Int, finish: Int)? {
        var start = from
        var known = from
        while start + work.duration <= limit {
            let end = start + work.duration
            var time = end - 1
            while time >= known, fits(work.activity, demands, at: time) { time -= 1 }
            if time < known { return (start, end) }
            known = end
            start = time + 1
        }
        return nil
    }

    private func earliestPausing(
        _ work: Work, _ demands: PackedDemands, from: Int, before limit: Int, shifts: borrowing DenseTimeline
    ) -> (start: Int, finish: Int)? {
        var start = -1
        var remaining = work.duration
        var time = from
        while time < limit {
            if fits(work.activity, demands, at: time) {
                if start < 0 { start = time }
                remaining -= 1
                if remaining == 0 { return (start, time + 1) }
            } else if start >= 0, shifts.fits(work.activity, demands, at: time) {
                // On shift and busy elsewhere: work that has begun does not give way, so it begins later.
                start = -1
                remaining = work.duration
            }
            time += 1
        }
        return nil
    }

    /// Holds what the work demands from its start until its finish, except while off shift.
    @inline(__always)
    mutating func take(
        _ work: Work, _ demands: PackedDemands, from start: Int, until finish: Int, shifts: borrowing DenseTimeline
    ) {
        for index in demands.range(of: work.activity) {
            let bits = demands.bits[index]
            let base = demands.words[index] * length
            if work.pauses {
                for time in start..<finish where shifts.fits(work.activity, demands, at: time) {
                    free[base + time] &-= bits
                }
            } else {
                for time in (base + start)..<(base + finish) { free[time] &-= bits }
            }
        }
    }
}
