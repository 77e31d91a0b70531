// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling

/// When a set of resources can all be had in the numbers that a step takes.
struct Shifts {
    /// Neither overlapping nor touching, by increasing times.
    let windows: [Range<Int>]

    /// - Parameter end: what is after it does not count.
    init(_ demands: [Int: Int], in resources: [Resource], until end: Int) {
        let demands = demands.filter { $0.value > 0 && resources.indices.contains($0.key) }
        var times: Set<Int> = [0]
        for resource in demands.keys { times.formUnion(resources[resource].capacity.steps.map(\.from)) }
        var windows: [Range<Int>] = []
        let sorted = times.filter { $0 < end }.sorted()
        for (index, from) in sorted.enumerated() {
            let until = index + 1 < sorted.count ? sorted[index + 1] : end
            guard from < until, demands.allSatisfy({ resources[$0.key].capacity.capacity(at: from) >= $0.value })
            else { continue }
            if let last = windows.last, last.upperBound == from {
                windows[windows.count - 1] = last.lowerBound..<until
            } else {
                windows.append(from..<until)
            }
        }
        self.windows = windows
    }

    var longest: Int { windows.reduce(0) { max($0, $1.count) } }

    var total: Int { windows.reduce(0) { $0 + $1.count } }

    /// The first moment from `time` on when work may begin; in one piece when it has to be.
    func next(from time: Int, work: Int, mayPause: Bool) -> Int? {
        if work == 0 { return time }
        for window in windows where window.upperBound > time {
            let start = max(time, window.lowerBound)
            if mayPause || window.upperBound - start >= work { return start }
        }
        return nil
    }
}
