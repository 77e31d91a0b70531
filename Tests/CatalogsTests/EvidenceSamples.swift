// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

/// Short ways to write proofs, rules and days in a table.
enum Evidence {
    static func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text), "\(text)") }

    static func days(_ count: Int) throws -> CalendarDay { try #require(CalendarDay(daysSince1970: count)) }

    static func period(_ text: String?) throws -> Period? { try text.map { try #require(Period($0), "\($0)") } }

    static func proof(
        _ id: String, _ obtained: String, until: String? = nil, kind: String = "plan.tested",
        facts: [String: FactCondition.Value] = [:]
    ) throws -> ProofRecord {
        ProofRecord(
            id: id, kind: kind, facts: facts, obtainedOn: try day(obtained), validUntil: try until.map { try day($0) })
    }

    static func condition(
        _ kind: String = "plan.tested", facts: [FactCondition] = [], within: String? = nil, since: String? = nil,
        until: String? = nil, spaced: (count: Int, from: String, to: String)? = nil
    ) throws -> EvidenceRule {
        let spacing = try spaced.map {
            ProofCondition.Spacing(
                count: $0.count, from: try #require(Period($0.from)), to: try #require(Period($0.to)))
        }
        return .proof(
            ProofCondition(
                kind: kind, facts: facts, within: try period(within), since: try since.map { try day($0) },
                until: try until.map { try day($0) }, spacing: spacing))
    }

    static func requirement(_ rule: EvidenceRule?, coverage: Coverage? = nil) -> Requirement {
        Requirement(code: "A", title: "Un", evidence: rule, coverage: coverage)
    }

    /// `holds`, `holds 2026-01-31`, `lapsed 2026-01-31`, `partial 0.5` or `missing`.
    static func words(_ standing: EvidenceStanding) -> String {
        switch standing {
        case .holds(nil): "holds"
        case .holds(let until?): "holds \(until)"
        case .lapsed(let on): "lapsed \(on)"
        case .partial(let share): "partial \((share * 1000).rounded() / 1000)"
        case .missing: "missing"
        }
    }
}

/// Random rules over two kinds, and random proofs around a day: small enough that everything happens often.
struct RandomEvidence {
    var generator: SeededGenerator
    let allowsNot: Bool

    /// 10 January 2026.
    static let today = 20_463

    init(seed: UInt64, allowsNot: Bool = true) {
        generator = SeededGenerator(seed: seed)
        self.allowsNot = allowsNot
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

    mutating func nearby(_ range: ClosedRange<Int>) throws -> CalendarDay {
        try Evidence.days(RandomEvidence.today + number(range))
    }

    mutating func period() throws -> Period {
        try #require(Period(months: number(0...4), days: number(1...40)))
    }

    mutating func condition() throws -> ProofCondition {
        let facts =
            chance(40)
            ? [FactCondition(name: "level", comparison: .greaterOrEqual, value: .number(Double(number(1...3))))] : []
        var spacing: ProofCondition.Spacing?
        if chance(35) {
            let from = number(5...40)
            spacing = ProofCondition.Spacing(
                count: number(2...4), from: try #require(Period(days: from)),
                to: try #require(Period(months: number(0...1), days: from + number(0...40))))
        }
        let (since, until) = (chance(25), chance(25))
        return ProofCondition(
            kind: chance(50) ? "plan.tested" : "exercise.held", facts: facts, within: chance(50) ? try period() : nil,
            since: since ? try nearby(-300...(-50)) : nil, until: until ? try nearby(-50...200) : nil,
            spacing: spacing)
    }

    mutating func rule(depth: Int = 1) throws -> EvidenceRule {
        if depth >= 4 || chance(35) { return .proof(try condition()) }
        var parts: [EvidenceRule] = []
        for _ in 0..<number(1...4) { parts.append(try rule(depth: depth + 1)) }
        switch number(0...(allowsNot ? 3 : 2)) {
        case 0: return .any(parts)
        case 1: return .all(parts)
        case 2: return .atLeast(number(1...parts.count), of: parts)
        default: return .not(try rule(depth: depth + 1))
        }
    }

    mutating func proof(_ id: String) throws -> ProofRecord {
        let obtained = try nearby(-350...30)
        let end = chance(50) ? try Evidence.days(obtained.daysSince1970 + number(-3...300)) : nil
        return ProofRecord(
            id: id, kind: chance(50) ? "plan.tested" : "exercise.held",
            facts: chance(80) ? ["level": .number(Double(number(0...4)))] : [:], obtainedOn: obtained,
            validUntil: end)
    }

    mutating func proofs() throws -> [ProofRecord] {
        var proofs: [ProofRecord] = []
        for index in 0..<number(0...12) { proofs.append(try proof("p\(index)")) }
        return proofs
    }
}

/// The definition of a rule, written as plainly as possible and as slow as it comes: what the evaluator is held to.
enum PlainEvidence {
    static func holds(_ rule: EvidenceRule, _ proofs: [ProofRecord], on day: CalendarDay) -> Bool {
        switch rule {
        case .any(let rules): rules.contains { holds($0, proofs, on: day) }
        case .all(let rules): rules.allSatisfy { holds($0, proofs, on: day) }
        case .not(let inner): !holds(inner, proofs, on: day)
        case .atLeast(let count, let rules): rules.filter { holds($0, proofs, on: day) }.count >= count
        case .proof(let condition): holds(condition, proofs, on: day)
        }
    }

    private static func holds(_ condition: ProofCondition, _ proofs: [ProofRecord], on day: CalendarDay) -> Bool {
        let valid = proofs.filter { proof in
            proof.kind == condition.kind && proof.obtainedOn <= day
                && proof.validUntil.map { day <= $0 } ?? true
                && condition.facts.allSatisfy { $0.holds(for: proof.facts[$0.name]) }
                && condition.since.map { proof.obtainedOn >= $0 } ?? true
                && condition.until.map { proof.obtainedOn <= $0 } ?? true
        }
        let oldest = condition.within.flatMap { day.subtracting($0) }
        let recent = valid.filter { proof in oldest.map { proof.obtainedOn >= $0 } ?? true }
        guard let spacing = condition.spacing else { return !recent.isEmpty }
        return recent.contains { isLast($0, ofChainOf: spacing.count, in: valid, spacing) }
    }

    private static func isLast(
        _ proof: ProofRecord, ofChainOf count: Int, in proofs: [ProofRecord], _ spacing: ProofCondition.Spacing
    ) -> Bool {
        count <= 1
            || proofs.contains { earlier in
                guard let first = earlier.obtainedOn.adding(spacing.from),
                    let last = earlier.obtainedOn.adding(spacing.to)
                else { return false }
                return first <= proof.obtainedOn && proof.obtainedOn <= last
                    && isLast(earlier, ofChainOf: count - 1, in: proofs, spacing)
            }
    }
}
