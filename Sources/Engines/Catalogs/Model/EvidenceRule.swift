// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What proof satisfies a requirement. Kept as data, so that it can be explained to people as well as evaluated.
public indirect enum EvidenceRule: Sendable, Hashable {
    case any([EvidenceRule])
    case all([EvidenceRule])
    case not(EvidenceRule)
    case atLeast(Int, of: [EvidenceRule])
    case proof(ProofCondition)

    /// Every condition of the rule, in the order in which it is written.
    public var conditions: [ProofCondition] {
        switch self {
        case .any(let rules), .all(let rules), .atLeast(_, let rules): rules.flatMap(\.conditions)
        case .not(let rule): rule.conditions
        case .proof(let condition): [condition]
        }
    }
}

/// A proof of one kind, with what it must say and when it must have been obtained.
public struct ProofCondition: Sendable, Hashable {
    /// Such as `backup.restoreTested`.
    public let kind: String
    public let facts: [FactCondition]
    /// Obtained at most this long before the declaration.
    public let within: Period?
    /// Obtained, or reviewed, on or after this day.
    public let since: CalendarDay?
    /// Obtained on or before this day.
    public let until: CalendarDay?
    public let spacing: Spacing?

    public init(
        kind: String, facts: [FactCondition] = [], within: Period? = nil, since: CalendarDay? = nil,
        until: CalendarDay? = nil, spacing: Spacing? = nil
    ) {
        self.kind = kind
        self.facts = facts
        self.within = within
        self.since = since
        self.until = until
        self.spacing = spacing
    }

    /// So many measurements, each at a distance from the one before that lies between two periods.
    public struct Spacing: Sendable, Hashable {
        public let count: Int
        public let from: Period
        public let to: Period

        public init(count: Int, from: Period, to: Period) {
            self.count = count
            self.from = from
            self.to = to
        }
    }
}

/// What one fact of a proof must be.
public struct FactCondition: Sendable, Hashable {
    public enum Comparison: String, Sendable, Hashable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    public enum Value: Sendable, Hashable {
        case text(String)
        case number(Double)
        case flag(Bool)
    }

    public let name: String
    public let comparison: Comparison
    public let value: Value

    public init(name: String, comparison: Comparison = .equal, value: Value) {
        self.name = name
        self.comparison = comparison
        self.value = value
    }

    /// Whether a fact satisfies this condition. Only numbers are ordered; a missing fact satisfies nothing.
    public func holds(for fact: Value?) -> Bool {
        guard let fact else { return false }
        if case .number(let found) = fact, case .number(let wanted) = value {
            return switch comparison {
            case .equal: found == wanted
            case .notEqual: found != wanted
            case .less: found < wanted
            case .lessOrEqual: found <= wanted
            case .greater: found > wanted
            case .greaterOrEqual: found >= wanted
            }
        }
        return switch comparison {
        case .equal: fact == value
        case .notEqual: fact != value
        case .less, .lessOrEqual, .greater, .greaterOrEqual: false
        }
    }
}
