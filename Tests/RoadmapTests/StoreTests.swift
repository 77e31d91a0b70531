// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Identity
import Journal
import Organisations
import Persistence
import Planning
import Primitives
import TestSupport
import Testing

@testable import Roadmap

struct StoreTests {
    typealias World = RoadmapSample.World

    @Test(arguments: TestEngine.available)
    func `a roadmap comes back as it was frozen, and versions follow one another`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: RoadmapSample.migrations) { database in
            let world = try await World.make(in: database)
            let first = try await world.open(in: database)
            let second = try await world.open(in: database)
            #expect(first.roadmap.version == 1 && second.roadmap.version == 2)
            let lineage = world.group.lineage
            let found = try await database.read { session in
                (
                    try RoadmapStore.frozen(first.roadmap.id, in: session),
                    try RoadmapStore.page(under: lineage, limit: 1, offset: 0, in: session),
                    try RoadmapStore.latest(of: world.group.id, in: session),
                    try RoadmapStore.page(under: world.north.lineage, limit: 10, offset: 0, in: session).total,
                    try RoadmapStore.roadmap(RoadmapSample.id(200), in: session)
                )
            }
            #expect(found.0?.snapshot == (try world.snapshot()) && found.0?.roadmap == first.roadmap)
            #expect(found.1.total == 2 && found.1.rows.count == 1)
            #expect(found.2?.version == 2 && found.3 == 0 && found.4 == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `adoption makes followed actions, and is undone until work starts`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: RoadmapSample.migrations) { database in
            let world = try await World.make(in: database)
            let (roadmap, scenario) = try await world.open(in: database)
            try await world.adopt(roadmap, scenario, in: database)
            let tasks = try await database.read { session in try TaskStore.tasks(of: roadmap.id, in: session) }
            #expect(tasks.count == scenario.plan.starts.count && tasks.allSatisfy { $0.status == .planned })
            let members = try await database.read { session in
                try TaskStore.members(ofRoadmap: roadmap.id, in: session)
            }
            let shared = try #require(tasks.first { $0.key == "ACT-01" })
            #expect(members[shared.id]?.map(\.share) == [0.75, 0.25])

            let next = try await world.open(in: database)
            await #expect(throws: RoadmapError.anotherIsFollowed(version: 1)) {
                try await world.adopt(next.roadmap, next.scenario, in: database)
            }
            let adopted = try await roadmapAgain(roadmap, database)
            try await database.changing { change in try AdoptionStore.release(adopted, in: change) }
            #expect(try await database.read { session in try TaskStore.tasks(of: roadmap.id, in: session) }.isEmpty)

            try await world.adopt(next.roadmap, next.scenario, in: database)
            let task = try #require(
                try await database.read { session in try TaskStore.tasks(of: next.roadmap.id, in: session) }.first)
            try await save(
                TaskUpdate(
                    status: .underWay, progress: 20, startedOn: RoadmapSample.today, endedOn: nil, spent: 100,
                    note: "Parti.", basedOn: 0), task, database)
            let followed = try await roadmapAgain(next.roadmap, database)
            await #expect(throws: RoadmapError.workStarted) {
                try await database.changing { change in try AdoptionStore.release(followed, in: change) }
            }
        }
    }

    private func roadmapAgain(_ roadmap: Roadmap, _ database: any Database) async throws -> Roadmap {
        try #require(try await database.read { session in try RoadmapStore.roadmap(roadmap.id, in: session) })
    }

    private func save(_ update: TaskUpdate, _ task: RoadmapTask, _ database: any Database) async throws {
        try await database.changing { change in
            try TaskChanges.save(update, to: task, today: RoadmapSample.today, in: change)
        }
    }

    @Test(arguments: TestEngine.available)
    func `of two updates at once the second is told, and history keeps the first`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: RoadmapSample.migrations) { database in
            let world = try await World.make(in: database)
            let (roadmap, scenario) = try await world.open(in: database)
            try await world.adopt(roadmap, scenario, in: database)
            let task = try #require(
                try await database.read { session in try TaskStore.tasks(of: roadmap.id, in: session) }.first)
            let today = RoadmapSample.today
            let update = TaskUpdate(
                status: .done, progress: 12, startedOn: today.adding(days: -3), endedOn: today, spent: 900,
                note: "Fini.", basedOn: 0)
            try await save(update, task, database)
            await #expect(throws: RoadmapError.overtaken) { try await save(update, task, database) }
            let found = try await database.read { session in
                (try TaskStore.task(task.id, in: session), try TaskStore.notes(of: task.id, in: session))
            }
            #expect(found.0?.progress == 100 && found.0?.endedOn == today && found.0?.revision == 1)
            #expect(found.1.map(\.text) == ["Fini."] && found.1.first?.progress == 100)

            let adopted = try await roadmapAgain(roadmap, database)
            try await database.changing { change in try AdoptionStore.close(adopted, in: change) }
            var next = update
            next.basedOn = 1
            let late = next
            await #expect(throws: RoadmapError.closed) { try await save(late, task, database) }
            try await database.changing { change in try AdoptionStore.reopen(adopted, in: change) }
            try await save(late, task, database)
        }
    }

    private func access(_ account: Account.ID, _ role: Role, _ place: Organisation) -> Access {
        let grant = Grant(
            role: role, organisation: place.id, organisationName: place.name, lineage: place.lineage)
        return Access(account: account, name: "", grants: [grant], today: RoadmapSample.today)
    }

    @Test(arguments: TestEngine.available)
    func `an action is entrusted to those who may follow it, and found by them`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: RoadmapSample.migrations) { database in
            let world = try await World.make(in: database)
            let (roadmap, scenario) = try await world.open(in: database)
            try await world.adopt(roadmap, scenario, in: database)
            let paul = try await RoadmapSample.person("Paul Réda", .contributor, on: world.north, in: database)
            let director = try await RoadmapSample.person("Anne Roy", .director, on: world.group, in: database)
            let task = try #require(
                try await database.read { session in try TaskStore.tasks(of: roadmap.id, in: session) }.first)
            let today = RoadmapSample.today
            await #expect(throws: RoadmapError.unknownPerson) {
                try await database.changing { change in
                    try TaskChanges.entrust(task, to: director, today: today, in: change)
                }
            }
            try await database.changing { change in try TaskChanges.entrust(task, to: paul, today: today, in: change) }
            let lineages = [world.group.lineage]
            let (his, hers) = (access(paul, .contributor, world.north), access(director, .director, world.group))
            let found = try await database.read { session in
                (
                    try TaskStore.entrusted(to: his, limit: 10, offset: 0, in: session),
                    try TaskStore.due(in: lineages, until: today.adding(days: 2000), in: session).count,
                    try TaskStore.due(in: [], until: today, in: session).count,
                    try TaskStore.concerning(world.north, in: session).count,
                    try TaskStore.search("ACTION act", in: lineages, ownedBy: hers, session: session).count,
                    try TaskStore.search("ACTION act", in: [], ownedBy: his, session: session).map(\.id),
                    try TaskStore.search("100%", in: lineages, ownedBy: his, session: session).count
                )
            }
            #expect(found.0.rows.map(\.id) == [task.id] && found.0.total == 1)
            #expect(found.1 == scenario.plan.starts.count && found.2 == 0 && found.3 > 0)
            #expect(found.4 == scenario.plan.starts.count && found.5 == [task.id] && found.6 == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a proof is attached once, when it counts for the group`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: RoadmapSample.migrations) { database in
            let world = try await World.make(in: database)
            let (roadmap, scenario) = try await world.open(in: database)
            try await world.adopt(roadmap, scenario, in: database)
            let task = try #require(
                try await database.read { session in try TaskStore.tasks(of: roadmap.id, in: session) }.first)
            let (today, north) = (RoadmapSample.today, world.north)
            let proof = try await database.changing { change in
                try ProofStore.register(
                    ProofDraft(
                        kind: "plan.tested", title: "Essai du plan", note: "", facts: [:], obtainedOn: today,
                        validUntil: nil, file: nil, holders: [north.id]),
                    owner: north.id, allowed: [north.lineage], today: today, in: change)
            }
            for _ in 0..<2 {
                try await database.changing { change in try TaskChanges.attach(proof, to: task, true, in: change) }
            }
            #expect(
                try await database.read { session in try TaskStore.proofs(of: task.id, in: session) }.map(\.title)
                    == ["Essai du plan"])
            await #expect(throws: RoadmapError.unknownProof) {
                try await database.changing { change in
                    try TaskChanges.attach(RoadmapSample.id(77), to: task, true, in: change)
                }
            }
            try await database.changing { change in try TaskChanges.attach(proof, to: task, false, in: change) }
            #expect(try await database.read { session in try TaskStore.proofs(of: task.id, in: session) }.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `plans are improved until they are adopted`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: RoadmapSample.migrations) { database in
            let world = try await World.make(in: database)
            let (roadmap, scenario) = try await world.open(in: database)
            var better = scenario.plan
            better.origin = .optimised
            better.bound = better.value
            let plan = better
            let isKept = try await database.changing { change in
                try ScenarioStore.improve(scenario.id, of: roadmap, by: plan, in: change)
            }
            #expect(isKept)
            let whatIf = WhatIf(budgetFactor: 0.8)
            let other = try await database.changing { change in
                let id = try ScenarioStore.add(.whatIf, "Moins", whatIf, plan, to: roadmap.id, in: change)
                try RoadmapStore.record("roadmap.supposed", roadmap, in: change)
                return id
            }
            try await world.adopt(roadmap, scenario, in: database)
            let isKeptLater = try await database.changing { change in
                try ScenarioStore.improve(scenario.id, of: roadmap, by: plan, in: change)
            }
            #expect(!isKeptLater)
            let scenarios = try await database.read { session in
                try ScenarioStore.scenarios(of: roadmap.id, in: session)
            }
            #expect(scenarios.map(\.kind) == [.base, .whatIf] && scenarios.last?.whatIf == whatIf)
            #expect(scenarios.first?.plan == plan)
            let supposed = try #require(scenarios.last)
            #expect(supposed.id == other)
            try await database.changing { change in try ScenarioStore.remove(supposed, of: roadmap, in: change) }
            await #expect(throws: RoadmapError.self) {
                try await database.changing { change in try ScenarioStore.remove(scenario, of: roadmap, in: change) }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `an own action is added, changed and taken away, without a cycle`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: RoadmapSample.migrations) { database in
            let world = try await World.make(in: database)
            let (group, north) = (world.group, world.north)
            func save(_ action: CandidateAction, _ isNew: Bool, _ organisation: Organisation) async throws {
                try await database.changing { change in
                    try ActionStore.save(action, isNew: isNew, for: organisation, in: change)
                }
            }
            try await save(RoadmapSample.action("LOC-01"), true, group)
            try await save(RoadmapSample.action("LOC-02", after: ["LOC-01"]), true, group)
            await #expect(throws: RoadmapError.identifierTaken("LOC-01")) {
                try await save(RoadmapSample.action("LOC-01"), true, north)
            }
            await #expect(throws: RoadmapError.waitsForItself("LOC-01")) {
                try await save(RoadmapSample.action("LOC-01", after: ["LOC-02"]), false, north)
            }
            await #expect(throws: RoadmapError.unknownAction) {
                try await save(RoadmapSample.action("LOC-09"), false, north)
            }
            try await save(RoadmapSample.action("LOC-01", title: "Chez nous"), false, north)
            let south = world.south
            let titles = try await database.read { session in
                try [north, south].map { try ActionCatalogue.read(for: $0, in: session).item("LOC-01")?.action.title }
            }
            #expect(titles == ["Chez nous", "Action LOC-01"])
            try await database.changing { change in try ActionStore.reset("LOC-01", for: north, in: change) }
            await #expect(throws: RoadmapError.unknownAction) {
                try await database.changing { change in try ActionStore.reset("LOC-01", for: north, in: change) }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the key of a shared cost is kept and forgotten`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: RoadmapSample.migrations) { database in
            let world = try await World.make(in: database)
            let roadmap = try await world.open(in: database).roadmap
            for shares in [["a": 60.0, "b": 40], ["a": 50.0, "b": 50], nil] {
                try await database.changing { change in
                    try RoadmapStore.saveSplit(shares, of: "ACT-01", in: roadmap, change)
                }
                let kept = try await database.read { session in try RoadmapStore.split(of: roadmap.id, in: session) }
                #expect(kept["ACT-01"] == shares)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a damaged row is told, not believed`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: RoadmapSample.migrations) { database in
            let roadmap = try await World.make(in: database).open(in: database).roadmap
            for text in ["{}", "[1", #"{"first":"2027-9"}"#] {
                _ = try await database.write { session in
                    try session.execute("UPDATE roadmap SET snapshot = \(text) WHERE id = \(roadmap.id)")
                }
                await #expect(throws: DatabaseError.self) {
                    _ = try await database.read { session in try RoadmapStore.frozen(roadmap.id, in: session) }
                }
            }
        }
    }
}
