// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Journal
import Organisations
import Persistence
import Primitives

/// Which other assessments of an organisation have answers to lend.
enum ReuseStore {
    struct Source: Sendable {
        let assessment: Assessment
        let answers: [String: Answer]
    }

    /// For each other framework, the newest assessment that has an answer and that the reader may see; newest first.
    static func sources(
        for assessment: Assessment, scope: AssessmentScope, in session: any Session
    ) throws(DatabaseError) -> [Source] {
        var ids: [Assessment.ID] = []
        var frameworks: Set<String> = [assessment.framework.identifier]
        try session.each(
            """
            SELECT a.id, a.framework FROM assessment a JOIN organisation o ON o.id = a.organisation_id
            WHERE a.organisation_id = \(assessment.organisation) AND a.answered > 0 AND \(scope.condition)
            ORDER BY a.opened_at DESC, a.id DESC
            """
        ) { row throws(DatabaseError) in
            if frameworks.insert(try row.text(1)).inserted { ids.append(try row.identifier(0)) }
        }
        var sources: [Source] = []
        for id in ids {
            guard let assessment = try AssessmentStore.assessment(id, in: session) else { continue }
            // Seeing what was entrusted is not seeing the whole: such an assessment lends nothing.
            guard scope.mayRead(assessment, isEntrusted: false) else { continue }
            sources.append(Source(assessment: assessment, answers: try AnswerStore.answers(of: id, in: session)))
        }
        return sources
    }

    /// The newest assessment of the organisation on a framework that is still open, whatever its version.
    static func openAssessment(
        of organisation: Organisation.ID, on framework: String, in session: any Session
    ) throws(DatabaseError) -> Assessment? {
        let id = try session.first(
            """
            SELECT id FROM assessment
            WHERE organisation_id = \(organisation) AND framework = \(framework) AND closed_at IS NULL
            ORDER BY opened_at DESC, id DESC LIMIT 1
            """
        ) { row throws(DatabaseError) in try row.identifier(0, Assessment.self) }
        return try id.flatMap { (id) throws(DatabaseError) in try AssessmentStore.assessment(id, in: session) }
    }

    /// What carrying answers over did.
    struct Outcome: Sendable, Hashable {
        let assessment: Assessment.ID
        let title: String
        let filled: Int
        let toReview: Int
    }

    /// Fills what is still unanswered of an assessment from another one, in one transaction: the assessment in progress
    /// on this framework, or a new one.
    static func fill(
        _ framework: Framework, from origin: ReuseOrigin, of organisation: Organisation, into open: Assessment?,
        language t: Language, in change: Change
    ) throws -> Outcome {
        let session = change.session
        let profiles = open?.profiles ?? framework.defaultProfiles
        let answers = try open.map { try AnswerStore.answers(of: $0.id, in: session) } ?? [:]
        let suggestions = Reuse.suggestions(
            for: framework, profiles: profiles, answers: answers, from: [origin]
        ).filter(\.isFresh)
        guard !suggestions.isEmpty else { throw NothingToCarry() }
        // In code points, as the database counts them.
        let opening = String(String.UnicodeScalarView(framework.title.unicodeScalars.prefix(150)))
        let id =
            try open?.id
            ?? AssessmentStore.open(
                framework, for: organisation, title: opening, profiles: profiles,
                dueOn: nil, isInterview: false, in: change)
        guard let target = try AssessmentStore.assessment(id, in: session) else {
            throw AssessmentError.unknownAssessment
        }
        try AnswerStore.saveAll(
            suggestions.map { ($0.requirement.code, $0.edit(t)) }, of: target, framework: framework,
            action: "answers.carried", in: change)
        return Outcome(
            assessment: id, title: target.title, filled: suggestions.count,
            toReview: suggestions.count { !$0.isCertain })
    }

    /// Every requirement that could be filled has an answer already.
    struct NothingToCarry: ExplainedError {
        var message: Phrase {
            Phrase(
                "Il n’y a rien à reporter\u{00A0}: aucune réponse ne correspond à une exigence encore sans réponse.",
                "There is nothing to carry over: no answer matches a requirement that is still unanswered.")
        }
    }
}
