// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Actions in an order where each follows its prerequisites (Kahn, 1962).
struct PrerequisiteOrder {
    /// Every action that can be ordered.
    private(set) var ordered: [Int] = []
    /// Those in a cycle, or that wait for a cycle or for an action that does not exist.
    private(set) var unordered: [Int] = []

    init(_ prerequisites: [[Int]]) {
        var waiting = [Int](repeating: 0, count: prerequisites.count)
        var followers = [[Int]](repeating: [], count: prerequisites.count)
        for (action, needed) in prerequisites.enumerated() {
            waiting[action] = needed.count
            for prerequisite in needed where prerequisites.indices.contains(prerequisite) {
                followers[prerequisite].append(action)
            }
        }
        ordered = waiting.indices.filter { waiting[$0] == 0 }
        var next = 0
        while next < ordered.count {
            for follower in followers[ordered[next]] {
                waiting[follower] -= 1
                if waiting[follower] == 0 { ordered.append(follower) }
            }
            next += 1
        }
        unordered = waiting.indices.filter { waiting[$0] > 0 }
    }
}
