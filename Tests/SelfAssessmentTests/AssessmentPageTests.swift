// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Markup
import Organisations
import Primitives
import Testing

@testable import SelfAssessment

struct AssessmentPageTests {
    let hospital = AssessmentSample.organisation(2, AssessmentSample.hostile)

    func model(
        _ levels: [String: Int], manages: Bool = true, closedAt: Instant? = nil, sharedAt: Instant? = nil,
        trend: [TrendPoint] = []
    ) throws -> AssessmentPage.Model {
        let framework = try AssessmentSample.framework(AssessmentSample.hostile)
        let responses = levels.mapValues { Response.level($0) }
        let today = try #require(CalendarDay(AssessmentSample.today))
        return AssessmentPage.Model(
            assessment: AssessmentSample.assessment(
                of: hospital, framework, dueOn: AssessmentSample.today.adding(days: 31), closedAt: closedAt,
                sharedAt: sharedAt, title: AssessmentSample.hostile), framework: framework,
            score: framework.scorecard(of: responses), toReview: levels.isEmpty ? 0 : 2,
            strengths: framework.strengths(of: responses, limit: 5),
            weaknesses: framework.weaknesses(of: responses, limit: 5),
            steps: framework.priorities(of: responses, today: today, limit: 10), trend: trend,
            rights: Desk.Rights(
                answersAll: manages, entrusted: [], manages: manages, remarks: true, isLimited: false),
            onward: manages ? AssessmentURL.assessment(.init("suite")).path : nil, today: AssessmentSample.today,
            zone: .paris)
    }

    @Test func `a house that makes no PDF offers the page to print, and says why`() throws {
        var model = try model(["C1.1": 2])
        #expect(AssessmentPage.render(model, .french).text.contains("rapport.pdf"))
        model.canPrint = false
        let page = AssessmentPage.render(model, .french).text
        #expect(!page.contains("rapport.pdf"))
        #expect(page.contains(">Imprimer</a>") && page.contains("ne fait pas de PDF"))
    }

    @Test(arguments: Language.allCases)
    func `the overview stands in every state`(t: Language) throws {
        let points = [
            TrendPoint(AssessmentSample.today.adding(days: -300), 0.4, label: AssessmentSample.hostile),
            TrendPoint(AssessmentSample.today, 0.6),
        ]
        let models = [
            try model([:]), try model(["C1.1": 2, "C2.1": 0], trend: points),
            try model(["C1.1": 2, "C1.S.1": 2, "C2.1": 2, "C2.2": 2], manages: false, closedAt: AssessmentSample.now),
            try model(["C1.1": 1], sharedAt: AssessmentSample.now),
        ]
        for model in models { AssessmentSample.expectSound(AssessmentPage.render(model, t)) }
    }

    @Test func `the verdict comes first, in a sentence`() throws {
        let lead = AssessmentPage.lead(try model(["C1.1": 2, "C1.S.1": 2, "C2.1": 0]), .french)
        #expect(lead.hasPrefix("Indice "))
        #expect(lead.contains("Point fort\u{00A0}: Sauvegardes\u{00A0}; point faible\u{00A0}: Annuaire."))
        #expect(lead.hasSuffix("Il reste 31\u{00A0}jours avant l’échéance."))
        let empty = AssessmentPage.lead(try model([:]), .french)
        #expect(empty == "Aucune réponse encore\u{00A0}: 4\u{00A0}exigences attendent la vôtre.")
    }

    @Test func `five figures at most`() throws {
        let figures = AssessmentPage.figureList(try model(["C1.1": 1]), .french)
        #expect(figures.count == 5)
        #expect(figures.last?.value == "31\u{00A0}jours")
    }

    @Test func `who only reads is offered no change`() throws {
        let html = AssessmentPage.render(try model(["C1.1": 1], manages: false), .french).text
        #expect(!html.contains("method=\"post\""))
        #expect(html.contains("Exporter en CSV"))
        #expect(!html.contains("Importer un CSV"))
    }

    @Test func `closing and sharing ask first, and can be taken back`() throws {
        let open = AssessmentPage.render(try model([:]), .french).text
        #expect(open.contains("Clore l’évaluation"))
        #expect(open.matches(of: /data-confirm=/).count == 2)
        let closed = try model([:], closedAt: AssessmentSample.now, sharedAt: AssessmentSample.now)
        let html = AssessmentPage.render(closed, .french).text
        #expect(html.contains("Rouvrir l’évaluation"))
        #expect(html.contains("Ne plus partager"))
    }

    @Test(arguments: Language.allCases)
    func `a contributor sees what is entrusted and no score`(t: Language) {
        let model = EntrustedPage.Model(
            title: AssessmentSample.hostile, organisation: AssessmentSample.hostile,
            items: [TodoItem("Copies", reason: AssessmentSample.hostile, state: StateBadge(.unanswered))], open: 1,
            dueOn: AssessmentSample.today, onward: AssessmentURL.assessment(.init("a")).path,
            today: AssessmentSample.today)
        let html = EntrustedPage.render(model, t)
        AssessmentSample.expectSound(html)
        #expect(!html.text.contains(t("Indice", "Index")))
    }

    @Test func `both formulas are explained with their source`() {
        let html = ScoreExplanation.html(.french).text
        #expect(html.contains("(0,6 + 0,4 × R) × I"))
        #expect(html.contains("MonServiceSécurisé"))
    }
}
