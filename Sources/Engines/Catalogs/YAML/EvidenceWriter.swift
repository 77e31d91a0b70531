// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Writes the rules that say what proof satisfies a requirement.
enum EvidenceWriter {
    static func write(_ rule: EvidenceRule, to output: inout YAMLWriter) {
        switch rule {
        case .any(let rules): write(rules, key: "any", to: &output)
        case .all(let rules): write(rules, key: "all", to: &output)
        case .not(let inner): output.mapping("not") { write(inner, to: &$0) }
        case .atLeast(let count, let rules):
            output.mapping("atLeast") { fields in
                fields.raw("count", "\(count)")
                write(rules, key: "of", to: &fields)
            }
        case .proof(let condition): write(condition, to: &output)
        }
    }

    private static func write(_ rules: [EvidenceRule], key: String, to output: inout YAMLWriter) {
        output.list(key, rules) { rule, item in write(rule, to: &item) }
    }

    private static func write(_ condition: ProofCondition, to output: inout YAMLWriter) {
        output.text("kind", condition.kind)
        if !condition.facts.isEmpty {
            output.mapping("where") { facts in
                for fact in condition.facts { write(fact, to: &facts) }
            }
        }
        if let within = condition.within { output.text("within", within.description) }
        if let since = condition.since { output.text("since", since.description) }
        if let until = condition.until { output.text("until", until.description) }
        if let spacing = condition.spacing {
            output.mapping("spaced") { fields in
                fields.raw("count", "\(spacing.count)")
                fields.text("from", spacing.from.description)
                fields.text("to", spacing.to.description)
            }
        }
    }

    private static func write(_ fact: FactCondition, to output: inout YAMLWriter) {
        switch (fact.comparison, fact.value) {
        case (.equal, .text(let text)): output.text(fact.name, text)
        case (.equal, .number(let number)): output.raw(fact.name, YAMLWriter.number(number))
        case (.equal, .flag(let flag)): output.raw(fact.name, "\(flag)")
        case (let comparison, .number(let number)):
            output.text(fact.name, "\(comparison.rawValue) \(YAMLWriter.number(number))")
        case (_, .text), (_, .flag): break  // Refused by FrameworkRules: only numbers are compared.
        }
    }
}
