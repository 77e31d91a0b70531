// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Agenda

struct FeedTests {
    typealias World = AgendaSample.World
    private let today = AgendaSample.today

    private func open(_ token: FeedToken, in database: any Database, today: Day? = nil) async throws -> OpenFeed? {
        let day = today ?? self.today
        return try await database.read { try FeedStore.open(token, today: day, in: $0) }
    }

    private func make(
        for account: Account.ID, at organisation: Organisation? = nil, in database: any Database
    ) async throws -> FeedToken {
        try await database.changing { change in
            try FeedStore.create(for: account, organisation: organisation?.id, isDiscreet: true, in: change)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a feed opens with the rights of the moment`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AgendaSample.migrations) { database in
            let world = try await World.make(in: database)
            let claire = try await AgendaSample.person("Claire Morel", .securityOfficer, on: world.north, in: database)
            let own = try await make(for: claire, in: database)
            let local = try await make(for: claire, at: world.north, in: database)
            let whole = try #require(try await open(own, in: database))
            #expect(whole.lineages == [world.north.lineage] && whole.organisationName == nil && whole.isDiscreet)
            #expect(try await open(local, in: database)?.organisationName == "CH du Nord")
            let there = try await make(for: claire, at: world.elsewhere, in: database)
            #expect(try await open(there, in: database) == nil)

            try await database.changing {
                try AccountStore.take(.securityOfficer, on: world.north.id, from: claire, by: .serverOperator, in: $0)
            }
            #expect(try await open(own, in: database) == nil)
            #expect(try await open(local, in: database) == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an ended role, a closed account and a revoked feed open nothing`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AgendaSample.migrations) { database in
            let world = try await World.make(in: database)
            let end = today.adding(days: 5)
            let paul = try await AgendaSample.person("Paul Réda", .director, on: world.north, until: end, in: database)
            let token = try await make(for: paul, in: database)
            #expect(try await open(token, in: database, today: end) != nil)
            #expect(try await open(token, in: database, today: end.adding(days: 1)) == nil)

            try await database.changing { try AccountStore.disable(paul, by: .serverOperator, in: $0) }
            #expect(try await open(token, in: database) == nil)
            try await database.changing { try AccountStore.enable(paul, by: .serverOperator, in: $0) }
            #expect(try await open(token, in: database) != nil)

            let other = try await AgendaSample.person("Léa Vidal", .director, on: world.north, in: database)
            await #expect(throws: AgendaError.unknownFeed) {
                try await database.changing { try FeedStore.revoke(token.id, of: other, in: $0) }
            }
            try await database.changing { try FeedStore.revoke(token.id, of: paul, in: $0) }
            #expect(try await open(token, in: database) == nil)
            await #expect(throws: AgendaError.unknownFeed) {
                try await database.changing { try FeedStore.revoke(token.id, of: paul, in: $0) }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a right and a wrong token cost the same statements`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AgendaSample.migrations) { inner in
            let world = try await World.make(in: inner)
            let claire = try await AgendaSample.person("Claire Morel", .securityOfficer, on: world.north, in: inner)
            let good = try await make(for: claire, in: inner)
            let zeros = String(repeating: "0", count: 64)
            let wrongSecret = try #require(FeedToken(good.id.text + "." + zeros))
            let unknown = try #require(FeedToken(AgendaSample.id(77, of: CalendarFeed.self).text + "." + zeros))
            let counting = CountingDatabase(inner)
            var costs: [Int] = []
            for (token, opens) in [(good, true), (wrongSecret, false), (unknown, false)] {
                counting.reset()
                #expect((try await open(token, in: counting) != nil) == opens)
                costs.append(counting.statements)
            }
            #expect(Set(costs) == [3])
        }
    }

    @Test(arguments: TestEngine.available)
    func `the database knows no secret, the list what is open, the journal who did it`(engine: TestEngine) async throws
    {
        try await withDatabase(engine, migrations: AgendaSample.migrations) { database in
            let world = try await World.make(in: database)
            let claire = try await AgendaSample.person("Claire Morel", .securityOfficer, on: world.north, in: database)
            let token = try await make(for: claire, at: world.north, in: database)
            let secret = try #require(token.text.split(separator: ".").last)
            let (kept, actions) = try await database.read { session in
                (
                    try session.first("SELECT secret_hash FROM calendar_feed") { row throws(DatabaseError) in
                        try row.text(0)
                    },
                    try session.all("SELECT action, organisation_id FROM journal_entry ORDER BY sequence") {
                        row throws(DatabaseError) in
                        "\(try row.text(0)) \(row.optionalText(1) ?? "")"
                    }
                )
            }
            #expect(kept == token.hash && kept != String(secret))
            #expect(actions.last == "agenda.feedCreated \(world.north.id.text)")

            let later = AgendaSample.now.adding(seconds: 60)
            try await database.write { try FeedStore.touch(token.id, at: later, in: $0) }
            let list = try await database.read { try FeedStore.list(of: claire, in: $0) }
            #expect(list.map(\.organisationName) == ["CH du Nord"] && list.first?.lastUsedAt == later)
            let feed = try #require(try await open(token, in: database))
            #expect(!feed.isDueForTouch(at: later.adding(seconds: 3599)))
            #expect(feed.isDueForTouch(at: later.adding(seconds: 3600)))
        }
    }

    @Test(arguments: TestEngine.available)
    func `nobody has more than ten addresses at once`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AgendaSample.migrations) { database in
            let world = try await World.make(in: database)
            let claire = try await AgendaSample.person("Claire Morel", .securityOfficer, on: world.north, in: database)
            var last: FeedToken?
            for _ in 0..<FeedStore.limit { last = try await make(for: claire, in: database) }
            await #expect(throws: AgendaError.tooManyFeeds(limit: FeedStore.limit)) {
                _ = try await make(for: claire, in: database)
            }
            let one = try #require(last)
            try await database.changing { try FeedStore.revoke(one.id, of: claire, in: $0) }
            _ = try await make(for: claire, in: database)
        }
    }

    @Test func `a token reads what it writes and nothing else`() throws {
        let token = FeedToken.make(at: AgendaSample.now, .system)
        #expect(FeedToken(token.text) == token)
        #expect(token.matches(token.hash) && !token.matches("") && !token.matches(String(token.hash.reversed())))
        var random = SplitMix64(seed: 5)
        for _ in 0..<300 {
            let text = String(decoding: random.mutated(Array(token.text.utf8)), as: UTF8.self)
            // Another row, or another secret.
            if let read = FeedToken(text), read != token { #expect(read.id != token.id || !read.matches(token.hash)) }
        }
    }

    @Test(arguments: Language.allCases)
    func `the page shows a new address once, the list, and how to end each`(t: Language) {
        let feed = CalendarFeed(
            id: AgendaSample.id(4), organisation: AgendaSample.id(2), organisationName: AgendaSample.hostile,
            isDiscreet: false, createdAt: AgendaSample.now, lastUsedAt: nil)
        var model = FeedsPage.Model(
            feeds: [feed], zone: .paris, places: [.init(id: AgendaSample.id(2), name: AgendaSample.hostile)])
        let before = FeedsView.render(model, t)
        AgendaSample.expectSound(before)
        #expect(!before.text.contains("/agenda/flux/"))
        #expect(
            before.text.contains(AgendaURL.feedEnd(.init(feed.id)).path.full) && before.text.contains("data-confirm"))
        model.address = "https://carene.exemple.fr/agenda/flux/x"
        model.error = AgendaError.tooManyFeeds(limit: 10).message(t)
        let after = FeedsView.render(model, t)
        AgendaSample.expectSound(after)
        #expect(after.text.contains("https://carene.exemple.fr/agenda/flux/x") && after.text.contains("Thunderbird"))
    }
}
