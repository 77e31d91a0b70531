// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives

/// A write that leaves a trace: a transaction, its author, and the journal it must write to before it may commit.
///
/// Stores that change something take a `Change`; a change that recorded nothing is rolled back (`UnrecordedChange`), so no
/// write can be forgotten by the journal.
public final class Change {
    public let session: any Session
    public let actor: Actor
    public let now: Instant
    private(set) var recorded = 0

    init(session: any Session, actor: Actor, now: Instant) {
        self.session = session
        self.actor = actor
        self.now = now
    }

    /// Appends to the journal.
    ///
    /// - Parameters:
    ///   - organisation: where it happened, so that the people in charge there can read it.
    ///   - detail: a short sentence or figures; never a secret.
    public func record(
        _ action: String, organisation: String? = nil, subject: String? = nil, detail: String = ""
    ) throws(DatabaseError) {
        try JournalStore.append(
            action, by: actor, at: now, organisation: organisation, subject: subject, detail: detail, in: session)
        recorded += 1
    }
}

/// A programming error: a change committed without a word in the journal.
public struct UnrecordedChange: Error {}

extension Database {
    /// Runs a write whose author is known. Rolled back when `body` throws or records nothing.
    public func change<Value: Sendable>(
        by actor: Actor, at now: Instant, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await write { session in
            let change = Change(session: session, actor: actor, now: now)
            let value = try body(change)
            guard change.recorded > 0 else { throw UnrecordedChange() }
            return value
        }
    }
}
