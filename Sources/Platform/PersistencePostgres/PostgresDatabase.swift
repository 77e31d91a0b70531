// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

/// A PostgreSQL server reached through libpq: a few connections, each an actor on its own thread.
public final class PostgresDatabase: Persistence.Database {
    public let dialect = Dialect.postgres
    private let pool: ConnectionPool

    /// Opens one connection at once, so that a wrong address or a stopped server is known at start.
    ///
    /// - Parameters:
    ///   - address: a libpq address, `postgres://user@host/base`.
    ///   - connections: how many to hold at most; on two cores more than four only wait for each other.
    public init(address: String, connections: Int = 4) async throws(DatabaseError) {
        pool = ConnectionPool(address: address, size: connections)
        do {
            try await read { session in _ = try session.count("SELECT 1") }
        } catch let error as DatabaseError {
            throw error
        } catch {
            throw DatabaseError(.unavailable, String(describing: error))
        }
    }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        try await pool.use { connection in try await connection.transaction(.read, body) }
    }

    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        try await pool.use { connection in try await connection.transaction(.write, body) }
    }

    public func close() async { await pool.close() }
}
