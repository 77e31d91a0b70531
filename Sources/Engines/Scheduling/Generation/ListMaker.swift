// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Activity lists: each activity after all those that it waits for.
struct ListMaker {
    private let tables: ProblemTables
    private var waiting: [Int]
    private var eligible: [Int] = []
    private var weights: [Double] = []

    init(_ tables: ProblemTables) {
        self.tables = tables
        waiting = [Int](repeating: 0, count: tables.count)
    }

    /// Latest finishes that keep a makespan, and with `dues` the due dates of everything that follows too: the urgency
    /// of an activity (LFT, the best of the simple rules; Davis and Patterson, 1975; Kolisch, 1996).
    static func latestFinishes(_ tables: ProblemTables, dues: Bool) -> [Int] {
        let end = (0..<tables.count).reduce(0) { max($0, tables.earliestFinishes[$1] + tables.tails[$1]) }
        guard dues else { return tables.tails.map { end - $0 } }
        // What nobody waits for by a date comes after what somebody does.
        var latest = tables.tails.map { tables.horizon(durations: tables.durations) - $0 }
        for activity in tables.topologicalOrder.reversed() {
            if tables.weights[activity] > 0 { latest[activity] = min(latest[activity], tables.dues[activity]) }
            for link in tables.after.links(of: activity) {
                let follower = tables.after.others[link]
                latest[activity] = min(
                    latest[activity], latest[follower] - tables.durations[follower] - tables.after.lags[link])
            }
        }
        return latest
    }

    /// The most urgent of the activities that can come next, again and again.
    static func list(_ tables: ProblemTables, urgency: [Int]) -> [Int] {
        var waiting = (0..<tables.count).map { tables.before.links(of: $0).count }
        var queue = UrgencyQueue()
        for activity in waiting.indices where waiting[activity] == 0 {
            queue.push(activity, key: urgency[activity], tie: tables.rank[activity])
        }
        var list: [Int] = []
        list.reserveCapacity(tables.count)
        while let activity = queue.pop()?.value {
            list.append(activity)
            for link in tables.after.links(of: activity) {
                let follower = tables.after.others[link]
                waiting[follower] -= 1
                if waiting[follower] == 0 {
                    queue.push(follower, key: urgency[follower], tie: tables.rank[follower])
                }
            }
        }
        return list
    }

    /// The nearest list to an order that may be incomplete, repeat itself or go against the precedences.
    static func repaired(_ order: [Int], _ tables: ProblemTables) -> [Int] {
        var places = [Int](repeating: order.count, count: tables.count)
        for (place, activity) in order.enumerated().reversed() where places.indices.contains(activity) {
            places[activity] = place
        }
        return list(tables, urgency: places)
    }

    /// Draws the next activity with a chance in proportion to its regret, that is to how much more urgent it is than
    /// the least urgent one (regret-based biased random sampling; Drexl, 1991).
    mutating func sample(urgency: [Int], _ random: inout Xoshiro256) -> [Int] {
        var list: [Int] = []
        list.reserveCapacity(tables.count)
        eligible.removeAll(keepingCapacity: true)
        for activity in waiting.indices {
            waiting[activity] = tables.before.links(of: activity).count
            if waiting[activity] == 0 { eligible.append(activity) }
        }
        while !eligible.isEmpty {
            var least = Int.min
            for activity in eligible { least = max(least, urgency[activity]) }
            weights.removeAll(keepingCapacity: true)
            var total = 0.0
            for activity in eligible {
                let weight = Double(least - urgency[activity] + 1)
                weights.append(weight)
                total += weight
            }
            var rest = random.unit() * total
            var pick = 0
            while pick + 1 < weights.count, rest >= weights[pick] {
                rest -= weights[pick]
                pick += 1
            }
            let activity = eligible[pick]
            eligible.swapAt(pick, eligible.count - 1)
            eligible.removeLast()
            list.append(activity)
            for link in tables.after.links(of: activity) {
                waiting[tables.after.others[link]] -= 1
                if waiting[tables.after.others[link]] == 0 { eligible.append(tables.after.others[link]) }
            }
        }
        return list
    }

    /// The list of urgencies that differ a little from those given: as good as the rule nearly everywhere, also where
    /// hundreds of activities could come next and a draw among them all would forget the rule.
    func perturbed(urgency: [Int], _ random: inout Xoshiro256) -> [Int] {
        let mean = Double(tables.durations.reduce(0, +)) / Double(max(tables.count, 1))
        let spread = mean * Self.spreads[random.below(Self.spreads.count)]
        return Self.list(tables, urgency: urgency.map { $0 + Int(spread * random.unit()) })
    }

    /// Of the perturbation, in mean durations.
    private static let spreads: [Double] = [0.5, 1, 2, 4]
}
