// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Persistence
import Primitives
import Recovery
import ServiceMaps
import TestSupport
import Testing

@testable import Backups
@testable import Organisations

struct JobTests {
    @Test(arguments: [
        ("", "anything", true), ("dpi", "DPI", true), ("dpi*", "dpi-nuit", true), ("*nuit", "dpi-nuit", true),
        ("d*i*t", "dpi-nuit", true), ("dpi", "dpi-nuit", false), ("*x*", "dpi", false), ("**", "", true),
        ("a*a*a*a*a*b", String(repeating: "a", count: 200), false),
    ])
    func `a star stands for any letters`(pattern: String, text: String, matches: Bool) {
        #expect(Pattern.matches(pattern, text) == matches)
    }

    @Test(arguments: TestEngine.available)
    func `the map learns the rhythm of the job that saves most often`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            func interval() async throws -> Double? {
                try await database.read { session in
                    try ServiceMapStore.node(world.record.id, in: session)?.node.backupInterval
                }
            }
            try await world.declare(every: 24, in: database)
            #expect(try await interval() == 24)
            let often = try await world.declare("Journaux", every: 0.5, in: database)
            #expect(try await interval() == 0.5)
            try await database.changing { change in try JobStore.remove(often, in: change) }
            #expect(try await interval() == 24)
            await #expect(throws: BackupsError.alreadySo) {
                try await database.changing { change in try JobStore.remove(often, in: change) }
            }
            try await database.changing { change in try JobStore.restore(often, in: change) }
            #expect(try await interval() == 0.5)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a job covers what stands on the map of its keeper, and something at all`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            await #expect(throws: BackupsError.outOfReach) {
                try await world.declare(covering: [world.southern], in: database)
            }
            let shared = try await database.changing { change in
                try ServiceMapStore.add(
                    NodeDraft(code: "ad", name: "Annuaire", layer: .component, kind: .directory), to: world.group.id,
                    in: change)
            }
            // A hospital does not write on what its group keeps.
            let directory = try #require(try await database.read { try ServiceMapStore.node(shared, in: $0) })
            await #expect(throws: BackupsError.outOfReach) {
                try await world.declare(covering: [directory], in: database)
            }
            await #expect(throws: BackupsError.nothingCovered) { try await world.declare(covering: [], in: database) }
            try await world.declare(covering: [], essentials: [.secrets], in: database)
            let counting = CountingDatabase(database)
            let seen = try await counting.read { session in
                try JobStore.jobs(seenFrom: world.group.lineage, in: session)
            }
            #expect(seen.count == 1 && counting.statements == 4)
            let neighbour = try await database.read { session in
                try JobStore.jobs(seenFrom: world.south.lineage, in: session)
            }
            #expect(neighbour.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `runs find their job by its rule or by its name, and are never counted twice`(engine: TestEngine) async throws
    {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let job = try await world.declare(in: database)
            let other = try await world.declare(
                "Paie", covering: [world.payroll], rules: [BackupRule(label: "paie*")], in: database)
            let first = try await world.bring(
                [("dpi NUIT", 10, "ok"), ("paie-hebdo", 9, "ok"), ("inconnue", 8, "ok"), ("inconnue", 7, "ok")],
                in: database)
            #expect((first.added, first.known, first.refused) == (4, 0, 0))
            let again = try await world.bring([("dpi NUIT", 10, "ok"), ("dpi NUIT", 1, "ok")], in: database)
            #expect((again.added, again.known) == (1, 1))
            func count(_ id: BackupJob.ID) async throws -> Int {
                try await database.read { session in
                    try RunStore.page(of: id, limit: 10, offset: 0, in: session).total
                }
            }
            #expect(try await count(job.id) == 2)
            #expect(try await count(other.id) == 1)

            let unclaimed = try await database.read { session in
                try RunStore.unclaimed(under: world.north.lineage, in: session)
            }
            let source = try #require(unclaimed.first)
            #expect(unclaimed.count == 1 && source.label == "inconnue" && source.count == 2)
            try await database.changing { change in try JobStore.attach(source, to: job, in: change) }
            #expect(try await count(job.id) == 4)
            // Those to come follow.
            try await world.bring([("inconnue", 0, "ok")], in: database)
            #expect(try await count(job.id) == 5)

            try await database.changing { change in try ImportStore.undo(first, in: change) }
            #expect(try await count(job.id) == 2)
            let back = try await world.bring([("dpi NUIT", 10, "ok")], in: database)
            #expect(back.added == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a report that is cut short leaves no good copy behind`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let job = try await world.declare(in: database)
            let cut = try await world.bring(
                "job;finished;result\nDPI nuit;2026-11-30;ok\nDPI nuit;2026-11-29;échec\nDPI nu", in: database)
            #expect(cut.isTruncated && cut.added == 1)
            let health = try await world.facts(in: database).health[job.id]
            #expect(health?.lastGood == nil && health?.hasFailed == true)
        }
    }
}
