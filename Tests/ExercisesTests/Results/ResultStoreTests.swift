// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Evidence
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Exercises

struct ResultStoreTests {
    private typealias S = AfterSample

    @Test(arguments: TestEngine.available)
    func `grids are kept by observer and give the verdict of an objective`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: S.schema) { database in
            let sample = try await S.make(in: database)
            let exercise = try await sample.exercise("Nuit", at: sample.north, in: database)
            let head = S.head(exercise)
            func save(_ observer: String, _ value: Int?, replacing earlier: String? = nil) async throws {
                try await S.changing(database) { change in
                    try GridStore.save(
                        ObserverGrid(observer: observer, ratings: ["a1": .init(value: value, evidence: "vu")]),
                        replacing: earlier, of: head, in: change)
                }
            }
            try await save("Cadre de santé", 3)
            try await save("DSI", 1)
            await #expect(throws: ResultError.sameObserver) { try await save("cadre de sante", 2) }
            await #expect(throws: ResultError.outOfRange) { try await save("Autre", 4) }
            await #expect(throws: ResultError.textMissing) { try await save("", 1) }
            await #expect(throws: ResultError.emptyGrid) {
                try await S.changing(database) { change in
                    try GridStore.save(ObserverGrid(observer: "X", ratings: [:]), replacing: nil, of: head, in: change)
                }
            }
            let facts = try await S.facts(exercise, in: database)
            #expect(facts.grids.map(\.observer) == ["Cadre de santé", "DSI"])
            #expect(facts.evaluation?.objectives.first?.marks.first?.outcome == .rated(2, observers: 2))
            #expect(facts.evaluation?.objectives.first?.marks.first?.isDisputed == true)
            // Nobody decided anything in two hours of play.
            #expect(facts.evaluation?.objectives.first?.marks.last?.outcome == .never)

            try await save("DSI, nuit", nil, replacing: "DSI")
            try await S.changing(database) { change in try GridStore.remove("Cadre de santé", of: head, in: change) }
            let after = try await S.facts(exercise, in: database)
            #expect(after.grids.map(\.observer) == ["DSI, nuit"])
            #expect(after.evaluation?.objectives.first?.marks.first?.outcome == .notApplicable)
            await #expect(throws: ResultError.alreadySo) {
                try await S.changing(database) { change in try GridStore.remove("Personne", of: head, in: change) }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `paper entered afterwards gives the same measures`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: S.schema) { database in
            let sample = try await S.make(in: database)
            let exercise = try await sample.exercise("Papier", at: sample.north, in: database)
            let start = try #require(exercise.startedAt)
            #expect(exercise.state == .ended && exercise.log != nil)
            let inject = try #require(try await S.facts(exercise, in: database).injects.first)
            try await S.changing(database) { change in
                try RekeyStore.save(
                    [
                        .init(
                            inject: inject.id, sentAt: start.adding(seconds: 60),
                            doneAt: [1: start.adding(seconds: 600)])
                    ], of: exercise, in: change)
                try GridStore.note([.firstDecision: start.adding(seconds: 1260)], of: S.head(exercise), in: change)
                try RekeyStore.add(
                    .init(
                        at: start.adding(seconds: 700), cell: .care, kind: .strength, text: "Fiches trouvées",
                        author: "Cadre", sheet: "2, ligne 3"), to: exercise, in: change)
            }
            let facts = try await S.facts(exercise, in: database)
            #expect(facts.measures?.answers == .init(inTime: 1))
            #expect(facts.measures?.delays == [.firstDecision: 1200])
            #expect(facts.evaluation?.objectives.first?.marks.last?.outcome == .measured(1200, 3))
            #expect(facts.observations.map(\.paperSheet) == ["2, ligne 3"])
            await #expect(throws: ResultError.alreadySo) {
                try await S.changing(database) { change in
                    try RekeyStore.open(exercise, from: start, to: start.adding(seconds: 60), in: change)
                }
            }
            // What the sheet no longer says is taken back.
            try await S.changing(database) { change in
                try RekeyStore.save([.init(inject: inject.id, sentAt: nil, doneAt: [:])], of: exercise, in: change)
            }
            #expect(try await S.facts(exercise, in: database).measures?.injectsSent == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what is corrected is played again by the next exercise, and its result is written back`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: S.schema) { database in
            let sample = try await S.make(in: database)
            let first = try await sample.exercise("Premier", at: sample.north, in: database)
            let next = try await sample.exercise("Second", at: sample.north, in: database)
            let elsewhere = try await sample.exercise("Ailleurs", at: sample.south, in: database)
            let id = try await S.changing(database) { change in
                try ActionStore.add(
                    .init(title: "Afficher le numéro du CERT Santé", owner: "RSSI", dueOn: S.today),
                    from: S.head(first),
                    in: change)
            }
            func action() async throws -> CorrectiveAction {
                try #require(try await database.read { session in try ActionStore.action(id, in: session) })
            }
            let open = try await action()
            try await S.changing(database) { change in
                try ActionStore.move(open, to: .done, note: "Affiché.", on: S.today, in: change)
            }
            await #expect(throws: ResultError.alreadySo) {
                try await S.changing(database) { change in
                    try ActionStore.move(open, to: .done, note: "", on: S.today, in: change)
                }
            }
            await #expect(throws: ResultError.elsewhere) {
                try await S.changing(database) { change in try ActionStore.choose([id], in: S.head(elsewhere), change) }
            }
            await #expect(throws: ResultError.elsewhere) {
                try await S.changing(database) { change in try ActionStore.choose([id], in: S.head(first), change) }
            }
            try await S.changing(database) { change in try ActionStore.choose([id], in: S.head(next), change) }
            let facts = try await S.facts(next, in: database)
            #expect(facts.objectives.last?.criteria.map(\.mark.id) == [RetestMark.mark(of: id)])

            func rate(_ value: Int, _ earlier: String?) async throws {
                try await S.changing(database) { change in
                    try GridStore.save(
                        ObserverGrid(observer: "Cadre", ratings: [RetestMark.mark(of: id): .init(value: value)]),
                        replacing: earlier, of: S.head(next), in: change)
                }
            }
            try await rate(0, nil)
            #expect(try await action().retest == .failed)
            #expect(try await action().state == .open)
            try await rate(3, "Cadre")
            #expect(try await action().isConfirmed)
            #expect(try await !action().isToRetest)
            try await S.changing(database) { change in try GridStore.remove("Cadre", of: S.head(next), in: change) }
            #expect(try await action().retest == nil)
            #expect(try await action().isToRetest)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an exercise that counts is a proof, and stops being one when it no longer does`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: S.schema) { database in
            let sample = try await S.make(in: database)
            let exercise = try await sample.exercise("Preuve", at: sample.north, in: database)
            func say(_ facts: CountingFacts, of one: Exercise? = nil) async throws -> [String] {
                try await S.changing(database) { change in
                    try ExerciseProofs.say(facts, of: S.head(one ?? exercise), in: change)
                }
                return try await database.read { session in
                    let found = try ProofStore.page(
                        ProofQuery(scope: [sample.group.lineage], validity: .valid, today: S.today, limit: 200),
                        in: session)
                    return found.rows.map(\.proof).map { proof in
                        proof.kind + " "
                            + String(describing: proof.facts["kind"])
                            .replacing(/.*text\("(.*?)"\).*/) { String($0.1) }
                    }.sorted()
                }
            }
            var facts = CountingFacts(cyberTrigger: true, care: .discussed, management: true, trades: true)
            #expect(try await say(facts) == ["exercise.held cyber-crisis"])
            facts.care = .played
            #expect(try await say(facts) == ["exercise.held continuity", "exercise.held cyber-crisis"])
            facts.exclusions = [.restoreTest]
            #expect(try await say(facts) == [])
            #expect(try await S.facts(exercise, in: database).counting == facts)
            // What was only planned proves nothing.
            let planned = try await sample.exercise("Prévu", at: sample.north, isPlayed: false, in: database)
            facts.exclusions = []
            #expect(try await say(facts, of: planned) == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a report that changes is approved again`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: S.schema) { database in
            let sample = try await S.make(in: database)
            let exercise = try await sample.exercise("Rapport", at: sample.north, in: database)
            let head = S.head(exercise)
            await #expect(throws: ResultError.notEnoughText) {
                try await S.changing(database) { change in
                    try ReportStore.approve(by: "Direction", on: S.today, head, in: change)
                }
            }
            let draft = ReportDraft.text(of: try await S.facts(exercise, in: database), .french)
            #expect(draft[.summary].contains("CH du Nord"))
            try await S.changing(database) { change in
                try ReportStore.save(draft, of: head, in: change)
                try ReportStore.approve(by: "Direction", on: S.today, head, in: change)
            }
            #expect(try await S.facts(exercise, in: database).report?.approval?.by == "Direction")
            try await S.changing(database) { change in try ReportStore.save(draft, of: head, in: change) }
            let report = try #require(try await S.facts(exercise, in: database).report)
            #expect(report.approval == nil && report.text == draft)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a campaign counts establishments, and takes two statements`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: S.schema) { inner in
            let sample = try await S.make(in: inner)
            let played = try await sample.exercise("Joué", at: sample.north, in: inner)
            _ = try await sample.exercise("Prévu", at: sample.south, isPlayed: false, in: inner)
            _ = try await sample.exercise("Groupe", at: sample.group, isPlayed: false, in: inner)
            try await S.changing(inner) { change in
                try ExerciseProofs.say(
                    CountingFacts(cyberTrigger: true, care: .played, management: true, trades: true),
                    of: S.head(played), in: change)
            }
            let database = CountingDatabase(inner)
            let exercises = try await database.read { session in
                try CampaignStore.exercises(
                    under: sample.group.lineage, from: S.today.adding(days: -30), to: S.today.adding(days: 30),
                    in: session)
            }
            #expect(database.statements == 2)
            let facts = CampaignFacts(
                year: S.today.year, establishments: [sample.north, sample.south], exercises: exercises)
            #expect([facts.total, facts.underWay, facts.played, facts.counted] == [2, 2, 1, 1])
            #expect(facts.shared.count == 1)
            #expect(facts.share == 1)
        }
    }
}
