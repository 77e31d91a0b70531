// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import TestSupport
import Testing

@testable import Continuity

struct AnalysisStoreTests {
    @Test(arguments: TestEngine.available)
    func `an analysis decides on the map and proves its scope until its review`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await world.validate(world.care, review: today.adding(days: 30), in: database)
            #expect(try await world.node(world.care, in: database).objectives == objectives)
            #expect(try await database.proven(for: world.north) == ["impact.analysis care-service"])
            #expect(try await database.proven(for: world.north, on: today.adding(days: 31)) == [])

            // Read back as it was entered.
            let read = try await database.read { session in
                try AnalysisStore.all(seenFrom: world.north.lineage, in: session)[world.care]
            }
            #expect(read?.courses == analysis(of: world.care).courses)
            #expect(read?.validation?.by == "Chef de pôle")

            // Validated, it is not changed behind anybody's back; taken up again, it proves nothing.
            let node = try await world.node(world.care, in: database)
            await #expect(throws: ContinuityError.validated) {
                try await database.changing { change in
                    try AnalysisStore.save(analysis(of: world.care), objectives, of: node, in: change)
                }
            }
            try await database.changing { change in try AnalysisStore.resume(node, in: change) }
            #expect(try await database.proven(for: world.north) == [])
            await #expect(throws: ContinuityError.alreadySo) {
                try await database.changing { change in try AnalysisStore.resume(node, in: change) }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `what is not complete is not validated, and no rule is broken`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let node = try await world.node(world.care, in: database)
            await #expect(throws: ContinuityError.longerThanTolerable) {
                try await database.changing { change in
                    try AnalysisStore.save(
                        analysis(of: node.id), Objectives(recoveryTime: 25, tolerablePeriod: 24), of: node, in: change)
                }
            }
            var wrong = analysis(of: node.id)
            wrong.courses[.care] = ImpactCourse(limited: .d7, serious: .h1, critical: .h4)
            await #expect(throws: ContinuityError.worseBeforeLess) {
                try await database.changing { [wrong] change in
                    try AnalysisStore.save(wrong, objectives, of: node, in: change)
                }
            }
            var half = analysis(of: node.id)
            half.courses[.image] = nil
            try await database.changing { [half] change in
                try AnalysisStore.save(half, objectives, of: node, in: change)
            }
            let current = try await world.node(node.id, in: database)
            await #expect(throws: ContinuityError.notComplete) {
                try await database.changing { change in
                    try AnalysisStore.validate(
                        current, by: "Chef", on: today, reviewOn: nil, today: today, in: change)
                }
            }
            #expect(try await database.proven(for: world.north) == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a node that leaves the map takes its proof with it, and brings it back`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await world.validate(world.care, in: database)
            func settle() async throws -> Int {
                let nodes = try await database.read { session in try AnalysisStore.unsettled(in: session) }
                if !nodes.isEmpty {
                    try await database.changing { change in try AnalysisStore.settle(nodes, in: change) }
                }
                return nodes.count
            }
            #expect(try await settle() == 0)
            let node = try await world.node(world.care, in: database)
            try await database.changing { change in try ServiceMapStore.remove(node, in: change) }
            #expect(try await settle() == 1)
            #expect(try await database.proven(for: world.north) == [])
            #expect(try await settle() == 0)
            let removed = try await world.node(world.care, in: database)
            try await database.changing { change in try ServiceMapStore.restore(removed, in: change) }
            #expect(try await settle() == 1)
            #expect(try await database.proven(for: world.north) == ["impact.analysis care-service"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a reason stands for a missing analysis only when nothing else is missing`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let waiver = "procedure.document impact-analysis-justification"
            try await database.changing { change in
                try WaiverStore.give(
                    "Pas de plateau.", for: .technicalPlatform, at: world.north.id, on: today, in: change)
            }
            #expect(try await database.proven(for: world.north) == [])
            try await world.validate(world.care, in: database)
            #expect(try await database.proven(for: world.north) == ["impact.analysis care-service"])
            try await world.validate(world.office, in: database)
            #expect(try await database.proven(for: world.north).contains(waiver))
            let node = try await world.node(world.office, in: database)
            try await database.changing { change in try AnalysisStore.resume(node, in: change) }
            #expect(try await !database.proven(for: world.north).contains(waiver))
        }
    }

    @Test(arguments: TestEngine.available)
    func `the analyses take two statements whatever their number`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { inner in
            let world = try await World.make(in: inner)
            try await world.validate(world.care, in: inner)
            try await world.validate(world.office, in: inner)
            let database = CountingDatabase(inner)
            let found = try await database.read { session in
                try AnalysisStore.all(seenFrom: world.group.lineage, in: session)
            }
            #expect(found.count == 2)
            #expect(database.statements == 2)
        }
    }
}

