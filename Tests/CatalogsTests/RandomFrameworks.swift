// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

/// A small generator whose whole sequence follows from its seed, so that a failure can be played again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Makes any framework that the rules allow, texts that YAML could mistake for something else included.
struct RandomFrameworks {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    private static let texts = [
        "Non", "yes", "~", "null", "1.10", "0x1F", "- a", "a: b", "a #b", "#", "&a *a", "*a", "|", ">-", "% x", "@x",
        "é à ç œ", "ligne 1\nligne 2", "ligne 1\n\n  retrait\nfin", "fin\n", "\ndébut", " espaces ", "tab\tici",
        "\"guillemets\"", "l'apostrophe", "a\\b", "{a}", "[a, b]", "a, b", "?", "? x", "true", "🏥 soins", "\u{2028}",
        "\u{85}", "x\u{FEFF}y", "x\u{A0}y", "a\r\nb", "Ordinaire, avec une virgule.", "{{ insert: param, x }}", ":",
        "x:", "2026-11-30", "<<", "---", "...", "a\n---\nb", "=", "!tag",
    ]

    private mutating func text() -> String { RandomFrameworks.texts.randomElement(using: &generator) ?? "x" }
    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    private mutating func optional() -> String { chance(60) ? text() : "" }
    private mutating func status() -> Status { chance(50) ? .confirmed : .toConfirm }

    private mutating func day() -> CalendarDay? {
        CalendarDay(daysSince1970: number(-10_000...60_000))
    }

    private mutating func period() -> Period? {
        Period(years: number(0...3), months: number(0...11), days: number(1...400))
    }

    private mutating func deadlines() -> [Deadline] {
        (0..<number(0...2)).compactMap { _ in
            let (title, status) = (text(), status())
            switch number(0...2) {
            case 0: return day().map { Deadline(title: title, timing: .on($0), status: status) }
            case 1: return period().map { Deadline(title: title, timing: .every($0), status: status) }
            default:
                guard let first = day(), let second = day() else { return nil }
                let timing = Deadline.Timing.window(from: min(first, second), to: max(first, second))
                return Deadline(title: title, timing: timing, status: status)
            }
        }
    }

    private mutating func fact(_ index: Int) -> FactCondition {
        let comparison = FactCondition.Comparison.allCases.randomElement(using: &generator) ?? .equal
        let figure = FactCondition.Value.number(Double(number(-500...500)) / 8)
        switch number(0...3) {
        case 0: return FactCondition(name: "f\(index)", value: .flag(chance(50)))
        case 1: return FactCondition(name: "f\(index)", value: .text("backup \(number(0...9))"))
        case 2: return FactCondition(name: "f\(index)", value: figure)
        default: return FactCondition(name: "f\(index)", comparison: comparison, value: figure)
        }
    }

    private mutating func rule(depth: Int = 1) -> EvidenceRule {
        if depth >= FrameworkRules.largestRuleDepth || chance(50) {
            var spacing: ProofCondition.Spacing?
            if chance(30), let from = Period(days: 45), let to = Period(months: 2) {
                spacing = ProofCondition.Spacing(count: number(2...5), from: from, to: to)
            }
            let facts = (0..<number(0...3)).map { fact($0) }
            let (since, until) = (chance(30) ? day() : nil, chance(30) ? day() : nil)
            let isInOrder = since.flatMap { first in until.map { first <= $0 } } ?? true
            return .proof(
                ProofCondition(
                    kind: "plan.tested", facts: facts, within: chance(50) ? period() : nil,
                    since: isInOrder ? since : until, until: isInOrder ? until : since, spacing: spacing))
        }
        let count = number(1...3)
        var rules: [EvidenceRule] = []
        for _ in 0..<count { rules.append(rule(depth: depth + 1)) }
        switch number(0...3) {
        case 0: return .any(rules)
        case 1: return .all(rules)
        case 2: return .not(rule(depth: depth + 1))
        default: return .atLeast(number(1...count), of: rules)
        }
    }

