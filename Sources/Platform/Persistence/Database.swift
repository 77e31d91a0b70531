// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A database of either engine. A transaction is a synchronous closure; an error thrown inside rolls it back whole.
public protocol Database: Sendable {
    var dialect: Dialect { get }

    /// Runs `body` on a consistent snapshot; several reads run at once.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value

    /// Runs `body` alone: writers wait for each other on both engines, so that a store may read, decide and write without
    /// another writer between (SQLite by nature, PostgreSQL by an advisory lock; decision 0004).
    func write<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value

    func close() async
}
