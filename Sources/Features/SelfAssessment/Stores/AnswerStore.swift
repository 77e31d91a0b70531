// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Site

/// Statements about answers. An answer is saved with the revision it started from, so nobody overwrites anybody silently.
enum AnswerStore {
    private static let columns: SQL = """
        a.requirement, a.status, a.level, a.is_to_review, a.comment, a.target, a.target_on, a.responsible_id, p.name,
        a.revision, a.updated_at, a.updated_by
        """

    /// Every answer of an assessment by requirement; what nobody touched is absent.
    static func answers(of assessment: Assessment.ID, in session: any Session) throws(DatabaseError)
        -> [String: Answer]
    {
        var answers: [String: Answer] = [:]
        try session.each(
            """
            SELECT \(columns) FROM answer a LEFT JOIN account p ON p.id = a.responsible_id
            WHERE a.assessment_id = \(assessment)
            """
        ) { row throws(DatabaseError) in
            let answer = try self.answer(row)
            answers[answer.requirement] = answer
        }
        return answers
    }

    /// An answer for which somebody gave a level to reach and a day.
    struct Promise: Sendable, Hashable {
        let assessment: Assessment.ID
        let requirement: String
        let day: Day
        let owner: Account.ID?
    }

    /// What was promised in the open assessments of a subtree and is not reached yet.
    static func promised(
        under lineage: Lineage, until: Day, in session: any Session
    ) throws(DatabaseError) -> [Promise] {
        try session.all(
            """
            SELECT n.assessment_id, n.requirement, n.target_on, n.responsible_id
            FROM answer n JOIN assessment a ON a.id = n.assessment_id JOIN organisation o ON o.id = a.organisation_id
            WHERE a.closed_at IS NULL AND \(lineage.sqlCondition(on: "o.lineage")) AND n.target_on <= \(until)
                AND n.status <> 'notApplicable' AND (n.level IS NULL OR n.level < n.target)
            ORDER BY n.target_on, n.assessment_id, n.requirement LIMIT 2000
            """
        ) { row throws(DatabaseError) in
            Promise(
                assessment: try row.identifier(0), requirement: try row.text(1), day: try row.day(2),
                owner: row.optionalIdentifier(3))
        }
    }

    /// What was declared in these assessments: the response and the comment only.
    static func declared(
        in assessments: [Assessment.ID], in session: any Session
    ) throws(DatabaseError) -> [Assessment.ID: [String: Declaration.Answer]] {
        var found: [Assessment.ID: [String: Declaration.Answer]] = [:]
        for start in stride(from: 0, to: assessments.count, by: 500) {
            try session.each(
                """
                SELECT assessment_id, requirement, status, level, comment FROM answer
                WHERE assessment_id IN (\(list: assessments[start..<min(start + 500, assessments.count)]))
                """
            ) { row throws(DatabaseError) in
                let status: Answer.Status = try row.value(2)
                let response: Response =
                    switch status {
                    case .open: .unanswered
                    case .notApplicable: .notApplicable
                    case .answered: row.optionalInt(3).map { .level($0) } ?? .unanswered
                    }
                found[try row.identifier(0), default: [:]][try row.text(1)] = Declaration.Answer(
                    response: response, comment: try row.text(4))
            }
        }
        return found
    }

    static func answer(
        to requirement: String, of assessment: Assessment.ID, in session: any Session
    ) throws(DatabaseError) -> Answer {
        try session.first(
            """
            SELECT \(columns) FROM answer a LEFT JOIN account p ON p.id = a.responsible_id
            WHERE a.assessment_id = \(assessment) AND a.requirement = \(requirement)
            """, answer) ?? .blank(requirement)
    }

    /// Newest first.
    static func history(
        of requirement: String, in assessment: Assessment.ID, _ session: any Session
    ) throws(DatabaseError) -> [Answer] {
        try session.all(
            """
            SELECT \(columns) FROM answer_revision a LEFT JOIN account p ON p.id = a.responsible_id
            WHERE a.assessment_id = \(assessment) AND a.requirement = \(requirement)
            ORDER BY a.revision DESC LIMIT 100
            """, answer)
    }

    static func isEntrusted(
        _ assessment: Assessment.ID, to account: Account.ID, in session: any Session
    ) throws(DatabaseError) -> Bool {
        try session.exists(
            "SELECT 1 FROM answer WHERE assessment_id = \(assessment) AND responsible_id = \(account) LIMIT 1")
    }

