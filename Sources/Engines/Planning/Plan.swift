// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// When each action starts.
public struct Plan: Sendable, Hashable, Codable {
    /// By position in `PlanningProblem.actions`; nil when the action is left out.
    public var starts: [Int?]
    /// The weighted gap closed, earlier being better: what is maximised.
    public var value: Double
    /// No plan can be worth more, as far as is proven.
    public var bound: Double
    public var origin: Origin

    public enum Origin: String, Sendable, Hashable, Codable {
        case greedy
        case optimised
    }

    /// How far the plan may still be from the best one, from 0 to 1.
    public var distanceToBound: Double { bound > 0 ? max(0, (bound - value) / bound) : 0 }

    public init(starts: [Int?], value: Double, bound: Double, origin: Origin) {
        self.starts = starts
        self.value = value
        self.bound = bound
        self.origin = origin
    }
}
