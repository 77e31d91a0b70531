// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A duration in hours that is not certain: at best, most likely, at worst.
public struct Estimate: Sendable, Hashable, Codable {
    public var low: Double
    public var likely: Double
    public var high: Double

    public init(low: Double, likely: Double, high: Double) {
        self.low = low
        self.likely = likely
        self.high = high
    }

    /// Where a figure comes from: the reader is told.
    public enum Source: String, Sendable, Hashable, Codable, CaseIterable {
        /// A restore test or an exercise gave it.
        case measured
        /// The team's own judgement.
        case estimated
        /// Proposed by Carène from the kind of the node; nobody confirmed it.
        case proposed
    }
}
