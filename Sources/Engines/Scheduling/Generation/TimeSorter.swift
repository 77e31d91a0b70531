// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Puts activities in the order of times, those of equal times so that each follows what it waits for.
struct TimeSorter {
    private let tables: ProblemTables
    private var counts: [Int] = []

    init(_ tables: ProblemTables) { self.tables = tables }

    /// By counting where times are dense enough, which they are in most plans.
    mutating func order(by times: [Int]) -> [Int] {
        guard let least = times.min(), let most = times.max() else { return [] }
        if most - least > 16 * times.count + 64 {
            return tables.topologicalOrder.map { (times[$0], tables.rank[$0], $0) }.sorted {
                ($0.0, $0.1) < ($1.0, $1.1)
            }
            .map(\.2)
        }
        counts.removeAll(keepingCapacity: true)
        counts.append(contentsOf: repeatElement(0, count: most - least + 2))
        for time in times { counts[time - least + 1] += 1 }
        for time in 1..<counts.count { counts[time] += counts[time - 1] }
        var order = [Int](repeating: 0, count: times.count)
        for activity in tables.topologicalOrder {
            let time = times[activity] - least
            order[counts[time]] = activity
            counts[time] += 1
        }
        return order
    }
}
