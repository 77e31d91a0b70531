// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Makespans that no schedule can beat.
public struct LowerBounds: Sendable, Hashable {
    /// The longest chain of activities with its lags, each as early as releases and shifts allow with nobody else at
    /// work.
    public let criticalPath: Int
    /// The least time in which each resource can do all its work, between what must come before and after it.
    public let energy: Int
    /// What the activities with due dates are late at the least, weighted.
    public let weightedTardiness: Int

    public var best: Int { max(criticalPath, energy) }

    public init(_ problem: SchedulingProblem) {
        let tables = problem.tables
        criticalPath = (0..<tables.count).reduce(0) { max($0, tables.earliestFinishes[$1] + tables.tails[$1]) }
        weightedTardiness = tables.weightedTardiness(tables.earliestFinishes)
        energy = problem.resources.indices.reduce(0) { max($0, EnergyBound(problem, resource: $1)?.makespan ?? 0) }
    }
}

/// Work that starts no earlier than some time, and that leaves no less than some time to the end, needs so many units
/// of a resource that they are not there before a later time (an interval of energetic reasoning; Lopez, Erschler and
/// Esquirol, 1992).
private struct EnergyBound {
    let makespan: Int

    private struct Load {
        let head: Int
        let tail: Int
        let energy: Int
    }

    /// Steps of the computation for one resource: enough for every interval in plans of ordinary size.
    private static let mostSteps = 400_000

    init?(_ problem: SchedulingProblem, resource: Int) {
        let tables = problem.tables
        var loads: [Load] = []
        for (index, activity) in problem.activities.enumerated() where activity.pinnedStart == nil {
            let demand = activity.demands[resource] ?? 0
            if demand == 0 || activity.duration == 0 { continue }
            loads.append(
                Load(head: tables.heads[index], tail: tables.tails[index], energy: demand * activity.duration))
        }
        guard !loads.isEmpty else { return nil }
        loads.sort { $0.tail > $1.tail }
        let heads = Set(loads.map(\.head)).sorted()
        let stride = max(1, heads.count * loads.count / Self.mostSteps)
        let supply = Supply(problem.resources[resource].capacity)
        var best = 0
        for place in Swift.stride(from: 0, to: heads.count, by: stride) {
            let head = heads[place]
            let already = supply.total(until: head)
            var energy = 0
            for (index, load) in loads.enumerated() where load.head >= head {
                energy += load.energy
                if index + 1 < loads.count, loads[index + 1].tail == load.tail, loads[index + 1].head >= head {
                    continue
                }
                guard let end = supply.time(of: already + energy) else { continue }
                best = max(best, end + load.tail)
            }
        }
        makespan = best
    }
}

/// How much of a resource there has been by a time.
private struct Supply {
    private let steps: [CapacityProfile.Step]
    private let totals: [Int]

    init(_ profile: CapacityProfile) {
        steps = profile.steps
        var totals = [0]
        for (step, next) in zip(steps, steps.dropFirst()) {
            totals.append(Self.sum(totals.last ?? 0, step.capacity, times: next.from - step.from))
        }
        self.totals = totals
    }

    /// Stops at a number beyond all work that can be demanded, which makes a bound too low at worst.
    private static func sum(_ total: Int, _ capacity: Int, times duration: Int) -> Int {
        let most = Int.max / 4
        let (product, overflows) = capacity.multipliedReportingOverflow(by: duration)
        return overflows ? most : min(most, total + min(product, most))
    }

    private func last(_ isBefore: (Int) -> Bool) -> Int {
        var low = 0
        var high = steps.count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }

    func total(until time: Int) -> Int {
        let step = last { steps[$0].from <= time }
        return Self.sum(totals[step], steps[step].capacity, times: time - steps[step].from)
    }

    /// The first moment by which so much has been there; none when it never is.
    func time(of amount: Int) -> Int? {
        let step = last { totals[$0] < amount }
        let missing = amount - totals[step]
        let capacity = steps[step].capacity
        if missing <= 0 { return steps[step].from }
        if capacity == 0 { return nil }
        return steps[step].from + (missing - 1) / capacity + 1
    }
}
