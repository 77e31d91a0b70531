// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import TestSupport
import Testing

@testable import Restart

struct PreparationTests {
    typealias World = RestartSample.World

    @Test
    func `the shipped templates read without fault, and every kind has its steps`() throws {
        let templates = try StepProposal.read()
        #expect(templates.kinds == Set(NodeKind.allCases))
        let teams = Set(StandardSet.teams.map(\.key))
        let means = Set(StandardSet.means.map(\.key))
        for kind in NodeKind.allCases {
            for template in templates[kind] {
                #expect(Set(template.people.keys).isSubset(of: teams), "\(kind) \(template.key)")
                #expect(Set(template.means.keys).isSubset(of: means), "\(kind) \(template.key)")
                #expect(!template.people.isEmpty, "\(kind) \(template.key) is nobody’s")
                #expect(template.title.unicodeScalars.count <= 200)
            }
        }
    }

    @Test(arguments: [
        "format: other/1\nkinds: {}", "format: carene-restart-steps/1\nkinds: {moon: []}",
        "format: carene-restart-steps/1\nkinds: {server: [{key: a, phase: rebuild, title: T, hours: [3, 2, 1]}]}",
        "format: carene-restart-steps/1\nkinds: {server: [{key: a, phase: dance, title: T, hours: [1, 2, 3]}]}",
        "kinds: [", "",
    ])
    func `a wrong file of templates is refused with its name`(text: String) {
        #expect(throws: InvalidTemplates.self) { try StepTemplates([(name: "f.yaml", bytes: Array(text.utf8))]) }
    }

