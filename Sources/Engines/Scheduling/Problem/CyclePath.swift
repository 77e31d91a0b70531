// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The shortest way round among activities that wait for one another, for the person who has to cut it.
enum CyclePath {
    /// A breadth-first walk from each activity that is left over; the first found of the least length. At most a
    /// thousand walks: beyond that any cycle is as good as the shortest.
    static func shortest(after: PrecedenceNetwork, ordered: [Int], count: Int) -> [Int] {
        var isLeftOver = [Bool](repeating: true, count: count)
        for activity in ordered { isLeftOver[activity] = false }
        var best: [Int] = []
        var origins = 0
        for origin in 0..<count where isLeftOver[origin] {
            if origins >= 1_000 && !best.isEmpty { break }
            origins += 1
            let path = path(
                from: origin, after: after, isLeftOver: isLeftOver, shorterThan: best.isEmpty ? .max : best.count)
            if !path.isEmpty { best = path }
            if best.count == 1 { break }
        }
        return best
    }

    private static func path(
        from origin: Int, after: PrecedenceNetwork, isLeftOver: [Bool], shorterThan limit: Int
    ) -> [Int] {
        var cameFrom: [Int: Int] = [:]
        var front = [origin]
        var length = 0
        while !front.isEmpty, length + 1 < limit {
            length += 1
            var next: [Int] = []
            for activity in front {
                for link in after.links(of: activity) {
                    let follower = after.others[link]
                    if follower == origin { return trace(activity, back: cameFrom, to: origin) }
                    guard isLeftOver[follower], cameFrom[follower] == nil else { continue }
                    cameFrom[follower] = activity
                    next.append(follower)
                }
            }
            front = next
        }
        return []
    }

    private static func trace(_ last: Int, back cameFrom: [Int: Int], to origin: Int) -> [Int] {
        var path = [last]
        var current = last
        while current != origin, let previous = cameFrom[current] {
            path.append(previous)
            current = previous
        }
        return path.reversed()
    }
}
