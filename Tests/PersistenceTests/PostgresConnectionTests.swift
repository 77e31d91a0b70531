// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import PersistencePostgres
import TestSupport
import Testing

@Suite(.enabled(if: TestEngine.postgres.isAvailable)) struct PostgresConnectionTests {
    @Test func `a connection that the server ended costs nobody anything`() async throws {
        try await withPostgresDatabase { address in
            let database = try await PostgresDatabase(address: address, connections: 1)
            let killer = try await PostgresDatabase(address: address, connections: 1)
            for _ in 0..<3 {
                let process = try await database.read { try $0.count("SELECT pg_backend_pid()") }
                _ = try await killer.read { try $0.exists("SELECT pg_terminate_backend(\(process)::integer)") }
                #expect(try await database.read { try $0.count("SELECT 7") } == 7)
            }
            await database.close()
            await killer.close()
        }
    }

    @Test func `a failure that somebody swallowed never passes for a commit`() async throws {
        try await withPostgresDatabase { address in
            let database = try await PostgresDatabase(address: address, connections: 1)
            _ = try await database.write { try $0.execute("CREATE TABLE one (id BIGINT PRIMARY KEY)") }
            await #expect(throws: DatabaseError.self) {
                try await database.write { session in
                    try session.execute("INSERT INTO one (id) VALUES (1)")
                    do {
                        try session.execute("INSERT INTO one (id) VALUES (1)")
                    } catch let error as DatabaseError {
                        #expect(error.kind == .duplicate)
                    }
                }
            }
            #expect(try await database.read { try $0.count("SELECT COUNT(*) FROM one") } == 0)
            await database.close()
        }
    }
}
