// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Documents
import Markup
import Planning
import Primitives
import Site
import Testing

@testable import Organisations
@testable import Roadmap

struct PageTests {
    private func organisation(_ name: String = "GHT d’essai") -> Organisation {
        Organisation(
            id: RoadmapSample.id(9), parent: nil, kind: .ght, code: nil, name: name, finess: nil, category: nil,
            town: nil, department: nil, groupRole: nil, isClosed: false, closedOn: nil,
            lineage: Lineage(stored: "a/"))
    }

    private func plan(
        _ title: String? = nil, deadline: Day? = nil, adopted: Bool = false, isComputing: Bool = false
    ) throws -> RoadmapPage.Model {
        let snapshot = try RoadmapSample.snapshot(title: title, deadline: deadline)
        let reading = RoadmapSample.reading(snapshot)
        return RoadmapPage.Model(
            roadmap: try RoadmapSample.roadmap(title ?? "Essai", adopted: adopted), snapshot: snapshot,
            scenario: RoadmapSample.scenario(snapshot), reading: reading,
            obstacles: ObstacleWords.lines(reading, snapshot, .french), suppositions: 0,
            job: isComputing ? "/travaux/1" : nil, stop: isComputing ? "/travaux/1/arret" : nil,
            isComputing: isComputing, manages: true, mayRelease: adopted, today: try RoadmapSample.first().firstDay)
    }

    @Test(arguments: Language.allCases)
    func `the plan is sound in both languages, whatever the names`(t: Language) throws {
        for title in [nil, RoadmapSample.hostile] {
            for adopted in [false, true] {
                for isComputing in [false, true] {
                    let markup = RoadmapPage.render(
                        try plan(title, adopted: adopted, isComputing: isComputing), t)
                    RoadmapSample.expectSound(markup)
                    #expect(!markup.text.contains("Adopter ce plan") || !adopted)
                }
            }
        }
    }

    @Test func `the plan says its distance in plain words, and its money`() throws {
        let markup = RoadmapPage.render(try plan(), .french).text
        #expect(markup.contains("du meilleur plan possible") || markup.contains("c’est prouvé"))
        #expect(markup.contains("T1\u{00A0}2027") && markup.contains("100\u{202F}000\u{00A0}€"))
        #expect(markup.contains("commune à 2\u{00A0}établissements"))
        #expect(markup.contains("estimation"))
    }

    @Test func `a deadline that cannot be met says what it would take`() throws {
        let soon = Day(year: 2027, month: 3, day: 31)
        let markup = RoadmapPage.render(try plan(deadline: soon), .french).text
        #expect(markup.contains("obligations ne sont pas tenues"))
        #expect(markup.contains("Il faudrait en plus") && markup.contains("Échéance"))
    }

    @Test func `a plan without action says what to do`() throws {
        let snapshot = try RoadmapSample.snapshot()
        var problem = snapshot.problem
        problem.budgets = [0, 0]
        problem.capacity = problem.capacity.map { $0.map { _ in 0 } }
        var model = try plan()
        model = RoadmapPage.Model(
            roadmap: model.roadmap, snapshot: snapshot, scenario: model.scenario,
            reading: PlanReading(problem, GreedyPlanner.plan(problem)), obstacles: [], suppositions: 0, job: nil,
            stop: nil, isComputing: false, manages: true, mayRelease: false, today: model.today)
        let markup = RoadmapPage.render(model, .french)
        RoadmapSample.expectSound(markup)
        #expect(markup.text.contains("Aucune action ne tient dans ces moyens"))
    }

