// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Evidence
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Supervision

@Suite("Fleet")
struct FleetTests {
    @Test func `an inventory is read whatever its columns are called`() throws {
        let text = """
            Nom;Système;Obsolète;EDR;Chiffrement;Admin local;Âge
            PC-1;Windows 11;non;oui;1;0;3
            pc-2.chu.example;Windows 7;OUI;non;;peut-être;abc
            PC-1;Windows 10;oui;;;;
            ;;;;;;
            """
        let read = try InventoryFile.read(.bytes(Array(text.utf8)), on: today)
        #expect(read.map(\.name) == ["PC-1", "pc-2.chu.example"])
        #expect(read[1].machine.isObsolete == true)
        #expect(read[1].machine.hasLocalAdmin == nil)
        #expect(read[1].machine.ageYears == nil)
        #expect(throws: SupervisionError.badInventory) {
            try InventoryFile.read(.bytes(Array("a;b\n1;2".utf8)), on: today)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the share that is seen becomes a proof`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let place = try await database.hospital()
            var outcome = LiveOutcome()
            var news = LiveOutcome.HostNews(name: "PC-1", last: noon)
            news.sources[.sysmon] = noon
            outcome.hosts[.init(organisation: place.id, host: "pc-1")] = news
            let seen = outcome
            try await database.write { session in _ = try LiveStore.keep(seen, at: noon, in: session) }
            try await database.changing { change in
                try HostStore.keep(
                    [("PC-1", Inventory(on: today)), ("PC-2", Inventory(on: today, isObsolete: true))], of: place.id,
                    in: change)
                try CoverageProof.publish(place, on: today, in: change)
            }
            let count = try await database.read { session in try HostStore.count(of: place.id, now: noon, in: session) }
            #expect(count.known == 2)
            #expect(count.covered == 1)
            #expect(count.obsolete == 1)
            let facts = try await database.read { session in
                try session.first("SELECT facts FROM proof WHERE kind = 'supervision.coverage'") {
                    row throws(DatabaseError) in try row.text(0)
                }
            }
            #expect(facts?.contains("workstations") == true)
            #expect(facts?.contains("0.5") == true)
            let silent = try await database.read { session in
                try HostStore.page(
                    of: place.id, text: "", filter: .silent, now: noon, limit: 9, offset: 0, in: session)
            }
            #expect(silent.rows.map(\.name) == ["PC-2"])
            // Gone from the inventory and never seen, it counts no more.
            try await database.changing { change in
                try HostStore.keep([("PC-1", Inventory(on: today))], of: place.id, in: change)
            }
            let after = try await database.read { session in try HostStore.count(of: place.id, now: noon, in: session) }
            #expect(after.share == 1)
        }
    }

    @Test func `a machine is one whatever its domain`() {
        #expect(Examination.hostKey("PC-12.chu.example") == "pc-12")
        #expect(Examination.hostKey("10.0.0.1") == "10.0.0.1")
    }
}
