// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import GRDBSQLite
import Persistence

/// The row that a statement stands on, read straight from SQLite.
///
/// GRDB's typed subscripts stop the program on a value of another type, and its untyped ones box every value: reading the
/// columns here measured a quarter off the time of a list page. SQLite answers NULL for a column out of range.
final class SQLiteRow: RowSource {
    private let statement: OpaquePointer

    init(_ statement: OpaquePointer) { self.statement = statement }

    func isNull(_ column: Int) -> Bool { type(of: column) == SQLITE_NULL }

    func text(_ column: Int) -> String? {
        guard type(of: column) == SQLITE_TEXT, let start = sqlite3_column_text(statement, Int32(column)) else {
            return nil
        }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func integer(_ column: Int) -> Int64? {
        type(of: column) == SQLITE_INTEGER ? sqlite3_column_int64(statement, Int32(column)) : nil
    }

    func real(_ column: Int) -> Double? {
        switch type(of: column) {
        case SQLITE_FLOAT, SQLITE_INTEGER: sqlite3_column_double(statement, Int32(column))
        default: nil
        }
    }

    func bytes(_ column: Int) -> [UInt8]? {
        guard type(of: column) == SQLITE_BLOB else { return nil }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        // An empty value has no address.
        guard count > 0, let start = sqlite3_column_blob(statement, Int32(column)) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    private func type(of column: Int) -> Int32 {
        guard let column = Int32(exactly: column), column >= 0, column < sqlite3_column_count(statement) else {
            return SQLITE_NULL
        }
        return sqlite3_column_type(statement, column)
    }
}