    @Test(arguments: Language.allCases)
    func `each action of a problem is explained`(t: Language) throws {
        for title in [nil, RoadmapSample.hostile] {
            let snapshot = try RoadmapSample.snapshot(title: title)
            let reading = RoadmapSample.reading(snapshot)
            let explanations = Explanation.all(of: reading.plan, in: reading.problem)
            for index in snapshot.actions.indices {
                let markup = ExplanationPage.render(
                    ExplanationPage.Model(
                        roadmap: try RoadmapSample.roadmap(), snapshot: snapshot, reading: reading, index: index,
                        kept: index == 0 ? ["nord": 10, "sud": 30] : nil, explanation: explanations[index],
                        manages: true), t)
                RoadmapSample.expectSound(markup)
                let isIn = reading.lines.contains { $0.action == index }
                #expect(markup.text.contains(t("Dans le plan", "In the plan")) == isIn)
            }
        }
    }

    @Test func `an action that is too dear says which money it lacks`() throws {
        let snapshot = try RoadmapSample.snapshot()
        let reading = RoadmapSample.reading(snapshot)
        let index = try #require(snapshot.position(of: "ACT-03.1"))
        let words = StandingWords(snapshot: snapshot, reading: reading, t: .french)
        let sentence = words.sentence(Explanation.all(of: reading.plan, in: reading.problem)[index])
        #expect(sentence.contains("il manque") && sentence.contains("€ en 202"))
    }

    @Test(arguments: Language.allCases)
    func `suppositions are compared with the base`(t: Language) throws {
        let snapshot = try RoadmapSample.snapshot(title: RoadmapSample.hostile)
        let whatIf = WhatIf(forbidden: ["ACT-01"])
        let scenario = RoadmapSample.scenario(snapshot, whatIf, RoadmapSample.hostile)
        let (base, reading) = (RoadmapSample.reading(snapshot), RoadmapSample.reading(snapshot, whatIf))
        let roadmap = try RoadmapSample.roadmap()
        let page = ScenarioPage.render(
            ScenarioPage.Model(
                roadmap: roadmap, snapshot: snapshot, base: base, scenario: scenario, reading: reading, obstacles: [],
                job: nil, manages: true), t)
        RoadmapSample.expectSound(page)
        #expect(page.text.contains(t("Sort", "Leaves")))
        let list = ScenarioListPage.render(
            ScenarioListPage.Model(
                roadmap: roadmap, snapshot: snapshot, base: base, basePlan: scenario.plan,
                others: [(scenario, reading)], manages: true, draft: ScenarioDraft()), t)
        RoadmapSample.expectSound(list)
    }

    @Test(arguments: [
        (WhatIf(budgetFactor: 0.8), "Budget −20\u{00A0}%"),
        (WhatIf(budgetFactor: 1.2), "Budget +20\u{00A0}%"),
        (WhatIf(extraDays: [.infrastructure: 60]), "60\u{00A0}jours de plus par trimestre (infrastructure et réseau)"),
        (WhatIf(forced: ["A"], forbidden: ["B"]), "Avec «\u{00A0}a\u{00A0}», sans «\u{00A0}b\u{00A0}»"),
        (WhatIf.none, "Rien de changé"),
    ])
    func `a supposition has a title`(whatIf: WhatIf, title: String) {
        #expect(PlanWords.title(whatIf, titles: { $0.lowercased() }, .french) == title)
    }

    @Test func `a title of a supposition never exceeds what the database takes`() {
        let title = PlanWords.title(
            WhatIf(forced: ["A"]), titles: { _ in String(repeating: "👩‍👩‍👧‍👦", count: 200) }, .french)
        #expect(title.unicodeScalars.count <= 150)
    }

    @Test(arguments: [
        (99.2, 100.0, Plan.Origin.optimised, "au moins 99,2\u{00A0}% du meilleur plan possible"),
        (99.29, 100, .optimised, "au moins 99,2\u{00A0}%"),
        (99.96, 100, .optimised, "99,9\u{00A0}%"),
        (100, 100, .optimised, "c’est prouvé"),
        (50, 100, .greedy, "premier plan est rapide"),
        (0, 0, .greedy, "rien à combler"),
    ])
    func `the distance to the bound is told and never flattered`(
        value: Double, bound: Double, origin: Plan.Origin, words: String
    ) {
        var plan = StoredPlan(Plan(starts: [], value: value, bound: bound, origin: origin), of: Self.nothing)
        plan.value = value
        #expect(PlanWords.distance(plan, .french).contains(words))
    }

