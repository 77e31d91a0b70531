// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// How the requirements of one framework stand to those of another.
public struct MappingSet: Sendable, Hashable {
    /// How the source stands to the target.
    public enum Relation: String, Sendable, Hashable, CaseIterable {
        case equal
        /// The source asks less.
        case subset
        /// The source asks more.
        case superset
        case intersects

        /// Seen from the other side.
        public var reversed: Relation {
            switch self {
            case .subset: .superset
            case .superset: .subset
            case .equal, .intersects: self
            }
        }

        /// Whether meeting the source is enough to meet the target.
        public var carriesOver: Bool { self == .equal || self == .superset }
    }

    public struct Pair: Sendable, Hashable {
        public let from: String
        public let to: String
        public let relation: Relation
        /// From 0 to 1.
        public let strength: Double?
        public let note: String

        public init(from: String, to: String, relation: Relation, strength: Double? = nil, note: String = "") {
            self.from = from
            self.to = to
            self.relation = relation
            self.strength = strength
            self.note = note
        }
    }

    public let identifier: String
    public let title: String
    /// The identifier of a framework.
    public let source: String
    /// Nil means every version.
    public let sourceVersion: String?
    public let target: String
    public let targetVersion: String?
    public let status: Status
    public let license: String
    public let pairs: [Pair]

    public init(
        identifier: String, title: String, source: String, sourceVersion: String? = nil, target: String,
        targetVersion: String? = nil, status: Status = .confirmed, license: String = "", pairs: [Pair]
    ) {
        self.identifier = identifier
        self.title = title
        self.source = source
        self.sourceVersion = sourceVersion
        self.target = target
        self.targetVersion = targetVersion
        self.status = status
        self.license = license
        self.pairs = pairs
    }

    /// Whether it goes from the one framework to the other.
    public func leads(from origin: Framework.Identity, to destination: Framework.Identity) -> Bool {
        source == origin.identifier && sourceVersion.map { $0 == origin.version } ?? true
            && target == destination.identifier && targetVersion.map { $0 == destination.version } ?? true
    }
}
