// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import CrisisKit

/// What the room keeps, on both engines.
@Suite struct KeepingTests {
    private static func draft(_ role: String, _ person: String = "", first: String = "06 39 98 00 01") -> ContactDraft {
        ContactDraft(role: role, person: person, circle: .digital, reach: Reach(first: first))
    }

    @Test(arguments: TestEngine.available)
    func `private numbers are nowhere in the database, and come back to who may read them`(_ engine: TestEngine)
        async throws
    {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let id = try await database.changing { change in
                try ContactStore.add(Self.draft("RSSI", "Claire"), at: world.north.id, under: secretKey, in: change)
            }
            let contact = try #require(
                try await database.read { session in try ContactStore.contact(id, under: secretKey, in: session) })
            #expect(contact.reach?.first == "06 39 98 00 01")
            let stranger = SecretKey.fresh().key
            let unread = try #require(
                try await database.read { session in try ContactStore.contact(id, under: stranger, in: session) })
            #expect(unread.reach == nil && unread.isUnreadable)
            let told = try await database.read { session in
                try session.all("SELECT action, detail FROM journal_entry") { row throws(DatabaseError) in
                    try row.text(0) + " " + (try row.text(1))
                }
            }
            #expect(told.contains("kit.contact.added RSSI"))
            #expect(!told.contains { $0.contains("39 98") || $0.contains("Claire") })
            let columns = try await database.read { session in
                try session.first("SELECT role || person || folded_text || folded_role FROM crisis_contact") {
                    row throws(DatabaseError) in try row.text(0)
                }
            }
            #expect(columns?.contains("39 98") == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a contact is corrected, removed, restored, and its deputy is of the same house`(_ engine: TestEngine)
        async throws
    {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let (one, two, far) = try await database.changing { change in
                (
                    try ContactStore.add(Self.draft("DSI"), at: world.north.id, under: secretKey, in: change),
                    try ContactStore.add(
                        Self.draft("Astreinte réseau"), at: world.north.id, under: secretKey, in: change),
                    try ContactStore.add(Self.draft("RSSI"), at: world.south.id, under: secretKey, in: change)
                )
            }
            func read(_ id: Contact.ID) async throws -> Contact {
                try #require(
                    try await database.read { session in try ContactStore.contact(id, under: secretKey, in: session) })
            }
            let contact = try await read(one)
            try await database.changing { change in
                var draft = Self.draft("DSI", "Laurent")
                draft.deputy = two
                try ContactStore.correct(contact, draft, under: secretKey, in: change)
            }
            #expect(try await read(one).deputyName == "Astreinte réseau")
            for deputy in [far, one] {
                await #expect(throws: CrisisKitError.unknownContact) {
                    try await database.changing { change in
                        var draft = Self.draft("DSI")
                        draft.deputy = deputy
                        try ContactStore.correct(contact, draft, under: secretKey, in: change)
                    }
                }
            }
            try await database.changing { change in try ContactStore.remove(contact, in: change) }
            await #expect(throws: CrisisKitError.alreadySo) {
                try await database.changing { change in try ContactStore.remove(contact, in: change) }
            }
            let north = try await database.read { session in
                try ContactStore.page(under: world.north.lineage, under: secretKey, in: session)
            }
            #expect(north.total == 2 && north.rows.last?.isRemoved == true)
            let whole = try await database.read { session in
                try ContactStore.all(under: world.group.lineage, under: secretKey, in: session)
            }
            #expect(Set(whole.map(\.role)) == ["Astreinte réseau", "RSSI"])
            try await database.changing { change in try ContactStore.restore(contact, in: change) }
            #expect(try await read(one).isRemoved == false)
            let found = try await database.read { session in
                try ContactStore.search("astreinte", under: [world.north.lineage], limit: 5, in: session)
            }
            #expect(found.map(\.role) == ["Astreinte réseau"])
            // By role alone.
            let byName = try await database.read { session in
                try ContactStore.search("laurent", under: [world.north.lineage], limit: 5, in: session)
            }
            #expect(byName.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `contacts go out and come in as a table, deputies included`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let text = """
                Rôle;Personne;Cercle;Numéro privé 1;Autre moyen;Suppléant;Essayé le
                DSI;Laurent;Numérique et sécurité;06 39 98 00 05;Radio, canal 2;Astreinte réseau;2026-10-01
                Astreinte réseau;;;06 39 98 00 07;;DSI, Laurent;
                """
            let lines = try ContactsFile.read(.bytes(Array(text.utf8)))
            let first = try await database.changing { change in
                try ContactsFile.keep(lines, at: world.north.id, under: secretKey, in: change)
            }
            #expect(first.added == 2 && first.changed == 0)
            let all = try await database.read { session in
                try ContactStore.all(under: world.north.lineage, under: secretKey, in: session)
            }
            #expect(all.map(\.deputyName) == ["DSI, Laurent", "Astreinte réseau"])
            let again = try ContactsFile.read(.bytes(ContactsFile.write(all)))
            let second = try await database.changing { change in
                try ContactsFile.keep(again, at: world.north.id, under: secretKey, in: change)
            }
            #expect(second.added == 0 && second.changed == 2)
            let after = try await database.read { session in
                try ContactStore.all(under: world.north.lineage, under: secretKey, in: session)
            }
            #expect(after == all)
        }
    }

    @Test(
        arguments: [
            ("role\n", CrisisKitError.emptyImport), ("role;essaye_le\nDSI;hier\n", nil),
            ("role;cercle\nDSI;lune\n", nil),
            ("role;numero_prive_1\nDSI;personne\n", nil), ("role;personne\n;Claire\n", nil),
        ] as [(String, CrisisKitError?)])
    func `a table that cannot be taken says which line and why`(_ text: String, _ expected: CrisisKitError?) {
        do {
            _ = try ContactsFile.read(.bytes(Array(text.utf8)))
            Issue.record("taken: \(text)")
        } catch let error as CrisisKitError {
            if let expected {
                #expect(error == expected)
            } else if case .refusedLine(let line, _) = error {
                #expect(line == 2)
            } else {
                Issue.record("\(error)")
            }
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test func `a hostile table gives a sentence and never stops the program`() {
        let text = Array("role;personne;cercle;numero_prive_1\nDSI;Laurent;Direction;06 39 98 00 05\n".utf8)
        var random = SplitMix64(seed: 3)
        for _ in 0..<500 {
            do {
                _ = try ContactsFile.read(.bytes(random.mutated(text)))
            } catch let error as any ExplainedError {
                #expect(!error.message.french.isEmpty)
            } catch {
                Issue.record("\(error)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the four lists keep, correct, remove and restore what the schema allows`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let samples: [EntryKind: [String: String]] = [
                .seat: ["cellule": "strategic", "fonction": "Directeur", "mission": "Décide.", "ordre": "1"],
                .notification: ["destinataire": "ARS", "aconfirmer": "1", "ordre": "10"],
                .cutoff: ["quoi": "Internet", "effets": "Téléphonie", "ordre": "2"],
                .copy: ["support": "usb", "lieu": "Coffre", "verifiee": "2026-11-01"],
            ]
            for (kind, values) in samples {
                let id = try await database.changing { change in
                    try EntryStore.add(kind, values, at: world.north.id, in: change)
                }
                func read() async throws -> CrisisKit.Entry {
                    try #require(try await database.read { session in try EntryStore.entry(id, kind, in: session) })
                }
                let entry = try await read()
                for (name, value) in values { #expect(entry[name] == value, "\(kind) \(name)") }
                let changed = values.merging([kind.titleField: "Autre chose"]) { $1 }
                try await database.changing { change in try EntryStore.correct(entry, changed, in: change) }
                #expect(try await read().name == "Autre chose")
                let found = try await database.read { session in
                    try EntryStore.page(kind, under: world.group.lineage, text: "autre", in: session)
                }
                #expect(found.total == 1)
                try await database.changing { change in try EntryStore.remove(entry, in: change) }
                #expect(try await read().isRemoved)
                let alive = try await database.read { session in
                    try EntryStore.page(kind, under: world.north.lineage, withRemoved: false, in: session)
                }
                #expect(alive.rows.isEmpty)
                try await database.changing { change in try EntryStore.restore(entry, in: change) }
                for wrong in [
                    [kind.titleField: ""], [kind.titleField: String(repeating: "x", count: 5000)],
                    ["ordre": "1000000000000000000000"],
                    [
                        "cellule": "lune", "support": "lune", "titulaire": "x", "verifiee": "demain",
                        kind.titleField: String(repeating: "y", count: 2000),
                    ],
                ] {
                    let values = values.merging(wrong) { $1 }
                    if wrong["ordre"] != nil, kind == .copy { continue }
                    await #expect(throws: CrisisKitError.self, "\(kind) \(wrong)") {
                        try await database.changing { change in
                            try EntryStore.add(kind, values, at: world.north.id, in: change)
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the proposed list is taken once, and what was removed does not come back`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let added = try await database.changing { change in try EntryStore.propose(at: world.north.id, in: change) }
            #expect(added == ShippedNotifications.all.count)
            let page = try await database.read { session in
                try EntryStore.page(.notification, under: world.north.lineage, in: session)
            }
            let first = try #require(page.rows.first)
            try await database.changing { change in try EntryStore.remove(first, in: change) }
            await #expect(throws: CrisisKitError.alreadySo) {
                try await database.changing { change in try EntryStore.propose(at: world.north.id, in: change) }
            }
            #expect(
                try await database.changing { change in try EntryStore.propose(at: world.south.id, in: change) }
                    == added)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the list of kits and the limit tell how old the newest is`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            for days in [-40, -3] {
                try await database.changing { change in
                    let at = noon.adding(seconds: days * 86_400)
                    try KitStore.record(
                        KitRecord(
                            id: .make(at: at), madeAt: at, madeOn: today.adding(days: days), author: "essai",
                            digest: String(repeating: "a", count: 64), documents: 3, files: 9, size: 1000,
                            hasDatabase: true, validUntil: nil), of: world.north.id, in: change)
                }
            }
            try await database.changing { change in try KitStore.choose(limit: 2, of: world.north.id, in: change) }
            await #expect(throws: CrisisKitError.outOfRange) {
                try await database.changing { change in try KitStore.choose(limit: 0, of: world.north.id, in: change) }
            }
            let (state, kits, limits) = try await database.read { session in
                (
                    try KitStore.state(of: world.north.id, in: session),
                    try KitStore.page(of: world.north.id, in: session),
                    try KitStore.limits(under: [world.group.lineage], in: session)
                )
            }
            #expect(state.limit == 2 && state.newest == today.adding(days: -3))
            #expect(kits.rows.map(\.madeOn) == [today.adding(days: -3), today.adding(days: -40)])
            #expect(limits.map(\.keeper.id) == [world.north.id])
        }
    }

    @Test func `a list takes one statement whatever the number of rows`() async throws {
        try await withDatabase(.sqlite, migrations: schema) { inner in
            let world = try await World.make(in: inner)
            for number in 0..<12 {
                try await inner.changing { change in
                    try ContactStore.add(Self.draft("Rôle \(number)"), at: world.north.id, under: secretKey, in: change)
                }
            }
            let database = CountingDatabase(inner)
            let found = try await database.read { session in
                try ContactStore.page(under: world.north.lineage, limit: 5, under: secretKey, in: session)
            }
            #expect(found.rows.count == 5 && found.total == 12)
            #expect(database.statements == 1)
        }
    }

    @Test func `every action of the room has its sentence`() {
        let acts = EntryKind.allCases.flatMap { kind in
            ["added", "corrected", "removed", "restored"].map { "kit.\(kind.rawValue).\($0)" }
        }
        for action in acts + [
            "kit.made", "kit.downloaded", "kit.limited", "kit.cells.placed", "kit.notification.proposed",
            "kit.contact.added", "kit.contact.corrected", "kit.contact.removed", "kit.contact.restored",
            "kit.contacts.exported", "kit.contacts.imported",
        ] {
            for t in Language.allCases { #expect(JournalWords.sentence(action, "x", t) != nil, "\(action)") }
        }
        #expect(JournalWords.sentence("proof.added", "x", .french) == nil)
        #expect(JournalWords.sentence("kit.seat.sold", "x", .french) == nil)
    }
}
