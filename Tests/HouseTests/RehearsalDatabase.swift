// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Synchronization

/// A database that can be told to take back every write once it has succeeded: the same request can then be tried by
/// everybody without the first one changing what the next one meets.
final class RehearsalDatabase: Database {
    private let inner: any Database
    private let rehearsing = Atomic<Bool>(false)

    init(_ inner: any Database) { self.inner = inner }

    var dialect: Dialect { inner.dialect }

    func rehearse(_ isRehearsing: Bool) { rehearsing.store(isRehearsing, ordering: .relaxed) }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value {
        try await inner.read(body)
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value {
        guard rehearsing.load(ordering: .relaxed) else { return try await inner.write(body) }
        do {
            return try await inner.write { session in throw TakenBack(value: try body(session)) }
        } catch let taken as TakenBack<Value> {
            return taken.value
        }
    }

    func close() async { await inner.close() }

    private struct TakenBack<Value: Sendable>: Error {
        let value: Value
    }
}