    private mutating func question(_ scale: Scale) -> Question {
        var choices = [Question.Choice(title: text(), response: .notApplicable)]
        for level in scale.levels { choices.append(Question.Choice(title: text(), response: .level(level.value))) }
        return Question(text: text(), help: optional(), choices: choices)
    }

    private mutating func scale() -> Scale {
        if chance(40) { return .compliance }
        let count = number(2...6)
        let levels = (0..<count).map {
            Scale.Level(
                value: $0 * 2 - 3, title: "N\($0)", description: optional(), score: Double($0) / Double(count - 1))
        }
        return Scale(levels: levels) ?? .compliance
    }

    /// - Parameter isPortable: only what OSCAL keeps.
    mutating func next(isPortable: Bool = false) throws -> Framework {
        let (scale, status) = (scale(), status())
        let codes = ["EI", "EE", "2027"].prefix(number(0...3))
        let profiles = codes.map {
            Framework.Profile(
                code: $0, title: text(), description: isPortable ? "" : optional(), isSelectedByDefault: chance(50))
        }
        var requirements: [Requirement] = []
        var path: [String] = []
        for index in 0..<number(1...25) {
            path = Array(path.prefix(number(0...min(path.count, FrameworkRules.largestDepth))))
            let code = chance(50) ? "\(index).A" : "R_\(index)-x"
            var requirement = Requirement(
                code: code, parent: path.last, isAssessable: index == 0 || chance(60), title: text(),
                expectation: optional(), guidance: optional(), weight: Double(number(1...40)) / 4,
                priority: chance(50) ? .indispensable : .recommended, status: self.status(), source: optional())
            if chance(40) { requirement.pillar = Pillar.allCases.randomElement(using: &generator) }
            if chance(40) { requirement.scope = Scope.allCases.randomElement(using: &generator) }
            requirement.profiles = codes.filter { _ in chance(40) }
            requirement.typicalEvidence = optional()
            if !isPortable { try addDetails(to: &requirement, scale: scale) }
            requirements.append(requirement)
            path.append(code)
        }
        let version = "2026.\(number(1...99))"
        let identity = try #require(Framework.Identity(identifier: "fw-\(number(1...999))", version: version))
        let source = Framework.Source(title: text(), url: "https://example.org/a?b=c#d", note: optional())
        return try Framework(
            identity: identity, title: text(), summary: optional(), language: chance(50) ? "fr" : "en-GB",
            publisher: optional(), license: optional(), status: status,
            sources: isPortable ? [] : [source],
            scale: isPortable ? withoutDescriptions(scale) : scale, profiles: Array(profiles),
            deadlines: isPortable ? [] : deadlines(), requirements: requirements,
            translations: isPortable || chance(50) ? [:] : ["en": .init(title: text(), summary: optional())])
    }

    private mutating func addDetails(to requirement: inout Requirement, scale: Scale) throws {
        requirement.deadlines = deadlines()
        if chance(40) { requirement.evidence = rule() }
        if chance(30) {
            requirement.coverage = Coverage(
                scope: .legalEntity, otherwise: chance(50) ? .site : nil, weight: chance(50) ? "combinedActivity" : nil,
                atLeast: Double(number(1...100)) / 100)
        }
        if chance(30) { requirement.question = question(scale) }
        requirement.threats = (0..<number(0...2)).map { "urn:x:risk:threat:\($0)" }
        requirement.referenceControls = (0..<number(0...2)).map { "a, [\($0)]" }
        if chance(30) {
            requirement.translations = ["de": .init(title: text(), expectation: optional(), guidance: optional())]
        }
    }

    private func withoutDescriptions(_ scale: Scale) -> Scale {
        Scale(levels: scale.levels.map { Scale.Level(value: $0.value, title: $0.title, score: $0.score) }) ?? scale
    }

    mutating func responses(to framework: Framework) -> [String: Response] {
        var responses: [String: Response] = [:]
        for requirement in framework.assessable() {
            switch number(0...5) {
            case 0: responses[requirement.code] = .unanswered
            case 1: responses[requirement.code] = .notApplicable
            case 2: break
            default:
                if let level = framework.scale.levels.randomElement(using: &generator) {
                    responses[requirement.code] = .level(level.value)
                }
            }
        }
        return responses
    }
}
