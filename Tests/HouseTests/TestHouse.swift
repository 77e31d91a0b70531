// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Access
import Agenda
import Backups
import Cartography
import Continuity
import Crisis
import CrisisKit
import Dossiers
import Establishments
import Exercises
import Foundation
import Frameworks
import Governance
import HTTPTypes
import Hummingbird
import Identity
import Indicators
import Logbook
import Logging
import Markup
import NIOCore
import NIOEmbedded
import Persistence
import Primitives
import Proofs
import Restart
import Roadmap
import SelfAssessment
import Site
import Supervision
import TestSupport

/// A whole house with the demonstration group in it, behind its front door; no socket.
struct TestHouse: Sendable {
    let house: House
    let front: Front
    let demonstration: Demonstration
    /// Counts the statements of what is asked.
    let counter: CountingDatabase
    /// What is written is taken back when the request ends, once `isRehearsing` is set.
    let stage: RehearsalDatabase
    /// Where the files of the proofs are.
    let vaultFolder: String
    private let cookies: [Demonstration.Position: String]

    /// A Saturday morning of November 2026, so that pages read the same every day.
    static let now = Instant(text: "2026-11-21T09:00:00Z") ?? Instant(millisecondsSinceEpoch: 0)

    /// Made anew for each house: what a room holds in memory (who knocked how often) must not pass from one to the next.
    static var features: [any Feature] {
        [
            SelfAssessmentFeature(), ProofsFeature(), DossiersFeature(), AgendaFeature(), GovernanceFeature(),
            RoadmapFeature(solver: InProcessSolver()), CartographyFeature(), ContinuityFeature(), BackupsFeature(),
            RestartFeature(), CrisisKitFeature(), SupervisionFeature(),
            CrisisFeature(), LogbookFeature(), IndicatorsFeature(), ExercisesFeature(),
            EstablishmentsFeature(), AccessFeature(),
        ]
    }

    /// Builds a house on a fresh database of the engine, signs everybody in, and runs `body`.
    static func open(_ engine: TestEngine, _ body: (TestHouse) async throws -> Void) async throws {
        let features = Self.features
        try await withDatabase(engine, migrations: HouseMigrations.all(with: features)) { database in
            try await withTemporaryDirectory { folder in
                let counter = CountingDatabase(database)
                let stage = RehearsalDatabase(counter)
                _ = try await Shipped.install(in: stage, at: now)
                var rules = SessionRules()
                rules.enforcesSecondFactor = false
                let entrance = Entrance(
                    database: stage, secretKey: try SecretKey.load(path: folder + "/key"), rules: rules,
                    hasher: Argon2(Argon2.Parameters(memoryKiB: 64, passes: 1, lanes: 1)), clock: .fixed(now))
                var logger = Logger(label: "test")
                logger.logLevel = .critical
                let house = House(
                    database: stage, features: features, library: FrameworkLibrary(database: stage),
                    entrance: entrance, vaultFolder: folder + "/proofs", clock: .fixed(now),
                    settings: SiteSettings(version: "test"), logger: logger, scratch: { try scratchDatabase() })
                guard let demonstration = try await Demonstration.foundIfEmpty(house, withPasswords: true) else {
                    throw NotEmpty()
                }
                let front = house.front()
                var cookies: [Demonstration.Position: String] = [:]
                for person in demonstration.people {
                    let answer = try await TestHouse.send(
                        front, .post, "/connexion", ["email": person.email, "password": person.password ?? ""])
                    cookies[person.key] = answer.headers[values: .setCookie]
                        .first { $0.hasPrefix("carene-session=") }?.split(separator: ";").first.map(String.init)
                }
                try await body(
                    TestHouse(
                        house: house, front: front, demonstration: demonstration, counter: counter, stage: stage,
                        vaultFolder: folder + "/proofs", cookies: cookies))
            }
        }
    }

    /// The same house with its doors shut.
    init(closing test: TestHouse, with house: House) {
        self.init(
            house: house, front: house.front(), demonstration: test.demonstration, counter: test.counter,
            stage: test.stage, vaultFolder: test.vaultFolder, cookies: test.cookies)
    }

