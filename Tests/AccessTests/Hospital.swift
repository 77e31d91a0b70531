// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport

@testable import Access

/// A group of two hospitals in a fresh database, with an administrator of the group.
struct Hospital: Sendable {
    static let now = Instant(millisecondsSinceEpoch: 1_795_000_000_000)

    let database: any Database
    let group: Organisation
    let harbour: Organisation
    let hill: Organisation
    let administrator: Account.ID

    static func open(on engine: TestEngine, _ body: (Hospital) async throws -> Void) async throws {
        let migrations = JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all
        try await withDatabase(engine, migrations: migrations) { database in
            try await body(try await Hospital(database))
        }
    }

    private init(_ database: any Database) async throws {
        self.database = database
        let made = try await database.change(by: .system, at: Self.now) { change in
            func make(_ name: String, _ kind: Organisation.Kind, _ parent: Organisation?) throws -> Organisation {
                try OrganisationStore.create(
                    OrganisationDetails(name: name), kind: kind, under: parent?.id, in: change)
            }
            let group = try make("GHT des Deux Rives", .ght, nil)
            let harbour = try make("Hôpital du Port", .legalEntity, group)
            let hill = try make("Hôpital de la Colline", .legalEntity, group)
            let administrator = try AccountStore.create(
                email: EmailAddress("admin@exemple.fr"), name: "Nadia Kerbrat", language: .french, in: change)
            try AccountStore.give(.administrator, on: group.id, to: administrator, by: .serverOperator, in: change)
            return (group, harbour, hill, administrator)
        }
        (group, harbour, hill, administrator) = made
    }

    func account(_ email: String, _ name: String, _ grants: [(Role, Organisation)]) async throws -> Account.ID {
        try await database.change(by: .system, at: Self.now) { change in
            let id = try AccountStore.create(email: EmailAddress(email), name: name, language: .french, in: change)
            for (role, organisation) in grants {
                try AccountStore.give(role, on: organisation.id, to: id, by: .serverOperator, in: change)
            }
            return id
        }
    }

    func access(of id: Account.ID) async throws -> Identity.Access {
        let today = Self.now.dayUTC
        let found = try await database.read { try AccountStore.access(of: id, today: today, in: $0) }
        return found ?? Identity.Access(account: id, name: "", grants: [], today: today)
    }

    func send(_ invitation: Invitation, by id: Account.ID) async throws -> OneTimeLink.Token? {
        let access = try await access(of: id)
        let author = Actor(account: id.text, name: access.name)
        return try await database.change(by: author, at: Self.now) { change in
            try invitation.send(by: .person(access), in: change)
        }
    }

    func invitation(
        _ email: String, _ role: Role, _ organisation: Organisation, until: Day? = nil
    ) throws -> Invitation {
        Invitation(
            name: "Yann Le Goff", email: try EmailAddress(email), role: role, organisation: organisation.id,
            until: until, language: .french)
    }
}
