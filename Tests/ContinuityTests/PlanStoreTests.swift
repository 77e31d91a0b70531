// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Journal
import Organisations
import Persistence
import Primitives
import ServiceMaps
import TestSupport
import Testing

@testable import Continuity

struct PlanStoreTests {
    private func read(_ id: Plan.ID, in database: any Database) async throws -> Plan {
        try #require(try await database.read { session in try PlanStore.plan(id, in: session) })
    }

    @Test(arguments: TestEngine.available)
    func `a plan proves its last approved version, whatever is being written`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let id = try await database.changing { change in
                try PlanStore.add(planDraft(), at: world.north, today: today, in: change)
            }
            #expect(try await database.proven(for: world.north) == [])
            // A draft is written again in place.
            var draft = planDraft(review: today.adding(days: 90))
            draft.sections["first"] = "Le papier."
            draft.nodes = [world.care]
            var plan = try await read(id, in: database)
            try await database.changing { [plan, draft] change in
                try PlanStore.correct(plan, draft, today: today, in: change)
            }
            plan = try await read(id, in: database)
            #expect(plan.version == 1 && plan.hasDraft)
            try await database.changing { [plan] change in
                try PlanStore.approve(plan, by: "Directoire", on: today, today: today, in: change)
            }
            #expect(try await database.proven(for: world.north) == ["plan.document PCA"])
            #expect(try await database.proven(for: world.north, on: today.adding(days: 91)) == [])

            // After an approval the text becomes the next version; the approved one still counts.
            plan = try await read(id, in: database)
            draft.sections["first"] = "Le papier, puis le SAMU."
            draft.changed = "Le SAMU"
            try await database.changing { [plan, draft] change in
                try PlanStore.correct(plan, draft, today: today, in: change)
            }
            plan = try await read(id, in: database)
            #expect(plan.version == 2 && plan.approved?.version == 1 && plan.hasDraft)
            #expect(try await database.proven(for: world.north) == ["plan.document PCA"])
            let texts = try await database.read { session in
                (1...2).compactMap { number in
                    (try? PlanStore.version(number, of: id, in: session))?.sections["first"]
                }
            }
            #expect(texts == ["Le papier.", "Le papier, puis le SAMU."])

