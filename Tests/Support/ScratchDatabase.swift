// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import PersistenceSQLite

/// An empty database in memory that can be handed over as a file.
public func scratchDatabase() throws -> any ScratchDatabase { try SQLiteScratch() }

/// Runs `body` on the database of a file that exists already.
@discardableResult
public func openDatabase<Result: Sendable>(
    _ path: String, _ body: (any Database) async throws -> Result
) async throws -> Result {
    let database = try SQLiteDatabase(path: path)
    do {
        let result = try await body(database)
        await database.close()
        return result
    } catch {
        await database.close()
        throw error
    }
}
