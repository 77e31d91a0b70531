// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Applies migrations in the order of their identifiers, each in its own transaction, and refuses a newer database.
public struct Migrator: Sendable {
    private let migrations: [Migration]

    public init(_ migrations: [Migration]) {
        self.migrations = migrations.sorted { $0.id < $1.id }
    }

    /// - Returns: the identifiers applied by this call, in order; empty when the schema was up to date.
    public func migrate(_ database: any Database, clock: WallClock = .system) async throws(MigrationError) -> [String] {
        let applied = try await recorded(in: database)
        let known = Set(migrations.map(\.id))
        let unknown = applied.keys.filter { !known.contains($0) }.sorted()
        guard unknown.isEmpty else { throw .newerDatabase(unknown: unknown) }

        var fresh: [String] = []
        for migration in migrations {
            let checksum = migration.checksum(for: database.dialect)
            if let recorded = applied[migration.id] {
                guard recorded == checksum else { throw .changed(migration.id) }
                continue
            }
            try await apply(migration, checksum: checksum, to: database, at: clock.now)
            fresh.append(migration.id)
        }
        return fresh
    }

    private func recorded(in database: any Database) async throws(MigrationError) -> [String: String] {
        do {
            return try await database.write { session in
                try session.execute(
                    """
                    CREATE TABLE IF NOT EXISTS schema_migration (
                        id TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied_at TEXT NOT NULL
                    ) \(session.dialect.strict)
                    """)
                var applied: [String: String] = [:]
                try session.each("SELECT id, checksum FROM schema_migration") { row throws(DatabaseError) in
                    applied[try row.text(0)] = try row.text(1)
                }
                return applied
            }
        } catch let error as DatabaseError {
            throw .unavailable(error)
        } catch {
            throw .unavailable(DatabaseError(.other, String(describing: error)))
        }
    }

    private func apply(
        _ migration: Migration, checksum: String, to database: any Database, at now: Instant
    ) async throws(MigrationError) {
        do {
            try await database.write { session in
                for statement in migration.statements(for: session.dialect) { try session.execute(statement) }
                try session.execute(
                    """
                    INSERT INTO schema_migration (id, checksum, applied_at)
                    VALUES (\(migration.id), \(checksum), \(now))
                    """)
            }
        } catch let error as DatabaseError {
            throw .failed(migration.id, error)
        } catch {
            throw .failed(migration.id, DatabaseError(.other, String(describing: error)))
        }
    }
}
