// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Who pays what of an action done once for several: by activity where it is known for all, else in equal parts. A proposal,
/// which the group changes as it likes.
enum SharedCost {
    /// By member, in the order of `members`; adds up to 1.
    static func proposed(_ members: [RoadmapSnapshot.Member]) -> [Double] {
        guard !members.isEmpty else { return [] }
        let activities = members.compactMap(\.activity).filter { $0.isFinite && $0 > 0 }
        let sum = activities.reduce(0, +)
        guard activities.count == members.count, sum > 0 else {
            return Array(repeating: 1 / Double(members.count), count: members.count)
        }
        return activities.map { $0 / sum }
    }

    /// An amount in whole euros.
    static func whole(_ euros: Double) -> Int { Int(min(max(euros.rounded(), 0), 1e12)) }

    /// What the group wrote, brought to a sum of 1; the proposal where it is of no use.
    static func shares(of members: [RoadmapSnapshot.Member], kept: [String: Double]?) -> [Double] {
        guard let kept else { return proposed(members) }
        let written = members.map { max(kept[$0.id] ?? 0, 0) }
        let sum = written.reduce(0, +)
        guard sum > 0, sum.isFinite else { return proposed(members) }
        return written.map { $0 / sum }
    }
}
