// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import GRDB
import Persistence

/// A database in one file: readers work on snapshots while one writer writes (WAL).
public final class SQLiteDatabase: Persistence.Database {
    public let dialect = Dialect.sqlite
    private let pool: DatabasePool

    /// Opens the file, and makes it when it is not there, readable by its owner only.
    public init(path: String) throws(Persistence.DatabaseError) {
        // Made before SQLite does, to choose the mode: what Carène knows would help an attacker.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw DatabaseError(errno == ENOSPC ? .diskFull : .unavailable, "cannot open \(path): \(reason)")
        }
        _ = Foundation.close(descriptor)

        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { connection in
            try connection.execute(
                sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000; PRAGMA journal_size_limit = 33554432")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // The first read of page one: a file that is not a database is refused here, not at the first request.
            _ = try pool.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sqlite_schema") }
        } catch {
            throw translated(error)
        }
    }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.read { try body(SQLiteSession($0)) }
        } catch let error as GRDB.DatabaseError {
            throw translated(error)
        }
    }

    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.write { try body(SQLiteSession($0)) }
        } catch let error as GRDB.DatabaseError {
            throw translated(error)
        }
    }

    public func close() async {
        do {
            // GRDB closes its writer before its readers, and a reader cannot fold the log into the file (GRDB #739):
            // without this the file alone would be incomplete, and whoever copies it would lose the last writes.
            _ = try await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try pool.close()
        } catch {
            // Readers still at work keep the file open until the process ends; nothing is lost, WAL is durable.
        }
    }
}
