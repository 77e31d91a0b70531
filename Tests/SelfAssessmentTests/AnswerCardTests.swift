// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Identity
import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import SelfAssessment

struct AnswerCardTests {
    func card(
        _ code: String = "C1.1", _ answer: Answer? = nil, mayAnswer: Bool = true, mayEntrust: Bool = true,
        origin: AnswerOrigin = .chapter
    ) throws -> AnswerCardModel {
        let framework = try AssessmentSample.framework()
        let current = answer ?? .blank(code)
        return AnswerCardModel(
            assessment: AssessmentSample.id(1), requirement: try #require(framework.requirement(code)),
            scale: framework.scale, answer: current, edit: AnswerEdit(current),
            people: [Person(id: AssessmentSample.id(7), name: AssessmentSample.hostile)], mayAnswer: mayAnswer,
            mayEntrust: mayEntrust, origin: origin, today: AssessmentSample.today, zone: .paris)
    }

    func chapter(_ cards: [AnswerCardModel], t: Language = .french) -> HTML {
        ChapterPage.render(
            ChapterPage.Model(
                title: "Sauvegardes", lead: AssessmentSample.hostile,
                previous: ChapterPage.Link(title: AssessmentSample.hostile, href: "/a"),
                next: ChapterPage.Link(title: "Annuaire", href: "/b"), overview: "/c",
                sections: [
                    ChapterPage.Section(title: nil, cards: Array(cards.prefix(1))),
                    ChapterPage.Section(title: "Essais", cards: Array(cards.dropFirst())),
                ], answered: 1, total: cards.count, choiceCount: 4, mayAnswer: true, deadlines: ["Bientôt."],
                entrusting: ChapterPage.Entrusting(
                    action: "/d", people: [Person(id: AssessmentSample.id(7), name: "Claire Morel")])), t)
    }

    @Test(arguments: Language.allCases)
    func `a chapter of many cards has no identifier twice`(t: Language) throws {
        let answer = AssessmentSample.answer(
            "C1.1", 1, comment: AssessmentSample.hostile, isToReview: true, by: AssessmentSample.hostile,
            responsible: AssessmentSample.id(9))
        let html = chapter([try card("C1.1", answer), try card("C1.S.1"), try card("C2.1", mayAnswer: false)], t: t)
        AssessmentSample.expectSound(html)
        #expect(html.text.contains("id=\"exigence-C1.1\""))
        #expect(html.text.contains("name=\"reponse-C1.S.1\""))
    }

    @Test func `the scale is the framework's, then "sans objet", and the revision travels`() throws {
        let html = AnswerForm.card(try card("C1.1", AssessmentSample.answer("C1.1", 2, revision: 3)), .french).text
        for title in ["Non", "En partie", "Oui", "Sans objet"] { #expect(html.contains("<span>\(title)")) }
        #expect(html.contains("name=\"revision\" value=\"3\""))
        #expect(html.contains("data-autosave"))
        #expect(html.contains("Enregistré par Claire Morel"))
    }

    @Test func `who only reads sees the answer and no form`() throws {
        let html = AnswerForm.card(
            try card("C1.1", AssessmentSample.answer("C1.1", 1, comment: "Presque."), mayAnswer: false), .french
        ).text
        #expect(!html.contains("<form"))
        #expect(html.contains("En partie") && html.contains("Presque."))
    }

    @Test func `only who entrusts chooses the person`() throws {
        #expect(AnswerForm.card(try card(), .french).text.contains("Personne responsable"))
        #expect(!AnswerForm.card(try card(mayEntrust: false), .french).text.contains("Personne responsable"))
    }

    @Test func `what was refused stays typed, with the reason beside it`() throws {
        var card = try card()
        card.edit.status = .notApplicable
        card.errors.add(AssessmentError.reasonMissing.message(.french), to: card.fields.comment)
        let html = AnswerForm.fragment(card, .french)
        AssessmentSample.expectSound("<h1>Page</h1><h2>Partie</h2>\(html)")
        #expect(html.text.contains("value=\"so\" checked"))
        #expect(html.text.contains("aria-describedby=\"champ-commentaire-C1.1-aide champ-commentaire-C1.1-erreur\""))
    }

    @Test(arguments: Language.allCases)
    func `two answers at once stand side by side, each with the revision in force`(t: Language) throws {
        let theirs = AssessmentSample.answer("C1.1", 2, comment: "Fait.", revision: 5, by: AssessmentSample.hostile)
        let mine = AnswerEdit(status: .answered, level: 0, isToReview: true, comment: "Pas fait.", basedOn: 4)
        let html = AnswerForm.conflict(try card("C1.1", theirs), mine: mine, author: "Paul", t)
        AssessmentSample.expectSound("<h1>Page</h1><h2>Partie</h2>\(html)")
        #expect(html.text.matches(of: /name="revision" value="5"/).count == 2)
        #expect(html.text.contains("name=\"commentaire-C1.1\" value=\"Fait.\""))
        #expect(html.text.contains("name=\"commentaire-C1.1\" value=\"Pas fait.\""))
        #expect(html.text.matches(of: /name="a-revoir-C1.1"/).count == 1)
    }

    @Test func `on its own page a requirement keeps the same region for the script`() throws {
        let html = AnswerForm.fragment(try card(origin: .requirement), .french).text
        #expect(html.hasPrefix("<div class=\"region\" id=\"exigence-C1.1\" data-region"))
        #expect(html.contains("name=\"page\" value=\"exigence\""))
    }

    @Test func `entrusting a chapter to nobody is a choice, never the default`() throws {
        let html = chapter([try card()]).text
        #expect(html.contains("<option value=\"\">Choisir une personne</option>"))
        #expect(html.contains("<option value=\"\(ChapterAssignmentHandler.nobody)\">"))
    }
}
