// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

@Suite struct EvidenceRuleTests {
    /// Four conditions of four kinds; the proofs that are given, with the day on which they end.
    private static func rules() throws -> (a: EvidenceRule, b: EvidenceRule, c: EvidenceRule, d: EvidenceRule) {
        (
            try Evidence.condition("kind.a"), try Evidence.condition("kind.b"), try Evidence.condition("kind.c"),
            try Evidence.condition("kind.d")
        )
    }

    private static func proofs(_ ends: [(String, String?)]) throws -> ProofSet {
        ProofSet(try ends.map { try Evidence.proof($0.0, "2025-01-01", until: $0.1, kind: "kind.\($0.0)") })
    }

    @Test func `combines what holds, what lapsed and what is missing`() throws {
        let (a, b, c, d) = try EvidenceRuleTests.rules()
        let (live, ended) = ("2026-06-30", "2025-12-31")
        let rows: [(EvidenceRule, [(String, String?)], String)] = [
            (.all([a, b]), [("a", live), ("b", nil)], "holds 2026-06-30"),
            (.all([a, b]), [("a", live), ("b", ended)], "lapsed 2025-12-31"),
            (.all([a, b]), [("a", ended), ("b", "2025-11-30")], "lapsed 2025-11-30"),
            (.all([a, b]), [("a", live)], "partial 0.5"),
            (.all([a, b, c]), [("a", live), ("b", ended)], "partial 0.333"),
            (.all([a, b]), [("b", ended)], "missing"),
            (.all([a, b]), [], "missing"),
            (.all([.all([a, b]), .all([c, d])]), [("a", nil), ("b", nil), ("c", nil)], "partial 0.75"),
            (.all([.all([a, b]), c]), [("a", nil), ("b", ended)], "partial 0.25"),
            (.any([a, b]), [("a", live), ("b", "2026-03-31")], "holds 2026-06-30"),
            (.any([a, b]), [("a", live), ("b", nil)], "holds"),
            (.any([a, b]), [("a", ended), ("b", "2025-11-30")], "lapsed 2025-12-31"),
            (.any([.all([a, b]), .all([b, c, d])]), [("b", nil), ("c", nil)], "partial 0.667"),
            (.atLeast(2, of: [a, b, c]), [("a", live), ("b", "2026-03-31"), ("c", nil)], "holds 2026-06-30"),
            (.atLeast(2, of: [a, b, c]), [("a", live), ("b", ended)], "lapsed 2025-12-31"),
            (.atLeast(2, of: [a, b, c]), [("c", live)], "partial 0.5"),
            (.atLeast(2, of: [a, b, c]), [], "missing"),
            (.not(a), [], "holds"),
            (.not(a), [("a", nil)], "lapsed 2024-12-31"),
            (.not(a), [("a", ended)], "holds"),
            (.not(.not(a)), [("a", live)], "holds 2026-06-30"),
            // What is absent ends what it stands with, and what ends may begin again: never reason on the next end.
            (.any([a, .not(a)]), [("a", live)], "holds"),
            (.all([a, .not(b)]), [("a", live)], "holds 2026-06-30"),
            (.all([a, .not(b)]), [("a", live), ("b", live)], "partial 0.5"),
            (.all([a, .not(b)]), [("a", live), ("b", ended)], "holds 2026-06-30"),
            // An absence is no progress.
            (.all([a, .not(b)]), [], "missing"),
            (.all([a, c, .not(b)]), [("a", nil)], "partial 0.5"),
            (.all([a, .all([.not(b), .not(c)])]), [], "missing"),
            // No framework holds such a rule; a value may.
            (.any([]), [], "missing"), (.all([]), [], "holds"), (.atLeast(3, of: [a]), [("a", nil)], "partial 0.333"),
        ]
        let day = try Evidence.day("2026-01-10")
        for (rule, ends, words) in rows {
            let reading = rule.reading(try EvidenceRuleTests.proofs(ends), on: day)
            #expect(Evidence.words(reading.standing) == words, "\(rule) with \(ends)")
        }
    }

