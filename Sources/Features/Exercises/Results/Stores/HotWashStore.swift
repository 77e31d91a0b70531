// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Journal
import Persistence
import Primitives

/// Every statement about hot washes. An answer is written without its hour, without its link, each question apart, and the
/// rows are written anew in a random order each time: their place in the file tells nothing either.
enum HotWashStore {
    static func hotWash(of exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> HotWash? {
        try session.first(
            """
            SELECT w.questions, w.opened_at, w.closed_at,
                (SELECT COUNT(*) FROM exercise_hot_wash_link l WHERE l.exercise_id = w.exercise_id),
                (SELECT COUNT(*) FROM exercise_hot_wash_answer a WHERE a.exercise_id = w.exercise_id
                    AND a.question = \(HotWashQuestion.counted))
            FROM exercise_hot_wash w WHERE w.exercise_id = \(exercise)
            """
        ) { row throws(DatabaseError) in
            HotWash(
                questions: try questions(try row.text(0)), openedAt: try row.instant(1),
                closedAt: try row.optionalInstant(2), waiting: try row.int(3), received: try row.int(4))
        }
    }

    /// What was answered, question by question, texts in the order of the alphabet; nothing below three answers.
    static func answers(
        of exercise: Exercise.ID, _ hotWash: HotWash, in session: any Session
    ) throws(DatabaseError) -> [HotWashAnswers] {
        guard hotWash.isShown else { return [] }
        var scores: [String: [Int]] = [:]
        var texts: [String: [String]] = [:]
        try session.each(
            """
            SELECT question, score, body FROM exercise_hot_wash_answer WHERE exercise_id = \(exercise)
            ORDER BY question, body, id
            """
        ) { row throws(DatabaseError) in
            let (key, body) = (try row.text(0), try row.text(2))
            if let score = try row.optionalInt(1), (1...4).contains(score) {
                scores[key, default: [0, 0, 0, 0]][score - 1] += 1
            }
            if !body.isEmpty { texts[key, default: []].append(body) }
        }
        return hotWash.questions.map {
            HotWashAnswers(question: $0, scores: scores[$0.key] ?? [0, 0, 0, 0], texts: texts[$0.key] ?? [])
        }
    }

    /// Opens the hot wash, or adds links to it.
    static func open(
        _ questions: [HotWashQuestion], links: Int, for exercise: ExerciseHead, entropy: Entropy = .system,
        in change: Change
    ) throws -> [HotWashKey] {
        guard (1...HotWash.linksLimit).contains(links) else { throw ResultError.outOfRange }
        let known = try hotWash(of: exercise.id, in: change.session)
        if let known {
            guard known.isOpen else { throw ResultError.hotWashClosed }
            guard known.waiting + known.received + links <= 2 * HotWash.linksLimit else { throw ResultError.tooMany }
        } else {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let text = String(decoding: try encoder.encode(questions), as: UTF8.self)
            guard text.unicodeScalars.count <= 8000 else { throw ResultError.textTooLong }
            try change.session.execute(
                """
                INSERT INTO exercise_hot_wash (exercise_id, questions, opened_at)
                VALUES (\(exercise.id), \(text), \(change.now))
                """)
        }
        let keys = (0..<links).map { _ in HotWashKey.make(entropy) }
        let rows = keys.map { key -> SQL in "(\(key.hash), \(exercise.id))" }
        try change.session.execute(
            "INSERT INTO exercise_hot_wash_link (hash, exercise_id) VALUES \(SQL.joined(rows))")
        try record(known == nil ? "exerciseHotWash.opened" : "exerciseHotWash.extended", exercise, in: change)
        return keys
    }

    static func close(_ exercise: ExerciseHead, in change: Change) throws {
        let updated = try change.session.execute(
            """
            UPDATE exercise_hot_wash SET closed_at = \(change.now)
            WHERE exercise_id = \(exercise.id) AND closed_at IS NULL
            """)
        guard updated == 1 else { throw ResultError.alreadySo }
        try record("exerciseHotWash.closed", exercise, in: change)
    }

    static func reopen(_ exercise: ExerciseHead, in change: Change) throws {
        let updated = try change.session.execute(
            """
            UPDATE exercise_hot_wash SET closed_at = NULL
            WHERE exercise_id = \(exercise.id) AND closed_at IS NOT NULL
            """)
        guard updated == 1 else { throw ResultError.alreadySo }
        try record("exerciseHotWash.reopened", exercise, in: change)
    }

    /// The exercise that a link asks about; nil for a link that was used or never was.
    static func exercise(behind key: HotWashKey, in session: any Session) throws(DatabaseError) -> Exercise.ID? {
        try session.first("SELECT exercise_id FROM exercise_hot_wash_link WHERE hash = \(key.hash)") {
            row throws(DatabaseError) in try row.identifier(0)
        }
    }

    struct Answer: Sendable, Hashable {
        let question: String
        let score: Int?
        let text: String
    }

    /// Writes the answers and forgets the link, in one change whose journal names nobody.
    static func answer(
        _ answers: [Answer], with key: HotWashKey, of exercise: ExerciseHead, entropy: Entropy = .system,
        in change: Change
    ) throws {
        guard let hotWash = try hotWash(of: exercise.id, in: change.session), hotWash.isOpen else {
            throw ResultError.hotWashClosed
        }
        let kinds = Dictionary(hotWash.questions.map { ($0.key, $0.kind) }, uniquingKeysWith: { first, _ in first })
        let given = Dictionary(answers.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
        guard let counted = given[HotWashQuestion.counted], counted.score != nil else { throw ResultError.textMissing }
        let used = try change.session.execute(
            "DELETE FROM exercise_hot_wash_link WHERE hash = \(key.hash) AND exercise_id = \(exercise.id)")
        guard used == 1 else { throw ResultError.linkUsed }
        var rows = try change.session.all(
            "SELECT question, score, body FROM exercise_hot_wash_answer WHERE exercise_id = \(exercise.id)"
        ) { row throws(DatabaseError) in
            Answer(question: try row.text(0), score: try row.optionalInt(1), text: try row.text(2))
        }
        for answer in given.values {
            guard let kind = kinds[answer.question] else { continue }
            switch kind {
            case .scale:
                guard let score = answer.score else { continue }
                guard (1...4).contains(score) else { throw ResultError.outOfRange }
                rows.append(Answer(question: answer.question, score: score, text: ""))
            case .text:
                guard !answer.text.isEmpty else { continue }
                guard answer.text.unicodeScalars.count <= HotWashQuestion.textLimit else {
                    throw ResultError.textTooLong
                }
                rows.append(Answer(question: answer.question, score: nil, text: answer.text))
            }
        }
        try change.session.execute("DELETE FROM exercise_hot_wash_answer WHERE exercise_id = \(exercise.id)")
        // Sixty people and fifteen questions are nine hundred rows; five values each stay below every engine's limit.
        let shuffled = rows.shuffled()
        for start in stride(from: 0, to: shuffled.count, by: 200) {
            let some = shuffled[start..<min(start + 200, shuffled.count)].map { row -> SQL in
                """
                (\(Hexadecimal.text(of: entropy.bytes(16))), \(exercise.id), \(row.question), \(row.score), \(row.text))
                """
            }
            try change.session.execute(
                """
                INSERT INTO exercise_hot_wash_answer (id, exercise_id, question, score, body)
                VALUES \(SQL.joined(some))
                """)
        }
        try record("exerciseHotWash.answered", exercise, in: change)
    }

    private static func record(_ action: String, _ exercise: ExerciseHead, in change: Change) throws {
        try change.record(
            action, organisation: exercise.keeper.id.text, subject: exercise.id.text, detail: exercise.title)
    }

    private static func questions(_ text: String) throws(DatabaseError) -> [HotWashQuestion] {
        guard let questions = try? JSONDecoder().decode([HotWashQuestion].self, from: Data(text.utf8)) else {
            throw DatabaseError(.unexpectedValue, "the questions of a hot wash cannot be read")
        }
        return questions
    }
}
