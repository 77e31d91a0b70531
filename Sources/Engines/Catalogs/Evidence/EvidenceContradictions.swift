// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What no proof can ever satisfy, whatever the day. Only what is certain: a rule whose time has passed is no
/// contradiction, since it was satisfied by those who were in time.
enum EvidenceContradictions {
    /// - Parameter saysPeriods: false when the reader has already compared them.
    static func flaws(of condition: ProofCondition, saysPeriods: Bool) -> [String] {
        var flaws: [String] = []
        if let since = condition.since, let until = condition.until, since > until {
            flaws.append("‘since’ is after ‘until’: no proof is ever obtained in between")
        }
        if let spacing = condition.spacing {
            if !(2...1000).contains(spacing.count) { flaws.append("‘count’ is between 2 and 1,000") }
            // As the reader compares them, so that whatever can be written can be read.
            if saysPeriods, spacing.to.approximateDays < spacing.from.approximateDays {
                flaws.append("‘to’ is shorter than ‘from’")
            }
        }
        var names: Set<String> = []
        for name in condition.facts.map(\.name) where !names.insert(name).inserted {
            let isPossible = isSatisfiable(condition.facts.filter { $0.name == name })
            flaws.append("‘\(name)’ is written twice" + (isPossible ? "" : ", and no value satisfies both"))
        }
        return flaws
    }

    /// Whether one value can satisfy all of these.
    static func isSatisfiable(_ facts: [FactCondition]) -> Bool {
        if let exact = facts.first(where: { $0.comparison == .equal }) {
            return facts.allSatisfy { $0.holds(for: exact.value) }
        }
        var (low, high) = (-Double.infinity, Double.infinity)
        for fact in facts where fact.comparison != .notEqual {
            guard case .number(let number) = fact.value else { return false }
            switch fact.comparison {
            case .greater, .greaterOrEqual: low = max(low, number)
            case .less, .lessOrEqual: high = min(high, number)
            case .equal, .notEqual: break
            }
        }
        // An interval of one number holds that number only; a wider one holds more than is excluded one by one.
        if low == high { return facts.allSatisfy { $0.holds(for: .number(low)) } }
        return low < high
    }

    /// Whether a rule asks all of its parts, and one of them is the contrary of another.
    static func isNeverMet(_ rule: EvidenceRule) -> Bool {
        let parts = demands(of: rule)
        let wanted = Set(parts)
        return parts.contains { part in
            if case .not(let inner) = part { wanted.contains(inner) } else { false }
        }
    }

    /// What has to hold for a rule to hold, flattened; only the rule itself when it leaves a choice.
    private static func demands(of rule: EvidenceRule) -> [EvidenceRule] {
        switch rule {
        case .all(let rules): rules.flatMap { demands(of: $0) }
        case .atLeast(let count, let rules) where count >= rules.count: rules.flatMap { demands(of: $0) }
        case .any(let rules) where rules.count == 1: rules.flatMap { demands(of: $0) }
        case .any, .atLeast, .not, .proof: [rule]
        }
    }
}