    private static let nothing = PlanningProblem(
        periods: 4, budgets: [], skills: [], capacity: [], sites: [], gaps: [], actions: [])

    @Test(arguments: Language.allCases)
    func `the list, the form and the library are sound`(t: Language) throws {
        let place = organisation(RoadmapSample.hostile)
        let roadmap = try RoadmapSample.roadmap(RoadmapSample.hostile, adopted: true)
        for rows in [[], [RoadmapStore.Listed(roadmap: roadmap, tasks: 4, done: 1)]] {
            RoadmapSample.expectSound(
                RoadmapListPage.render(
                    .init(organisation: place, rows: rows, total: rows.count, page: 1, manages: true), t))
        }
        var errors = Site.FormErrors()
        errors.add("Non.", to: OpeningDraft.Name.title)
        for isNext in [true, false] {
            RoadmapSample.expectSound(
                OpeningPage.render(
                    .init(
                        organisation: place, candidates: [place, organisation()],
                        frameworks: [("care-d2@1.0", RoadmapSample.hostile)], actions: [("ACT-01", "Un")],
                        today: RoadmapSample.today, draft: OpeningDraft(), errors: errors, isNext: isNext), t))
        }
        let action = RoadmapSample.action(
            "ACT-01", after: ["ACT-02"], sharing: .init(costFactor: 1, effortFactor: 2), closes: ["C1": 0.5],
            title: RoadmapSample.hostile)
        let origin = ActionCatalogue.Origin(
            organisation: place.id, organisationName: place.name, isOwn: true, updatedBy: "Claire",
            updatedAt: RoadmapSample.now)
        let item = ActionCatalogue.Item(action: action, former: nil, origin: origin)
        for items in [[], [item]] {
            RoadmapSample.expectSound(
                ActionListPage.render(
                    .init(
                        organisation: place, items: items, total: items.count, page: 1,
                        filter: .init(text: "sauve"), frameworks: [("essai", "Essai")], manages: true), t))
        }
        for item in [nil, item] {
            let markup = ActionPage.render(
                .init(
                    organisation: place, item: item, draft: item.map { ActionDraft($0.action) } ?? ActionDraft(),
                    errors: errors, manages: true), t)
            RoadmapSample.expectSound(markup)
            #expect(item == nil || markup.text.contains(t("estimation", "estimate")))
        }
    }

    @Test func `the library is searched by words, pillar, framework and code`() {
        let action = RoadmapSample.action("SAV-01", closes: ["D2.1": 1], title: "Sauvegardes hors ligne")
        func admits(_ filter: ActionListPage.Filter) -> Bool { filter.admits(action) }
        #expect(admits(.init()) && admits(.init(text: "SAUVEGARDES ligne")) && !admits(.init(text: "annuaire")))
        #expect(admits(.init(pillar: .operations)) && !admits(.init(pillar: .awareness)))
        #expect(admits(.init(framework: "essai")) && !admits(.init(framework: "autre")))
        #expect(admits(.init(code: "d2")) && !admits(.init(framework: "essai", code: "D3")))
    }

    @Test func `a spreadsheet never starts a formula`() throws {
        let snapshot = try RoadmapSample.snapshot(title: "=1+1")
        let text = String(
            decoding: RoadmapExport.csv(snapshot, RoadmapSample.reading(snapshot), .french), as: UTF8.self)
        #expect(text.contains("identifiant;action") && !text.contains(";=1+1") && text.contains("2027-01-01"))
        let book = RoadmapExport.workbook(
            try RoadmapSample.roadmap(), snapshot, RoadmapSample.reading(snapshot), at: RoadmapSample.now, .french)
        #expect(book.sheets.count == 3 && book.sheets[0].rows.count == RoadmapSample.reading(snapshot).lines.count)
        #expect(try !XLSXWriter.bytes(of: book).isEmpty)
    }
}
