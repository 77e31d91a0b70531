// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Primitives

/// Who took part, by function: never by name.
struct Participation: Sendable, Hashable {
    let kind: Role.Kind
    let cell: Cell?
    let position: String
    let people: Int
}

/// How what was said of an exercise is kept: one short text for each question.
enum CountingKeys {
    static let cyberTrigger = "counting.cyberTrigger"
    static let care = "counting.care"
    static let management = "counting.management"
    static let trades = "counting.trades"
    static let exclusions = "counting.exclusions"

    static func facts(_ kept: [String: String]) -> CountingFacts {
        func said(_ key: String) -> Bool? { kept[key].flatMap { $0 == "yes" ? true : ($0 == "no" ? false : nil) } }
        let exclusions = (kept[exclusions] ?? "").split(separator: ",").compactMap {
            CountingRule(rawValue: String($0))
        }
        return CountingFacts(
            cyberTrigger: said(cyberTrigger), care: kept[care].flatMap { CountingFacts.Care(rawValue: $0) },
            management: said(management), trades: said(trades), exclusions: Set(exclusions))
    }

    static func kept(_ facts: CountingFacts) -> [String: String] {
        func word(_ value: Bool?) -> String { value.map { $0 ? "yes" : "no" } ?? "" }
        return [
            cyberTrigger: word(facts.cyberTrigger), care: facts.care?.rawValue ?? "",
            management: word(facts.management), trades: word(facts.trades),
            exclusions: facts.exclusions.map(\.rawValue).sorted().joined(separator: ","),
        ]
    }
}
