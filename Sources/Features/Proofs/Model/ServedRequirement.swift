// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Frameworks
import Markup
import Organisations
import Primitives
import Site

/// A requirement that a proof answers today, or that it would answer if it were not for one thing.
struct ServedRequirement: Sendable, Hashable {
    let code: String
    let title: String
    let frameworkTitle: String
    let state: RequirementState
    /// Why the proof does not count, in a sentence; nil when it does.
    let obstacle: String?
    let href: URLPath?

    /// What a proof does for an organisation: first where it counts, then where it does not.
    static func all(of proof: Proof.ID, in sheets: [StandingSheet], words: ReadingWords) -> [ServedRequirement] {
        let found = sheets.flatMap { sheet in
            sheet.lines.compactMap { line -> ServedRequirement? in
                let conditions = line.reading.conditions
                let counts = conditions.contains { $0.counting.contains(proof.text) }
                let obstacle = counts ? nil : obstacle(for: proof, in: conditions, words)
                guard counts || obstacle != nil else { return nil }
                return ServedRequirement(
                    code: line.requirement.code, title: line.requirement.title, frameworkTitle: sheet.framework.title,
                    state: line.state, obstacle: obstacle, href: sheet.declaration?.href)
            }
        }
        return found.filter { $0.obstacle == nil } + found.filter { $0.obstacle != nil }
    }

    /// A proof of the right kind on another subject is not told: it was never meant for that requirement.
    private static func obstacle(
        for proof: Proof.ID, in conditions: [ConditionReading], _ words: ReadingWords
    ) -> String? {
        for condition in conditions where condition.counting.isEmpty {
            for miss in condition.misses where miss.proof == proof.text {
                if case .fact(let wanted, _) = miss.reason, case .text = wanted.value { continue }
                return words.sentence(miss.reason, condition.condition)
            }
        }
        return nil
    }
}

extension Organisation.Kind {
    /// Holds establishments, of which requirements are asked, but is none.
    var isTerritory: Bool { self == .national || self == .region }
}

extension RequirementReading {
    /// Every condition that was read, of the organisation or of each member.
    var conditions: [ConditionReading] {
        (rule?.conditions ?? []) + (coverage?.members.flatMap(\.reading.conditions) ?? [])
    }
}

extension House {
    /// The frameworks that an organisation works with: those it opened an assessment on, or else all.
    func frameworksInUse(by organisation: Organisation.ID) async throws -> [Framework] {
        let declared = try await declarations(of: [organisation]).map(\.framework).sorted()
        guard !declared.isEmpty else { return try await newestFrameworks() }
        var frameworks: [Framework] = []
        for identity in declared {
            if let framework = try await library.framework(identity), !frameworks.contains(framework) {
                frameworks.append(framework)
            }
        }
        return frameworks
    }
}
