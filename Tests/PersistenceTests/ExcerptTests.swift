// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import TestSupport
import Testing

/// A part of a database is copied by its foreign keys, from either engine.
@Suite struct ExcerptTests {
    private static let schema = [
        Migration("0001-excerpt") { dialect in
            [
                """
                CREATE TABLE house (
                    id TEXT NOT NULL PRIMARY KEY, parent_id TEXT REFERENCES house (id), name TEXT NOT NULL
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE person (
                    id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, password_hash TEXT, secret_hash TEXT
                ) \(dialect.strict)
                """,
                "CREATE TABLE word (code TEXT NOT NULL PRIMARY KEY, weight \(dialect.real) NOT NULL) \(dialect.strict)",
                """
                CREATE TABLE room (
                    id TEXT NOT NULL PRIMARY KEY, house_id TEXT NOT NULL REFERENCES house (id),
                    owner_id TEXT REFERENCES person (id), word TEXT NOT NULL REFERENCES word (code),
                    replaced_by TEXT REFERENCES room (id), size \(dialect.integer) NOT NULL
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE chair (
                    room_id TEXT NOT NULL REFERENCES room (id), number \(dialect.integer) NOT NULL,
                    PRIMARY KEY (room_id, number)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE mark (
                    room_id TEXT NOT NULL, number \(dialect.integer) NOT NULL, text TEXT NOT NULL,
                    FOREIGN KEY (room_id, number) REFERENCES chair (room_id, number)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE door (
                    from_id TEXT NOT NULL REFERENCES room (id), to_id TEXT NOT NULL REFERENCES room (id),
                    PRIMARY KEY (from_id, to_id)
                ) \(dialect.strict)
                """,
                """
                CREATE TABLE visit (
                    house_id TEXT NOT NULL REFERENCES house (id), guest_of TEXT REFERENCES room (id),
                    at TEXT, CHECK ((guest_of IS NULL) = (at IS NULL))
                ) \(dialect.strict)
                """,
                "CREATE TABLE safe (house_id TEXT NOT NULL REFERENCES house (id), content \(dialect.bytes) NOT NULL) \(dialect.strict)",
                "CREATE TABLE letter (house_id TEXT NOT NULL REFERENCES house (id), sealed \(dialect.bytes), note TEXT NOT NULL) \(dialect.strict)",
                "CREATE TABLE session (person_id TEXT NOT NULL REFERENCES person (id), secret TEXT NOT NULL) \(dialect.strict)",
                "CREATE TABLE stray (text TEXT NOT NULL) \(dialect.strict)",
            ]
        }
    ]

    private static let rules = ExcerptRules(
        root: "house", owners: { alias in "\(alias).id = \("mine")" },
        kept: { alias in "\(alias).id IN (\(list: ["mine", "above"]))" }, whole: ["word"], referenced: ["person"],
        widened: ["room": { alias in "\(alias).id = \("shared")" }],
        rewritten: ["letter.sealed": { row in row["note"] == .text("keep") ? .bytes([9, 9]) : .null }])

    private static func fill(_ database: any Database) async throws {
        try await database.write { session in
            for (id, parent) in [("above", nil), ("mine", "above"), ("other", "above")] as [(String, String?)] {
                try session.execute("INSERT INTO house (id, parent_id, name) VALUES (\(id), \(parent), \(id))")
            }
            for id in ["anna", "boris", "clara"] {
                try session.execute(
                    "INSERT INTO person (id, name, password_hash, secret_hash) VALUES (\(id), \(id), \("hash-" + id), \("s"))"
                )
            }
            try session.execute("INSERT INTO word (code, weight) VALUES ('w', \(0.5))")
            for (id, house, owner, next) in [
                ("kitchen", "mine", "anna", nil), ("hall", "mine", nil, "cellar"), ("shared", "above", "boris", nil),
                ("attic", "above", "clara", nil), ("cellar", "other", "clara", nil),
            ] as [(String, String, String?, String?)] {
                try session.execute(
                    """
                    INSERT INTO room (id, house_id, owner_id, word, size) VALUES (\(id), \(house), \(owner), 'w', \(12))
                    """)
                _ = next
            }
            try session.execute("UPDATE room SET replaced_by = 'cellar' WHERE id = 'hall'")
            for room in ["kitchen", "cellar", "shared"] {
                try session.execute("INSERT INTO chair (room_id, number) VALUES (\(room), \(1))")
                try session.execute("INSERT INTO mark (room_id, number, text) VALUES (\(room), \(1), \(room))")
            }
            for (from, to) in [("kitchen", "hall"), ("kitchen", "shared"), ("kitchen", "cellar"), ("shared", "attic")] {
                try session.execute("INSERT INTO door (from_id, to_id) VALUES (\(from), \(to))")
            }
            try session.execute("INSERT INTO visit (house_id, guest_of, at) VALUES ('mine', 'kitchen', 'x')")
            try session.execute("INSERT INTO visit (house_id, guest_of, at) VALUES ('mine', 'cellar', 'y')")
            try session.execute("INSERT INTO safe (house_id, content) VALUES ('mine', \([1, 2, 3] as [UInt8]))")
            for note in ["keep", "drop"] {
                try session.execute(
                    "INSERT INTO letter (house_id, sealed, note) VALUES ('mine', \([1] as [UInt8]), \(note))")
            }
            try session.execute("INSERT INTO session (person_id, secret) VALUES ('anna', 'z')")
            try session.execute("INSERT INTO stray (text) VALUES ('z')")
        }
    }

