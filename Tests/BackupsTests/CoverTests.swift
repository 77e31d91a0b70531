// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives
import Recovery
import ServiceMaps
import TestSupport
import Testing

@testable import Backups
@testable import Organisations

/// What is said of each element of the map.
struct CoverTests {
    private func cover(
        of node: PlacedNode, in world: World, at now: Instant = noon, _ database: any Database
    ) async throws -> NodeCover {
        try #require(try await world.facts(at: now, in: database).covers.first { $0.node.id == node.id })
    }

    @Test(arguments: TestEngine.available)
    func `what would be lost is the age of the last good copy`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            #expect(try await cover(of: world.record, in: world, database).worst == .noJob)
            try await world.declare(in: database)
            #expect(try await cover(of: world.record, in: world, database).worst == .tooOld)
            try await world.bring(
                [("DPI nuit", 30, "ok"), ("DPI nuit", 6, "warning"), ("DPI nuit", 2, "failed")], in: database)
            let fresh = try await cover(of: world.record, in: world, database)
            #expect(fresh.age == 6 && fresh.bound == 24 && fresh.isFresh && fresh.hasFailed)
            #expect(fresh.worst == .neverTested)
            let late = try await cover(of: world.record, in: world, at: noon.adding(seconds: 20 * 3600), database)
            #expect(late.age == 26 && late.worst == .tooOld)
        }
    }

    @Test(arguments: TestEngine.available)
    func `without a decided loss two intervals are allowed, and too rare a rhythm is said`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await world.declare("Paie", covering: [world.payroll], every: 24, in: database)
            #expect(try await cover(of: world.payroll, in: world, database).bound == 48)
            try await world.declare(every: 48, in: database)
            let record = try await cover(of: world.record, in: world, database)
            #expect(record.faults.contains { $0.kind == .interval && $0.figure == 48 && $0.bound == 24 })
        }
    }

    @Test func `three exemplars on two media, one elsewhere`() {
        func job(_ copies: [BackupCopy]) -> BackupJob {
            BackupJob(
                id: makeID(1), keeper: Keeper(id: makeID(2), name: "", lineage: Lineage(stored: "")), name: "",
                tool: "",
                interval: 24, essentials: [], watcher: "", note: "", isRemoved: false, copies: copies)
        }
        let near = BackupCopy(place: "Salle B", medium: .disk)
        #expect(!job([]).isThreeTwoOne)
        #expect(!job([near, near]).isThreeTwoOne)
        #expect(!job([.offline]).isThreeTwoOne)
        #expect(job([near, .offline]).isThreeTwoOne && job([near, .offline]).hasImmutable)
    }

    @Test(arguments: TestEngine.available)
    func `a restore test teaches the map, and proves when users checked it`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await world.declare(covering: [world.record, world.payroll], in: database)
            func proofs() async throws -> Int {
                try await database.read { session in
                    try session.count(
                        "SELECT COUNT(*) FROM proof WHERE kind = 'backup.restoreTested' AND withdrawn_at IS NULL")
                }
            }
            func measures() async throws -> [Double] {
                try await database.read { session in
                    try ServiceMapStore.restores(seenFrom: world.north.lineage, in: session).map(\.hours)
                }
            }
            var draft = RestoreTestDraft(
                testedOn: today.adding(days: -10), hours: 9.5, gigabytes: 800, result: .succeeded,
                nodes: [world.record.id])
            let entered = draft
            let id = try await database.changing { change in
                try RestoreStore.record(entered, at: world.north, today: today, in: change)
            }
            #expect(try await measures() == [9.5])
            #expect(try await proofs() == 0)
            draft.checker = "Référent métier"
            let test = try #require(try await database.read { try RestoreStore.test(id, in: $0) })
            let corrected = draft
            try await database.changing { change in
                try RestoreStore.correct(test, corrected, today: today, in: change)
            }
            #expect(try await proofs() == 1)
            #expect(try await cover(of: world.record, in: world, database).faults.contains { $0.kind == .tooSlow })
            let tested = try #require(try await database.read { try RestoreStore.test(id, in: $0) })
            try await database.changing { change in try RestoreStore.remove(tested, in: change) }
            #expect(try await measures().isEmpty)
            #expect(try await proofs() == 0)
            let removed = try #require(try await database.read { try RestoreStore.test(id, in: $0) })
            try await database.changing { change in try RestoreStore.resume(removed, in: change) }
            #expect(try await measures() == [9.5])

            // What no care hangs on proves nothing of D2.O4, but still teaches.
            try await database.changing { change in
                try RestoreStore.record(
                    RestoreTestDraft(
                        testedOn: today, hours: 1, result: .succeeded, checker: "Paie", nodes: [world.payroll.id]),
                    at: world.north, today: today, in: change)
            }
            #expect(try await proofs() == 1)
            await #expect(throws: BackupsError.inFuture) {
                try await database.changing { change in
                    try RestoreStore.record(
                        RestoreTestDraft(
                            testedOn: today.adding(days: 1), hours: 1, result: .succeeded, nodes: [world.record.id]),
                        at: world.north, today: today, in: change)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `what care stands on is critical too`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let map = try await world.facts(in: database).map
            #expect(map.critical == [world.record.id, world.hypervisor.id])
        }
    }

    @Test(arguments: [
        (0.0, "0\u{00A0}min"), (0.75, "45\u{00A0}min"), (3.25, "3\u{00A0}h\u{00A0}15"), (1.9999, "2\u{00A0}h"),
        (26.4, "26\u{00A0}h"),
        (96, "4\u{00A0}jours"), (-1, "–"), (.infinity, "–"), (1e300, "–"),
    ])
    func `durations are written as people say them`(hours: Double, text: String) {
        #expect(Language.french.hours(hours) == text)
    }
}
