// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Primitives

/// One step of the schema. Append-only: a migration that has been released is never edited.
public struct Migration: Sendable {
    /// `0001-journal`: the house's order, then a name.
    public let id: String
    private let statements: @Sendable (Dialect) -> [SQL]

    public init(_ id: String, _ statements: @escaping @Sendable (Dialect) -> [SQL]) {
        self.id = id
        self.statements = statements
    }

    func statements(for dialect: Dialect) -> [SQL] { statements(dialect) }

    /// SHA-256 of the statements as the engine receives them.
    func checksum(for dialect: Dialect) -> String {
        var hash = SHA256()
        for statement in statements(dialect) {
            hash.update(data: Array(statement.rendered().text.utf8))
            hash.update(data: [0])
        }
        return Hexadecimal.text(of: hash.finalize())
    }
}

/// Why the schema could not be brought up to date. Nothing of the failed step remains.
public enum MigrationError: Error, Sendable, Hashable {
    /// The database knows a migration that the program does not: a newer Carène made it.
    case newerDatabase(unknown: [String])
    /// A migration that was applied has another text today.
    case changed(String)
    case failed(String, DatabaseError)
    case unavailable(DatabaseError)
}
