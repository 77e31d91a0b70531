// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One node needs another.
public struct Dependency: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nothing runs without it.
        case needs
        /// It starts without, but is not whole before the data of the other is there again.
        case needsData
        /// It runs without, less well.
        case degradedWithout
    }

    /// The key of the node that needs.
    public var from: String
    /// The key of the node that is needed.
    public var to: String
    public var kind: Kind
    /// Hours to wait after the other is back: replication, checks.
    public var lag: Double
    /// The way out of a circle (AD needs DNS, DNS needs AD): a written bootstrap procedure lets `from` start before `to`.
    public var isBootstrap: Bool

    public init(from: String, to: String, kind: Kind = .needs, lag: Double = 0, isBootstrap: Bool = false) {
        self.from = from
        self.to = to
        self.kind = kind
        self.lag = lag
        self.isBootstrap = isBootstrap
    }
}
