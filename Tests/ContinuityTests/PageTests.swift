// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Journal
import Markup
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site
import TestSupport
import Testing

@testable import Continuity
@testable import Organisations

struct PageTests {
    /// Pages of a hospital whose people wrote what they should not have.
    private func pages(_ t: Language, mayManage: Bool, in database: any Database) async throws -> [(String, HTML)] {
        let world = try await World.make(in: database)
        let node = try await world.node(world.care, in: database)
        try await database.changing { change in
            var hostileAnalysis = analysis(of: node.id)
            hostileAnalysis.asked = hostile
            hostileAnalysis.note = hostile
            hostileAnalysis.courses[.care]?.note = hostile
            hostileAnalysis.peaks = Analysis.Peaks(months: [1, 12], weekdays: [1], text: hostile)
            try AnalysisStore.save(hostileAnalysis, objectives, of: node, in: change)
            var mode = DegradedModeDraft(unit: hostile, work: hostile, paper: hostile, endurance: 6)
            mode.endsBecause = hostile
            _ = try ModeStore.add(mode, to: node, today: today, in: change)
            var draft = planDraft()
            draft.title = hostile
            draft.sections["scope"] = hostile
            let id = try PlanStore.add(draft, at: world.north, today: today, in: change)
            if let plan = try PlanStore.plan(id, in: change.session) {
                _ = try TestStore.add(
                    PlanTestDraft(plannedOn: today.adding(days: -2), scenario: hostile), of: plan, at: world.north.id,
                    today: today, in: change)
            }
            let service = try ServiceMapStore.node(world.service, in: change.session)
            if let service {
                try ServiceMapStore.decide(Objectives(recoveryTime: 48, recoveryPoint: 4), of: service, in: change)
            }
        }
        return try await database.read { session in
            let place = world.north
            let facts = try ContinuityFacts.read(of: place, on: today, in: session)
            let scopes = try ScopeReading.read(of: place, on: today, in: session)
            guard let plan = facts.plans.first, let test = facts.tests.first, let mode = facts.modes.first,
                let version = try PlanStore.version(1, of: plan.id, in: session)
            else { return [] }
            let stored = facts.analyses[node.id]
            let current = facts.map[node.id] ?? node
            var sheetDraft = ReflexSheetDraft(title: hostile, steps: hostile)
            sheetDraft.avoid = hostile
            let reflex = ReflexSheet(
                id: makeID(9), keeper: Keeper(place), model: nil, version: 2, changed: hostile, author: hostile,
                updatedOn: today, isRemoved: false, draft: sheetDraft)
            let analysisModel = AnalysisPage.Model(
                place: place, node: current, analysis: stored, typed: AnalysisForm.Typed(stored, current.objectives),
                mayManage: mayManage, today: today)
            let planModel = PlanPage.Model(
                place: place, plan: plan, version: version, versions: [version], nodes: [(node.id, hostile)],
                tests: [test], mayManage: mayManage, offersFile: true, today: today)
            let lines = facts.activities.map { AnalysesPage.Line(node: $0, analysis: facts.analyses[$0.id], href: nil) }
            return [
                (
                    "overview",
                    OverviewPage.render(
                        .init(facts: facts, scopes: scopes, mayManage: mayManage, opens: { _ in true }), t)
                ),
                (
                    "analyses",
                    AnalysesPage.render(
                        AnalysesPage.model(
                            lines, at: place, layer: .activity, text: "", state: nil, page: 1, today: today,
                            mayManage: mayManage), t)
                ),
                ("analysis", AnalysisPage.render(analysisModel, t)),
                (
                    "objectives",
                    ObjectivesPage.render(
                        ObjectivesHandlers.model(
                            facts.map, at: place, layer: nil, text: "", isUndecidedOnly: false, page: 3,
                            mayManage: mayManage), t)
                ),
                (
                    "modes",
                    ModesPage.render(
                        ModesPage.model(
                            facts.map, facts.modes, at: place, filter: nil, text: "", page: 9, mayManage: mayManage), t)
                ),
                ("mode", ModePage.render(.init(place: place, mode: mode, mayManage: mayManage), t)),
                (
                    "mode form",
                    ModeForm.render(
                        .init(place: place, mode: mode, typed: .init(mode), activities: facts.activities, today: today),
                        t)
                ),
                (
                    "sheets",
                    SheetsPage.render(
                        .init(place: place, sheets: [reflex], text: "", page: 1, mayManage: mayManage, today: today), t)
                ),
                (
                    "sheet",
                    SheetPage.render(
                        .init(
                            place: place, sheet: reflex, versions: [(2, hostile, hostile, today), (1, "", "a", today)],
                            mayManage: mayManage), t)
                ),
                ("sheet form", SheetForm.render(.init(place: place, sheet: reflex, typed: sheetDraft), t)),
                ("library", LibraryPage.render(at: place.id, t)), ("references", ReferencesPage.render(t)),
                (
                    "plans",
                    PlansPage.render(
                        .init(
                            place: place, plans: [plan], tests: [test], text: "", kind: nil, page: 1, today: today,
                            mayManage: mayManage, opens: { _ in true }), t)
                ),
                ("plan", PlanPage.render(planModel, t)),
                (
                    "plan form",
                    PlanForm.render(
                        .init(
                            place: place, plan: plan, typed: .init(plan, version, nodes: [node.id]),
                            nodes: facts.map.nodes, attachments: []), t)
                ),
                (
                    "plan kinds",
                    PlanForm.render(.init(place: place, plan: nil, typed: .init(), nodes: [], attachments: []), t)
                ),
                (
                    "calendar",
                    CalendarPage.render(
                        .init(
                            place: place, tests: [test], unplanned: [plan], page: 1, today: today, mayManage: mayManage,
                            opens: { _ in true }), t)
                ),
                (
                    "test",
                    TestForm.render(
                        .init(
                            place: place, plan: plan, test: test, typed: .init(test), places: [Keeper(place)],
                            today: today, mayManage: mayManage), t)
                ),
                (
                    "scopes",
                    ScopesPage.render(
                        .init(
                            place: place, reading: scopes,
                            waivers: [
                                .init(
                                    organisation: place.id, scope: .careService, reason: hostile, decidedOn: today)
                            ], mayManage: mayManage, opens: { _ in true }), t)
                ),
                ("report", "<h1>x</h1>" + PlanReport.render(planModel, t)),
            ]
        }
    }

