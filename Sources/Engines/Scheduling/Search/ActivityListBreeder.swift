// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Makes activity lists out of others. Every result respects the precedences when what it is made of does.
struct ActivityListBreeder {
    private let tables: ProblemTables
    private var isTaken: [Bool]

    init(_ tables: ProblemTables) {
        self.tables = tables
        isTaken = [Bool](repeating: false, count: tables.count)
    }

    /// Between two places the order of one parent, before and after them that of the other (two-point crossover;
    /// Hartmann, 1998). The middle takes between a quarter and three quarters.
    mutating func cross(_ inner: [Int], _ outer: [Int], _ random: inout Xoshiro256) -> [Int] {
        let count = tables.count
        let length = Int(Double(count) * (0.25 + 0.5 * random.unit()))
        let begin = random.below(count - length + 1)
        let end = begin + length
        for activity in isTaken.indices { isTaken[activity] = false }
        var child: [Int] = []
        child.reserveCapacity(count)
        for place in 0..<begin {
            child.append(outer[place])
            isTaken[outer[place]] = true
        }
        var place = 0
        while child.count < end {
            let activity = inner[place]
            place += 1
            if isTaken[activity] { continue }
            child.append(activity)
            isTaken[activity] = true
        }
        for activity in outer where !isTaken[activity] { child.append(activity) }
        return child
    }

    /// Exchanges some neighbours that do not wait for one another.
    func swapNeighbours(_ list: inout [Int], probability: Double, _ random: inout Xoshiro256) {
        for place in list.indices.dropLast() where random.unit() < probability {
            if !waits(list[place + 1], for: list[place]) { list.swapAt(place, place + 1) }
        }
    }

    /// Moves one activity to another place among those that the precedences leave to it.
    func moveOne(_ list: inout [Int], _ random: inout Xoshiro256) {
        guard !list.isEmpty else { return }
        let place = random.below(list.count)
        let activity = list[place]
        var first = place
        while first > 0, !waits(activity, for: list[first - 1]) { first -= 1 }
        var last = place
        while last + 1 < list.count, !waits(list[last + 1], for: activity) { last += 1 }
        let target = first + random.below(last - first + 1)
        list.remove(at: place)
        list.insert(activity, at: target)
    }

    private func waits(_ activity: Int, for other: Int) -> Bool {
        for link in tables.before.links(of: activity) where tables.before.others[link] == other { return true }
        return false
    }
}
