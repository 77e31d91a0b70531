// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A detection rule (Sigma specification 2.1, "Sigma Rules").
public struct SigmaRule: Sendable, Hashable {
    public var id: String
    /// What correlations may call it instead of its identifier.
    public var name: String?
    public var title: String
    public var description: String
    public var status: String
    public var level: Level
    public var author: String
    public var licence: String
    public var references: [String]
    /// `attack.t1059.001`, `attack.execution`, `cve.2021-44228`…
    public var tags: [String]
    public var falsePositives: [String]
    public var logSource: LogSource
    public var detections: [Detection]
    /// One is enough.
    public var conditions: [Condition]
    /// Where it was read: what an error or an alert names.
    public var origin: Origin
}

/// A file and the line on which a document begins.
public struct Origin: Sendable, Hashable {
    public var file: String
    public var line: Int

    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }
}

public enum Level: Int, Sendable, Hashable, Comparable, CaseIterable {
    case informational
    case low
    case medium
    case high
    case critical

    public init?(_ text: String) {
        switch text.lowercased() {
        case "informational": self = .informational
        case "low": self = .low
        case "medium": self = .medium
        case "high": self = .high
        case "critical": self = .critical
        default: return nil
        }
    }

    public var name: String {
        switch self {
        case .informational: "informational"
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .critical: "critical"
        }
    }

    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
}

/// Which events a rule is about; what is not said is not asked.
public struct LogSource: Sendable, Hashable {
    public var product: String?
    public var category: String?
    public var service: String?

    public init(product: String? = nil, category: String? = nil, service: String? = nil) {
        self.product = product
        self.category = category
        self.service = service
    }
}

/// A named search of a rule.
public struct Detection: Sendable, Hashable {
    public var name: String
    public var search: Search
}

public indirect enum Search: Sendable, Hashable {
    case all([Search])
    case any([Search])
    case field(FieldTest)
    /// Anywhere in the event.
    case keyword(WildcardPattern)
    case keywordExpression(RegularExpression)
}

/// One field and what its value must be.
public struct FieldTest: Sendable, Hashable {
    public var field: String
    public var test: ValueTest
    public var isNegated: Bool
}

public enum ValueTest: Sendable, Hashable {
    case pattern(WildcardPattern)
    case expression(RegularExpression)
    case network(IPNetwork)
    case number(Double, Comparison)
    /// A part of a date, taken as it is written: no time zone is applied.
    case datePart(DatePart, Double, Comparison)
    /// The field is absent, or has no value.
    case null
    case exists(Bool)
    case sameAs(field: String, Relation, isCased: Bool)
}

public enum Comparison: String, Sendable, Hashable {
    case equal
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
}

public enum Relation: Sendable, Hashable {
    case equals
    case contains
    case startsWith
    case endsWith
}

public enum DatePart: String, Sendable, Hashable {
    case minute
    case hour
    case day
    case week
    case month
    case year
}

public struct RegularExpression: Sendable, Hashable {
    public var pattern: String
    public var ignoresCase: Bool
    public var isMultiline: Bool
    public var dotMatchesNewline: Bool
}
