// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Markup
import Primitives
import Site

/// What the search box finds in the newest version of each framework: codes and words of requirements, and titles.
enum FrameworkSearch {
    static let limit = 30

    static func hits(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let words = SoughtWords(text)
        guard !words.isEmpty, visit.person != nil else { return [] }
        var newest: [String: Framework.Identity] = [:]
        for summary in try await visit.house.library.summaries() {
            let identity = summary.identity
            newest[identity.identifier] = max(newest[identity.identifier] ?? identity, identity)
        }
        var frameworks: [Framework] = []
        for identity in newest.values.sorted() {
            if let framework = try await visit.house.library.framework(identity) { frameworks.append(framework) }
        }
        return hits(words, in: frameworks, visit.language)
    }

    /// The best answers first; within the same quality, in the order of the frameworks.
    static func hits(_ words: SoughtWords, in frameworks: [Framework], _ t: Language) -> [SearchHit] {
        var ranked: [[SearchHit]] = Array(repeating: [], count: 5)
        for framework in frameworks {
            if words.isIn(framework.title) {
                ranked[2].append(
                    SearchHit(
                        title: framework.title(t), detail: t("Référentiel", "Framework"),
                        href: FrameworkURL.show(framework.identity).path))
            }
            for requirement in framework.requirements {
                guard let rank = words.rank(of: requirement), ranked.indices.contains(rank),
                    ranked[rank].count < limit
                else { continue }
                ranked[rank].append(hit(requirement, in: framework, t))
            }
        }
        return Array(ranked.joined().prefix(limit))
    }

    private static func hit(_ requirement: Requirement, in framework: Framework, _ t: Language) -> SearchHit {
        SearchHit(
            title: requirement.words(t).title, detail: "\(requirement.code) · \(framework.title(t))",
            href: FrameworkURL.show(framework.identity).path.anchored(at: FrameworkTree.anchor(requirement.code)))
    }
}
