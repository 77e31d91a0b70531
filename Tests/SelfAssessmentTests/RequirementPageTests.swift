// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Organisations
import Primitives
import Testing

@testable import SelfAssessment

struct RequirementPageTests {
    func model(mayAnswer: Bool = true) throws -> RequirementPage.Model {
        let framework = try AssessmentSample.framework()
        let current = AssessmentSample.answer("C1.1", 2, comment: AssessmentSample.hostile, revision: 2)
        let old = AssessmentSample.answer("C1.1", 0, comment: "Rien.", revision: 1, by: AssessmentSample.hostile)
        return RequirementPage.Model(
            card: AnswerCardModel(
                assessment: AssessmentSample.id(1), requirement: try #require(framework.requirement("C1.1")),
                scale: framework.scale, answer: current, edit: AnswerEdit(current), mayAnswer: mayAnswer,
                origin: .requirement, today: AssessmentSample.today, zone: .paris),
            chapter: ChapterPage.Link(title: "Sauvegardes", href: "/a"), deadlines: ["Clôture."],
            serves: [
                .init(
                    framework: AssessmentSample.hostile, code: "H12", title: AssessmentSample.hostile,
                    relation: .superset, href: "/b")
            ],
            remarks: [
                Remark(author: AssessmentSample.hostile, text: AssessmentSample.hostile, at: AssessmentSample.now)
            ],
            mayRemark: mayAnswer, history: [current, old])
    }

    @Test(arguments: Language.allCases, [true, false])
    func `the page is sound`(t: Language, mayAnswer: Bool) throws {
        AssessmentSample.expectSound(RequirementPage.render(try model(mayAnswer: mayAnswer), t))
    }

    @Test func `an earlier version can be brought back, the one in force cannot`() throws {
        let html = RequirementPage.render(try model(), .french).text
        #expect(html.matches(of: /Revenir à cette version/).count == 1)
        #expect(html.contains("name=\"version\" value=\"1\""))
        #expect(!RequirementPage.render(try model(mayAnswer: false), .french).text.contains("Revenir à cette version"))
    }

    @Test func `what it also serves is said with what it is worth`() throws {
        let html = RequirementPage.render(try model(), .french).text
        #expect(html.contains("Sert aussi à"))
        #expect(html.contains("y répondre ici suffit"))
    }
}
