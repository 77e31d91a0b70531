// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

/// Every statement about the texts of after-action reports.
enum ReportStore {
    static func report(of exercise: Exercise.ID, in session: any Session) throws(DatabaseError) -> KeptReport? {
        try session.first(
            """
            SELECT summary, course, strengths, improvements, feedback, validated_by, validated_on, updated_at
            FROM exercise_report WHERE exercise_id = \(exercise)
            """
        ) { row throws(DatabaseError) in
            let by = row.optionalText(5)
            let on = try row.optionalDay(6)
            var validation: (by: String, on: Day)?
            if let by, let on { validation = (by, on) }
            return KeptReport(
                text: ReportText(parts: [
                    .summary: try row.text(0), .course: try row.text(1), .strengths: try row.text(2),
                    .improvements: try row.text(3), .feedback: try row.text(4),
                ]), validation: validation, updatedAt: try row.instant(7))
        }
    }

    /// A report that changes is to be validated again.
    static func save(_ text: ReportText, of exercise: ExerciseHead, in change: Change) throws {
        guard text.parts.values.allSatisfy({ $0.unicodeScalars.count <= ReportText.limit }) else {
            throw ResultError.textTooLong
        }
        try change.session.execute("DELETE FROM exercise_report WHERE exercise_id = \(exercise.id)")
        try change.session.execute(
            """
            INSERT INTO exercise_report (exercise_id, summary, course, strengths, improvements, feedback, updated_at)
            VALUES (\(exercise.id), \(text[.summary]), \(text[.course]), \(text[.strengths]), \(text[.improvements]),
                \(text[.feedback]), \(change.now))
            """)
        try record("exerciseReport.saved", exercise, in: change)
    }

    static func validate(by person: String, on day: Day, _ exercise: ExerciseHead, in change: Change) throws {
        guard let report = try report(of: exercise.id, in: change.session), !report.text[.summary].isEmpty else {
            throw ResultError.notEnoughText
        }
        guard !person.isEmpty else { throw ResultError.textMissing }
        guard person.unicodeScalars.count <= 200 else { throw ResultError.textTooLong }
        let updated = try change.session.execute(
            """
            UPDATE exercise_report SET validated_by = \(person), validated_on = \(day)
            WHERE exercise_id = \(exercise.id) AND validated_by IS NULL
            """)
        guard updated == 1 else { throw ResultError.alreadySo }
        try record("exerciseReport.validated", exercise, in: change)
    }

    private static func record(_ action: String, _ exercise: ExerciseHead, in change: Change) throws {
        try change.record(
            action, organisation: exercise.keeper.id.text, subject: exercise.id.text, detail: exercise.title)
    }
}
