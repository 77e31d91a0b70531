// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

/// Which requirements of a framework are shown: those of a profile, those that hold some words.
struct FrameworkFilter: Sendable, Hashable {
    var profile: String?
    var text: String?

    var isEmpty: Bool { profile == nil && text == nil }

    /// One flag for each node, in order: what answers the filter, and the chapters and sections above it.
    func kept(in framework: Framework) -> [Bool] {
        let requirements = framework.requirements
        var kept = Array(repeating: isEmpty, count: requirements.count)
        guard !isEmpty else { return kept }
        let words = text.map { SoughtWords($0) }
        let profiles: Set<String> = profile.map { [$0] } ?? []
        // Backwards, the first node met at a depth above a kept one is its parent.
        var wanted = -1
        for place in requirements.indices.reversed() {
            let requirement = requirements[place]
            let answers =
                requirement.isAssessable && requirement.concerns(profiles)
                && words.map { $0.rank(of: requirement) != nil } ?? true
            guard answers || requirement.depth == wanted else { continue }
            kept[place] = true
            wanted = answers ? max(wanted, requirement.depth - 1) : requirement.depth - 1
        }
        return kept
    }
}

/// Words to find in requirements, whatever their case and accents.
struct SoughtWords: Sendable, Hashable {
    private let whole: String
    private let words: [String]

    init(_ text: String) {
        whole = folded(text)
        words = whole.split(separator: " ").map(String.init)
    }

    var isEmpty: Bool { words.isEmpty }

    /// How well a requirement answers: 0 for its very code, then the beginning of its code, its title, its expectation.
    /// Nil when some word is nowhere.
    func rank(of requirement: Requirement) -> Int? {
        guard !isEmpty else { return nil }
        let code = folded(requirement.code)
        if code == whole { return 0 }
        if code.hasPrefix(whole) { return 1 }
        let title = folded(requirement.title)
        if words.allSatisfy({ title.contains($0) || code.contains($0) }) { return 2 }
        let expectation = folded(requirement.expectation)
        return words.allSatisfy { title.contains($0) || expectation.contains($0) } ? 3 : nil
    }

    /// The title of a framework holds every word.
    func isIn(_ title: String) -> Bool {
        let title = folded(title)
        return !isEmpty && words.allSatisfy { title.contains($0) }
    }
}