    @Test(arguments: Language.allCases, [true, false])
    func `pages stand whatever people wrote`(_ t: Language, _ mayManage: Bool) async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let pages = try await pages(t, mayManage: mayManage, in: database)
            #expect(pages.count == 20)
            for (name, page) in pages { checkPage(page, "\(name)") }
            if !mayManage {
                // Who only reads sees no form that changes anything.
                for (name, page) in pages where !name.hasSuffix("form") && name != "plan kinds" {
                    #expect(!page.text.contains("method=\"post\""), "\(name)")
                }
            }
        }
    }

    @Test func `a contradiction names both, with both durations, and says what to do`() async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let pages = try await pages(.french, mayManage: true, in: database)
            let overview = try #require(pages.first { $0.0 == "overview" }?.1.text)
            #expect(overview.contains("«\u{00A0}Dossier\u{00A0}» doit revenir en 48\u{00A0}h"))
            #expect(overview.contains("«\u{00A0}Urgences\u{00A0}», qui en a besoin, ne tolère que 24\u{00A0}h"))
            // Told once, though it breaks two rules.
            #expect(overview.matches(of: /doit revenir en 48/).count == 1)
            let durations = try #require(pages.first { $0.0 == "objectives" }?.1.text)
            #expect(durations.contains("<strong>12\u{00A0}h</strong><br><small>à cause de Urgences"))
            #expect(durations.contains("Trop tard"))
        }
    }

    @Test func `says what to do first when there is nothing`() {
        let organisation = Organisation(
            id: makeID(1), parent: nil, kind: .legalEntity, code: nil, name: "CH", finess: nil, category: nil,
            town: nil,
            department: nil, groupRole: nil, isClosed: false, closedOn: nil,
            lineage: Lineage(stored: makeID(1, Organisation.self).text + "/"))
        let map = PlacedMap(nodes: [], dependencies: [])
        let facts = ContinuityFacts(
            organisation: organisation, day: today, map: map, analyses: [:], modes: [], plans: [], tests: [])
        let pages = [
            OverviewPage.render(
                .init(
                    facts: facts, scopes: ScopeReading(organisation: organisation, members: []), mayManage: true,
                    opens: { _ in true }), .french),
            ModesPage.render(
                ModesPage.model(map, [], at: organisation, filter: nil, text: "", page: 1, mayManage: true), .french),
            PlansPage.render(
                .init(
                    place: organisation, plans: [], tests: [], text: "", kind: nil, page: 1, today: today,
                    mayManage: true, opens: { _ in true }), .french),
            SheetsPage.render(
                .init(place: organisation, sheets: [], text: "", page: 1, mayManage: true, today: today), .french),
            ObjectivesPage.render(
                ObjectivesHandlers.model(
                    map, at: organisation, layer: nil, text: "", isUndecidedOnly: false, page: 1, mayManage: true),
                .french),
        ]
        for page in pages {
            checkPage(page)
            #expect(page.text.contains("class=\"empty\""))
        }
        for indicator in ContinuityIndicators.all(facts) {
            #expect(indicator.value == nil)
            #expect(indicator.sentence.french.hasSuffix("."))
        }
    }
}
