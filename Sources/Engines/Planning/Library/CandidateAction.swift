// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Something that an establishment may do to close requirements, with what it costs: an estimate, never a fact.
public struct CandidateAction: Sendable, Hashable, Codable {
    /// `SAV-03`; unique in the library.
    public var id: String
    public var title: String
    public var description: String
    public var pillar: Pillar
    /// Paid once, in euros.
    public var cost: Estimate
    /// Euros each year after the action is done.
    public var recurring: Estimate
    /// Person-days in all, by skill; absent means none.
    public var effort: [Skill: Double]
    /// In quarters.
    public var duration: Int
    /// Identifiers of the actions that must be done before.
    public var after: [String]
    /// Nil when each establishment must do it by itself.
    public var sharing: Sharing?
    public var closes: [Closing]
    /// Kinds of proof that it lets one register.
    public var proofs: [String]
    public var sources: [String]

    public init(
        id: String, title: String, description: String = "", pillar: Pillar, cost: Estimate,
        recurring: Estimate = Estimate(low: 0, high: 0), effort: [Skill: Double] = [:], duration: Int,
        after: [String] = [], sharing: Sharing? = nil, closes: [Closing] = [], proofs: [String] = [],
        sources: [String] = []
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.pillar = pillar
        self.cost = cost
        self.recurring = recurring
        self.effort = effort
        self.duration = duration
        self.after = after
        self.sharing = sharing
        self.closes = closes
        self.proofs = proofs
        self.sources = sources
    }

    /// The four pillars of the programme CaRE, by the names that frameworks give them.
    public enum Pillar: String, Sendable, Hashable, Codable, CaseIterable {
        case governance, resources, awareness, operations
    }

    /// A range of euros.
    public struct Estimate: Sendable, Hashable, Codable {
        public var low: Double
        public var high: Double

        public init(low: Double, high: Double) {
            self.low = low
            self.high = high
        }

        public var middle: Double { low + (high - low) / 2 }
    }

    /// What it takes to do it once for several establishments, compared with once for one of them.
    public struct Sharing: Sendable, Hashable, Codable {
        public var costFactor: Double
        public var effortFactor: Double

        public init(costFactor: Double, effortFactor: Double) {
            self.costFactor = costFactor
            self.effortFactor = effortFactor
        }
    }

    /// The share of a requirement that the action brings, from 0 to 1.
    public struct Closing: Sendable, Hashable, Codable {
        public var framework: String
        public var code: String
        public var share: Double

        public init(framework: String, code: String, share: Double) {
            self.framework = framework
            self.code = code
            self.share = share
        }
    }
}

/// Whose time an action takes. Few, so that a security officer can say how many days there are of each.
public enum Skill: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
    case governance, infrastructure, applications, care, training
}
