// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

@Suite struct EvidenceConditionTests {
    /// When the proof was obtained, until when it is valid, `within`, the day of the reading, what is said.
    @Test(
        arguments: [
            ("2026-01-10", nil, nil, "2026-01-09", "missing"),
            ("2026-01-10", nil, nil, "2026-01-10", "holds"),
            ("2026-01-10", "2026-02-10", nil, "2026-02-10", "holds 2026-02-10"),
            ("2026-01-10", "2026-02-10", nil, "2026-02-11", "lapsed 2026-02-10"),
            ("2026-01-10", "2026-01-09", nil, "2026-01-10", "missing"),
            ("2026-01-10", nil, "P60D", "2026-03-11", "holds 2026-03-11"),
            ("2026-01-10", nil, "P60D", "2026-03-12", "lapsed 2026-03-11"),
            ("2026-01-10", "2026-02-10", "P60D", "2026-02-01", "holds 2026-02-10"),
            ("2026-01-10", "2027-01-01", "P60D", "2026-02-01", "holds 2026-03-11"),
            ("2019-05-04", nil, "P1Y", "2026-01-10", "lapsed 2020-05-04"),
            // 2024 is a leap year: a year before 28 February 2025 is 28 February 2024.
            ("2024-02-29", nil, "P1Y", "2025-02-28", "holds 2025-02-28"),
            ("2024-02-29", nil, "P1Y", "2025-03-01", "lapsed 2025-02-28"),
            ("2023-02-28", nil, "P1Y", "2024-02-29", "holds 2024-02-29"),
            ("2023-02-28", nil, "P1Y", "2024-03-01", "lapsed 2024-02-29"),
            ("2024-01-30", nil, "P60D", "2024-03-30", "holds 2024-03-30"),
            ("2025-01-30", nil, "P60D", "2025-03-31", "holds 2025-03-31"),
            // Every day from 28 to 31 March is a month after 28 February.
            ("2026-02-28", nil, "P1M", "2026-03-30", "holds 2026-03-31"),
            ("2026-01-31", nil, "P1M", "2026-02-28", "holds 2026-02-28"),
            ("9999-12-01", nil, "P1Y", "9999-12-31", "holds"),
        ] as [(String, String?, String?, String, String)])
    func `counts until the last day, included`(
        _ obtained: String, _ until: String?, _ within: String?, _ day: String, _ words: String
    ) throws {
        let rule = try Evidence.condition(within: within)
        let proofs = ProofSet([try Evidence.proof("p", obtained, until: until)])
        #expect(Evidence.words(rule.reading(proofs, on: try Evidence.day(day)).standing) == words)
    }

    @Test(arguments: [
        ("2022-07-15", "missing"), ("2022-07-16", "holds"), ("2025-10-31", "holds"), ("2025-11-01", "missing"),
    ])
    func `was obtained between two days, both included`(_ obtained: String, _ words: String) throws {
        let rule = try Evidence.condition(since: "2022-07-16", until: "2025-10-31")
        let proofs = ProofSet([try Evidence.proof("p", obtained)])
        #expect(Evidence.words(rule.reading(proofs, on: try Evidence.day("2026-01-10")).standing) == words)
    }

    @Test(arguments: [
        (FactCondition(name: "level", comparison: .greaterOrEqual, value: .number(3)), true),
        (FactCondition(name: "level", comparison: .greater, value: .number(3)), false),
        (FactCondition(name: "level", comparison: .lessOrEqual, value: .number(3)), true),
        (FactCondition(name: "level", comparison: .less, value: .number(3)), false),
        (FactCondition(name: "level", comparison: .notEqual, value: .number(3)), false),
        (FactCondition(name: "level", value: .text("3")), false),
        (FactCondition(name: "scope", value: .text("backup")), true),
        (FactCondition(name: "scope", value: .text("Backup")), false),
        (FactCondition(name: "signed", value: .flag(true)), true),
        (FactCondition(name: "signed", value: .flag(false)), false),
        (FactCondition(name: "absent", comparison: .notEqual, value: .number(3)), false),
    ])
    func `says what every fact must be`(_ fact: FactCondition, _ isMet: Bool) throws {
        let facts: [String: FactCondition.Value] = [
            "level": .number(3), "scope": .text("backup"), "signed": .flag(true),
        ]
        let reading = try Evidence.condition(facts: [fact])
            .reading(ProofSet([try Evidence.proof("p", "2026-01-10", facts: facts)]), on: Evidence.day("2026-01-10"))
        let condition = try #require(reading.conditions.first)
        #expect(condition.standing == (isMet ? .holds(until: nil) : .missing))
        #expect(condition.counting == (isMet ? ["p"] : []))
        #expect(condition.misses.map(\.reason) == (isMet ? [] : [.fact(fact, found: facts[fact.name])]))
    }