    private static func copied(
        _ engine: TestEngine, _ body: (any ScratchDatabase, Excerpt.Report) async throws -> Void
    ) async throws {
        try await withDatabase(engine, migrations: schema) { source in
            try await fill(source)
            let target = try scratchDatabase()
            _ = try await Migrator(schema).migrate(target)
            let report = try await Excerpt.copy(rules, from: source, to: target)
            try await body(target, report)
            await target.close()
        }
    }

    private static func check(
        _ sql: SQL, in database: any Database, _ expected: [String], at location: SourceLocation = #_sourceLocation
    ) async throws {
        let found = try await database.read { session in
            try session.all(sql) { row throws(DatabaseError) in row.optionalText(0) ?? "–" }
        }
        #expect(found == expected, sourceLocation: location)
    }

    @Test(arguments: TestEngine.available)
    func `rows follow those they must refer to, and no other house's come`(_ engine: TestEngine) async throws {
        try await Self.copied(engine) { target, report in
            try await Self.check("SELECT id FROM house ORDER BY id", in: target, ["above", "mine"])
            try await Self.check("SELECT id FROM room ORDER BY id", in: target, ["hall", "kitchen", "shared"])
            try await Self.check("SELECT text FROM mark ORDER BY text", in: target, ["kitchen", "shared"])
            try await Self.check(
                "SELECT from_id || '-' || to_id FROM door ORDER BY 1", in: target, ["kitchen-hall", "kitchen-shared"])
            try await Self.check("SELECT code FROM word", in: target, ["w"])
            #expect(report.rows["room"] == 3)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a loose reference is emptied, or takes its row away where the schema wants it`(_ engine: TestEngine)
        async throws
    {
        try await Self.copied(engine) { target, report in
            try await Self.check("SELECT replaced_by FROM room WHERE id = 'hall'", in: target, ["–"])
            // The schema ties the guest to the hour: the row cannot stay without its room.
            try await Self.check("SELECT guest_of FROM visit", in: target, ["kitchen"])
            #expect(report.refused == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `people come only when named, and secrets never unless a rule says so`(_ engine: TestEngine) async throws {
        try await Self.copied(engine) { target, report in
            try await Self.check("SELECT id FROM person ORDER BY id", in: target, ["anna", "boris"])
            try await Self.check("SELECT DISTINCT password_hash FROM person", in: target, ["–"])
            try await Self.check("SELECT DISTINCT secret_hash FROM person", in: target, ["–"])
            // Bytes that must be there and no rule for them: the table stays behind, with what nothing ties to a house.
            #expect(report.omitted == ["safe", "session", "stray"])
            let letters = try await target.read { session in
                try session.all("SELECT sealed FROM letter ORDER BY note") { row throws(DatabaseError) in
                    row.optionalBytes(0)
                }
            }
            #expect(letters == [nil, [9, 9]])
        }
    }

    @Test func `the copy is a file that SQLite opens`() async throws {
        try await Self.copied(.sqlite) { target, _ in
            let file = try await target.serialized()
            #expect(file.starts(with: Array("SQLite format 3\0".utf8)))
            let password = Array("hash-anna".utf8)
            #expect(!file.indices.contains { file[$0...].starts(with: password) })
        }
    }
}
