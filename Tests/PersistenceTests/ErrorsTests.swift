// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Persistence
import PersistencePostgres
import PersistenceSQLite
import Primitives
import TestSupport
import Testing

/// Each kind of error, produced for real.
@Suite struct ErrorsTests {
    private static let schema = [
        Migration("0001-family") { dialect in
            [
                """
                CREATE TABLE parent (
                    id \(dialect.integer) NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE,
                    age \(dialect.integer) CHECK (age >= 0)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE child (
                    id \(dialect.integer) NOT NULL PRIMARY KEY, parent_id \(dialect.integer) REFERENCES parent (id)
                ) \(dialect.strict)
                """,
                "INSERT INTO parent (id, name, age) VALUES (1, 'one', 1)",
                "INSERT INTO child (id, parent_id) VALUES (1, 1)",
            ]
        }
    ]

    private static let statements: [(SQL, DatabaseError.Kind)] = [
        ("INSERT INTO parent (id, name) VALUES (1, 'other')", .duplicate),
        ("INSERT INTO parent (id, name) VALUES (2, 'one')", .duplicate),
        ("INSERT INTO child (id, parent_id) VALUES (2, 9)", .brokenReference),
        ("DELETE FROM parent WHERE id = 1", .brokenReference),
        ("INSERT INTO parent (id, name, age) VALUES (2, 'two', -1)", .refusedValue),
        ("INSERT INTO parent (id, name) VALUES (2, NULL)", .refusedValue),
        ("INSERT INTO parent (id, name) VALUES ('word', 'two')", .refusedValue),
        ("SELECT * FROM nowhere", .other),
        ("not a statement", .other),
    ]

    @Test(arguments: TestEngine.available)
    func `both engines give the same kinds`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: Self.schema) { database in
            for (statement, kind) in Self.statements {
                await expectError(kind) { try await database.write { session in try session.execute(statement) } }
            }
            let count1 = try await database.read { session in try session.count("SELECT COUNT(*) FROM parent") }
            #expect(count1 == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a reader cannot write`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: Self.schema) { database in
            await expectError(.readOnly) {
                try await database.read { session in try session.execute("DELETE FROM child") }
            }
            let count2 = try await database.read { session in try session.count("SELECT COUNT(*) FROM child") }
            #expect(count2 == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an error thrown inside rolls everything back`(_ engine: TestEngine) async throws {
        struct Refused: Error {}
        try await withDatabase(engine, migrations: Self.schema) { database in
            await #expect(throws: Refused.self) {
                try await database.write { session in
                    try session.execute("INSERT INTO parent (id, name) VALUES (7, 'seven')")
                    throw Refused()
                }
            }
            let count3 = try await database.read { session in try session.count("SELECT COUNT(*) FROM parent") }
            #expect(count3 == 1)
            // The connection is usable afterwards.
            _ = try await database.write { try $0.execute("INSERT INTO parent (id, name) VALUES (8, 'eight')") }
            let count4 = try await database.read { session in try session.count("SELECT COUNT(*) FROM parent") }
            #expect(count4 == 2)
        }
    }

    @Test func `a file that is not a database`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/text.sqlite"
            try Data(String(repeating: "not a database at all. ", count: 500).utf8).write(to: URL(filePath: path))
            #expect(kind { try SQLiteDatabase(path: path) } == .corrupt)
        }
    }

    @Test func `a damaged page`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory + "/damaged.sqlite"
            let database = try SQLiteDatabase(path: path)
            _ = try await Migrator(Self.schema).migrate(database)
            try await database.write { session in
                for index in 10..<2000 {
                    try session.execute("INSERT INTO parent (id, name) VALUES (\(index), \("name \(index)"))")
                }
            }
            await database.close()
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let pages = (attributes[.size] as? Int ?? 0) / 4096
            try #require(pages > 20)
            let handle = try FileHandle(forUpdating: URL(filePath: path))
            for page in 1..<pages {
                try handle.seek(toOffset: UInt64(page * 4096))
                try handle.write(contentsOf: Data(repeating: 0xA5, count: 4096))
            }
            try handle.close()
            await expectError(.corrupt) {
                let damaged = try SQLiteDatabase(path: path)
                _ = try await damaged.read { try $0.count("SELECT SUM(age) FROM parent WHERE name <> 'x'") }
            }
        }
    }

    @Test func `a directory that is not there, or not a directory`() async throws {
        try await withTemporaryDirectory { directory in
            #expect(kind { try SQLiteDatabase(path: directory + "/missing/carene.sqlite") } == .unavailable)
            #expect(kind { try SQLiteDatabase(path: directory) } == .unavailable)
        }
    }

    @Test func `the file is readable by its owner only`() async throws {
        try await withTemporaryDirectory { directory in
            let database = try SQLiteDatabase(path: directory + "/carene.sqlite")
            await database.close()
            let attributes = try FileManager.default.attributesOfItem(atPath: directory + "/carene.sqlite")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `a server that is not there`() async throws {
        try await withTemporaryDirectory { directory in
            await expectError(.unavailable) {
                _ = try await PostgresDatabase(address: "postgres://nobody@/none?host=" + directory)
            }
        }
    }

    @Test(.enabled(if: TestEngine.postgres.isAvailable))
    func `a connection that the server ended is opened again`() async throws {
        try await withPostgresDatabase { address in
            let database = try await PostgresDatabase(address: address, connections: 1)
            await expectError(.unavailable) {
                try await database.write { session in
                    try session.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            let count5 = try await database.read { session in try session.count("SELECT 41 + 1") }
            #expect(count5 == 42)
            await database.close()
        }
    }

    private func kind(_ open: () throws -> SQLiteDatabase) -> DatabaseError.Kind? {
        do {
            _ = try open()
            return nil
        } catch {
            return (error as? DatabaseError)?.kind
        }
    }
}
