// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Logging
import Persistence
import Primitives
import Synchronization

/// Notes when people were last seen, beside the requests: a page must neither wait for another writer (an import holds the
/// database for seconds) nor fail because the disk is full, for the sake of a time that only serves to end idle sessions.
final class SessionTouches: Sendable {
    private let database: any Database
    private let sessions: SessionStore
    private let logger: Logger
    /// Those being written: a second request of the same person does not queue behind the first.
    private let underWay = Mutex<Set<SessionInfo.ID>>([])

    init(database: any Database, sessions: SessionStore, logger: Logger) {
        self.database = database
        self.sessions = sessions
        self.logger = logger
    }

    func note(_ info: SessionInfo, at now: Instant) {
        guard sessions.isDueForTouch(info, at: now), underWay.withLock({ $0.insert(info.id).inserted }) else { return }
        Task {
            do {
                try await database.write { session in try self.sessions.touch(info, at: now, in: session) }
            } catch {
                logger.warning("time of last visit not written", metadata: ["detail": "\(error)"])
            }
            _ = underWay.withLock { $0.remove(info.id) }
        }
    }
}
