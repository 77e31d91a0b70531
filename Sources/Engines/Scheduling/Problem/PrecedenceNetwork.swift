// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What each activity waits for, one activity's after another's in flat arrays.
struct PrecedenceNetwork: Sendable {
    /// The links of activity `i` are those from `first[i]` until `first[i + 1]`.
    let first: [Int]
    let others: [Int]
    let lags: [Int]

    /// Each activity's links to those before it, or in the mirror image of time to those after it.
    init(count: Int, links: [Precedence], isMirrored: Bool) {
        var first = [Int](repeating: 0, count: count + 1)
        for link in links { first[(isMirrored ? link.before : link.after) + 1] += 1 }
        for index in 0..<count { first[index + 1] += first[index] }
        var next = first
        var others = [Int](repeating: 0, count: links.count)
        var lags = others
        for link in links {
            let owner = isMirrored ? link.before : link.after
            others[next[owner]] = isMirrored ? link.after : link.before
            lags[next[owner]] = link.lag
            next[owner] += 1
        }
        self.first = first
        self.others = others
        self.lags = lags
    }

    func links(of activity: Int) -> Range<Int> { first[activity]..<first[activity + 1] }

    /// Of several links between two activities only the longest lag matters.
    static func withoutRepeats(_ precedences: [Precedence]) -> [Precedence] {
        var longest: [[Int]: Int] = [:]
        for precedence in precedences {
            let key = [precedence.before, precedence.after]
            longest[key] = max(longest[key] ?? 0, precedence.lag)
        }
        return longest.map { Precedence(before: $0.key[0], after: $0.key[1], lag: $0.value) }
            .sorted { ($0.before, $0.after) < ($1.before, $1.after) }
    }

    /// The activities so that each follows those it waits for (Kahn, 1962); fewer when some are in a cycle. Lower
    /// positions come first where there is a choice of the same depth.
    static func topologicalOrder(before: PrecedenceNetwork, after: PrecedenceNetwork, count: Int) -> [Int] {
        var waiting = (0..<count).map { before.links(of: $0).count }
        var ordered = waiting.indices.filter { waiting[$0] == 0 }
        var next = 0
        while next < ordered.count {
            for link in after.links(of: ordered[next]) {
                waiting[after.others[link]] -= 1
                if waiting[after.others[link]] == 0 { ordered.append(after.others[link]) }
            }
            next += 1
        }
        return ordered
    }
}
