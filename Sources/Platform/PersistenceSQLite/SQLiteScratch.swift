// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import GRDB
import GRDBSQLite
import Persistence

/// A database in memory, given away as bytes. Its foreign keys are checked when a transaction ends, so that rows may come
/// in any order.
public final class SQLiteScratch: ScratchDatabase {
    public let dialect = Dialect.sqlite
    private let queue: DatabaseQueue

    public init() throws(Persistence.DatabaseError) {
        do {
            queue = try DatabaseQueue()
        } catch {
            throw translated(error)
        }
    }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        do {
            return try await queue.read { try body(SQLiteSession($0)) }
        } catch let error as GRDB.DatabaseError {
            throw translated(error)
        }
    }

    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        do {
            return try await queue.write { connection in
                // Ends with the transaction (SQLite, "PRAGMA defer_foreign_keys").
                try connection.execute(sql: "PRAGMA defer_foreign_keys = ON")
                return try body(SQLiteSession(connection))
            }
        } catch let error as GRDB.DatabaseError {
            throw translated(error)
        }
    }

    public func serialized() async throws -> [UInt8] {
        try await queue.writeWithoutTransaction { connection in
            var count: sqlite3_int64 = 0
            guard let start = sqlite3_serialize(connection.sqliteConnection, "main", &count, 0) else {
                throw Persistence.DatabaseError(.other, "the database in memory cannot be copied")
            }
            defer { sqlite3_free(start) }
            return Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
        }
    }

    public func close() async {
        do {
            try queue.close()
        } catch {
            // A statement still at work: the memory goes with the last of them.
        }
    }
}