    /// Another house, in which somebody comes in by a one-time link as its security officer.
    static func entering(
        _ house: House, like test: TestHouse, with token: OneTimeLink.Token
    ) async throws -> TestHouse {
        let front = house.front()
        let answer = try await send(
            front, .post, SiteAddress.oneTimeLink(.init(token.text)).path.full,
            ["password": "quarante-deux chevaux", "confirmation": "quarante-deux chevaux"])
        let cookie = answer.headers[values: .setCookie].first { $0.hasPrefix("carene-session=") }?
            .split(separator: ";").first.map(String.init)
        return TestHouse(
            house: house, front: front, demonstration: test.demonstration, counter: test.counter, stage: test.stage,
            vaultFolder: test.vaultFolder, cookies: cookie.map { [.rssi: $0] } ?? [:])
    }

    private init(
        house: House, front: Front, demonstration: Demonstration, counter: CountingDatabase, stage: RehearsalDatabase,
        vaultFolder: String, cookies: [Demonstration.Position: String]
    ) {
        self.house = house
        self.front = front
        self.demonstration = demonstration
        self.counter = counter
        self.stage = stage
        self.vaultFolder = vaultFolder
        self.cookies = cookies
    }

    private struct NotEmpty: Error {}

    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
        var location: String? { headers[.location] }
    }

    /// A request as somebody, or as a visitor.
    func get(
        _ path: String, as position: Demonstration.Position? = nil, headers: HTTPFields = [:], language: String? = nil
    ) async throws -> Answer {
        let cookies = [position.flatMap { self.cookies[$0] }, language.map { "carene-langue=\($0)" }].compactMap { $0 }
        return try await Self.send(
            front, .get, path, nil, cookie: cookies.isEmpty ? nil : cookies.joined(separator: "; "), headers: headers)
    }

    func post(
        _ path: String, _ form: [String: String] = [:], as position: Demonstration.Position? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        try await Self.send(front, .post, path, form, cookie: position.flatMap { cookies[$0] }, headers: headers)
    }

    /// As the route wants it: a form is posted, empty.
    func ask(
        _ method: Route.Method, _ path: String, as position: Demonstration.Position?
    ) async throws -> Answer {
        switch method {
        case .get: try await get(path, as: position)
        case .post: try await post(path, as: position)
        case .put: try await Self.send(front, .put, path, nil, cookie: position.flatMap { cookies[$0] })
        }
    }

    func isSignedIn(_ position: Demonstration.Position) -> Bool { cookies[position] != nil }

    /// A body of any kind, for hostile requests.
    func send(
        body: [UInt8], type: String, to path: String, as position: Demonstration.Position
    ) async throws -> Answer {
        var headers: HTTPFields = [.contentType: type]
        headers[.contentLength] = String(body.count)
        return try await Self.send(
            front, .post, path, nil, cookie: cookies[position], headers: headers, body: body)
    }

    private static func send(
        _ front: Front, _ method: HTTPRequest.Method, _ path: String, _ form: [String: String]?,
        cookie: String? = nil, headers: HTTPFields = [:], body: [UInt8]? = nil
    ) async throws -> Answer {
        var fields = headers
        var bytes = body ?? []
        if method == .post, fields[.origin] == nil, fields[fetchSite] == nil { fields[fetchSite] = "same-origin" }
        if let form {
            fields[.contentType] = "application/x-www-form-urlencoded"
            bytes = Array(
                form.sorted { $0.key < $1.key }.map { "\(encoded($0.key))=\(encoded($0.value))" }
                    .joined(separator: "&").utf8)
        }
        if let cookie { fields[.cookie] = cookie }
        let request = Request(
            head: HTTPRequest(
                method: method, scheme: "http", authority: "carene.test", path: path, headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(bytes: bytes)))
        let context = SiteContext(
            source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test")))
        let response = try await front.respond(to: request, context: context)
        let collector = Collector()
        // A live page goes on until its reader leaves.
        if response.headers[.contentType]?.hasPrefix("text/event-stream") != true {
            try await response.body.write(collector)
        }
        return Answer(
            status: response.status.code, headers: response.headers,
            bytes: collector.bytes)
    }

    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .server

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    private final class Collector: ResponseBodyWriter {
        var bytes: [UInt8] = []

        func write(_ buffer: ByteBuffer) async throws { bytes += buffer.readableBytesView }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
