// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import SelfAssessment

struct AnswerStoreTests {
    typealias World = AssessmentSample.World

    @Test(arguments: TestEngine.available)
    func `the second of two edits of one answer is told, and nothing is lost`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AssessmentSample.migrations) { database in
            let world = try await World.make(in: database)
            let assessment = try await world.open(world.north, in: database)
            let framework = world.framework
            let first = AnswerEdit(status: .answered, level: 2, comment: "Fait.", basedOn: 0)
            let second = AnswerEdit(status: .answered, level: 0, comment: "Pas fait.", basedOn: 0)
            _ = try await database.changing(by: "Claire") { change in
                try AnswerStore.save(first, to: "C1.1", of: assessment, framework: framework, in: change)
            }
            let error = await #expect(throws: AssessmentError.self) {
                _ = try await database.changing(by: "Paul") { change in
                    try AnswerStore.save(second, to: "C1.1", of: assessment, framework: framework, in: change)
                }
            }
            guard case .overtaken(let current)? = error else {
                Issue.record("the second edit was not overtaken: \(String(describing: error))")
                return
            }
            #expect(current.level == 2 && current.comment == "Fait." && current.updatedBy == "Claire")
            let kept = try await database.read { session in
                (
                    try AnswerStore.answer(to: "C1.1", of: assessment.id, in: session),
                    try AnswerStore.history(of: "C1.1", in: assessment.id, session).count
                )
            }
            #expect(kept.0 == current && kept.1 == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `of many edits at once exactly one is saved`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AssessmentSample.migrations) { database in
            let world = try await World.make(in: database)
            let assessment = try await world.open(world.north, in: database)
            let framework = world.framework
            let saved = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        do {
                            _ = try await database.changing(by: "auteur \(number)") { change in
                                let edit = AnswerEdit(status: .answered, level: number % 3, basedOn: 0)
                                return try AnswerStore.save(
                                    edit, to: "C2.2", of: assessment, framework: framework, in: change)
                            }
                            return true
                        } catch AssessmentError.overtaken {
                            return false
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(saved == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the kept scores are those of the answers`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AssessmentSample.migrations) { database in
            let world = try await World.make(in: database)
            let assessment = try await world.open(world.north, in: database)
            let framework = world.framework
            var generator = SplitMix64(seed: 11)
            for _ in 0..<25 {
                let code = framework.assessable().randomElement(using: &generator)?.code ?? "C1.1"
                let status = Answer.Status.allCases.randomElement(using: &generator) ?? .open
                let level = Int.random(in: 0...2, using: &generator)
                try await database.changing { change in
                    let current = try AnswerStore.answer(to: code, of: assessment.id, in: change.session)
                    let edit = AnswerEdit(status: status, level: level, comment: "Raison.", basedOn: current.revision)
                    _ = try AnswerStore.save(edit, to: code, of: assessment, framework: framework, in: change)
                }
                let (answers, kept) = try await database.read { session in
                    (
                        try AnswerStore.answers(of: assessment.id, in: session),
                        try AssessmentStore.assessment(assessment.id, in: session)
                    )
                }
                let score = framework.scorecard(of: answers.mapValues(\.response))
                #expect(kept?.tally == Tally(score.whole))
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a closed assessment takes no answer until it is reopened`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AssessmentSample.migrations) { database in
            let world = try await World.make(in: database)
            let opened = try await world.open(world.north, in: database)
            let framework = world.framework
            func reread() async throws -> Assessment {
                let found = try await database.read { session in
                    try AssessmentStore.assessment(opened.id, in: session)
                }
                return try #require(found)
            }
            try await database.changing { change in try AssessmentStore.close(opened, in: change) }
            let closed = try await reread()
            #expect(closed.isClosed)
            await #expect(throws: AssessmentError.closed) {
                try await database.changing { change in
                    _ = try AnswerStore.save(
                        AnswerEdit(status: .answered, level: 1, basedOn: 0), to: "C1.1", of: closed,
                        framework: framework, in: change)
                }
            }
            try await database.changing { change in try AssessmentStore.reopen(closed, in: change) }
            let again = try await reread()
            #expect(!again.isClosed)
        }
    }

    @Test(arguments: TestEngine.available)
    func `only holders of an answering role, there or above, can be put in charge`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AssessmentSample.migrations) { database in
            let world = try await World.make(in: database)
            let names: [(String, Role, Organisation.ID, Day?)] = [
                ("Anne Haut", .securityOfficer, world.group.id, nil), ("Bob Là", .contributor, world.north.id, nil),
                ("Carl Lecteur", .director, world.north.id, nil), ("Dora Sud", .contributor, world.south.id, nil),
                ("Eve Fin", .contributor, world.north.id, AssessmentSample.today),
            ]
            for (name, role, organisation, until) in names {
                let id = try await AssessmentSample.person(name, in: database)
                try await database.changing { change in
                    try AccountStore.give(
                        role, on: organisation, to: id, until: until, by: .serverOperator, in: change)
                }
            }
            let lineage = world.north.lineage
            func people(_ day: Day) async throws -> [String] {
                try await database.read { session in
                    try PeopleStore.people(at: lineage, today: day, in: session).map(\.name)
                }
            }
            #expect(try await people(AssessmentSample.today) == ["Anne Haut", "Bob Là", "Eve Fin"])
            #expect(try await people(AssessmentSample.today.adding(days: 1)) == ["Anne Haut", "Bob Là"])
        }
    }
}
