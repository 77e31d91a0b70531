// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// An open transaction. Synchronous: between two statements nothing else runs on it, so there is no re-entrancy.
public protocol Session: AnyObject {
    var dialect: Dialect { get }

    /// Runs a statement that returns no row. Returns how many rows it changed.
    @discardableResult
    func execute(_ sql: SQL) throws(DatabaseError) -> Int

    /// Runs a query and hands each row to `body`, in order.
    func each(_ sql: SQL, _ body: (Row) throws(DatabaseError) -> Void) throws(DatabaseError)
}

extension Session {
    public func all<Value>(_ sql: SQL, _ body: (Row) throws(DatabaseError) -> Value) throws(DatabaseError) -> [Value] {
        var values: [Value] = []
        try each(sql) { row throws(DatabaseError) in values.append(try body(row)) }
        return values
    }

    /// The first row, or nil when there is none.
    public func first<Value>(_ sql: SQL, _ body: (Row) throws(DatabaseError) -> Value) throws(DatabaseError) -> Value? {
        var value: Value?
        try each(sql) { row throws(DatabaseError) in if value == nil { value = try body(row) } }
        return value
    }

    /// The first column of the first row of a counting query.
    public func count(_ sql: SQL) throws(DatabaseError) -> Int {
        try first(sql) { row throws(DatabaseError) in try row.int(0) } ?? 0
    }

    public func exists(_ sql: SQL) throws(DatabaseError) -> Bool {
        try first(sql) { _ in true } ?? false
    }
}
