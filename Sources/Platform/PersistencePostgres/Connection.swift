// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CLibPQ
import Persistence

/// One connection to the server, opened when first used and again after it was lost.
actor Connection {
    enum Mode {
        case read
        case write
    }

    private let executor = QueueExecutor()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let address: String
    private var session: PostgresSession?

    init(address: String) { self.address = address }

    /// Any number that no other program uses: the name of the lock that makes writers wait for each other.
    private static let writerLock = 0x6361_7265_6E65

    func transaction<Value: Sendable>(
        _ mode: Mode, _ body: @Sendable (any Session) throws -> Value
    ) throws -> Value {
        let session = try open()
        do {
            switch mode {
            case .read:
                try session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            case .write:
                try session.execute("BEGIN")
                try session.each("SELECT pg_advisory_xact_lock(\(Self.writerLock))") { _ in }
            }
            let value = try body(session)
            try session.execute("COMMIT")
            return value
        } catch {
            abandon(session)
            throw error
        }
    }

    func close() { session = nil }

    private func open() throws(DatabaseError) -> PostgresSession {
        if let session, session.isAlive { return session }
        let fresh = try PostgresSession(address: address)
        session = fresh
        return fresh
    }

    private func abandon(_ failed: PostgresSession) {
        do {
            try failed.execute("ROLLBACK")
        } catch {
            // The server rolls back by itself when the connection ends.
            session = nil
        }
    }
}
