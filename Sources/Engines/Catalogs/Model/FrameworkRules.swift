// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What makes a list of nodes a framework: checked once, so that nothing else has to doubt it.
struct FrameworkRules {
    struct Flaw {
        /// The index of the requirement, or nil for the framework itself.
        let place: Int?
        let message: String
    }

    static let largestCount = 20_000
    /// Deep enough for any published framework, and shallow enough to be written as YAML that the reader accepts.
    static let largestDepth = 9
    static let largestRuleDepth = 4
    static let longestTitle = 90

    let scale: Scale
    let profiles: [Framework.Profile]
    let requirements: [Requirement]
    let title: String
    /// False when the reader has already said which titles and codes are missing, and which periods are upside down.
    var reportsMissingTexts = true

    var flaws: [Flaw] {
        var flaws: [Flaw] = []
        if title.isEmpty { flaws.append(Flaw(place: nil, message: "a framework has a title")) }
        if requirements.isEmpty { flaws.append(Flaw(place: nil, message: "a framework has at least one requirement")) }
        if requirements.count > FrameworkRules.largestCount {
            flaws.append(Flaw(place: nil, message: "more than \(FrameworkRules.largestCount) requirements"))
            return flaws
        }
        if !requirements.contains(where: \.isAssessable), !requirements.isEmpty {
            flaws.append(Flaw(place: nil, message: "nothing in this framework can be answered"))
        }
        let known = Set(profiles.map(\.code))
        if known.count < profiles.count { flaws.append(Flaw(place: nil, message: "two profiles have the same code")) }
        flaws += profiles.filter { !FrameworkRules.isCode($0.code) }.map {
            Flaw(place: nil, message: "‘\($0.code)’ is not a profile code: [A-Za-z0-9._-]{1,60}")
        }
        flaws += treeFlaws
        for (place, requirement) in requirements.enumerated() {
            flaws += contentFlaws(of: requirement, profiles: known).map { Flaw(place: place, message: $0) }
        }
        return flaws
    }

    static func isCode(_ text: String) -> Bool {
        (1...60).contains(text.utf8.count) && text.utf8.allSatisfy(\.isCodeByte)
    }

    /// Codes are unique, and each node comes right below its parent, after the parent's earlier descendants.
    private var treeFlaws: [Flaw] {
        var flaws: [Flaw] = []
        var seen: Set<String> = []
        var ancestors: [String] = []
        for (place, requirement) in requirements.enumerated() {
            let code = requirement.code
            if code.isEmpty, !reportsMissingTexts { continue }
            if !FrameworkRules.isCode(code) || code == Chapter.wholeFramework {
                flaws.append(Flaw(place: place, message: "‘\(code)’ is not a code: [A-Za-z0-9._-]{1,60}, except ‘_’"))
            }
            if !seen.insert(code).inserted {
                flaws.append(Flaw(place: place, message: "the code ‘\(code)’ is already taken"))
                continue
            }
            if let parent = requirement.parent {
                while let last = ancestors.last, last != parent { ancestors.removeLast() }
                if ancestors.isEmpty {
                    flaws.append(Flaw(place: place, message: "‘\(code)’ does not follow its parent ‘\(parent)’"))
                }
            } else {
                ancestors.removeAll(keepingCapacity: true)
            }
            ancestors.append(code)
            if ancestors.count == FrameworkRules.largestDepth + 2 {
                flaws.append(
                    Flaw(place: place, message: "the tree is deeper than \(FrameworkRules.largestDepth + 1) levels"))
            }
        }
        return flaws
    }

    private func contentFlaws(of requirement: Requirement, profiles known: Set<String>) -> [String] {
        var flaws: [String] = []
        if requirement.title.isEmpty, reportsMissingTexts { flaws.append("‘\(requirement.code)’ has no title") }
        if requirement.title.count > FrameworkRules.longestTitle {
            flaws.append("the title is longer than \(FrameworkRules.longestTitle) characters")
        }
        if !(requirement.weight > 0 && requirement.weight <= 1_000_000) {
            flaws.append("a weight is a positive number, up to 1,000,000")
        }
        flaws += requirement.profiles.filter { !known.contains($0) }.map { "the profile ‘\($0)’ is not declared" }
        if let coverage = requirement.coverage, !(coverage.atLeast > 0 && coverage.atLeast <= 1) {
            flaws.append("a coverage is a number from 0 to 1, and 0 would ask nothing")
        }
        for case .window(let first, let last) in requirement.deadlines.map(\.timing)
        where last < first && reportsMissingTexts {
            flaws.append("‘to’ is before ‘from’ in a deadline")
        }
        for choice in requirement.question?.choices ?? [] {
            switch choice.response {
            case .level(let value) where scale.level(value) == nil:
                flaws.append("the choice ‘\(choice.title)’ gives \(value), which is not on the scale")
            case .unanswered: flaws.append("the choice ‘\(choice.title)’ answers nothing")
            case .level, .notApplicable: break
            }
        }
        if let evidence = requirement.evidence {
            // A part of a rule and the whole of it may have the same flaw.
            for flaw in self.flaws(of: evidence, depth: 1) where !flaws.contains(flaw) { flaws.append(flaw) }
        }
        return flaws
    }

    private func flaws(of rule: EvidenceRule, depth: Int) -> [String] {
        let largest = FrameworkRules.largestRuleDepth
        guard depth <= largest else { return ["a rule is nested more than \(largest) deep"] }
        switch rule {
        case .any(let rules), .all(let rules):
            return (rules.isEmpty ? ["a rule combines at least one rule"] : [])
                + (EvidenceContradictions.isNeverMet(rule) ? ["‘all’ asks a thing and its contrary"] : [])
                + rules.flatMap { flaws(of: $0, depth: depth + 1) }
        case .atLeast(let count, let rules):
            let isReachable = (1...max(1, rules.count)).contains(count) && !rules.isEmpty
            return (isReachable ? [] : ["‘count’ is between 1 and the number of rules"])
                + (EvidenceContradictions.isNeverMet(rule) ? ["‘atLeast’ asks a thing and its contrary"] : [])
                + rules.flatMap { flaws(of: $0, depth: depth + 1) }
        case .not(let inner): return flaws(of: inner, depth: depth + 1)
        case .proof(let condition):
            let isKind = FrameworkRules.isProofKind(condition.kind)
            return (isKind ? [] : ["‘\(condition.kind)’ is not a proof kind, such as plan.tested"])
                + condition.facts.filter { !FrameworkRules.isReadable($0) }.map {
                    "the condition on ‘\($0.name)’ cannot be written"
                }
                + EvidenceContradictions.flaws(of: condition, saysPeriods: reportsMissingTexts)
        }
    }

    /// Only numbers are compared otherwise than by equality, and a text does not look like a comparison.
    private static func isReadable(_ fact: FactCondition) -> Bool {
        switch fact.value {
        case .number(let number): !fact.name.isEmpty && number.isFinite
        case .flag: !fact.name.isEmpty && fact.comparison == .equal
        case .text(let text):
            !fact.name.isEmpty && fact.comparison == .equal && !text.isEmpty
                && !["<", ">", "!="].contains { text.hasPrefix($0) }
        }
    }

    /// `[a-z][A-Za-z]*(\.[a-z][A-Za-z]*)+`
    static func isProofKind(_ text: String) -> Bool {
        let words = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return words.count >= 2
            && words.allSatisfy { word in
                (word.first?.isLowerLetter ?? false) && word.allSatisfy { $0.isLowerLetter || $0.isUpperLetter }
            }
    }
}