    /// Saves one answer and brings the scores up to date.
    ///
    /// - Throws: `AssessmentError.overtaken` with the answer now in force when `edit.basedOn` is not its revision.
    static func save(
        _ edit: AnswerEdit, to requirement: String, of assessment: Assessment, framework: Framework, in change: Change
    ) throws -> Answer {
        try write([(requirement, try edit.checked(requirement, in: framework))], assessment, in: change)
        try refreshScores(of: assessment, framework, in: change.session)
        try change.record(
            "answer.saved", organisation: assessment.organisation.text, subject: assessment.id.text,
            detail: requirement)
        return try answer(to: requirement, of: assessment.id, in: change.session)
    }

    /// Saves many answers at once (import, reuse): all or none.
    static func saveAll(
        _ edits: [(requirement: String, edit: AnswerEdit)], of assessment: Assessment, framework: Framework,
        action: String, in change: Change
    ) throws {
        let checked = try edits.map { ($0.requirement, try $0.edit.checked($0.requirement, in: framework)) }
        try write(checked, assessment, in: change)
        try refreshScores(of: assessment, framework, in: change.session)
        try change.record(
            action, organisation: assessment.organisation.text, subject: assessment.id.text, detail: "\(edits.count)")
    }

    /// Entrusts requirements to a person (or to nobody), whatever their answers.
    static func entrust(
        _ requirements: [String], to account: Account.ID?, of assessment: Assessment, in change: Change
    ) throws {
        let current = try answers(of: assessment.id, in: change.session)
        let edits = requirements.map { requirement in
            var edit = AnswerEdit(current[requirement] ?? .blank(requirement))
            edit.responsible = account
            return (requirement, edit)
        }
        try write(edits, assessment, in: change)
        try change.record(
            account == nil ? "assessment.unentrusted" : "assessment.entrusted",
            organisation: assessment.organisation.text, subject: assessment.id.text, detail: "\(requirements.count)")
    }

    private static func write(
        _ edits: [(String, AnswerEdit)], _ assessment: Assessment, in change: Change
    ) throws {
        let session = change.session
        // Asked again inside the transaction: somebody may have closed it since the page was shown.
        let isOpen = try session.exists(
            "SELECT 1 FROM assessment WHERE id = \(assessment.id) AND closed_at IS NULL")
        guard isOpen else { throw AssessmentError.closed }
        for (requirement, edit) in edits {
            let current = try answer(to: requirement, of: assessment.id, in: session)
            guard current.revision == edit.basedOn else { throw AssessmentError.overtaken(current: current) }
            let revision = current.revision + 1
            let values: SQL = """
                \(edit.status.rawValue), \(edit.level), \(edit.isToReview), \(edit.comment), \(edit.target),
                \(edit.targetOn), \(edit.responsible), \(change.now), \(change.actor.name)
                """
            try session.execute(
                """
                INSERT INTO answer (assessment_id, requirement, revision, status, level, is_to_review, comment, target,
                    target_on, responsible_id, updated_at, updated_by)
                VALUES (\(assessment.id), \(requirement), \(revision), \(values))
                ON CONFLICT (assessment_id, requirement) DO UPDATE SET revision = excluded.revision,
                    status = excluded.status, level = excluded.level, is_to_review = excluded.is_to_review,
                    comment = excluded.comment, target = excluded.target, target_on = excluded.target_on,
                    responsible_id = excluded.responsible_id, updated_at = excluded.updated_at,
                    updated_by = excluded.updated_by
                """)
            try session.execute(
                """
                INSERT INTO answer_revision (assessment_id, requirement, revision, status, level, is_to_review, comment,
                    target, target_on, responsible_id, updated_at, updated_by)
                VALUES (\(assessment.id), \(requirement), \(revision), \(values))
                """)
        }
    }

    private static func refreshScores(
        of assessment: Assessment, _ framework: Framework, in session: any Session
    ) throws(DatabaseError) {
        var responses: [String: Response] = [:]
        try session.each(
            "SELECT requirement, status, level FROM answer WHERE assessment_id = \(assessment.id)"
        ) { row throws(DatabaseError) in
            let status = try row.value(1, Answer.Status.self)
            responses[try row.text(0)] =
                switch status {
                case .open: .unanswered
                case .notApplicable: .notApplicable
                case .answered: row.optionalInt(2).map { .level($0) } ?? .unanswered
                }
        }
        let score = framework.scorecard(of: responses, profiles: assessment.profiles)
        try AssessmentStore.saveScores(score, of: assessment.id, in: session)
    }

    @Sendable
    private static func answer(_ row: Row) throws(DatabaseError) -> Answer {
        Answer(
            requirement: try row.text(0), status: try row.value(1), level: row.optionalInt(2),
            isToReview: try row.bool(3), comment: try row.text(4), target: row.optionalInt(5),
            targetOn: try row.optionalDay(6), responsible: row.optionalIdentifier(7),
            responsibleName: row.optionalText(8), revision: try row.int(9), updatedAt: try row.optionalInstant(10),
            updatedBy: try row.text(11))
    }
}