struct ModeStoreTests {
    @Test(arguments: TestEngine.available)
    func `an activity holds as long as the part of it that gives up first`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let node = try await world.node(world.care, in: database)
            func endurance() async throws -> Double? {
                try await world.node(world.care, in: database).node.degradedEndurance
            }
            func add(_ unit: String, _ hours: Double?) async throws -> DegradedMode {
                let id = try await database.changing { change in
                    try ModeStore.add(
                        DegradedModeDraft(unit: unit, work: "Papier.", endurance: hours), to: node, today: today,
                        in: change)
                }
                return try #require(try await database.read { session in try ModeStore.mode(id, in: session) })
            }
            _ = try await add("", 72)
            let short = try await add("Pédiatrie", 24)
            _ = try await add("Secteur sans mesure", nil)
            #expect(try await endurance() == 24)
            try await database.changing { change in try ModeStore.remove(short, in: change) }
            #expect(try await endurance() == 72)
            try await database.changing { change in try ModeStore.restore(short, in: change) }
            #expect(try await endurance() == 24)
            let list = try await database.read { session in
                try ModeStore.all(under: world.group.lineage, in: session)
            }
            #expect(list.map(\.draft.endurance) == [24, 72, nil])
            await #expect(throws: ContinuityError.inFuture) {
                try await database.changing { change in
                    var draft = DegradedModeDraft(work: "Papier.")
                    draft.triedOn = today.adding(days: 1)
                    draft.outcome = .held
                    _ = try ModeStore.add(draft, to: node, today: today, in: change)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a sheet keeps its versions, and two people do not overwrite each other`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let model = try #require(ContinuityLibrary.sheets.first)
            let id = try await database.changing { change in
                try SheetStore.add(model.draft, model: model.code, at: world.group.id, on: today, in: change)
            }
            func sheet() async throws -> ReflexSheet {
                try #require(try await database.read { session in try SheetStore.sheet(id, in: session) })
            }
            let first = try await sheet()
            var draft = first.draft
            draft.units = "Salle des serveurs"
            try await database.changing { [draft] change in
                try SheetStore.correct(first, draft, changed: "", on: today, in: change)
            }
            #expect(try await sheet().version == 1)
            draft.steps += "\nPrévenez le cadre."
            try await database.changing { [draft] change in
                try SheetStore.correct(first, draft, changed: "Un geste de plus", on: today, in: change)
            }
            #expect(try await sheet().version == 2)
            await #expect(throws: ContinuityError.alreadySo) {
                try await database.changing { [draft] change in
                    try SheetStore.correct(first, draft, changed: "", on: today, in: change)
                }
            }
            // A member reads the sheets of its group.
            let seen = try await database.read { session in
                (
                    try SheetStore.all(at: world.north.lineage, in: session).count,
                    try SheetStore.all(at: world.elsewhere.lineage, in: session).count,
                    try SheetStore.versions(of: id, in: session).map(\.number)
                )
            }
            #expect(seen == (1, 0, [2, 1]))
        }
    }
}
