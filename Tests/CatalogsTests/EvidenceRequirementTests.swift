// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

@Suite struct EvidenceRequirementTests {
    private static func member(_ id: String, _ weight: Double?, until: String?? = .none) throws
        -> EvidenceSubject.Member
    {
        let proofs = try until.map { [try Evidence.proof(id, "2025-01-01", until: $0)] } ?? []
        return EvidenceSubject.Member(id: id, weight: weight, proofs: ProofSet(proofs))
    }

    private static func weighted(_ share: Double) -> Coverage {
        Coverage(scope: .legalEntity, weight: "combinedActivity", atLeast: share)
    }

    private func read(_ members: [EvidenceSubject.Member], _ coverage: Coverage?) throws -> RequirementReading {
        Evidence.requirement(try Evidence.condition(), coverage: coverage)
            .reading(of: .group(members), on: try Evidence.day("2026-01-10"))
    }

    @Test func `is the rule of one establishment, whatever its coverage`() throws {
        let rule = try Evidence.condition()
        let proofs = ProofSet([try Evidence.proof("p", "2026-01-01")])
        let day = try Evidence.day("2026-01-10")
        let reading = Evidence.requirement(rule, coverage: EvidenceRequirementTests.weighted(0.66))
            .reading(of: .one(proofs), on: day)
        #expect(reading.standing == .holds(until: nil))
        #expect(reading.rule == rule.reading(proofs, on: day))
        #expect(reading.coverage == nil)
    }

    @Test func `says nothing of a requirement without a rule, nor of nobody`() throws {
        let day = try Evidence.day("2026-01-10")
        let silent = Evidence.requirement(nil).reading(of: .one(.empty), on: day)
        #expect(silent == RequirementReading(standing: .missing, rule: nil, coverage: nil))
        let nobody = try read([], nil)
        #expect(nobody.standing == .missing)
        #expect(nobody.coverage?.share == 0)
    }

    /// The weight of the members that satisfy the rule, of those that do not, and what is said of 66 %.
    @Test(arguments: [
        ([66.0], [34.0], "holds"),
        ([65], [35], "partial 0.985"),
        ([33, 33], [34], "holds"),
        ([22, 22, 22], [17, 17], "holds"),
        ([660_000_000_000], [340_000_000_000], "holds"),
        ([65_999_999_999], [34_000_000_001], "partial 0.99"),
        ([0.66], [0.34], "holds"),
        ([0.22, 0.22, 0.22], [0.1, 0.24], "holds"),
        ([6.6, 0, 0], [1.7, 1.7], "holds"),
        ([33], [67], "partial 0.5"),
        ([], [1, 2], "missing"),
        ([1e308, 1e308], [1e308], "holds"),
    ])
    func `holds from two thirds of the activity`(_ held: [Double], _ others: [Double], _ words: String) throws {
        let members =
            try held.enumerated().map { index, weight in
                try EvidenceRequirementTests.member("h\(index)", weight, until: .some(nil))
            } + others.enumerated().map { try EvidenceRequirementTests.member("o\($0.offset)", $0.element) }
        let reading = try read(members, EvidenceRequirementTests.weighted(0.66))
        #expect(Evidence.words(reading.standing) == words)
        let coverage = try #require(reading.coverage)
        let largest = (held + others).max() ?? 1
        let share = held.reduce(0) { $0 + $1 / largest } / (held + others).reduce(0) { $0 + $1 / largest }
        #expect(abs(coverage.share - share) < 1e-12)
        #expect(abs(coverage.members.reduce(0) { $0 + ($1.share ?? 0) } - 1) < 1e-12)
        #expect(coverage.unweighed.isEmpty)
    }

    @Test func `holds until the share drops, and lapsed on the day before`() throws {
        func members(_ first: String, _ second: String) throws -> [EvidenceSubject.Member] {
            [
                try EvidenceRequirementTests.member("a", 40, until: first),
                try EvidenceRequirementTests.member("b", 30, until: second),
                try EvidenceRequirementTests.member("c", 30, until: "2026-12-31"),
            ]
        }
        let half = EvidenceRequirementTests.weighted(0.6)
        #expect(Evidence.words(try read(members("2026-03-31", "2026-06-30"), half).standing) == "holds 2026-06-30")
        #expect(Evidence.words(try read(members("2026-06-30", "2026-03-31"), half).standing) == "holds 2026-06-30")
        // 60 % are enough: b and c, or any two.
        #expect(Evidence.words(try read(members("2025-06-30", "2025-12-31"), half).standing) == "lapsed 2025-12-31")
        let most = EvidenceRequirementTests.weighted(0.66)
        #expect(Evidence.words(try read(members("2026-03-31", "2026-06-30"), most).standing) == "holds 2026-03-31")
    }

