// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Synchronization

/// Counts the statements that go through it, to hold a list to its two or three whatever the number of rows.
public final class CountingDatabase: Database {
    private let inner: any Database
    private let counter = Counter()

    public init(_ inner: any Database) { self.inner = inner }

    public var dialect: Dialect { inner.dialect }

    /// Statements since the beginning or the last `reset`.
    public var statements: Int { counter.value }

    public func reset() { counter.reset() }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        let counter = counter
        return try await inner.read { session in try body(CountingSession(session, counter)) }
    }

    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        let counter = counter
        return try await inner.write { session in try body(CountingSession(session, counter)) }
    }

    public func close() async { await inner.close() }
}

private final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .relaxed) }

    func increment() { count.wrappingAdd(1, ordering: .relaxed) }

    func reset() { count.store(0, ordering: .relaxed) }
}

private final class CountingSession: Session {
    private let inner: any Session
    private let counter: Counter

    init(_ inner: any Session, _ counter: Counter) {
        self.inner = inner
        self.counter = counter
    }

    var dialect: Dialect { inner.dialect }

    func execute(_ sql: SQL) throws(DatabaseError) -> Int {
        counter.increment()
        return try inner.execute(sql)
    }

    func each(_ sql: SQL, _ body: (Row) throws(DatabaseError) -> Void) throws(DatabaseError) {
        counter.increment()
        try inner.each(sql, body)
    }
}
