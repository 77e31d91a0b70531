// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A problem worked out for computation: flat arrays by position, orders, and the time that each activity needs
/// before and after it.
final class ProblemTables: Sendable {
    let count: Int
    let durations: [Int]
    let releases: [Int]
    /// `Int.max` without a due date.
    let dues: [Int]
    let weights: [Int]
    let hasDueDates: Bool
    /// Whether pausing may make a difference: with constant capacities nothing is ever off shift.
    let pauses: [Bool]
    /// Negative unless the activity already runs.
    let pinned: [Int]
    let hasPinned: Bool

    let before: PrecedenceNetwork
    let after: PrecedenceNetwork
    /// Every activity after those it waits for.
    let topologicalOrder: [Int]
    /// The place of each activity in that order.
    let rank: [Int]

    let packing: CapacityPacking
    let demands: PackedDemands
    /// The capacities of all resources as steps, packed.
    let capacity: SteppedTimeline
    let isConstant: Bool

    /// The earliest start of each activity with nobody else at work, or where it is pinned; and its finish then.
    let heads: [Int]
    let earliestFinishes: [Int]
    /// The time that passes at the least from the finish of an activity until everything is done.
    let tails: [Int]

    /// After the last change of capacity, release and start of what runs already, nothing depends on time any more.
    private let lastChange: Int
    private let sumOfLags: Int

    init(activities: [Activity], resources: [Resource], precedences: [Precedence]) throws(SchedulingFault) {
        count = activities.count
        durations = activities.map(\.duration)
        releases = activities.map(\.release)
        dues = activities.map { $0.due ?? .max }
        weights = activities.map(\.weight)
        hasDueDates = activities.contains { $0.due != nil && $0.weight > 0 }
        pinned = activities.map { $0.pinnedStart ?? -1 }
        hasPinned = activities.contains { $0.pinnedStart != nil }

        let links = PrecedenceNetwork.withoutRepeats(precedences)
        before = PrecedenceNetwork(count: count, links: links, isMirrored: false)
        after = PrecedenceNetwork(count: count, links: links, isMirrored: true)
        topologicalOrder = PrecedenceNetwork.topologicalOrder(before: before, after: after, count: count)
        guard topologicalOrder.count == count else {
            throw .cycle(path: CyclePath.shortest(after: after, ordered: topologicalOrder, count: count))
        }
        var rank = [Int](repeating: 0, count: count)
        for (place, activity) in topologicalOrder.enumerated() { rank[activity] = place }
        self.rank = rank

        let amounts = activities.map { activity in
            activity.demands.filter { $0.value > 0 }.sorted { $0.key < $1.key }
                .map { (resource: $0.key, amount: $0.value) }
        }
        let packing = CapacityPacking(resources: resources, demands: amounts)
        self.packing = packing
        let demands = PackedDemands(amounts, packing: packing)
        self.demands = demands
        let capacity = SteppedTimeline(resources: resources, packing: packing)
        self.capacity = capacity
        isConstant = capacity.times.count == 1
        let varies = !isConstant
        pauses = activities.map { $0.mayPause && varies && $0.duration > 0 }

        lastChange = max(
            capacity.times.last ?? 0, activities.reduce(0) { max($0, $1.release, ($1.pinnedStart ?? 0)) })
        var longestLag = [Int](repeating: 0, count: count)
        for link in links { longestLag[link.after] = max(longestLag[link.after], link.lag) }
        sumOfLags = longestLag.reduce(0, +)

        var heads = releases
        var finishes = heads
        for activity in topologicalOrder {
            for link in before.links(of: activity) {
                heads[activity] = max(heads[activity], finishes[before.others[link]] + before.lags[link])
            }
            if pinned[activity] >= 0 { heads[activity] = pinned[activity] }
            let work = Work(activity: activity, duration: durations[activity], pauses: pauses[activity])
            if pinned[activity] >= 0, !pauses[activity] {
                finishes[activity] = heads[activity] + durations[activity]
            } else if let place = capacity.earliest(work, demands, from: heads[activity], shifts: capacity) {
                if pinned[activity] < 0 { heads[activity] = place.start }
                finishes[activity] = place.finish
            } else {
                throw Self.neverMet(activity, amounts[activity], resources)
            }
        }
        self.heads = heads
        earliestFinishes = finishes

        var tails = [Int](repeating: 0, count: count)
        for activity in topologicalOrder.reversed() {
            for link in after.links(of: activity) where pinned[after.others[link]] < 0 {
                let follower = after.others[link]
                tails[activity] = max(tails[activity], after.lags[link] + durations[follower] + tails[follower])
            }
        }
        self.tails = tails
    }

    private static func neverMet(
        _ activity: Int, _ demands: [(resource: Int, amount: Int)], _ resources: [Resource]
    ) -> SchedulingFault {
        var fault = SchedulingFault.noRoom(activity: activity)
        for demand in demands {
            let steps = resources[demand.resource].capacity.steps
            let most = steps.reduce(0) { max($0, $1.capacity) }
            let last = steps.last?.capacity ?? 0
            if most < demand.amount {
                return .demandNeverMet(
                    activity: activity, resource: demand.resource, demand: demand.amount, capacity: most)
            }
            if last < demand.amount {
                fault = .demandNeverMet(
                    activity: activity, resource: demand.resource, demand: demand.amount, capacity: last)
            }
        }
        return fault
    }

    func weightedTardiness(_ finishes: [Int]) -> Int {
        guard hasDueDates else { return 0 }
        var sum = 0
        for index in 0..<count where finishes[index] > dues[index] {
            sum += weights[index] * (finishes[index] - dues[index])
        }
        return sum
    }

    /// Beyond the latest finish of any schedule made by placing each activity as early as it fits: once nothing
    /// depends on time, the activity next in the list fits at the latest when all others have finished.
    func horizon(durations: [Int]) -> Int {
        lastChange + sumOfLags + durations.reduce(0, +)
    }
}
