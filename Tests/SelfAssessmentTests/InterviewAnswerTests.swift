// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives
import Testing

@testable import SelfAssessment

struct InterviewAnswerTests {
    let question: Question

    init() throws {
        question = try #require(try AssessmentSample.framework(isInterview: true).requirement("C1.1")?.question)
    }

    /// The answer that an edit becomes.
    func saved(_ edit: AnswerEdit) -> Answer {
        Answer(
            requirement: "C1.1", status: edit.status, level: edit.level, isToReview: edit.isToReview,
            comment: edit.comment, target: nil, targetOn: nil, responsible: nil, responsibleName: nil, revision: 1,
            updatedAt: nil, updatedBy: "")
    }

    @Test func `every choice is found again, even those of one value`() {
        let interview = InterviewAnswer(question: question)
        for index in question.choices.indices {
            let answer = saved(interview.edit(question.choices[index], from: .blank("C1.1")))
            #expect(interview.choice(in: answer) == index)
        }
    }

    @Test func `a person's own words stay under the title of the choice`() {
        let interview = InterviewAnswer(question: question)
        let noted = AssessmentSample.answer("C1.1", 2, comment: "Voir avec le prestataire.\nAvant mars.")
        let first = interview.edit(question.choices[2], from: noted)
        #expect(first.comment == "Je ne sais pas\nVoir avec le prestataire.\nAvant mars.")
        let second = interview.edit(question.choices[0], from: saved(first))
        #expect(second.comment == "Oui\nVoir avec le prestataire.\nAvant mars.")
        #expect(second.level == 2)
    }

    @Test func `an answer given elsewhere shows the first choice of its value`() {
        let answer = AssessmentSample.answer("C1.1", 0, comment: "Rien en place.")
        #expect(InterviewAnswer(question: question).choice(in: answer) == 1)
        #expect(InterviewAnswer(question: question).choice(in: .blank("C1.1")) == nil)
    }
}
