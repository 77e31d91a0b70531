// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What a driver offers of the row under its cursor. Columns count from 0; an index out of range reads as NULL.
public protocol RowSource: AnyObject {
    func isNull(_ column: Int) -> Bool
    func text(_ column: Int) -> String?
    func integer(_ column: Int) -> Int64?
    func real(_ column: Int) -> Double?
    func bytes(_ column: Int) -> [UInt8]?
}

/// One row of a result, valid only inside the closure that receives it. Columns are read by position: it measured nearly
/// twice as fast as by name, and the statement stands just above the closure.
public struct Row {
    private let source: any RowSource

    public init(_ source: any RowSource) { self.source = source }

    public func text(_ column: Int) throws(DatabaseError) -> String {
        try required(source.text(column), column)
    }

    public func optionalText(_ column: Int) -> String? { source.text(column) }

    public func int(_ column: Int) throws(DatabaseError) -> Int {
        Int(try required(source.integer(column), column))
    }

    public func optionalInt(_ column: Int) -> Int? { source.integer(column).map(Int.init) }

    public func bool(_ column: Int) throws(DatabaseError) -> Bool { try int(column) != 0 }

    public func real(_ column: Int) throws(DatabaseError) -> Double {
        try required(source.real(column), column)
    }

    public func optionalReal(_ column: Int) -> Double? { source.real(column) }

    public func bytes(_ column: Int) throws(DatabaseError) -> [UInt8] {
        try required(source.bytes(column), column)
    }

    public func optionalBytes(_ column: Int) -> [UInt8]? { source.bytes(column) }

    public func identifier<Subject>(_ column: Int, _: Subject.Type = Subject.self) throws(DatabaseError)
        -> Identifier<Subject>
    {
        Identifier(stored: try text(column))
    }

    public func optionalIdentifier<Subject>(_ column: Int, _: Subject.Type = Subject.self) -> Identifier<Subject>? {
        source.text(column).map { Identifier(stored: $0) }
    }

    public func instant(_ column: Int) throws(DatabaseError) -> Instant {
        try required(Instant(text: try text(column)), column)
    }

    public func optionalInstant(_ column: Int) throws(DatabaseError) -> Instant? {
        guard let text = source.text(column) else { return nil }
        return try required(Instant(text: text), column)
    }

    public func day(_ column: Int) throws(DatabaseError) -> Day {
        try required(Day(text: try text(column)), column)
    }

    public func optionalDay(_ column: Int) throws(DatabaseError) -> Day? {
        guard let text = source.text(column) else { return nil }
        return try required(Day(text: text), column)
    }

    /// A case of a text enumeration.
    public func value<Value: RawRepresentable<String>>(_ column: Int, _: Value.Type = Value.self) throws(DatabaseError)
        -> Value
    {
        try required(Value(rawValue: try text(column)), column)
    }

    private func required<Value>(_ value: Value?, _ column: Int) throws(DatabaseError) -> Value {
        guard let value else { throw DatabaseError(.unexpectedValue, "column \(column) is NULL or of another form") }
        return value
    }
}
