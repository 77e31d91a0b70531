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
        switch mode {
        case .read: try reading(body)
        case .write: try writing(body)
        }
    }

    private func writing<Value>(_ body: (any Session) throws -> Value) throws -> Value {
        let session = try begun()
        do {
            try session.each("SELECT pg_advisory_xact_lock(\(Self.writerLock))") { _ in }
            let value = try body(session)
            try session.commit()
            return value
        } catch {
            abandon(session)
            throw error
        }
    }

    /// A connection that the server ended while nobody used it (a restart) is only found out by using it. A reading changes
    /// nothing, so a second try on a fresh one is safe.
    private func reading<Value>(_ body: (any Session) throws -> Value) throws -> Value {
        let wasOpen = session != nil
        do {
            return try readingOnce(body)
        } catch let error as DatabaseError where wasOpen && error.kind == .unavailable {
            session = nil
            return try readingOnce(body)
        }
    }

    private func readingOnce<Value>(_ body: (any Session) throws -> Value) throws -> Value {
        let session = try open()
        session.beginReading()
        do {
            let value = try body(session)
            try session.endReading()
            return value
        } catch {
            abandon(session)
            throw error
        }
    }

    func close() { session = nil }

    /// A session in a new writing transaction. Until the first BEGIN succeeds nothing was done, so a second try on a fresh
    /// connection is safe.
    private func begun() throws(DatabaseError) -> PostgresSession {
        let wasOpen = session != nil
        do {
            return try begin(on: try open())
        } catch {
            session = nil
            guard wasOpen, error.kind == .unavailable else { throw error }
            return try begin(on: try open())
        }
    }

    private func begin(on session: PostgresSession) throws(DatabaseError) -> PostgresSession {
        try session.execute("BEGIN")
        return session
    }

    private func open() throws(DatabaseError) -> PostgresSession {
        if let session, session.isAlive { return session }
        let fresh = try PostgresSession(address: address)
        session = fresh
        return fresh
    }

    private func abandon(_ failed: PostgresSession) {
        guard failed.isInTransaction else { return }
        do {
            try failed.rollback()
        } catch {
            // The server rolls back by itself when the connection ends.
            session = nil
        }
    }
}
