// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One YAML document of a rule file.
public enum SigmaDocument: Sendable, Hashable {
    case rule(SigmaRule)
    case correlation(Correlation)
    case filter(SigmaFilter)
}

/// Takes matches away from rules, without touching them (specification 2.1, "Filters").
public struct SigmaFilter: Sendable, Hashable {
    public var id: String
    public var title: String
    /// Identifiers or names; empty: any rule of the log source.
    public var rules: [String]
    public var logSource: LogSource
    public var detections: [Detection]
    public var condition: Condition
    public var origin: Origin
}

/// Several matches that together mean something (specification 2.1, "Correlations").
public struct Correlation: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case eventCount = "event_count"
        case valueCount = "value_count"
        case temporal
        case temporalOrdered = "temporal_ordered"
        case valueSum = "value_sum"
        case valueAverage = "value_avg"
        case valuePercentile = "value_percentile"
    }

    /// All must hold.
    public struct Bound: Sendable, Hashable {
        public enum Sign: String, Sendable, Hashable, CaseIterable {
            case gt, gte, lt, lte, eq, neq
        }

        public var sign: Sign
        public var value: Double
    }

    public var id: String
    public var name: String?
    public var title: String
    public var description: String
    public var level: Level
    public var author: String
    public var tags: [String]
    public var kind: Kind
    /// Identifiers or names of rules or of other correlations.
    public var rules: [String]
    public var groupBy: [String]
    public var seconds: Double
    /// A name in `groupBy` → by rule, the field that it means there.
    public var aliases: [String: [String: String]]
    public var bounds: [Bound]
    /// What is counted, summed or ranked.
    public var fields: [String]
    /// Which percentile, from 0 to 100.
    public var percentile: Double
    /// The referenced rules alert by themselves too.
    public var generates: Bool
    public var origin: Origin
}

extension SigmaFilter {
    /// A rule that matches what the filter takes away, for whoever asks filters apart from the rules.
    public func asRule(id: String) -> SigmaRule {
        SigmaRule(
            id: id, name: nil, title: title, description: "", status: "", level: .informational, author: "",
            licence: "",
            references: [], tags: [], falsePositives: [], logSource: logSource, detections: detections,
            conditions: [condition], origin: origin)
    }
}
