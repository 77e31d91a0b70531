// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives
import TestSupport
import Testing

@Suite struct ConcurrencyTests {
    private static let schema = [
        Migration("0001-counter") { dialect in
            [
                "CREATE TABLE counter (value \(dialect.integer) NOT NULL) \(dialect.strict)",
                "INSERT INTO counter (value) VALUES (0)",
            ]
        }
    ]

    @Test(arguments: TestEngine.available)
    func `writers never lose each other's update`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: Self.schema) { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await database.write { session in
                            let value = try session.count("SELECT value FROM counter")
                            try session.execute("UPDATE counter SET value = \(value + 1)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let count1 = try await database.read { session in try session.count("SELECT value FROM counter") }
            #expect(count1 == 50)
        }
    }

    @Test(arguments: TestEngine.available)
    func `readers see whole transactions`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: Self.schema) { database in
            _ = try await database.write { try $0.execute("INSERT INTO counter (value) VALUES (0)") }
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        if index.isMultiple(of: 2) {
                            _ = try await database.write { session in
                                try session.execute("UPDATE counter SET value = value + 1")
                            }
                            return true
                        }
                        return try await database.read { session in
                            let first = try session.count("SELECT COUNT(DISTINCT value) FROM counter")
                            let sum = try session.count("SELECT SUM(value) FROM counter")
                            let again = try session.count("SELECT SUM(value) FROM counter")
                            return first == 1 && sum == again
                        }
                    }
                }
                for try await isConsistent in group { #expect(isConsistent) }
            }
            let count2 = try await database.read { session in try session.count("SELECT SUM(value) FROM counter") }
            #expect(count2 == 40)
        }
    }

    @Test(arguments: TestEngine.available)
    func `statements are counted`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: Self.schema) { database in
            let counting = CountingDatabase(database)
            try await counting.write { session in
                try session.execute("UPDATE counter SET value = 1")
                _ = try session.count("SELECT value FROM counter")
            }
            #expect(counting.statements == 2)
            counting.reset()
            #expect(counting.statements == 0)
        }
    }
}
