// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import TestSupport

@testable import Identity

/// A small region in a fresh database: a nation above a region above a group of two hospitals, one of which has a site.
struct House: Sendable {
    static let goodPassword = "quatre mots sans rapport"

    let database: any Database
    let clock: MovableClock
    let hasher: CountingHasher
    let entrance: Entrance
    let nation: Organisation
    let region: Organisation
    let group: Organisation
    let hospital: Organisation
    let site: Organisation
    let otherHospital: Organisation
    /// Holds the administration of the nation.
    let root: Account.ID

    var signIn: SignIn { SignIn(entrance) }
    var own: OwnAccount { OwnAccount(entrance) }
    var today: Day { entrance.sessions.rules.zone.day(at: clock.now) }

    /// Most tests are about something else than the second factor that roles require.
    static var lenient: SessionRules {
        var rules = SessionRules()
        rules.enforcesSecondFactor = false
        return rules
    }

    static func open(
        on engine: TestEngine, hasher: CountingHasher = CountingHasher(),
        rules: SessionRules = lenient,
        _ body: (House) async throws -> Void
    ) async throws {
        let migrations = JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all
        try await withDatabase(engine, migrations: migrations) { database in
            try await body(try await House(database, hasher, rules))
        }
    }

    private init(_ database: any Database, _ hasher: CountingHasher, _ rules: SessionRules) async throws {
        let clock = MovableClock()
        self.database = database
        self.hasher = hasher
        self.clock = clock
        entrance = Entrance(
            database: database, secretKey: SecretKey(bytes: Array(repeating: 7, count: 32)), rules: rules,
            hasher: hasher, clock: clock.wallClock)
        let made = try await database.change(by: .system, at: clock.now) { change in
            func make(_ name: String, _ kind: Organisation.Kind, _ parent: Organisation?) throws -> Organisation {
                try OrganisationStore.create(
                    OrganisationDetails(name: name), kind: kind, under: parent?.id, in: change)
            }
            let nation = try make("France", .national, nil)
            let region = try make("Bretagne", .region, nation)
            let group = try make("GHT du Ponant", .ght, region)
            let hospital = try make("CH de Kerlann", .legalEntity, group)
            let site = try make("Site du Port", .site, hospital)
            let otherHospital = try make("CH des Landes", .legalEntity, group)
            let root = try AccountStore.create(
                email: EmailAddress("root@exemple.fr"), name: "Racine", language: .french, in: change)
            try AccountStore.give(.administrator, on: nation.id, to: root, by: .serverOperator, in: change)
            return (nation, region, group, hospital, site, otherHospital, root)
        }
        (nation, region, group, hospital, site, otherHospital, root) = made
    }

    func change<Value: Sendable>(_ body: @escaping @Sendable (Change) throws -> Value) async throws -> Value {
        try await database.change(by: .system, at: clock.now, body)
    }

    /// An account, its roles and, unless told otherwise, the good password.
    @discardableResult
    func account(
        _ email: String, _ grants: [(Role, Organisation)] = [], password: String? = goodPassword
    ) async throws -> Account.ID {
        let id = try await change { change in
            let id = try AccountStore.create(
                email: EmailAddress(email), name: "Personne \(email)", language: .french, in: change)
            for (role, organisation) in grants {
                try AccountStore.give(role, on: organisation.id, to: id, by: .serverOperator, in: change)
            }
            return id
        }
        if let password {
            let link = try await change { change in
                try OneTimeLinkStore.issue(.firstSignIn, for: id, by: .serverOperator, in: change)
            }
            try await own.redeem(link, password: password)
        }
        return id
    }

    func granter(_ id: Account.ID) async throws -> Granter {
        let today = today
        let access = try await database.read { try AccountStore.access(of: id, today: today, in: $0) }
        return .person(access ?? Access(account: id, name: "", grants: [], today: today))
    }

    func attempt(_ email: String, _ password: String = goodPassword) async throws -> SignIn.Outcome {
        try await signIn.attempt(
            email: email, password: password, address: ClientAddress("192.0.2.17"),
            userAgent: "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0")
    }

    /// Signs in with a password and no second factor.
    func enter(_ email: String, _ password: String = goodPassword) async throws -> SessionToken {
        switch try await attempt(email, password) {
        case .signedIn(let token), .secondFactorNeeded(let token): token
        case .refused, .tooMany: throw IdentityError.sessionEnded
        }
    }

    func session(_ token: SessionToken) async throws -> (info: SessionInfo, access: Access)? {
        let (sessions, now) = (entrance.sessions, clock.now)
        return try await database.read { try sessions.session(token, at: now, in: $0) }
    }

    func info(_ token: SessionToken) async throws -> SessionInfo {
        guard let found = try await session(token) else { throw IdentityError.sessionEnded }
        return found.info
    }

    func journal(_ action: String) async throws -> [Entry] {
        try await database.read { session in
            try JournalStore.page(where: "action = \(action)", limit: 100, offset: 0, in: session).entries
        }
    }
}
