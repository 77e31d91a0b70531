// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives
import TestSupport
import Testing

@Suite struct ValuesTests {
    private static let table = [
        Migration("0001-values") { dialect in
            [
                """
                CREATE TABLE thing (
                    id \(dialect.integer) NOT NULL PRIMARY KEY, words TEXT, number \(dialect.integer),
                    ratio \(dialect.real), raw \(dialect.bytes)
                ) \(dialect.strict)
                """
            ]
        }
    ]

    private struct Found: Sendable {
        let words: String?
        let number: Int?
        let ratio: Double?
    }

    @Test(arguments: TestEngine.available)
    func `values come back as they went`(_ engine: TestEngine) async throws {
        let texts: [String?] = [
            nil, "", "Hôpital de l’Œuvre", "🏥 \u{10FFFF}", "' OR 1=1 --", "\\x41", "a\tb\r\nc", "NULL", "$1",
            String(repeating: "é", count: 40_000),
        ]
        let numbers: [Int64?] = [nil, 0, 1, -1, .max, .min, (1 << 53) + 1]
        let ratios: [Double?] = [nil, 0, -0.5, 0.1, 1e300, .leastNonzeroMagnitude, 123_456_789.123_456_7]
        let blobs: [[UInt8]?] = [nil, [], [0], [0, 255, 92, 39], (0..<5000).map { UInt8(truncatingIfNeeded: $0) }]
        try await withDatabase(engine, migrations: Self.table) { database in
            try await database.write { session in
                for index in 0..<10 {
                    try session.execute(
                        """
                        INSERT INTO thing (id, words, number, ratio, raw) VALUES (\(index), \(texts[index]),
                            \(numbers[index % numbers.count]), \(ratios[index % ratios.count]),
                            \(blobs[index % blobs.count]))
                        """)
                }
            }
            let rows = try await database.read { session in
                try session.all("SELECT words, number, ratio FROM thing ORDER BY id") { row in
                    Found(words: row.optionalText(0), number: row.optionalInt(1), ratio: row.optionalReal(2))
                }
            }
            #expect(rows.map(\.words) == texts)
            #expect(rows.map(\.number) == (0..<10).map { numbers[$0 % numbers.count].map(Int.init) })
            #expect(rows.map(\.ratio) == (0..<10).map { ratios[$0 % ratios.count] })
            let raw = try await database.read { session in
                try session.all("SELECT raw FROM thing WHERE raw IS NOT NULL ORDER BY id") {
                    row throws(DatabaseError) in try row.bytes(0)
                }
            }
            #expect(raw == (0..<10).compactMap { blobs[$0 % blobs.count] })
        }
    }

    @Test(arguments: TestEngine.available)
    func `text with a zero character is refused`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: Self.table) { database in
            await expectError(.refusedValue) {
                try await database.write { session in
                    try session.execute("INSERT INTO thing (id, words) VALUES (1, \("a\0b"))")
                }
            }
            let count1 = try await database.read { session in try session.count("SELECT COUNT(*) FROM thing") }
            #expect(count1 == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an unexpected column is an error, never a trap`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: Self.table) { database in
            let query: SQL = "SELECT 'word', NULL"
            for column in [-1, 0, 1, 2, .max, .min] {
                await expectError(.unexpectedValue) {
                    try await database.read { session in
                        try session.first(query) { row throws(DatabaseError) in try row.int(column) }
                    }
                }
            }
            let outside = try await database.read { session in
                try session.first(query) { row in row.optionalText(Int.max) ?? row.optionalText(-5) } ?? nil
            }
            #expect(outside == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `empty lists match nothing, long lists match what they hold`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: Self.table) { database in
            try await database.write { session in
                for index in 0..<20 { try session.execute("INSERT INTO thing (id) VALUES (\(index))") }
            }
            func count(_ list: [Int]) async throws -> Int {
                try await database.read { try $0.count("SELECT COUNT(*) FROM thing WHERE id IN (\(list: list))") }
            }
            let counts = [try await count([]), try await count([3, 3, 5]), try await count(Array(0..<2000))]
            #expect(counts == [0, 2, 20])
        }
    }

    @Test(arguments: TestEngine.available)
    func `sorted text is in byte order`(_ engine: TestEngine) async throws {
        let migration = Migration("0001-sorted") { dialect in
            ["CREATE TABLE word (text \(dialect.sortedText) NOT NULL) \(dialect.strict)"]
        }
        let words = ["b/", "a/", "a0", "B", "é", "z", "a-", "_"]
        try await withDatabase(engine, migrations: [migration]) { database in
            try await database.write { session in
                for word in words { try session.execute("INSERT INTO word (text) VALUES (\(word))") }
            }
            let read = try await database.read { session in
                try session.all("SELECT text FROM word ORDER BY text") { row throws(DatabaseError) in try row.text(0) }
            }
            #expect(read == words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        }
    }
}

/// Runs `body` and expects it to fail with this kind of error.
func expectError<Value>(
    _ kind: DatabaseError.Kind, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Value
) async {
    do {
        _ = try await body()
        Issue.record("expected \(kind)", sourceLocation: sourceLocation)
    } catch let error as DatabaseError {
        #expect(error.kind == kind, "\(error)", sourceLocation: sourceLocation)
    } catch {
        Issue.record("expected \(kind), got \(error)", sourceLocation: sourceLocation)
    }
}
