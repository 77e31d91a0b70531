// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Persistence
import PersistencePostgres
import PersistenceSQLite

/// The engines that a test runs on. PostgreSQL's cluster is named by `CARENE_TEST_POSTGRES`; without it its tests are
/// skipped, and seen to be: `@Test(.enabled(if: TestEngine.postgres.isAvailable))`, or `arguments: TestEngine.available`.
public enum TestEngine: String, Sendable, CaseIterable {
    case sqlite
    case postgres

    /// `postgres://…` of a cluster in which databases may be created.
    static var cluster: String? {
        ProcessInfo.processInfo.environment["CARENE_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
    }

    public var isAvailable: Bool { self == .sqlite || Self.cluster != nil }

    /// What this machine can run.
    public static var available: [TestEngine] { allCases.filter(\.isAvailable) }
}

/// Why a test's database could not be made.
public struct TestDatabaseError: Error, CustomStringConvertible {
    public let description: String
}

/// Runs `body` on a fresh database of one engine, which exists no more afterwards.
@discardableResult
public func withDatabase<Result: Sendable>(
    _ engine: TestEngine, migrations: [Migration] = [], _ body: (any Database) async throws -> Result
) async throws -> Result {
    switch engine {
    case .sqlite:
        try await withTemporaryDirectory { directory in
            let database = try SQLiteDatabase(path: directory + "/test.sqlite")
            return try await use(database, migrations, body)
        }
    case .postgres:
        try await withPostgresDatabase { address in
            let database = try await PostgresDatabase(address: address, connections: 3)
            return try await use(database, migrations, body)
        }
    }
}

private func use<Result: Sendable>(
    _ database: any Database, _ migrations: [Migration], _ body: (any Database) async throws -> Result
) async throws -> Result {
    do {
        if !migrations.isEmpty { _ = try await Migrator(migrations).migrate(database) }
        let result = try await body(database)
        await database.close()
        return result
    } catch {
        await database.close()
        throw error
    }
}

/// Runs `body` with the path of a directory of its own.
public func withTemporaryDirectory<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let directory = FileManager.default.temporaryDirectory.appending(path: "carene-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    return try await body(directory.path(percentEncoded: false))
}

/// Runs `body` with the address of an empty schema of its own: quicker to make than a database, and as separate.
public func withPostgresDatabase<Result: Sendable>(
    _ body: (String) async throws -> Result
) async throws -> Result {
    await PostgresGate.shared.enter()
    do {
        let result = try await withPostgresSchema(body)
        await PostgresGate.shared.leave()
        return result
    } catch {
        await PostgresGate.shared.leave()
        throw error
    }
}

private func withPostgresSchema<Result: Sendable>(
    _ body: (String) async throws -> Result
) async throws -> Result {
    guard let cluster = TestEngine.cluster else {
        throw TestDatabaseError(description: "CARENE_TEST_POSTGRES is not set")
    }
    let schema = "test_" + UUID().uuidString.replacing("-", with: "").lowercased()
    let keeper = try await PostgresDatabase(address: cluster, connections: 1)
    func perform(_ make: Bool) async throws {
        // A schema's name cannot be a parameter; this one is made of hexadecimal digits.
        try await keeper.write { session in
            try session.execute(
                """
                SELECT set_config('carene.test_schema', \(schema), true)
                """)
            try session.execute(
                make
                    ? """
                    DO $do$ BEGIN EXECUTE format('CREATE SCHEMA %I', current_setting('carene.test_schema')); END $do$
                    """
                    : """
                    DO $do$ BEGIN
                        EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', current_setting('carene.test_schema'));
                    END $do$
                    """)
        }
    }
    try await perform(true)
    let separator = cluster.contains("?") ? "&" : "?"
    let address = cluster + separator + "options=-c%20search_path%3D" + schema
    do {
        let result = try await body(address)
        try await perform(false)
        await keeper.close()
        return result
    } catch {
        try await perform(false)
        await keeper.close()
        throw error
    }
}
