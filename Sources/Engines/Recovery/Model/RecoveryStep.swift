// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One thing that a team does to bring a node back.
public struct RecoveryStep: Sendable, Hashable, Codable {
    /// What a step is for, in the order in which a node goes through them.
    public enum Phase: String, Sendable, Hashable, Codable, CaseIterable {
        case contain
        case rebuild
        case restore
        case check
        case reopen

        public var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// Unique in its model.
    public var key: String
    /// The node that it brings back.
    public var node: String
    public var title: String
    public var phase: Phase
    /// Working hours.
    public var duration: Estimate
    public var source: Estimate.Source
    /// People of each team, by the team's key, all along.
    public var people: [String: Int]
    /// Units of each of the means (restore streams, clean-room places), by key, all along.
    public var means: [String: Int]
    /// Stops when its team goes home and goes on when it comes back. Otherwise runs in one piece.
    public var mayPause: Bool
    /// Keys of steps that must be done first, beside what the map says and the phases of its own node.
    public var after: [String]

    public init(
        key: String, node: String, title: String, phase: Phase, duration: Estimate,
        source: Estimate.Source = .estimated, people: [String: Int] = [:], means: [String: Int] = [:],
        mayPause: Bool = true, after: [String] = []
    ) {
        self.key = key
        self.node = node
        self.title = title
        self.phase = phase
        self.duration = duration
        self.source = source
        self.people = people
        self.means = means
        self.mayPause = mayPause
        self.after = after
    }
}
