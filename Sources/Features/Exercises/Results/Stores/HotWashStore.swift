// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Foundation
import Journal
import Markup
import Organisations
import Persistence
import Primitives

/// Every statement about hot washes. An answer is written without its hour and without its slip, each question apart, under
/// a number drawn at random, and the rows are written anew in a random order each time: their place in the file tells
/// nothing either.
enum HotWashStore {
    /// What a row says: the answer to one question.
    struct Answer: Sendable, Hashable, Codable {
        let question: String
        var score: Int?
        var text: String?
    }

    private static let round = "hot"

    /// - Parameters:
    ///   - own: the questions of the scenario.
    ///   - statements: the short answers of the exercise.
    static func hotWash(
        of exercise: Exercise.ID, own: [String], _ statements: [String: String], in session: any Session
    ) throws(DatabaseError) -> HotWash {
        let waiting = try session.count("SELECT COUNT(*) FROM exercise_slip WHERE exercise_id = \(exercise)")
        let received = try answers(of: exercise, in: session).count { $0.question == HotWashQuestion.counted }
        let kept = statements[HotWash.stateKey].flatMap { HotWash.State(rawValue: $0) }
        return HotWash(
            questions: HotWashQuestion.all(ofScenario: own), state: kept ?? .unopened, waiting: waiting,
            received: received)
    }

    /// What was answered, question by question, texts in the order of the alphabet; nothing below three answers.
    static func summary(
        of exercise: Exercise.ID, _ hotWash: HotWash, in session: any Session
    ) throws(DatabaseError) -> [HotWashAnswers] {
        guard hotWash.isShown else { return [] }
        let given = Dictionary(grouping: try answers(of: exercise, in: session), by: \.question)
        return hotWash.questions.map { question in
            let own = given[question.key] ?? []
            return HotWashAnswers(
                question: question, scores: (1...4).map { score in own.count { $0.score == score } },
                texts: own.compactMap(\.text).sorted { (folded($0), $0) < (folded($1), $1) })
        }
    }

    private static func answers(of exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> [Answer] {
        try session.all(
            "SELECT answers FROM exercise_feedback WHERE exercise_id = \(exercise) AND round = \(round)"
        ) { row throws(DatabaseError) in
            let text = try row.text(0)
            guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(text.utf8)) else {
                throw DatabaseError(.unexpectedValue, "an answer of a hot wash cannot be read")
            }
            return answer
        }
    }

    /// Opens the hot wash, or adds slips to it.
    static func open(
        slips: Int, for exercise: ExerciseHead, entropy: Entropy = .system, in change: Change
    ) throws -> [HotWashKey] {
        guard (1...HotWash.slipsLimit).contains(slips) else { throw ResultError.outOfRange }
        let waiting = try change.session.count("SELECT COUNT(*) FROM exercise_slip WHERE exercise_id = \(exercise.id)")
        guard waiting + slips <= 2 * HotWash.slipsLimit else { throw ResultError.tooMany }
        try StatementStore.set([HotWash.stateKey: HotWash.State.open.rawValue], of: exercise.id, in: change)
        let keys = (0..<slips).map { _ in HotWashKey.make(entropy) }
        let rows = keys.map { key -> SQL in "(\(key.hash), \(exercise.id))" }
        try change.session.execute("INSERT INTO exercise_slip (hash, exercise_id) VALUES \(SQL.joined(rows))")
        try record("exerciseHotWash.opened", exercise, in: change)
        return keys
    }

    static func move(_ exercise: ExerciseHead, to state: HotWash.State, in change: Change) throws {
        let kept = try StatementStore.all(of: exercise.id, in: change.session)[HotWash.stateKey]
        guard kept != state.rawValue, kept != nil, state != .unopened else { throw ResultError.alreadySo }
        try StatementStore.set([HotWash.stateKey: state.rawValue], of: exercise.id, in: change)
        try record(state == .open ? "exerciseHotWash.reopened" : "exerciseHotWash.closed", exercise, in: change)
    }

    /// The exercise that a slip asks about; nil for a slip that was used or never was.
    static func exercise(behind key: HotWashKey, in session: any Session) throws(DatabaseError) -> Exercise.ID? {
        try session.first("SELECT exercise_id FROM exercise_slip WHERE hash = \(key.hash)") {
            row throws(DatabaseError) in try row.identifier(0)
        }
    }

    /// Writes the answers and forgets the slip, in one change whose journal names nobody.
    ///
    /// - Parameter day: of the play; the day of the answer would tell who answered late.
    static func answer(
        _ given: [Answer], to questions: [HotWashQuestion], with key: HotWashKey, of exercise: ExerciseHead,
        on day: Day, entropy: Entropy = .system, in change: Change
    ) throws {
        let state = try StatementStore.all(of: exercise.id, in: change.session)[HotWash.stateKey]
        guard state == HotWash.State.open.rawValue else { throw ResultError.hotWashClosed }
        let kinds = Dictionary(questions.map { ($0.key, $0.kind) }, uniquingKeysWith: { first, _ in first })
        let kept = Dictionary(given.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first }).values
        guard kept.contains(where: { $0.question == HotWashQuestion.counted && $0.score != nil }) else {
            throw ResultError.textMissing
        }
        let used = try change.session.execute(
            "DELETE FROM exercise_slip WHERE hash = \(key.hash) AND exercise_id = \(exercise.id)")
        guard used == 1 else { throw ResultError.linkUsed }
        let rows =
            try answers(of: exercise.id, in: change.session)
            + kept.compactMap { answer in try kinds[answer.question].flatMap { try checked(answer, $0) } }
        try change.session.execute(
            "DELETE FROM exercise_feedback WHERE exercise_id = \(exercise.id) AND round = \(round)")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Sixty people and fifteen questions are nine hundred rows: in portions below every engine's limit of values.
        let shuffled = rows.shuffled()
        for start in stride(from: 0, to: shuffled.count, by: 200) {
            let some = try shuffled[start..<min(start + 200, shuffled.count)].map { row -> SQL in
                let text = String(decoding: try encoder.encode(row), as: UTF8.self)
                return "(\(randomIdentifier(entropy)), \(exercise.id), \(round), \(text), \(day))"
            }
            try change.session.execute(
                """
                INSERT INTO exercise_feedback (id, exercise_id, round, answers, given_on) VALUES \(SQL.joined(some))
                """)
        }
        try record("exerciseHotWash.answered", exercise, in: change)
    }

    private static func checked(_ answer: Answer, _ kind: HotWashQuestion.Kind) throws -> Answer? {
        switch kind {
        case .scale:
            guard let score = answer.score else { return nil }
            guard (1...4).contains(score) else { throw ResultError.outOfRange }
            return Answer(question: answer.question, score: score)
        case .text:
            guard let text = answer.text, !text.isEmpty else { return nil }
            guard text.unicodeScalars.count <= HotWashQuestion.textLimit else { throw ResultError.textTooLong }
            return Answer(question: answer.question, text: text)
        }
    }

    /// The identifiers of the house begin with the time: this one begins with a random time, or it would tell the hour.
    private static func randomIdentifier(_ entropy: Entropy) -> String {
        let milliseconds = entropy.bytes(5).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return Identifier<Answer>.make(at: Instant(millisecondsSinceEpoch: milliseconds), entropy: entropy).text
    }

    private static func record(_ action: String, _ exercise: ExerciseHead, in change: Change) throws {
        try change.record(
            action, organisation: exercise.keeper.id.text, subject: exercise.id.text, detail: exercise.title)
    }
}
