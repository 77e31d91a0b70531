// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Foundation
import Frameworks
import HTTPTypes
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

/// What the features tell each other through the house, on the demonstration group.
@Suite("Contributions", .serialized)
struct ContributionTests {
    @Test(arguments: TestEngine.available)
    func `the 66 percent rule decides the objectives of the group`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let group = try test.demonstration.organisation(.group)
            let framework = try #require(try await test.house.library.newest("care-d2"))
            let sheet = try #require(try await test.house.standings(of: group, for: [framework]).first)
            let plans = try #require(sheet.line("D2.O1.C")?.reading.coverage)
            #expect(plans.atLeast == 0.66 && plans.share >= 0.66 && plans.share < 1)
            #expect(sheet.line("D2.O1.C")?.reading.standing.holds == true)
            let tests = try #require(sheet.line("D2.O1.D")?.reading.coverage)
            #expect(tests.share >= 0.66 && tests.share < 1)
            #expect(sheet.line("D2.O1.D")?.reading.standing.holds == true)
            // The audit of the backup directory is 70 days old: sixty are allowed.
            guard case .expired = sheet.line("D2.O3.A")?.state else {
                Issue.record("the lapsed audit is not told")
                return
            }
            #expect(sheet.line("D2.P1")?.state == .proven)
            // Some members have not answered: who is silent contradicts no proof.
            #expect(sheet.line("D2.P1")?.difference == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `figures have stable names and never the same one twice`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            for key in [Demonstration.Key.group, .support, .limes, .region] {
                let figures = try await test.house.indicators(of: try test.demonstration.organisation(key))
                #expect(Set(figures.map(\.id)).count == figures.count)
                for figure in figures {
                    #expect(!figure.sentence.french.isEmpty && figure.sentence.french.hasSuffix("."))
                    if figure.unit == .share, let value = figure.value { #expect((0...1).contains(value)) }
                }
            }
            let group = try await test.house.indicators(of: try test.demonstration.organisation(.group))
            let known = Set(group.map(\.id))
            #expect(
                known.isSuperset(of: [
                    "self-assessment.proven.care-d2", "governance.budgetShare", "governance.rssiShare",
                ]))
        }
    }

    @Test(arguments: TestEngine.available)
    func `duties are unique, in order and within the scope`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let group = try test.demonstration.organisation(.group)
            let today = test.house.today
            let scope = DutyScope(lineages: [group.lineage], today: today, until: today.adding(days: 365))
            let duties = try await test.house.duties(scope)
            #expect(Set(duties.map(\.id)).count == duties.count)
            #expect(duties.map(\.day) == duties.map(\.day).sorted())
            for duty in duties {
                #expect(duty.day <= scope.until)
                #expect(group.lineage.contains(duty.lineage))
            }
            let kinds = Set(duties.map(\.kind))
            #expect(kinds.isSuperset(of: [.deadline, .recurring, .expiry, .task, .meeting]))
        }
    }

    @Test(arguments: TestEngine.available)
    func `the daily round does its work once a day`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            func measures() async throws -> Int {
                try await test.house.database.read { session in
                    try session.count("SELECT COUNT(*) FROM governance_indicator_value")
                }
            }
            #expect(await DailyRound(test.house).round().isEmpty)
            let once = try await measures()
            #expect(await DailyRound(test.house).round().isEmpty)
            #expect(try await measures() == once)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a calendar address works without a cookie until it is taken back`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let made = try await test.post("/agenda/abonnements", ["discret": "oui"], as: .rssi)
            let found = try #require(made.text.firstMatch(of: /\/agenda\/flux\/[A-Za-z0-9_.\-]+/))
            let path = String(found.output)
            let feed = try await test.get(path)
            #expect(feed.status == 200)
            #expect(feed.headers[.contentType]?.hasPrefix("text/calendar") == true)
            #expect(feed.headers[.setCookie] == nil)
            #expect(feed.text.hasPrefix("BEGIN:VCALENDAR\r\n") && feed.text.hasSuffix("END:VCALENDAR\r\n"))
            let list = try await test.get("/agenda/abonnements", as: .rssi)
            #expect(!list.text.contains(path))
            let end = try #require(list.text.firstMatch(of: /\/agenda\/abonnements\/[0-9a-f\-]+\/fin/))
            // Somebody else cannot end it.
            #expect(try await test.post(String(end.output), as: .director).status == 404)
            #expect(try await test.get(path).status == 200)
            #expect(try await test.post(String(end.output), as: .rssi).status == 303)
            #expect(try await test.get(path).status == 404)
        }
    }
}
