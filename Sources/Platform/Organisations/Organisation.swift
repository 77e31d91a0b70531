// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// A node of the one tree: the nation, a region, a hospital group, a legal entity or one of its sites.
public struct Organisation: Sendable, Hashable {
    public typealias ID = Identifier<Organisation>

    public enum Kind: String, Sendable, CaseIterable {
        case national
        case region
        case ght
        case legalEntity
        case site

        public var title: Phrase {
            switch self {
            case .national: Phrase("National", "National")
            case .region: Phrase("Région", "Region")
            case .ght: Phrase("GHT", "Hospital group (GHT)")
            case .legalEntity: Phrase("Entité juridique", "Legal entity")
            case .site: Phrase("Établissement géographique", "Site")
            }
        }

        /// Levels may be skipped: a nursing home has neither region nor group above it. A group may hold a group and a
        /// site its annexes; nothing else holds its like.
        public func canHold(_ child: Kind) -> Bool {
            rank < child.rank || (self == child && (self == .ght || self == .site))
        }

        /// The kinds that carry a FINESS number.
        public var hasFINESS: Bool { self == .legalEntity || self == .site }

        private var rank: Int {
            switch self {
            case .national: 0
            case .region: 1
            case .ght: 2
            case .legalEntity: 3
            case .site: 4
            }
        }
    }

    /// What a legal entity is in its hospital group (code de la santé publique, L6132-1 and L6132-5).
    public enum GroupRole: String, Sendable, CaseIterable {
        case support
        case party
        case associate

        public var title: Phrase {
            switch self {
            case .support: Phrase("Établissement support", "Support hospital")
            case .party: Phrase("Établissement partie", "Member")
            case .associate: Phrase("Établissement associé", "Associate")
            }
        }
    }

    /// What FINESS says it is: the category of a site (355: hospital), the legal status of a legal entity.
    public struct Category: Sendable, Hashable {
        public let code: String
        public let label: String?

        public init(code: String, label: String?) {
            self.code = code
            self.label = label
        }
    }

    public let id: ID
    public let parent: ID?
    public let kind: Kind
    /// The official code of a region (INSEE) or of a group; nil elsewhere.
    public let code: String?
    public let name: String
    public let finess: FINESS?
    public let category: Category?
    public let town: String?
    /// INSEE code: `38`, `2A`, `974`.
    public let department: String?
    public let groupRole: GroupRole?
    public let isClosed: Bool
    /// Nil also for a closed establishment whose date nobody gave.
    public let closedOn: Day?
    public let lineage: Lineage
}
