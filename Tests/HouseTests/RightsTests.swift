// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
import Identity
import Journal
import Logging
import NIOCore
import NIOEmbedded
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

/// Rights are those of the place and of the moment.
@Suite("Rights", .serialized)
struct RightsTests {
    @Test(arguments: TestEngine.available)
    func `the administrator of one member does not change the library of all`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let support = try test.demonstration.organisation(.support).id
            let cookie = try await administrator(of: support, in: test)
            let page = try await test.get("/referentiels/chargement", headers: [.cookie: cookie])
            #expect(page.status == 403)
            let list = try await test.get("/referentiels", headers: [.cookie: cookie])
            #expect(list.status == 200)
            let isOffered = list.text.contains("/referentiels/chargement")
            #expect(!isOffered)
            #expect(try await test.get("/referentiels/chargement", as: .administrator).status == 200)
        }
    }

    /// The body of a request comes at its sender's pace: here, after the role was taken.
    @Test(arguments: TestEngine.available)
    func `a role taken while a form arrives no longer writes`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let support = try test.demonstration.organisation(.support)
            let cookie = try await administrator(of: support.id, in: test)
            let email = try EmailAddress("bloc@carene.example")
            let body = LateBody(text: "nom=Renomm%C3%A9") {
                try await test.house.database.change(by: .system, at: TestHouse.now) { change in
                    guard let account = try AccountStore.find(email: email, in: change.session) else {
                        throw IdentityError.unknownAccount
                    }
                    try AccountStore.take(
                        .administrator, on: support.id, from: account.id, by: .serverOperator, in: change)
                }
            }
            var fields: HTTPFields = [
                .contentType: "application/x-www-form-urlencoded", .cookie: cookie, .origin: "http://carene.test",
            ]
            fields[.contentLength] = "15"
            let request = Request(
                head: HTTPRequest(
                    method: .post, scheme: "http", authority: "carene.test",
                    path: "/etablissements/\(support.id)/fiche/modification", headerFields: fields),
                body: RequestBody(asyncSequence: body))
            let response = try await test.front.respond(
                to: request,
                context: SiteContext(
                    source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test"))))
            #expect(response.status.code == 409)
            let now = try await test.house.database.read { session in
                try OrganisationStore.organisation(support.id, in: session)
            }
            #expect(now?.name == support.name)
        }
    }

    /// Whatever the unshared figures are, the pages of the region and of the nation are the same.
    @Test(arguments: TestEngine.available)
    func `what is not shared leaves no trace on the pages of the levels above`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let inside = try await Fixture.inside(test)
            let (region, group) = (
                try test.demonstration.organisation(.region).id, try test.demonstration.organisation(.group).id
            )
            // One in progress is shared, and nothing before it, so that each page has something to give away.
            try await test.house.database.write { session in
                try session.execute(
                    "UPDATE assessment SET shared_at = NULL WHERE organisation_id = \(inside.organisation)")
                try session.execute("UPDATE assessment SET shared_at = opened_at WHERE id = \(inside.assessment)")
            }
            let paths = [
                "/etablissements/\(region)", "/etablissements/\(group)", "/etablissements/\(inside.organisation)",
                "/etablissements/\(group)/evaluations?tri=indice", "/evaluations/\(inside.assessment)",
                "/campagnes/\(inside.campaign)", "/campagnes/\(inside.campaign)/comparaison.csv",
            ]
            func pages(_ position: Demonstration.Position) async throws -> [String] {
                var pages: [String] = []
                for path in paths {
                    let answer = try await test.get(path, as: position)
                    #expect(answer.status == 200, "\(path)")
                    pages.append(answer.text)
                }
                return pages
            }
            let before = [try await pages(.regional), try await pages(.national)]
            try await test.house.database.write { session in
                try session.execute(
                    """
                    UPDATE assessment_chapter SET mean = 0.0123, score_index = 0.123, answered = 1
                    WHERE assessment_id IN (SELECT id FROM assessment WHERE shared_at IS NULL)
                    """)
                try session.execute(
                    """
                    UPDATE answer SET status = 'answered', level = 0, comment = 'secret de la maison', is_to_review = 1
                    WHERE assessment_id IN (SELECT id FROM assessment WHERE shared_at IS NULL)
                    """)
                try session.execute(
                    """
                    UPDATE assessment SET mean = 0.0123, score_index = 0.123, answered = 1, title = 'secret'
                    WHERE shared_at IS NULL
                    """)
            }
            let after = [try await pages(.regional), try await pages(.national)]
            for (officer, pair) in zip(before, after).enumerated() {
                for (path, texts) in zip(paths, zip(pair.0, pair.1)) {
                    let isSame = texts.0 == texts.1
                    #expect(isSame, "\(path) (\(officer == 0 ? "region" : "nation"))")
                }
            }
        }
    }

    @Test func `a page is shown even when the time of the visit cannot be written`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let later = TestHouse.now.adding(seconds: 3600)
            let full = FullDisk(inner: test.house.database)
            let inner = test.house.entrance
            let entrance = Entrance(
                database: full, secretKey: inner.secretKey, rules: inner.sessions.rules, hasher: inner.hasher,
                clock: .fixed(later))
            let house = House(
                database: full, features: test.house.features, library: test.house.library, entrance: entrance,
                vaultFolder: "/nonexistent", clock: .fixed(later), settings: test.house.settings,
                logger: test.house.logger)
            let crowded = TestHouse(closing: test, with: house)
            #expect(try await crowded.get("/etablissements", as: .rssi).status == 200)
            let inside = try await Fixture.inside(test)
            let refused = try await crowded.post("/evaluations/\(inside.assessment)/cloture", as: .rssi)
            #expect(refused.status == 503)
            let saysWhy = refused.text.contains("disque")
            #expect(saysWhy)
        }
    }

    @Test func `beyond the last page of assessments one is sent back to the first`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let group = try test.demonstration.organisation(.group).id
            let answer = try await test.get("/etablissements/\(group)/evaluations?page=900", as: .rssi)
            #expect(answer.status == 303)
            #expect(answer.location == "/etablissements/\(group)/evaluations")
        }
    }

    @Test func `a letter under thousands of accents is as long as it is`() {
        var errors = FormErrors()
        errors.bound("e" + String(repeating: "\u{0301}", count: 5000), "code", limit: 40, in: .french)
        errors.bound(String(repeating: "é", count: 40), "nom", limit: 40, in: .french)
        #expect(errors.all.map(\.field) == ["code"])
    }

    @Test func `nobody has more than a few pieces of work under way`() async throws {
        let board = JobBoard(logger: Logger(label: "test"))
        func start(_ owner: String) async throws {
            _ = try await board.start(Phrase("Long", "Long"), owner: owner, at: TestHouse.now) { _ in
                try await Task.sleep(for: .seconds(3600))
                return JobBoard.Result(summary: Phrase("Fini", "Done"))
            }
        }
        for _ in 0..<3 { try await start("one") }
        await #expect(throws: Refusal.self) { try await start("one") }
        try await start("another")
    }

    /// Somebody who administers one organisation and nothing above it, signed in.
    private func administrator(of organisation: Organisation.ID, in test: TestHouse) async throws -> String {
        let email = "bloc@carene.example"
        let password = "quatre mots sans aucun lien"
        let token = try await test.house.database.change(by: .system, at: TestHouse.now) { change in
            let account = try AccountStore.create(
                email: EmailAddress(email), name: "Paul Bloc", language: .french, in: change)
            try AccountStore.give(.administrator, on: organisation, to: account, by: .serverOperator, in: change)
            return try OneTimeLinkStore.issue(.firstSignIn, for: account, by: .serverOperator, in: change)
        }
        try await OwnAccount(test.house.entrance).redeem(token, password: password)
        let answer = try await test.post("/connexion", ["email": email, "password": password])
        let cookie = answer.headers[values: .setCookie].first { $0.hasPrefix("carene-session=") }
        return try #require(cookie?.split(separator: ";").first.map(String.init))
    }
}

/// The body of a request that comes only after something else has happened.
private struct LateBody: AsyncSequence, Sendable {
    let text: String
    let before: @Sendable () async throws -> Void

    func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    struct Iterator: AsyncIteratorProtocol {
        let body: LateBody
        var isDone = false

        mutating func next() async throws -> ByteBuffer? {
            if isDone { return nil }
            isDone = true
            try await body.before()
            return ByteBuffer(string: body.text)
        }
    }
}

/// Reads work, nothing can be written.
private struct FullDisk: Database {
    let inner: any Database

    var dialect: Dialect { inner.dialect }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value {
        try await inner.read(body)
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value {
        throw DatabaseError(.diskFull, "no space left")
    }

    func close() async {}
}