    /// Days of the measurements, the day of the reading, what is said of two of them 45 to 60 days apart.
    @Test(arguments: [
        (["2026-01-01", "2026-02-14"], "2026-02-20", "partial 0.5"),
        (["2026-01-01", "2026-02-15"], "2026-02-20", "holds"),
        (["2026-01-01", "2026-03-02"], "2026-03-02", "holds"),
        (["2026-01-01", "2026-03-03"], "2026-03-03", "partial 0.5"),
        // Any two will do: the one in between is skipped.
        (["2026-01-01", "2026-01-20", "2026-02-20"], "2026-02-20", "holds"),
        (["2026-01-01", "2026-01-20", "2026-02-10"], "2026-02-20", "partial 0.5"),
        // Not both yet.
        (["2026-01-01", "2026-02-20"], "2026-02-19", "partial 0.5"),
        // The second can come until 2 March, then the first is of no use any more.
        (["2026-01-01"], "2026-03-02", "partial 0.5"),
        (["2026-01-01"], "2026-03-03", "missing"),
        (["2026-01-01", "2026-01-01"], "2026-01-10", "partial 0.5"),
    ])
    func `spaces measurements`(_ days: [String], _ day: String, _ words: String) throws {
        let rule = try Evidence.condition(spaced: (2, "P45D", "P60D"))
        let proofs = ProofSet(try days.enumerated().map { try Evidence.proof("p\($0.offset)", $0.element) })
        #expect(Evidence.words(rule.reading(proofs, on: try Evidence.day(day)).standing) == words)
    }

    @Test(
        arguments: [
            // `within` is for the last measurement alone, the others are older by nature.
            ("P10D", nil, "2026-02-25", "holds 2026-02-25"), ("P10D", nil, "2026-02-26", "lapsed 2026-02-25"),
            // Validity is for each: the chain is worth what its weakest link is.
            (nil, "2026-03-15", "2026-03-15", "holds 2026-03-15"),
            (nil, "2026-03-15", "2026-03-16", "lapsed 2026-03-15"),
            (nil, "2026-02-14", "2026-02-15", "partial 0.5"),
        ] as [(String?, String?, String, String)])
    func `applies the other conditions to a series`(
        _ within: String?, _ firstUntil: String?, _ day: String, _ words: String
    ) throws {
        let rule = try Evidence.condition(within: within, spaced: (2, "P45D", "P60D"))
        let proofs = ProofSet([
            try Evidence.proof("a", "2026-01-01", until: firstUntil), try Evidence.proof("b", "2026-02-15"),
        ])
        #expect(Evidence.words(rule.reading(proofs, on: try Evidence.day(day)).standing) == words)
    }

    @Test func `counts in a series only what the condition admits`() throws {
        let level = FactCondition(name: "level", comparison: .greaterOrEqual, value: .number(3))
        let rule = try Evidence.condition(facts: [level], since: "2026-01-01", spaced: (3, "P1M", "P2M"))
        var days = [("a", "2025-12-31", 3), ("b", "2026-01-31", 4), ("c", "2026-02-28", 3), ("d", "2026-03-10", 2)]
        func reading() throws -> ConditionReading {
            let proofs = try days.map {
                try Evidence.proof($0.0, $0.1, facts: ["level": .number(Double($0.2))])
            }
            let reading = rule.reading(ProofSet(proofs), on: try Evidence.day("2026-04-30"))
            return try #require(reading.conditions.first)
        }
        #expect(Evidence.words(try reading().standing) == "missing")
        days[2].1 = "2026-03-01"
        #expect(Evidence.words(try reading().standing) == "partial 0.667")
        days.append(("e", "2026-04-15", 3))
        let complete = try reading()
        #expect(complete.standing == .holds(until: nil))
        #expect(complete.counting == ["e", "c", "b"])
        #expect(complete.misses.map(\.proof) == ["d", "a"])
    }