    @Test(arguments: TestEngine.available)
    func `proposing again adds what is new and leaves what people decided`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: RestartSample.migrations) { database in
            let world = try await World.make(in: database)
            let nodes = try await world.draw(in: database)
            try await world.prepare(in: database)
            let (place, organisation) = (world.place, world.organisation)
            let dpi = try #require(nodes["dpi"])
            let steps = try await database.read { session in try StepStore.of(dpi.id, at: place, in: session) }
            #expect(steps.map(\.phase) == [.rebuild, .restore, .check, .reopen])
            #expect(steps.allSatisfy { $0.source == .proposed })
            let (rebuild, restore, check) = (steps[0], steps[1], steps[2])
            try await database.changing { change in
                var draft = StepDraft(
                    phase: .rebuild, title: "À notre façon", duration: Estimate(low: 1, likely: 2, high: 3),
                    source: .estimated, people: ["applications": 2], means: [:], mayPause: true)
                draft.isEdited = true
                try StepStore.correct(rebuild, draft, of: place, in: change)
                try StepStore.remove(check, of: place, in: change)
                // Half of the data took three hours.
                try ServiceMapStore.measure(
                    RestoreMeasure(
                        node: dpi.id, measuredOn: RestartSample.today, hours: 3, gigabytes: 200), source: "essai",
                    object: "1", in: change)
                try change.record("test")
            }
            func proposal() async throws -> StepProposal.Change {
                try await database.read { session in
                    let map = try ServiceMapStore.map(seenFrom: organisation.lineage, in: session)
                    let resources = try ResourceStore.everything(of: place, in: session).kept
                    return try StepsPage.proposal(for: organisation, map, resources, in: session)
                }
            }
            let news = try await proposal()
            #expect(news.added.isEmpty && news.measured.map(\.step) == [restore.id])
            try await database.changing { change in try StepStore.apply(news, of: place, in: change) }
            #expect(try await proposal().isEmpty)
            let after = try await database.read { session in try StepStore.of(dpi.id, at: place, in: session) }
            #expect(after.first { $0.id == rebuild.id }?.title == "À notre façon")
            #expect(after.first { $0.id == check.id }?.isRemoved == true)
            let learnt = try #require(after.first { $0.id == restore.id })
            #expect(
                learnt.source == .measured && learnt.duration.likely == 6 && learnt.measuredOn == RestartSample.today)
            let counts = try await database.read { session in try StepStore.counts(of: place, in: session) }
            let elsewhere = try await others(than: dpi.id, place, database)
            #expect(counts.toConfirm == steps.count - 3 + elsewhere)
        }
    }

    private func others(
        than node: PlacedNode.ID, _ place: Organisation.ID, _ database: any Database
    ) async throws -> Int {
        try await database.read { session in try StepStore.all(of: place, in: session) }.count { $0.node != node }
    }

    @Test(arguments: TestEngine.available)
    func `the list of steps takes one statement and finds by words`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: RestartSample.migrations) { database in
            let world = try await World.make(in: database)
            _ = try await world.draw(in: database)
            try await world.prepare(in: database)
            let place = world.place
            let counter = CountingDatabase(database)
            let before = counter.statements
            let page = try await counter.read { session in
                try StepStore.page(StepStore.Query(limit: 5), of: place, in: session)
            }
            #expect(counter.statements - before == 1 && page.rows.count == 5 && page.total > 10)
            func total(_ query: StepStore.Query) async throws -> Int {
                try await database.read { session in try StepStore.page(query, of: place, in: session).total }
            }
            #expect(try await total(StepStore.Query(text: "krbtgt")) == 1)
            #expect(try await total(StepStore.Query(text: "annuaire", phase: .reopen)) == 1)
            #expect(try await total(StepStore.Query(source: .proposed)) == page.total)
            #expect(try await total(StepStore.Query(withRemoved: true)) == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the standard set is added once, and what was removed stays so until it is restored`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: RestartSample.migrations) { database in
            let world = try await World.make(in: database)
            let place = world.place
            let added = try await database.changing { try ResourceChanges.addStandardSet(to: place, in: $0) }
            #expect(added == StandardSet.teams.count + StandardSet.means.count + StandardSet.risks.count)
            let team = try #require(
                try await database.read { try ResourceStore.everything(of: place, in: $0) }.teams.first)
            try await database.changing {
                try ResourceChanges.remove(.team, team.id.text, team.team.name, of: place, in: $0)
            }
            await #expect(throws: RestartError.alreadySo) {
                try await database.changing { _ = try ResourceChanges.addStandardSet(to: place, in: $0) }
            }
            #expect(
                try await database.read { try ResourceStore.everything(of: place, in: $0) }.kept.teams.count
                    == StandardSet.teams.count - 1)
            try await database.changing {
                try ResourceChanges.restore(.team, team.id.text, team.team.name, of: place, in: $0)
            }
            await #expect(throws: RestartError.codeTaken(team.team.key)) {
                try await database.changing { try ResourceChanges.save(team.team, nil, of: place, in: $0) }
            }
            await #expect(throws: RestartError.unknownTeam("lune")) {
                try await database.changing {
                    try ResourceChanges.save(
                        Reinforcement(team: "lune", people: 1, from: 0), from: nil, nil, of: place, in: $0)
                }
            }
        }
    }

    @Test(arguments: [
        ("", 0.0, 1.0, 2.0), ("Titre", 2, 1, 3), ("Titre", 0, 1, 5000), ("Titre", -1, 1, 2),
    ])
    func `an absurd step is refused before it is written`(title: String, low: Double, likely: Double, high: Double)
        async throws
    {
        try await withDatabase(.sqlite, migrations: RestartSample.migrations) { database in
            let world = try await World.make(in: database)
            let node = try #require(try await world.draw(in: database)["ad"])
            let place = world.place
            let draft = StepDraft(
                phase: .rebuild, title: title, duration: Estimate(low: low, likely: likely, high: high),
                source: .estimated, people: [:], means: [:], mayPause: true)
            await #expect(throws: RestartError.self) {
                try await database.changing { try StepStore.add(draft, to: node.id, of: place, in: $0) }
            }
        }
    }
}
