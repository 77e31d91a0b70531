// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives
import TestSupport
import Testing

@Suite struct MigrationsTests {
    private static let first = Migration("0001-first") { dialect in
        ["CREATE TABLE one (id TEXT NOT NULL PRIMARY KEY) \(dialect.strict)"]
    }
    private static let second = Migration("0002-second") { dialect in
        ["CREATE TABLE two (id TEXT NOT NULL PRIMARY KEY) \(dialect.strict)"]
    }
    private static let failing = Migration("0002-second") { dialect in
        [
            "CREATE TABLE half (id TEXT NOT NULL PRIMARY KEY) \(dialect.strict)",
            "INSERT INTO half (id) VALUES ('a'), ('a')",
        ]
    }

    @Test(arguments: TestEngine.available)
    func `are applied once, in the order of their identifiers`(_ engine: TestEngine) async throws {
        try await withDatabase(engine) { database in
            let fresh = try await Migrator([Self.second, Self.first]).migrate(database)
            #expect(fresh == ["0001-first", "0002-second"])
            let again = try await Migrator([Self.first, Self.second]).migrate(database)
            #expect(again == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a newer database is refused`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: [Self.first, Self.second]) { database in
            await #expect(throws: MigrationError.newerDatabase(unknown: ["0002-second"])) {
                try await Migrator([Self.first]).migrate(database)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `an edited migration is refused`(_ engine: TestEngine) async throws {
        let edited = Migration("0001-first") { _ in ["CREATE TABLE one (id TEXT NOT NULL PRIMARY KEY, more TEXT)"] }
        try await withDatabase(engine, migrations: [Self.first]) { database in
            await #expect(throws: MigrationError.changed("0001-first")) {
                try await Migrator([edited, Self.second]).migrate(database)
            }
            await expectError(.other) { _ = try await database.read { try $0.count("SELECT COUNT(*) FROM two") } }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a step that fails leaves nothing`(_ engine: TestEngine) async throws {
        try await withDatabase(engine) { database in
            let error = await #expect(throws: MigrationError.self) {
                try await Migrator([Self.first, Self.failing]).migrate(database)
            }
            guard case .failed("0002-second", let reason) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(reason.kind == .duplicate)
            await expectError(.other) { _ = try await database.read { try $0.count("SELECT COUNT(*) FROM half") } }
            let count1 = try await database.read { session in try session.count("SELECT COUNT(*) FROM one") }
            #expect(count1 == 0)
            let retried = try await Migrator([Self.first, Self.second]).migrate(database)
            #expect(retried == ["0002-second"])
        }
    }
}
