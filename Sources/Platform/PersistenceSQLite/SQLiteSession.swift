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
            let cursor = try GRDB.Row.fetchCursor(prepared(sql))
            let source = SQLiteRow()
            let row = Persistence.Row(source)
            while let current = try cursor.next() {
                source.row = current
                try body(row)
            }
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

/// Reads by storage class: GRDB's typed subscripts stop the program on a value of another type.
final class SQLiteRow: RowSource {
    var row: GRDB.Row?

    func isNull(_ column: Int) -> Bool { value(column).isNull }

    func text(_ column: Int) -> String? {
        switch value(column).storage {
        case .string(let text): text
        default: nil
        }
    }

    func integer(_ column: Int) -> Int64? {
        switch value(column).storage {
        case .int64(let integer): integer
        default: nil
        }
    }

    func real(_ column: Int) -> Double? {
        switch value(column).storage {
        case .double(let real): real
        case .int64(let integer): Double(integer)
        default: nil
        }
    }

    func bytes(_ column: Int) -> [UInt8]? {
        switch value(column).storage {
        case .blob(let data): Array(data)
        default: nil
        }
    }

    private func value(_ column: Int) -> DatabaseValue {
        guard let row, column >= 0, column < row.count else { return .null }
        return row[column]
    }
}
