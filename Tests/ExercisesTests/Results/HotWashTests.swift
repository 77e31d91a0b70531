// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Exercises

struct HotWashTests {
    private typealias S = AfterSample

    private let questions = HotWashQuestion.all(ofScenario: S.scenario.hotWash)

    private func answer(
        _ text: String, with key: HotWashKey, of exercise: Exercise, in database: any Database
    ) async throws {
        let questions = questions
        try await S.changing(database) { change in
            try HotWashStore.answer(
                [
                    .init(question: HotWashQuestion.counted, score: 4), .init(question: "bien", text: text),
                    .init(question: "inconnue", text: "x"),
                ], to: questions, with: key, of: S.head(exercise), on: exercise.plannedOn, in: change)
        }
    }

    @Test(arguments: TestEngine.available)
    func `answers show from the third on, a slip serves once, and nothing says who wrote`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: S.schema) { database in
            let sample = try await S.make(in: database)
            let exercise = try await sample.exercise("Chaud", at: sample.north, in: database)
            let keys = try await S.changing(database) { change in
                try HotWashStore.open(slips: 4, for: S.head(exercise), in: change)
            }
            #expect(Set(keys).count == 4)
            for (number, key) in keys.prefix(2).enumerated() {
                try await answer("Réponse \(number)", with: key, of: exercise, in: database)
            }
            var facts = try await S.facts(exercise, in: database)
            #expect(facts.hotWash.received == 2 && facts.hotWash.waiting == 2)
            #expect(facts.feedback.isEmpty)
            await #expect(throws: ResultError.linkUsed) {
                try await answer("Encore", with: keys[0], of: exercise, in: database)
            }
            try await answer("Troisième", with: keys[2], of: exercise, in: database)
            facts = try await S.facts(exercise, in: database)
            #expect(facts.hotWash.replyRate == 0.75)
            #expect(
                facts.feedback.first { $0.question.key == "bien" }?.texts == ["Réponse 0", "Réponse 1", "Troisième"])
            #expect(facts.feedback.first?.scores == [0, 0, 0, 3])

            // Rows: no cell, no role, one day for all, an answer each, and nothing of the slip.
            let rows = try await database.read { session in
                try session.all(
                    "SELECT answers, cell, kind, given_on, id FROM exercise_feedback WHERE exercise_id = \(exercise.id)"
                ) { row throws(DatabaseError) in
                    (try row.text(0), row.optionalText(1), row.optionalText(2), try row.text(3), try row.text(4))
                }
            }
            #expect(rows.count == 6)
            #expect(rows.allSatisfy { $0.1 == nil && $0.2 == nil && $0.3 == exercise.plannedOn.text })
            #expect(!rows.contains { $0.0.contains("Réponse") && $0.0.contains("score") })
            let slips = try await database.read { session in
                try session.count("SELECT COUNT(*) FROM exercise_slip WHERE exercise_id = \(exercise.id)")
            }
            #expect(slips == 1)

            try await S.changing(database) { change in
                try HotWashStore.move(S.head(exercise), to: .closed, in: change)
            }
            await #expect(throws: ResultError.hotWashClosed) {
                try await answer("Tard", with: keys[3], of: exercise, in: database)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `an answer without its first question, or too long, leaves the slip unused`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: S.schema) { database in
            let sample = try await S.make(in: database)
            let exercise = try await sample.exercise("Chaud", at: sample.north, in: database)
            let key = try #require(
                try await S.changing(database) { change in
                    try HotWashStore.open(slips: 1, for: S.head(exercise), in: change)
                }.first)
            let questions = questions
            let cases: [([HotWashStore.Answer], ResultError)] = [
                ([HotWashStore.Answer(question: "bien", text: "x")], .textMissing),
                (
                    [
                        .init(question: HotWashQuestion.counted, score: 2),
                        .init(question: "bien", text: String(repeating: "x", count: 2001)),
                    ], .textTooLong
                ), ([.init(question: HotWashQuestion.counted, score: 9)], .outOfRange),
            ]
            for (given, error) in cases {
                await #expect(throws: error) {
                    try await S.changing(database) { change in
                        try HotWashStore.answer(
                            given, to: questions, with: key, of: S.head(exercise), on: S.today, in: change)
                    }
                }
            }
            try await answer("Bien", with: key, of: exercise, in: database)
        }
    }

    @Test
    func `a key is read as people write it, and nothing else is a key`() {
        let key = HotWashKey.make()
        #expect(key.text.count == 16)
        #expect(HotWashKey(typed: key.spoken.lowercased()) == key)
        #expect(HotWashKey(typed: " " + key.text + " ") == key)
        for wrong in ["", "BCDF", key.text + "B", "AEIOUAEIOUAEIOUA", String(repeating: "B", count: 5000), "é"] {
            #expect(HotWashKey(typed: wrong) == nil)
        }
        #expect(key.hash.count == 64 && !key.hash.contains(key.text))
    }
}
