// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What went wrong in the database, with the same cases on every engine.
public struct DatabaseError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable {
        /// A value that must be unique exists already.
        case duplicate
        /// A row refers to one that does not exist, or is referred to by others.
        case brokenReference
        /// A CHECK or NOT NULL rule of the schema refused the value.
        case refusedValue
        /// Another writer was faster; the same transaction may succeed if run again.
        case conflict
        /// The server or file cannot be reached, or the connection was lost.
        case unavailable
        case diskFull
        case readOnly
        /// The file is not a database or is damaged.
        case corrupt
        /// A column did not hold what the program expects.
        case unexpectedValue
        case other
    }

    public let kind: Kind
    /// The driver's own words, for the log. May name tables and columns, never values.
    public let detail: String

    public init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    public var description: String { "\(kind): \(detail)" }
}
