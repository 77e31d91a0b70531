// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about the texts of after-action reports.
enum ReportStore {
    private static let approvedBy = "report.approvedBy"
    private static let approvedOn = "report.approvedOn"

    /// Nil while nobody saved it: what is shown then is the draft that the play gives.
    static func report(
        of exercise: Exercise.ID, _ statements: [String: String], in session: any Session
    ) throws(DatabaseError) -> KeptReport? {
        var parts: [ReportText.Part: String] = [:]
        var isKept = false
        try session.each("SELECT section, text FROM exercise_report WHERE exercise_id = \(exercise)") {
            row throws(DatabaseError) in
            guard let part = ReportText.Part(rawValue: try row.text(0)) else { return }
            isKept = true
            parts[part] = try row.text(1)
        }
        guard isKept else { return nil }
        var approval: KeptReport.Approval?
        if let by = statements[approvedBy], let on = statements[approvedOn].flatMap({ Day(text: $0) }) {
            approval = KeptReport.Approval(by: by, on: on)
        }
        return KeptReport(text: ReportText(parts: parts), approval: approval)
    }

    /// A report that changes is to be approved again.
    static func save(_ text: ReportText, of exercise: ExerciseHead, in change: Change) throws {
        guard text.parts.values.allSatisfy({ $0.unicodeScalars.count <= ReportText.limit }) else {
            throw ResultError.textTooLong
        }
        for part in ReportText.Part.allCases {
            try change.session.execute(
                "DELETE FROM exercise_report WHERE exercise_id = \(exercise.id) AND section = \(part.rawValue)")
            try change.session.execute(
                """
                INSERT INTO exercise_report (exercise_id, section, text, written_at, written_by)
                VALUES (\(exercise.id), \(part.rawValue), \(text[part]), \(change.now), \(change.actor.name))
                """)
        }
        try StatementStore.set([approvedBy: "", approvedOn: ""], of: exercise.id, in: change)
        try record("exerciseReport.saved", exercise, in: change)
    }

    static func approve(by person: String, on day: Day, _ exercise: ExerciseHead, in change: Change) throws {
        let statements = try StatementStore.all(of: exercise.id, in: change.session)
        guard let report = try report(of: exercise.id, statements, in: change.session), !report.text[.summary].isEmpty
        else { throw ResultError.notEnoughText }
        guard report.approval == nil else { throw ResultError.alreadySo }
        guard !person.isEmpty else { throw ResultError.textMissing }
        guard person.unicodeScalars.count <= 200 else { throw ResultError.textTooLong }
        try StatementStore.set([approvedBy: person, approvedOn: day.text], of: exercise.id, in: change)
        try record("exerciseReport.approved", exercise, in: change)
    }

    private static func record(_ action: String, _ exercise: ExerciseHead, in change: Change) throws {
        try change.record(
            action, organisation: exercise.keeper.id.text, subject: exercise.id.text, detail: exercise.title)
    }
}