            // Taken back, an approval leaves nothing when there was no older one.
            try await database.changing { [plan] change in try PlanStore.withdraw(plan, in: change) }
            #expect(try await database.proven(for: world.north) == [])
            plan = try await read(id, in: database)
            await #expect(throws: ContinuityError.alreadySo) {
                try await database.changing { [plan] change in try PlanStore.withdraw(plan, in: change) }
            }
            await #expect(throws: ContinuityError.inFuture) {
                try await database.changing { [plan] change in
                    try PlanStore.approve(
                        plan, by: "Directoire", on: today.adding(days: 1), today: today, in: change)
                }
            }
        }
    }

    @Test(arguments: PlanKind.allCases)
    func `each kind proves what the second domain asks for`(kind: PlanKind) async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await database.changing { change in
                var draft = planDraft(kind)
                draft.sections = [kind.sections[0].key: "Écrit."]
                let id = try PlanStore.add(draft, at: world.south, today: today, in: change)
                guard let plan = try PlanStore.plan(id, in: change.session) else { return }
                try PlanStore.approve(plan, by: "Instance", on: today, today: today, in: change)
            }
            #expect(try await database.proven(for: world.south) == ["\(kind.proof.kind) \(kind.proof.subject)"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `only a test with people at work counts, where it was held, as long as its plan stays`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let plan = try await database.changing { change in
                let id = try PlanStore.add(planDraft(), at: world.group, today: today, in: change)
                return try PlanStore.plan(id, in: change.session)
            }
            let kept = try #require(plan)
            var draft = PlanTestDraft(plannedOn: today.adding(days: -3), scenario: "Une matinée sans dossier.")
            func test(_ id: PlanTest.ID) async throws -> PlanTest {
                try #require(try await database.read { session in try TestStore.test(id, in: session) })
            }
            let id = try await database.changing { [draft] change in
                try TestStore.add(draft, of: kept, at: world.south.id, today: today, in: change)
            }
            draft.heldOn = today.adding(days: -3)
            draft.shown = "Tout a tenu."
            var one = try await test(id)
            try await database.changing { [one, draft] change in
                try TestStore.correct(one, draft, at: world.south.id, today: today, in: change)
            }
            #expect(try await database.proven(for: world.south) == [])
            draft.isInField = true
            one = try await test(id)
            try await database.changing { [one, draft] change in
                try TestStore.correct(one, draft, at: world.south.id, today: today, in: change)
            }
            #expect(try await database.proven(for: world.south) == ["plan.tested PCA"])
            #expect(try await database.proven(for: world.north) == [])
            await #expect(throws: ContinuityError.outside) {
                try await database.changing { [draft] change in
                    _ = try TestStore.add(draft, of: kept, at: world.elsewhere.id, today: today, in: change)
                }
            }
            try await database.changing { change in try PlanStore.remove(kept, in: change) }
            #expect(try await database.proven(for: world.south) == [])
            let removed = try await read(kept.id, in: database)
            try await database.changing { change in try PlanStore.restore(removed, in: change) }
            #expect(try await database.proven(for: world.south) == ["plan.tested PCA"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a plan covers only what its keeper sees`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            await #expect(throws: ContinuityError.unknownNode) {
                try await database.changing { change in
                    var draft = planDraft()
                    draft.nodes = [world.care]
                    _ = try PlanStore.add(draft, at: world.south, today: today, in: change)
                }
            }
            await #expect(throws: ContinuityError.emptyPlan) {
                try await database.changing { change in
                    var draft = planDraft()
                    draft.sections = [:]
                    let id = try PlanStore.add(draft, at: world.south, today: today, in: change)
                    guard let plan = try PlanStore.plan(id, in: change.session) else { return }
                    try PlanStore.approve(plan, by: "Instance", on: today, today: today, in: change)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `two thirds of the activity are enough, one half is not`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            func reading() async throws -> ScopeReading {
                try await database.read { session in
                    try ScopeReading.read(of: world.group, on: today, in: session)
                }
            }
            func approve(_ kind: PlanKind, at place: Organisation) async throws {
                try await database.changing { change in
                    let id = try PlanStore.add(planDraft(kind).written(), at: place, today: today, in: change)
                    guard let plan = try PlanStore.plan(id, in: change.session) else { return }
                    try PlanStore.approve(plan, by: "Instance", on: today, today: today, in: change)
                    guard kind == .continuity else { return }
                    _ = try TestStore.add(
                        PlanTestDraft(
                            plannedOn: today, heldOn: today, isInField: true, scenario: "Une matinée.", shown: "Tenu."),
                        of: plan, at: place.id, today: today, in: change)
                }
            }
            #expect(try await reading().plansShare == 0)
            try await world.validate(world.care, in: database)
            try await world.validate(world.office, in: database)
            try await database.changing { change in
                try WaiverStore.give("Aucun.", for: .technicalPlatform, at: world.north.id, on: today, in: change)
            }
            try await approve(.continuity, at: world.north)
            #expect(try await reading().plansShare == 0)
            // What the group approves is its members'.
            try await approve(.recovery, at: world.group)
            try await approve(.testSchedule, at: world.group)
            let found = try await reading()
            #expect(abs(found.plansShare - 0.7) < 1e-9 && found.passes(found.plansShare))
            #expect(abs(found.testsShare - 0.7) < 1e-9)
            #expect(found.members.first { $0.organisation.id == world.south.id }?.missing.count == 5)
            #expect(!found.passes(0.5) && found.passes(0.66))
        }
    }
}

extension PlanDraft {
    fileprivate func written() -> PlanDraft {
        var draft = self
        draft.sections = [kind.sections[0].key: "Écrit."]
        return draft
    }
}
