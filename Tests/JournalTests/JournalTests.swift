// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives
import TestSupport
import Testing

@Suite struct JournalTests {
    private static let alice = Actor(account: "a1", name: "Alice Martin")

    private func withJournal(_ engine: TestEngine, _ body: (any Database) async throws -> Void) async throws {
        try await withDatabase(engine, migrations: JournalMigrations.all) { database in
            for index in 1...5 {
                let now = Instant(millisecondsSinceEpoch: Int64(index) * 1000)
                try await database.change(by: Self.alice, at: now) { change in
                    try change.record(
                        "thing.done", organisation: "o\(index % 2)", subject: nil, detail: "Étape \(index)")
                }
            }
            try await body(database)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a chain that nobody touched is intact`(_ engine: TestEngine) async throws {
        try await withJournal(engine) { database in
            guard case .intact(let entries, let head) = try await JournalStore.verify(database) else {
                Issue.record("broken")
                return
            }
            #expect(entries == 5)
            let page = try await database.read {
                try JournalStore.page(where: "organisation_id = \("o1")", limit: 2, offset: 1, in: $0)
            }
            #expect(page.total == 3)
            #expect(page.entries.map(\.detail) == ["Étape 3", "Étape 1"])
            #expect(page.entries.first?.account == "a1")
            let newest = try await database.read { try JournalStore.page(where: "1 = 1", limit: 1, offset: 0, in: $0) }
            #expect(newest.entries.first?.hash == head)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an empty journal is intact`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: JournalMigrations.all) { database in
            let verification = try await JournalStore.verify(database)
            #expect(verification == .intact(entries: 0, head: String(repeating: "0", count: 64)))
        }
    }

    private static let attacks: [(String, SQL, Verification)] = [
        ("a detail", "UPDATE journal_entry SET detail = 'x' WHERE sequence = 3", .broken(sequence: 3, .altered)),
        ("an author", "UPDATE journal_entry SET actor = 'Bob' WHERE sequence = 1", .broken(sequence: 1, .altered)),
        ("an account", "UPDATE journal_entry SET account_id = NULL WHERE sequence = 2", .broken(sequence: 2, .altered)),
        (
            "a time", "UPDATE journal_entry SET at = '1999-01-01T00:00:00.000Z' WHERE sequence = 5",
            .broken(sequence: 5, .altered)
        ),
        (
            "a place", "UPDATE journal_entry SET organisation_id = 'o9' WHERE sequence = 4",
            .broken(sequence: 4, .altered)
        ),
        (
            "text moved between fields",
            "UPDATE journal_entry SET subject = 'É', detail = 'tape 3' WHERE sequence = 3",
            .broken(sequence: 3, .altered)
        ),
        ("a removal", "DELETE FROM journal_entry WHERE sequence = 2", .broken(sequence: 2, .missing)),
        ("a removed beginning", "DELETE FROM journal_entry WHERE sequence = 1", .broken(sequence: 1, .missing)),
    ]

    @Test(arguments: TestEngine.available)
    func `an alteration or a removal is found`(_ engine: TestEngine) async throws {
        for (name, attack, expected) in Self.attacks {
            try await withJournal(engine) { database in
                _ = try await database.write { session in try session.execute(attack) }
                let found = try await JournalStore.verify(database)
                #expect(found == expected, "\(name)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a reordering is found`(_ engine: TestEngine) async throws {
        try await withJournal(engine) { database in
            try await database.write { session in
                try session.execute("UPDATE journal_entry SET sequence = 99 WHERE sequence = 2")
                try session.execute("UPDATE journal_entry SET sequence = 2 WHERE sequence = 3")
                try session.execute("UPDATE journal_entry SET sequence = 3 WHERE sequence = 99")
            }
            let found = try await JournalStore.verify(database)
            #expect(found == .broken(sequence: 2, .unlinked))
        }
    }

    @Test(arguments: TestEngine.available)
    func `a change without a word in the journal is rolled back`(_ engine: TestEngine) async throws {
        let table = Migration("0009-thing") { dialect in ["CREATE TABLE thing (id TEXT NOT NULL) \(dialect.strict)"] }
        try await withDatabase(engine, migrations: JournalMigrations.all + [table]) { database in
            await #expect(throws: UnrecordedChange.self) {
                try await database.change(by: .system, at: Instant(millisecondsSinceEpoch: 0)) { change in
                    _ = try change.session.execute("INSERT INTO thing (id) VALUES ('a')")
                }
            }
            let count1 = try await database.read { session in try session.count("SELECT COUNT(*) FROM thing") }
            #expect(count1 == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what a failed change recorded is rolled back with it`(_ engine: TestEngine) async throws {
        struct Refused: Error {}
        try await withJournal(engine) { database in
            await #expect(throws: Refused.self) {
                try await database.change(by: .system, at: Instant(millisecondsSinceEpoch: 0)) { change in
                    try change.record("thing.done")
                    throw Refused()
                }
            }
            guard case .intact(5, _) = try await JournalStore.verify(database) else {
                Issue.record("the failed change left a trace")
                return
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a chain longer than one batch is walked to its end`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: JournalMigrations.all) { database in
            try await database.change(by: .system, at: Instant(millisecondsSinceEpoch: 0)) { change in
                for _ in 0..<1003 { try change.record("thing.done") }
            }
            _ = try await database.write {
                try $0.execute("UPDATE journal_entry SET detail = 'x' WHERE sequence = 1002")
            }
            let found = try await JournalStore.verify(database)
            #expect(found == .broken(sequence: 1002, .altered))
        }
    }
}
