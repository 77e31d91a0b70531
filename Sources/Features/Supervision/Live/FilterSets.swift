// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives
import Sigma

/// A filter as an establishment keeps it: Sigma text, and the rule that it takes matches away from.
struct KeptFilter: Sendable, Hashable {
    let id: Identifier<KeptFilter>
    let ruleID: String
    let body: String
}

/// The filters of each establishment, ready to be asked. The rules are shared by all and compiled once; filters are few and
/// asked only of events that a rule matched already.
struct FilterSets {
    struct Refused {
        var rules: Set<String> = []
        func takes(_ rule: String) -> Bool { rules.contains(rule) }
    }

    private final class Ready {
        let filters: [KeptFilter]
        /// Rules stand in the set by the identifier of their filter.
        let ruleOf: [String: String]
        private var hunter: LiveHunter

        init(_ filters: [KeptFilter]) {
            self.filters = filters
            ruleOf = Dictionary(filters.map { ($0.id.text, $0.ruleID) }, uniquingKeysWith: { first, _ in first })
            let rules = filters.flatMap { filter in
                FilterText.rules(in: filter.body, named: filter.id.text).map(SigmaDocument.rule)
            }
            hunter = LiveHunter(RuleSet(rules), alertingFrom: .informational)
        }

        func refused(_ json: String) -> Refused {
            var refused = Refused()
            let rules = hunter.rules
            _ = hunter.read(Array(json.utf8)) { seen in
                for rule in seen.alerting {
                    if let name = ruleOf[rules.headline(rule).id] { refused.rules.insert(name) }
                }
            }
            return refused
        }
    }

    private var ready: [Organisation.ID: Ready] = [:]

    mutating func update(_ kept: [Organisation.ID: [KeptFilter]]) {
        for (organisation, filters) in kept where ready[organisation]?.filters != filters {
            ready[organisation] = filters.isEmpty ? nil : Ready(filters)
        }
    }

    func refused(_ json: String, of organisation: Organisation.ID) -> Refused {
        ready[organisation]?.refused(json) ?? Refused()
    }
}

/// Sigma filters as text (specification 2.1, "Filters").
enum FilterText {
    /// The filters of a text as rules that match what the filters take away.
    static func rules(in text: String, named id: String) -> [SigmaRule] {
        SigmaReader().read(text, file: "filter").documents.compactMap { document in
            guard case .filter(let filter) = document else { return nil }
            return filter.asRule(id: id)
        }
    }

    /// Why a text is no filter; nil when it is one.
    static func fault(in text: String) -> String? {
        let read = SigmaReader().read(text, file: "filtre")
        if let fault = read.faults.first { return "\(fault.origin.line): \(fault.message)" }
        let filters = rules(in: text, named: "x")
        guard !filters.isEmpty, filters.count == read.documents.count else { return "1: filter is missing" }
        return RuleSet(filters.map(SigmaDocument.rule)).refused.first.map { "\($0.origin.line): \($0.message)" }
    }
}
