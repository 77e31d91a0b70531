// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Frameworks
import Site

/// The words that the rules of the installed frameworks use: choosing one of them is what makes a proof count.
enum FactVocabularies {
    /// For each fact of the kind, its words.
    static func words(of kind: ProofKind, in frameworks: [Framework]) -> [String: [String]] {
        var words: [String: Set<String>] = [:]
        for framework in frameworks {
            for requirement in framework.requirements {
                for condition in requirement.evidence?.conditions ?? [] where condition.kind == kind.id {
                    for fact in condition.facts {
                        guard case .text(let word) = fact.value else { continue }
                        words[fact.name, default: []].insert(word)
                    }
                }
            }
        }
        return words.mapValues { $0.sorted() }
    }
}

extension House {
    /// The newest version of each framework, in the order of their identifiers.
    func newestFrameworks() async throws -> [Framework] {
        var newest: [String: Framework.Identity] = [:]
        for summary in try await library.summaries() {
            let identity = summary.identity
            newest[identity.identifier] = max(newest[identity.identifier] ?? identity, identity)
        }
        var frameworks: [Framework] = []
        for identity in newest.values.sorted() {
            if let framework = try await library.framework(identity) { frameworks.append(framework) }
        }
        return frameworks
    }
}