    /// Weights (nil when unknown) with whether the member satisfies the rule; what is said, the share.
    @Test(
        arguments: [
            // A member of unknown weight that does not satisfy it may outweigh all others.
            ([(90, true), (10, false), (nil, false)], "partial 0.99", 0.9, 1),
            ([(90, true), (10, false), (nil, true)], "holds", 0.9, 1),
            ([(50, true), (50, false), (nil, true)], "partial 0.758", 0.5, 1),
            // Everyone satisfies it: weights say nothing more.
            ([(nil, true), (nil, true)], "holds", 1, 2),
            ([(0, true), (0, true)], "holds", 1, 0),
            // No known weight: the share is nothing, what some have is not.
            ([(nil, true), (nil, false)], "partial 0.758", 0, 2),
            ([(nil, false), (nil, false)], "missing", 0, 2),
            ([(0, true), (0, false)], "partial 0.758", 0, 0),
            ([(.nan, true), (-3, true), (.infinity, false), (10, true)], "partial 0.99", 1, 3),
        ] as [([(Double?, Bool)], String, Double, Int)])
    func `never promises anything on an unknown weight`(
        _ rows: [(Double?, Bool)], _ words: String, _ share: Double, _ unknown: Int
    ) throws {
        let members = try rows.enumerated().map { index, row in
            try EvidenceRequirementTests.member("m\(index)", row.0, until: row.1 ? .some(nil) : .none)
        }
        let reading = try read(members, EvidenceRequirementTests.weighted(0.66))
        #expect(Evidence.words(reading.standing) == words)
        #expect(reading.coverage?.share == share)
        #expect(reading.coverage?.unweighed.count == unknown)
        #expect(reading.coverage?.members.filter { $0.share == nil }.map(\.id) == reading.coverage?.unweighed)
    }

    @Test func `counts heads when nothing weighs, and asks everyone when nothing is said`() throws {
        let members = [
            try EvidenceRequirementTests.member("a", 99, until: "2026-02-01"),
            try EvidenceRequirementTests.member("b", nil, until: "2026-03-01"),
            try EvidenceRequirementTests.member("c", 1),
        ]
        let heads = try read(members, Coverage(scope: .site, atLeast: 0.66))
        #expect(Evidence.words(heads.standing) == "holds 2026-02-01")
        #expect(heads.coverage?.unweighed == [])
        let everyone = try read(members, nil)
        #expect(Evidence.words(everyone.standing) == "partial 0.667")
        #expect(everyone.coverage?.atLeast == 1)
        #expect(Evidence.words(try read(Array(members.prefix(2)), nil).standing) == "holds 2026-02-01")
    }

    @Test func `counts the part that members have`() throws {
        let rule = EvidenceRule.all([try Evidence.condition(), try Evidence.condition("exercise.held")])
        let members = try ["a", "b"].map { try EvidenceRequirementTests.member($0, 1, until: .some(nil)) }
        let reading = Evidence.requirement(rule).reading(of: .group(members), on: try Evidence.day("2026-01-10"))
        #expect(reading.standing == .partial(0.5))
        #expect(reading.coverage?.share == 0)
    }

    @Test(arguments: 0..<40)
    func `holds for a group as the plain definition says, day after day`(_ seed: UInt64) throws {
        var random = RandomEvidence(seed: seed + 30_000)
        let today = RandomEvidence.today
        let day = try Evidence.days(today)
        let rule = try random.rule()
        var members: [EvidenceSubject.Member] = []
        var known: [(weight: Int, proofs: [ProofRecord])] = []
        for index in 0..<random.number(1...5) {
            let (weight, proofs) = (random.number(1...20), try random.proofs())
            members.append(.init(id: "m\(index)", weight: Double(weight), proofs: ProofSet(proofs)))
            known.append((weight, proofs.filter { $0.obtainedOn <= day }))
        }
        let percent = random.number(1...100)
        let coverage = EvidenceRequirementTests.weighted(Double(percent) / 100)
        func holds(_ number: Int) throws -> Bool {
            let day = try Evidence.days(number)
            let held = known.filter { PlainEvidence.holds(rule, $0.proofs, on: day) }.reduce(0) { $0 + $1.weight }
            return held * 100 >= percent * known.reduce(0) { $0 + $1.weight }
        }
        let reading = Evidence.requirement(rule, coverage: coverage).reading(of: .group(members), on: day)
        let earlier = try (1...400).first { try holds(today - $0) }
        #expect(reading.standing.holds == (try holds(today)))
        switch reading.standing {
        case .holds(let until):
            let failing = try (1...400).first { try !holds(today + $0) } ?? 401
            #expect(min(until?.daysSince1970 ?? DaySet.forever, today + 400) == today + failing - 1)
        case .lapsed(let on): #expect(on.daysSince1970 == earlier.map { today - $0 })
        case .partial, .missing: #expect(earlier == nil)
        }
    }
}
