// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CLibPQ
import Persistence

/// Reading transactions in as few journeys to the server as they have statements: a list page takes three instead of
/// seven, which measured half again as many pages a second.
extension PostgresSession {
    /// Begins a reading transaction with the first statement that follows.
    func beginReading() {
        opening = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    }

    /// Ends a reading transaction without waiting for the answer, which can say nothing that matters: it is read off before
    /// the next statement.
    func endReading() throws(DatabaseError) {
        guard opening == nil else {
            opening = nil
            return
        }
        guard PQsendQuery(handle, "COMMIT") == 1 else { throw lost }
    }

    /// Takes back what was done; nothing when not even the beginning was sent.
    func rollback() throws(DatabaseError) {
        guard opening == nil else {
            opening = nil
            return
        }
        try execute("ROLLBACK")
    }

    /// Sends `first` and one more statement in libpq's pipeline mode (PostgreSQL documentation, "Pipeline Mode"): each
    /// answer is followed by NULL, then comes the mark of the synchronisation.
    func together(_ first: String, _ send: () -> Int32) throws(DatabaseError) -> OpaquePointer {
        while let late = PQgetResult(handle) { PQclear(late) }
        guard PQenterPipelineMode(handle) == 1 else { throw lost }
        defer { PQexitPipelineMode(handle) }
        guard PQsendQueryParams(handle, first, 0, nil, nil, nil, nil, 0) == 1, send() == 1, PQpipelineSync(handle) == 1
        else { throw lost }
        let begun = next()
        let answer = next()
        while let mark = PQgetResult(handle) {
            let isEnd = PQresultStatus(mark) == PGRES_PIPELINE_SYNC
            PQclear(mark)
            if isEnd { break }
        }
        // When the first fails the second was not run; its own error would say nothing.
        if case .failure(let error) = begun {
            if case .success(let unused) = answer { PQclear(unused) }
            throw error
        }
        if case .success(let result) = begun { PQclear(result) }
        return try answer.get()
    }

    /// The answer to one statement of a pipeline.
    private func next() -> Result<OpaquePointer, DatabaseError> {
        defer { while let rest = PQgetResult(handle) { PQclear(rest) } }
        do {
            return .success(try checked(PQgetResult(handle)))
        } catch {
            return .failure(error)
        }
    }

    private var lost: DatabaseError { DatabaseError(.unavailable, Self.message(of: handle)) }
}
