// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What is asked of an exercise for it to count as one of continuity, and what never counts. The words are those of the
/// regional agency of Occitanie, which published them for its establishments.
public enum CountingRule: String, Sendable, Hashable, CaseIterable {
    /// It begins with a cyber incident.
    case cyberTrigger
    /// Patients are cared for while the digital tools are degraded.
    case degradedCare
    /// The general management takes part.
    case management
    /// Care and the other trades take part, not the IT department alone.
    case trades

    case onlyTechnical
    case groupRecovery
    case maintenance
    case backupSwitch
    case restoreTest

    /// It never counts, whatever else is true.
    public var isExclusion: Bool {
        switch self {
        case .cyberTrigger, .degradedCare, .management, .trades: false
        case .onlyTechnical, .groupRecovery, .maintenance, .backupSwitch, .restoreTest: true
        }
    }

    /// Where it is written.
    public var source: String { "https://www.occitanie.ars.sante.fr/cybersecurite-pour-les-etablissements-de-sante" }

    /// A crisis exercise need not put units into degraded mode; the rest is asked of it too.
    public var isForCrisisToo: Bool { self != .degradedCare }
}

/// What is known of an exercise. Nil is what nobody said.
public struct CountingFacts: Sendable, Hashable {
    public enum Care: String, Sendable, Hashable, CaseIterable {
        /// Teams worked without their digital tools.
        case played
        /// It was talked through around a table.
        case discussed
        case absent
    }

    public var cyberTrigger: Bool?
    public var care: Care?
    public var management: Bool?
    public var trades: Bool?
    /// Those of the exclusions that apply.
    public var exclusions: Set<CountingRule>

    public init(
        cyberTrigger: Bool? = nil, care: Care? = nil, management: Bool? = nil, trades: Bool? = nil,
        exclusions: Set<CountingRule> = []
    ) {
        self.cyberTrigger = cyberTrigger
        self.care = care
        self.management = management
        self.trades = trades
        self.exclusions = exclusions.filter(\.isExclusion)
    }
}

/// Whether an exercise counts, and why.
public struct CountingVerdict: Sendable, Hashable {
    public enum Outcome: Sendable, Hashable {
        case met
        case broken
        case unknown
        /// The published text does not settle it: the agency should be asked.
        case toConfirm
    }

    public struct Finding: Sendable, Hashable {
        public let rule: CountingRule
        public let outcome: Outcome

        public init(rule: CountingRule, outcome: Outcome) {
            self.rule = rule
            self.outcome = outcome
        }
    }

    public let findings: [Finding]

    public init(_ facts: CountingFacts) {
        func said(_ value: Bool?) -> Outcome { value.map { $0 ? .met : .broken } ?? .unknown }
        findings = CountingRule.allCases.map { rule in
            let outcome: Outcome =
                switch rule {
                case .cyberTrigger: said(facts.cyberTrigger)
                case .management: said(facts.management)
                case .trades: said(facts.trades)
                case .degradedCare:
                    switch facts.care {
                    case .played: .met
                    case .discussed: .toConfirm
                    case .absent: .broken
                    case nil: .unknown
                    }
                default: facts.exclusions.contains(rule) ? .broken : .met
                }
            return Finding(rule: rule, outcome: outcome)
        }
    }

    /// As an exercise of continuity.
    public var countsForContinuity: Bool { findings.allSatisfy { $0.outcome == .met } }

    /// As the yearly crisis exercise: a cyber incident, the management and the trades, and nothing that is excluded.
    public var countsForCrisis: Bool {
        findings.filter(\.rule.isForCrisisToo).allSatisfy { $0.outcome == .met }
    }

    /// What keeps it from counting, or is still to be said.
    public var obstacles: [Finding] { findings.filter { $0.outcome != .met } }
}
