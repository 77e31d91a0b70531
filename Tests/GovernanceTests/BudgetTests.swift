// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Governance

struct MoneyTests {
    @Test(
        arguments: [
            ("1 234 567", 123_456_700), ("1\u{202F}234\u{A0}567,5", 123_456_750), ("12000,05 €", 1_200_005), ("0", 0),
            ("12.50", 1250), ("9999999999,99", 999_999_999_999), ("€ 3", 300),
        ])
    func `reads amounts as people type them`(_ typed: String, _ cents: Int) {
        #expect(Money(typed: typed)?.cents == cents)
    }

    @Test(
        arguments: [
            "", " ", "-5", "1,2,3", "1.234", "12,", ",5", "10000000000", "12a", "1e5", "∞", "²", "١٢",
            String(repeating: "9", count: 400),
        ])
    func `refuses what is not an amount, or may mean two`(_ typed: String) {
        #expect(Money(typed: typed) == nil)
    }

    @Test func `writes back what it reads`() {
        var generator = SplitMix64(seed: 5)
        for _ in 0..<500 {
            let money = Money(cents: Int.random(in: 0...Money.limit, using: &generator))
            for t in Language.allCases {
                #expect(Money(typed: money.plain(t)) == money)
                #expect(!t.money(money).isEmpty)
            }
        }
        #expect(Language.french.money(Money(cents: 123_456_700)) == "1\u{202F}234\u{202F}567\u{A0}€")
    }

    @Test(arguments: [("1", 100), ("0,8", 80), ("0,05", 5), ("1000", 100_000)])
    func `reads full-time equivalents`(_ typed: String, _ hundredths: Int) {
        #expect(FullTime.hundredths(typed: typed) == hundredths)
        #expect(FullTime.hundredths(typed: "1000,01") == nil)
    }
}

struct BudgetRulesTests {
    private let place = organisation(1, "CH")

    private func year(
        _ number: Int, _ operating: Int, planned: Int, spent: Int = 0, lines: Int = 2, settled: Int = 0,
        at keeper: Organisation? = nil
    ) -> BudgetYear {
        BudgetYear(
            keeper: Keeper(keeper ?? place), year: number, operating: Money(cents: operating),
            digital: .init(planned: Money(cents: planned), spent: Money(cents: spent)), security: .init(), lines: lines,
            settled: settled)
    }

    @Test func `counts a year on what is planned until every expense of it is known`() {
        let now = today.year
        #expect(year(now, 1000, planned: 19, spent: 30, settled: 2).share(on: today) == 0.019)
        #expect(year(now - 1, 1000, planned: 19, spent: 30, settled: 1).share(on: today) == 0.019)
        #expect(year(now - 1, 1000, planned: 19, spent: 30, settled: 2).share(on: today) == 0.03)
        #expect(year(now, 1000, planned: 0, lines: 0).share(on: today) == nil)
    }

    @Test func `says what is missing to reach a share`() {
        #expect(year(today.year, 10_000, planned: 150).gap(to: 0.02, on: today)?.cents == 50)
        #expect(year(today.year, 10_000, planned: 200).gap(to: 0.02, on: today) == nil)
        #expect(year(today.year, 10_000, planned: 300).gap(to: 0.02, on: today) == nil)
    }

    @Test func `a group adds up its members, sites within their entity left out`() {
        let (north, south) = (organisation(2, "Nord", under: [1]), organisation(3, "Sud", under: [1]))
        let site = organisation(4, "Site", .site, under: [1, 2])
        let all = GroupBudget.all([
            year(2026, 1000, planned: 10, at: north), year(2026, 3000, planned: 70, at: south),
            year(2026, 900, planned: 900, at: site), year(2025, 100, planned: 1, at: site),
            year(2027, 100, planned: 50, at: north),
        ])
        #expect(all.map(\.year) == [2027, 2026, 2025])
        #expect(all[1].members.count == 2)
        #expect(all[1].share(on: today) == 0.02)
        #expect(all[2].members.count == 1)
        // A year to come is not the one that is spoken of.
        #expect(GroupBudget.current(all, on: today)?.year == 2026)
    }
}

struct BudgetStoreTests {
    private func proof(_ year: Int, of place: Organisation, in database: any Database) async throws -> Proof? {
        try await database.read { session in
            let found = try ProofStore.page(
                ProofQuery(scope: [place.lineage], kind: "budget.share", validity: .valid, today: today), in: session)
            return found.rows.map(\.proof).first { $0.title.hasSuffix("\(year)") }
        }
    }

