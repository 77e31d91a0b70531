// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension PlanNetwork {
    /// An activity list of all members that follows an order of steps as far as precedence allows. Steps that it does not
    /// name come last; returns and gates as soon as they can, so that nothing waits for its turn because of them.
    func list(_ order: [String]) -> [Int] {
        var keys = [Int](repeating: 0, count: members.count)
        for step in stepsOfNode.joined() { keys[step] = order.count }
        for (place, key) in order.enumerated().reversed() {
            if let step = placeOfStep[key] { keys[step] = place }
        }
        var after = [[Int]](repeating: [], count: members.count)
        var waiting = [Int](repeating: 0, count: members.count)
        for link in links {
            after[link.before].append(link.after)
            waiting[link.after] += 1
        }
        var list = waiting.indices.filter { waiting[$0] == 0 }
        var next = 0
        while next < list.count {
            for follower in after[list[next]] {
                keys[follower] = max(keys[follower], keys[list[next]])
                waiting[follower] -= 1
                if waiting[follower] == 0 { list.append(follower) }
            }
            next += 1
        }
        return list.enumerated().sorted { (keys[$0.element], $0.offset) < (keys[$1.element], $1.offset) }
            .map(\.element)
    }
}