    @Test func `names the proof that lasts longest first`() throws {
        let proofs = ProofSet([
            try Evidence.proof("old", "2025-01-01"), try Evidence.proof("short", "2025-06-01", until: "2026-02-01"),
            try Evidence.proof("new", "2025-09-01"), try Evidence.proof("ended", "2025-10-01", until: "2025-12-01"),
        ])
        let reading = try Evidence.condition().reading(proofs, on: Evidence.day("2026-01-10"))
        #expect(reading.conditions.first?.counting == ["new", "old", "short"])
    }

    @Test func `explains the nearest misses first`() throws {
        let scope = FactCondition(name: "scope", value: .text("backup"))
        let rule = try Evidence.condition(facts: [scope], within: "P60D", until: "2026-01-05")
        let right: [String: FactCondition.Value] = ["scope": .text("backup")]
        let proofs = ProofSet([
            try Evidence.proof("twice", "2025-01-01", facts: ["scope": .text("production")]),
            try Evidence.proof("old", "2025-02-01", facts: right),
            try Evidence.proof("silent", "2025-12-01"),
            try Evidence.proof("ended", "2025-12-02", until: "2026-01-09", facts: right),
            try Evidence.proof("late", "2026-01-06", facts: right),
            try Evidence.proof("planned", "2026-01-11", facts: right),
        ])
        let reading = rule.reading(proofs, on: try Evidence.day("2026-01-10"))
        let condition = try #require(reading.conditions.first)
        let last = try Evidence.day("2026-01-05")
        #expect(condition.standing == .lapsed(on: try Evidence.day("2026-01-09")))
        #expect(
            condition.misses == [
                .init(proof: "late", reason: .tooLate(obtained: try Evidence.day("2026-01-06"), neededUntil: last)),
                .init(proof: "ended", reason: .expired(on: try Evidence.day("2026-01-09"))),
                .init(proof: "silent", reason: .fact(scope, found: nil)),
                .init(
                    proof: "old",
                    reason: .tooOld(
                        obtained: try Evidence.day("2025-02-01"), neededSince: try Evidence.day("2025-11-11"))),
                .init(proof: "planned", reason: .tooLate(obtained: try Evidence.day("2026-01-11"), neededUntil: last)),
            ])
    }

    @Test func `says how far apart the measurements of a broken series are`() throws {
        let rule = try Evidence.condition(spaced: (2, "P45D", "P60D"))
        let proofs = ProofSet([try Evidence.proof("a", "2026-01-01"), try Evidence.proof("b", "2026-01-31")])
        let reading = rule.reading(proofs, on: try Evidence.day("2026-02-01"))
        #expect(
            reading.conditions.first?.misses == [
                .init(proof: "b", reason: .spacing(found: 1, wanted: 2, days: 30)),
                .init(proof: "a", reason: .spacing(found: 1, wanted: 2, days: nil)),
            ])
    }

    @Test func `does not count what is dated after the day, nor what it would prolong`() throws {
        let proofs = ProofSet([
            try Evidence.proof("now", "2026-01-10"), try Evidence.proof("planned", "2026-02-01"),
        ])
        let reading = try Evidence.condition(within: "P60D").reading(proofs, on: Evidence.day("2026-01-10"))
        #expect(reading.standing == .holds(until: try Evidence.day("2026-03-11")))
        #expect(
            reading.conditions.first?.misses == [
                .init(proof: "planned", reason: .notYet(try Evidence.day("2026-02-01")))
            ])
    }

    @Test func `measures thousands of times without growing slow`() throws {
        let first = try Evidence.day("2015-01-01").daysSince1970
        let proofs = ProofSet(
            try (0..<3000).map { index in
                ProofRecord(id: "\(index)", kind: "plan.tested", obtainedOn: try Evidence.days(first + index))
            })
        let rule = try Evidence.condition(spaced: (1000, "P1D", "P1Y"))
        let reading = rule.reading(proofs, on: try Evidence.days(first + 2999))
        let condition = try #require(reading.conditions.first)
        #expect(condition.standing == .holds(until: nil))
        #expect(condition.counting.count == 1000)
        #expect(condition.counting.first == "2999")
    }
}
