// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// How what is asked stands on a day.
public enum EvidenceStanding: Sendable, Hashable {
    /// Satisfied; the last day on which it still will be with the proofs of today, nil when no end is known.
    /// Proofs dated after the day of the reading prolong nothing.
    case holds(until: CalendarDay?)
    /// No longer satisfied, as a whole: it last was on this day. Said before anything of what is left of it.
    case lapsed(on: CalendarDay)
    /// Never satisfied as a whole, but some of what is asked is there: the share, from 0.01 to 0.99.
    case partial(Double)
    case missing

    public var holds: Bool {
        if case .holds = self { true } else { false }
    }
}

/// A rule read against proofs: the verdict, and why. Has the shape of the rule.
public indirect enum RuleReading: Sendable, Hashable {
    case any([RuleReading], EvidenceStanding)
    case all([RuleReading], EvidenceStanding)
    case not(RuleReading, EvidenceStanding)
    case atLeast(Int, of: [RuleReading], EvidenceStanding)
    case proof(ConditionReading)

    public var standing: EvidenceStanding {
        switch self {
        case .any(_, let standing), .all(_, let standing), .not(_, let standing), .atLeast(_, _, let standing): standing
        case .proof(let reading): reading.standing
        }
    }

    /// Every condition, in the order in which the rule writes them.
    public var conditions: [ConditionReading] {
        switch self {
        case .any(let parts, _), .all(let parts, _), .atLeast(_, let parts, _): parts.flatMap(\.conditions)
        case .not(let part, _): part.conditions
        case .proof(let reading): [reading]
        }
    }
}

/// One condition read against proofs.
public struct ConditionReading: Sendable, Hashable {
    public let condition: ProofCondition
    public let standing: EvidenceStanding
    /// The proofs that satisfy it, the one that lasts longest first. For a series of measurements, those of the series
    /// that lasts longest, the last one first.
    public let counting: [ProofRecord.ID]
    /// Proofs of the kind that do not count, each with the first thing that is wrong with it; those with the fewest
    /// first, then the most recent. At most five.
    public let misses: [Miss]

    /// Why a proof of the right kind does not count.
    public struct Miss: Sendable, Hashable {
        public let proof: ProofRecord.ID
        public let reason: Reason
    }

    public enum Reason: Sendable, Hashable {
        /// The fact says something else; nil when it says nothing.
        case fact(FactCondition, found: FactCondition.Value?)
        /// Obtained on this day, at least so much too early.
        case tooOld(obtained: CalendarDay, neededSince: CalendarDay)
        case tooLate(obtained: CalendarDay, neededUntil: CalendarDay)
        /// Its own validity ended.
        case expired(on: CalendarDay)
        /// Dated after the day of the reading: a clock is wrong, or it is planned.
        case notYet(CalendarDay)
        /// A valid measurement, but it ends a series of only so many out of those that are asked. It comes so many days
        /// after the one before, whether or not that is the right distance; nil when it is the first.
        case spacing(found: Int, wanted: Int, days: Int?)
    }
}

extension ProofRecord {
    public typealias ID = String
}

/// A requirement read against the proofs of an establishment, or of every member of a group.
public struct RequirementReading: Sendable, Hashable {
    public let standing: EvidenceStanding
    /// For one establishment: its rule. Nil when the requirement says nothing of proofs.
    public let rule: RuleReading?
    /// For a group, or an entity of several sites.
    public let coverage: CoverageReading?
}

/// How much of a group satisfies a rule.
public struct CoverageReading: Sendable, Hashable {
    public let members: [Member]
    /// The weight of the members that satisfy it over the known weight of all, from 0 to 1.
    public let share: Double
    /// The share that is asked; 1 when nothing but "every member" is.
    public let atLeast: Double
    /// What weighs the members; nil when each counts for one.
    public let weight: String?
    /// Members whose weight nobody gave, or is no weight: with a weighted rule they count for nothing in the share. It
    /// is then not enough that the share is reached: all of these must satisfy the rule too, for one that does not may
    /// outweigh the others. That makes the share a floor whenever the requirement holds. When every member satisfies
    /// the rule the share is 1, even if no weight is known; else, with no known weight, it is 0.
    public let unweighed: [String]

    public struct Member: Sendable, Hashable {
        public let id: String
        /// Its share of the known whole, from 0 to 1; nil when its weight is unknown.
        public let share: Double?
        public let reading: RuleReading
    }
}

/// Whose proofs are read.
public enum EvidenceSubject: Sendable, Hashable {
    case one(ProofSet)
    /// The members of a group (or the sites of an entity), each with the proofs that count for it.
    case group([Member])

    public struct Member: Sendable, Hashable {
        public let id: String
        /// Such as its combined activity, in any unit; nil when unknown.
        public let weight: Double?
        public let proofs: ProofSet

        public init(id: String, weight: Double?, proofs: ProofSet) {
            self.id = id
            self.weight = weight
            self.proofs = proofs
        }
    }
}
