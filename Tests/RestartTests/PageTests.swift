// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Documents
import Markup
import Organisations
import Primitives
import Recovery
import Site
import TestSupport
import Testing

@testable import Restart

struct PageTests {
    private let id: RestartPlan.ID = .init(stored: "01900000-0000-7000-8000-000000000001")
    private let place: Organisation.ID = .init(stored: "01900000-0000-7000-8000-000000000002")

    private func plan(_ reading: PlanReading, isFirst: Bool = false) -> RestartPlan {
        RestartPlan(
            id: id, organisation: place, organisationName: "Hôpital", lineage: Lineage(stored: place.text + "/"),
            base: nil,
            title: "Plan d’automne", whatIf: .none, summary: reading.summary, isFirst: isFirst,
            madeOn: RestartSample.today,
            createdBy: "Anne", computedAt: RestartSample.now, isRemoved: false)
    }

    @Test(arguments: [Language.french, .english])
    func `the plan page says first when the main service is back and how sure that is`(t: Language) throws {
        let reading = try RestartSample.forecast()
        let model = PlanPage.Model(
            plan: plan(reading), frozen: FrozenModel(model: reading.model, codes: [:]), reading: reading,
            mayManage: true)
        let html = PlanPage.render(model, t).text
        #expect(PlanPage.title(model, t).contains("Dossier patient"))
        #expect(PlanWords.lead(reading, t).contains(t("neuf fois sur dix", "nine times in ten")))
        #expect(html.contains("gantt-plot") && !html.contains(t("optimal", "optimal plan")))
        #expect(PlanFigures.figures(reading, t).count <= 5)
    }

    @Test
    func `a plan without forecast has every page too`() throws {
        let reading = try RestartSample.reading()
        let model = PlanPage.Model(
            plan: plan(reading, isFirst: true), frozen: FrozenModel(model: reading.model, codes: [:]), reading: reading,
            mayManage: true)
        let html = PlanPage.render(model, .french).text
        #expect(html.contains("Ce n’est qu’un premier plan"))
        #expect(TeamSheetsPage.render(model.plan, reading, .french).text.contains("tick-box"))
        let reopenings = ReopeningsPage.render(model.plan, reading, .french).text
        #expect(reopenings.contains("Urgences") && reopenings.contains("Dossier patient"))
    }

    @Test
    func `variants stand side by side`() throws {
        let reading = try RestartSample.forecast()
        let base = WholePlan(
            plan: plan(reading), frozen: FrozenModel(model: reading.model, codes: [:]), result: reading.plan)
        let model = ComparisonPage.Model(base: base, variants: [], mayManage: true)
        let html = ComparisonPage.render(model, .french).text
        #expect(html.contains("Ajoutez une variante") && html.contains("Calculer cette variante"))
        #expect(ComparisonPage.gainText(3, .french) == "3\u{00A0}h")
        #expect(ComparisonPage.gainText(-3, .french) == "3\u{00A0}h perdues")
    }

    @Test
    func `names that people typed stay text`() throws {
        var model = RestartSample.model()
        model.map.nodes[1].name = "<script>alert(1)</script>"
        model.teams[0].name = "\"><img>"
        let reading = PlanReading(model, try RecoveryPlanner(model).quickPlan())
        let parts = PlanParts(reading: reading, t: .french)
        for html in [parts.services, parts.teams, TeamSheetsPage.sheets(reading, .french)] {
            #expect(!html.text.contains("<script>") && !html.text.contains("<img>"))
        }
    }

    @Test
    func `the kit holds the plan by team and the services, with their tables`() throws {
        let reading = try RestartSample.forecast()
        let whole = WholePlan(
            plan: plan(reading), frozen: FrozenModel(model: reading.model, codes: [:]), result: reading.plan)
        let documents = RestartKit.documents(whole, .french)
        #expect(documents.map(\.identifier) == ["redemarrage-services", "redemarrage-equipes"])
        #expect(documents.allSatisfy { !$0.content.text.contains("<form") && !$0.content.text.contains("<a ") })
        #expect(documents[1].tables[0].rows.count == reading.model.steps.count)
    }

    @Test
    func `files say the same as the page`() throws {
        let reading = try RestartSample.forecast()
        let whole = WholePlan(
            plan: plan(reading), frozen: FrozenModel(model: reading.model, codes: [:]), result: reading.plan)
        let csv = String(decoding: PlanFiles.csv(reading, .french), as: UTF8.self)
        #expect(csv.split(separator: "\r\n").count == reading.model.steps.count + 1)
        let workbook = PlanFiles.workbook(whole, at: RestartSample.now, .french)
        #expect(workbook.sheets.map(\.rows.count) == [2, 5])
        #expect(String(decoding: try PlanFiles.json(whole), as: UTF8.self).contains("carene-restart-plan/1"))
    }

    @Test(arguments: [
        (0.0, "0\u{00A0}min"), (0.75, "45\u{00A0}min"), (3.5, "3,5\u{00A0}h"), (58.4, "58\u{00A0}h"), (.infinity, "–"),
    ])
    func `hours are said as people say them`(hours: Double, text: String) {
        #expect(HourWords.length(hours, .french) == text)
    }

    @Test
    func `chances are never certain`() {
        #expect(HourWords.chances(1, .french) == "plus de 9 chances sur 10")
        #expect(HourWords.chances(0, .french) == "moins d’une chance sur 10")
        #expect(HourWords.chances(0.72, .french) == "7 chances sur 10")
        #expect(HourWords.moment(20, weekday: 5, startHour: 22, .french) == "samedi 18\u{00A0}h")
    }

    @Test
    func `the cockpit shows an open board before any plan`() throws {
        let reading = try RestartSample.forecast()
        let board = Board(
            id: .init(stored: "01900000-0000-7000-8000-000000000003"), organisation: place, organisationName: "Hôpital",
            lineage: Lineage(stored: place.text + "/"), plan: id, title: "Incident", isExercise: false,
            beganAt: RestartSample.now, revision: 0, openedAt: RestartSample.now, openedBy: "Anne", closedAt: nil,
            closedBy: nil, lessons: "")
        let later = RestartSample.now.adding(seconds: 26 * 3600)
        let part = RestartCockpit.part([board], plan(reading), at: later, .french)
        #expect(part.figures.first?.value == "H+26" && part.figures.count == 1)
        let calm = RestartCockpit.part([], plan(reading), at: later, .french)
        #expect(calm.figures.first?.meaning.contains("Dossier patient") == true)
        let indicators = RestartIndicators.indicators(plan(reading), of: place)
        #expect(indicators.map(\.value) == [reading.summary.principalP90, 1])
        #expect(RestartIndicators.indicators(nil, of: place).allSatisfy { $0.value == nil })
    }

    @Test(arguments: [
        "restart.team.added", "restart.steps.learnt", "restart.plan.exported", "restart.board.blocked",
        "restart.board.waiting",
    ])
    func `the journal tells every action`(action: String) {
        #expect(JournalWords.sentence(action, "X", .french)?.contains("X") == true)
    }
}