    private static func hasShape(_ reading: RuleReading, of rule: EvidenceRule) -> Bool {
        switch (reading, rule) {
        case (.proof(let condition), .proof(let wanted)): condition.condition == wanted
        case (.not(let inner, _), .not(let wanted)): hasShape(inner, of: wanted)
        case (.any(let parts, _), .any(let wanted)), (.all(let parts, _), .all(let wanted)):
            parts.count == wanted.count && zip(parts, wanted).allSatisfy { hasShape($0, of: $1) }
        case (.atLeast(let count, let parts, _), .atLeast(let other, let wanted)):
            count == other && parts.count == wanted.count && zip(parts, wanted).allSatisfy { hasShape($0, of: $1) }
        default: false
        }
    }

    @Test(arguments: 0..<60)
    func `is what the plain definition says, day after day`(_ seed: UInt64) throws {
        var random = RandomEvidence(seed: seed)
        let today = RandomEvidence.today
        let day = try Evidence.days(today)
        for _ in 0..<8 {
            let rule = try random.rule()
            let proofs = try random.proofs()
            let known = proofs.filter { $0.obtainedOn <= day }
            func holds(_ number: Int) throws -> Bool {
                PlainEvidence.holds(rule, known, on: try Evidence.days(number))
            }
            let reading = rule.reading(ProofSet(proofs), on: day)
            #expect(EvidenceRuleTests.hasShape(reading, of: rule))
            #expect(reading.conditions.map(\.condition) == rule.conditions)
            let isHeld = try holds(today)
            // Nothing was obtained more than 350 days ago: before, only what is absent can hold.
            let earlier = try (1...400).first { try holds(today - $0) }
            switch reading.standing {
            case .holds(let until):
                #expect(isHeld)
                let failing = try (1...400).first { try !holds(today + $0) } ?? 401
                let last = until?.daysSince1970 ?? DaySet.forever
                #expect(min(last, today + 400) == today + failing - 1, "\(rule) \(proofs)")
            case .lapsed(let on):
                #expect(!isHeld)
                #expect(on.daysSince1970 == earlier.map { today - $0 }, "\(rule) \(proofs)")
            case .partial(let share):
                #expect(!isHeld && earlier == nil && share > 0 && share < 1, "\(rule) \(proofs)")
            case .missing:
                #expect(!isHeld && earlier == nil, "\(rule) \(proofs)")
            }
        }
    }

    @Test(arguments: 0..<60)
    func `names as counting proofs that suffice`(_ seed: UInt64) throws {
        var random = RandomEvidence(seed: seed + 10_000)
        let day = try Evidence.days(RandomEvidence.today)
        for _ in 0..<20 {
            let condition = try random.condition()
            let proofs = try random.proofs()
            let reading = EvidenceRule.proof(condition).reading(ProofSet(proofs), on: day)
            let found = try #require(reading.conditions.first)
            let counting = proofs.filter { found.counting.contains($0.id) }
            #expect(found.counting.isEmpty == !found.standing.holds)
            #expect(Set(found.misses.map(\.proof)).isDisjoint(with: found.counting))
            #expect(found.misses.count <= 5)
            guard found.standing.holds else { continue }
            #expect(EvidenceRule.proof(condition).reading(ProofSet(counting), on: day).standing == found.standing)
            #expect(condition.spacing.map { counting.count == $0.count } ?? true)
        }
    }

    /// Larger is better.
    private static func rank(_ standing: EvidenceStanding) -> (Int, Double) {
        switch standing {
        case .holds(let until): (3, until.map { Double($0.daysSince1970) } ?? .infinity)
        case .lapsed(let on): (2, Double(on.daysSince1970))
        case .partial(let share): (1, share)
        case .missing: (0, 0)
        }
    }

    @Test(arguments: 0..<60)
    func `never is worse for one proof more, without ‘not’`(_ seed: UInt64) throws {
        var random = RandomEvidence(seed: seed + 20_000, allowsNot: false)
        let day = try Evidence.days(RandomEvidence.today)
        for _ in 0..<8 {
            let rule = try random.rule()
            var proofs: [ProofRecord] = []
            var previous = EvidenceRuleTests.rank(rule.reading(.empty, on: day).standing)
            #expect(previous == (0, 0))
            for index in 0..<14 {
                proofs.append(try random.proof("p\(index)"))
                let next = EvidenceRuleTests.rank(rule.reading(ProofSet(proofs), on: day).standing)
                let isNoWorse = next.0 > previous.0 || (next.0 == previous.0 && next.1 >= previous.1 - 1e-12)
                #expect(isNoWorse, "\(rule) \(proofs)")
                previous = next
            }
        }
    }
}
