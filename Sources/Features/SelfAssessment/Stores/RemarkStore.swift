// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

/// A remark on a requirement: what an auditor saw, what the establishment replied. Never changed, never removed.
struct Remark: Sendable, Hashable {
    let author: String
    let text: String
    let at: Instant
}

enum RemarkStore {
    static func remarks(
        on requirement: String, of assessment: Assessment.ID, in session: any Session
    ) throws(DatabaseError) -> [Remark] {
        try session.all(
            """
            SELECT author, text, at FROM remark
            WHERE assessment_id = \(assessment) AND requirement = \(requirement) ORDER BY at, id LIMIT 500
            """
        ) { row throws(DatabaseError) in
            Remark(author: try row.text(0), text: try row.text(1), at: try row.instant(2))
        }
    }

    /// How many remarks each requirement has.
    static func counts(of assessment: Assessment.ID, in session: any Session) throws(DatabaseError) -> [String: Int] {
        var counts: [String: Int] = [:]
        try session.each(
            """
            SELECT requirement, COUNT(*) FROM remark WHERE assessment_id = \(assessment) GROUP BY requirement
            """
        ) { row throws(DatabaseError) in counts[try row.text(0)] = try row.int(1) }
        return counts
    }

    static func add(_ text: String, to requirement: String, of assessment: Assessment, in change: Change) throws {
        guard !text.isEmpty else { throw AssessmentError.remarkEmpty }
        guard text.unicodeScalars.count <= 2000 else { throw AssessmentError.commentTooLong }
        try change.session.execute(
            """
            INSERT INTO remark (id, assessment_id, requirement, author_id, author, text, at)
            VALUES (\(Identifier<Remark>.make(at: change.now)), \(assessment.id), \(requirement),
                \(change.actor.account), \(change.actor.name), \(text), \(change.now))
            """)
        try change.record(
            "remark.added", organisation: assessment.organisation.text, subject: assessment.id.text,
            detail: requirement)
    }
}