    private func line(_ title: String, _ cents: Int, spent: Int? = nil) -> BudgetLineDraft {
        BudgetLineDraft(
            title: title, domain: .security, nature: .running, planned: Money(cents: cents),
            spent: spent.map { Money(cents: $0) })
    }

    @Test(arguments: TestEngine.available)
    func `the share of a year is a proof as long as it has a line`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let number = today.year
            func read() async throws -> BudgetYear {
                try #require(
                    try await database.read { session in try BudgetStore.year(number, of: world.north.id, in: session) }
                )
            }
            try await database.changing { change in
                try BudgetStore.open(
                    number, operating: Money(cents: 1_000_000), at: world.north, today: today, in: change)
            }
            #expect(try await proof(number, of: world.north, in: database) == nil)
            let year = try await read()
            try await database.changing { change in
                try BudgetStore.add(line("Sauvegarde", 15_000), to: year, today: today, in: change)
            }
            let first = try #require(try await proof(number, of: world.north, in: database))
            #expect(first.facts["share"] == .number(0.015))
            #expect(first.obtainedOn == today)
            let lines = try await database.read { session in
                try BudgetStore.lines(of: world.north.id, in: session)
            }
            let kept = try #require(lines.first)
            try await database.changing { change in
                try BudgetStore.correct(kept, line("Sauvegarde", 20_000), today: today, in: change)
            }
            #expect(try await proof(number, of: world.north, in: database)?.facts["share"] == .number(0.02))
            try await database.changing { change in try BudgetStore.remove(kept, today: today, in: change) }
            #expect(try await proof(number, of: world.north, in: database) == nil)
            try await database.changing { change in try BudgetStore.restore(kept, today: today, in: change) }
            #expect(try await proof(number, of: world.north, in: database)?.facts["share"] == .number(0.02))
            await #expect(throws: GovernanceError.yearExists) {
                try await database.changing { change in
                    try BudgetStore.open(number, operating: Money(cents: 5), at: world.north, today: today, in: change)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a past year stays a proof of its own time, a year to come is none`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            for number in [today.year - 1, today.year + 1] {
                try await database.changing { change in
                    try BudgetStore.open(
                        number, operating: Money(cents: 1000), at: world.north, today: today, in: change)
                    let year = try #require(try BudgetStore.year(number, of: world.north.id, in: change.session))
                    try BudgetStore.add(line("Audit", 30, spent: 20), to: year, today: today, in: change)
                }
            }
            let past = try #require(try await proof(today.year - 1, of: world.north, in: database))
            #expect(past.obtainedOn == Day(year: today.year - 1, month: 12, day: 31))
            #expect(past.facts["share"] == .number(0.02))
            #expect(try await proof(today.year + 1, of: world.north, in: database) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `every year of a group in one statement, and its file guards formulas`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { inner in
            let world = try await World.make(in: inner)
            for place in [world.north, world.south] {
                try await inner.changing { change in
                    try BudgetStore.open(
                        today.year, operating: Money(cents: 100_000), at: place, today: today, in: change)
                    let year = try #require(try BudgetStore.year(today.year, of: place.id, in: change.session))
                    for _ in 0..<5 { try BudgetStore.add(line("=1+1", 400), to: year, today: today, in: change) }
                }
            }
            let database = CountingDatabase(inner)
            let (years, lines) = try await database.read { session in
                (
                    try BudgetStore.years(under: world.group.lineage, in: session),
                    try BudgetStore.lines(under: world.group.lineage, in: session)
                )
            }
            #expect(database.statements == 2)
            #expect(years.map(\.keeper.name) == ["CH du Nord", "CH du Sud"])
            #expect(GroupBudget.all(years).first?.share(on: today) == 0.02)
            let file = String(decoding: BudgetFile.write(years, lines, on: today, .french), as: UTF8.self)
            #expect(file.split(separator: "\r\n").count == 11)
            #expect(file.contains(";'=1+1;Sécurité;"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `refuses amounts out of range and lines beyond the limit of the schema`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            for cents in [0, -1, Money.limit + 1, Int.max] {
                await #expect(throws: GovernanceError.outOfRange) {
                    try await database.changing { change in
                        try BudgetStore.open(
                            2026, operating: Money(cents: cents), at: world.north, today: today, in: change)
                    }
                }
            }
            for year in [1999, 2101, Int.max] {
                await #expect(throws: GovernanceError.outOfRange) {
                    try await database.changing { change in
                        try BudgetStore.open(
                            year, operating: Money(cents: 5), at: world.north, today: today, in: change)
                    }
                }
            }
        }
    }
}
