// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import GRDB
import Persistence

/// A transaction on one connection of the pool.
final class SQLiteSession: Session {
    let dialect = Dialect.sqlite
    private let connection: GRDB.Database

    init(_ connection: GRDB.Database) { self.connection = connection }

    func execute(_ sql: Persistence.SQL) throws(Persistence.DatabaseError) -> Int {
        do {
            let statement = try prepared(sql)
            try statement.execute()
            return connection.changesCount
        } catch {
            throw translated(error)
        }
    }

    func each(
        _ sql: Persistence.SQL, _ body: (Persistence.Row) throws(Persistence.DatabaseError) -> Void
    ) throws(Persistence.DatabaseError) {
        do {
            let statement = try prepared(sql)
            let cursor = try GRDB.Row.fetchCursor(statement)
            let row = Persistence.Row(SQLiteRow(statement.sqliteStatement))
            while try cursor.next() != nil { try body(row) }
        } catch {
            throw translated(error)
        }
    }

    private func prepared(_ sql: Persistence.SQL) throws -> Statement {
        let (text, values) = sql.rendered()
        let statement = try connection.cachedStatement(sql: text)
        statement.arguments = StatementArguments(try values.map(Self.databaseValue))
        return statement
    }

    private static func databaseValue(_ value: SQLValue) throws -> DatabaseValue {
        switch value {
        case .null: .null
        case .text(let text):
            // PostgreSQL has no NUL in text; SQLite would accept one and then cut the value when it is compared.
            if text.utf8.contains(0) {
                throw Persistence.DatabaseError(.refusedValue, "text with a NUL character")
            } else {
                text.databaseValue
            }
        case .integer(let integer): integer.databaseValue
        case .real(let real): real.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }
}
