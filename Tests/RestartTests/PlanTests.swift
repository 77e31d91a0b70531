// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Persistence
import Primitives
import Recovery
import TestSupport
import Testing

@testable import Restart

struct PlanTests {
    @Test(arguments: TestEngine.available)
    func `a plan keeps the model it was computed from, and its variants stand beside it`(engine: TestEngine)
        async throws
    {
        try await withDatabase(engine, migrations: RestartSample.migrations) { database in
            let world = try await RestartSample.World.make(in: database)
            _ = try await world.draw(in: database)
            try await world.prepare(in: database)
            let whole = try await world.plan(in: database)
            let (place, frozen) = (world.place, whole.frozen)
            #expect(whole.plan.isFirst && whole.plan.summary.principal == "Dossier patient")
            #expect(Set(frozen.codes.values) == ["urgences", "dpi", "paie", "ad", "dns", "reseau"])
            // What changes afterwards does not change the plan.
            let team = try #require(
                try await database.read { try ResourceStore.everything(of: place, in: $0) }.teams.first)
            try await database.changing {
                try ResourceChanges.remove(.team, team.id.text, team.team.name, of: place, in: $0)
            }
            let again = try #require(try await database.read { try PlanStore.whole(whole.plan.id, of: place, in: $0) })
            #expect(again.frozen == frozen && again.result == whole.result)

            let whatIf = WhatIf(more: ["applications": 1])
            var supposed = frozen
            supposed.model = whatIf.applied(to: frozen.model)
            let plan = try await Planner.quick(supposed.model, at: place)
            let draft = PlanStore.Draft(
                title: "Variante", whatIf: whatIf, base: whole.plan.id, frozen: supposed, plan: plan, isFirst: true,
                madeOn: RestartSample.today)
            let summary = PlanReading(supposed.model, plan).summary
            for number in 0..<PlanStore.mostVariants {
                try await database.changing { change in
                    var draft = draft
                    draft.title = "Variante \(number)"
                    _ = try PlanStore.keep(draft, summary, of: place, in: change)
                }
            }
            await #expect(throws: RestartError.tooMany(limit: PlanStore.mostVariants)) {
                try await database.changing { _ = try PlanStore.keep(draft, summary, of: place, in: $0) }
            }
            let family = try await database.read { try PlanStore.family(whole.plan.id, of: place, in: $0) }
            #expect(family.first?.plan.id == whole.plan.id && family.count == PlanStore.mostVariants + 1)
            #expect(family.dropFirst().allSatisfy { $0.plan.whatIf == whatIf })
            let variant = try #require(family.last).plan
            try await database.changing { try PlanStore.remove(variant, in: $0) }
            #expect(
                try await database.read { try PlanStore.family(whole.plan.id, of: place, in: $0) }.count
                    == PlanStore.mostVariants)
            #expect(try await database.read { try PlanStore.page(of: place, limit: 5, offset: 0, in: $0) }.total == 1)
            #expect(try await database.read { try PlanStore.latest(of: place, in: $0) }?.id == whole.plan.id)
        }
    }

    @Test
    func `what a variant supposes changes just that in the model`() {
        let model = RestartSample.model()
        #expect(WhatIf.none.applied(to: model) == model && WhatIf.none.isNothing)
        #expect(WhatIf(more: ["applications": 2]).applied(to: model).teams[1].people == 3)
        #expect(WhatIf(helpersSooner: 30).applied(to: model).reinforcements[0].from == 0)
        let faster = WhatIf(secondSite: true, fasterRestore: true).applied(to: model)
        #expect(faster.means[0].units == 4)
        #expect(faster.steps[0].duration.likely == 2 && faster.steps[2].duration == model.steps[2].duration)
        let rebuilt = WhatIf(happened: [0]).applied(to: model)
        #expect(rebuilt.steps[0].duration == Estimate(low: 4, likely: 12, high: 32) && rebuilt.setbacks.isEmpty)
        let friday = WhatIf(fridayNight: true).applied(to: model)
        #expect(friday.startWeekday == 5 && friday.startHour == 22)
        let absent = WhatIf(absentTeam: "metiers", absentHours: 24).applied(to: model).teams[2].periods
        #expect(absent.map(\.rhythm) == [.absent, .day] && absent.map(\.from) == [0, 24])
        // Positions and teams that do not exist change nothing.
        #expect(WhatIf(more: ["lune": 3], happened: [7]).applied(to: model) == model)
    }

    @Test
    func `the reading answers what people ask`() throws {
        let reading = try RestartSample.reading()
        #expect(reading.principal?.node.key == "dpi")
        #expect(reading.awaited.map(\.node.key) == ["dpi", "paie"])
        #expect(reading.late.map(\.node.key) == ["dpi"] && reading.worst?.node.key == "dpi")
        #expect(reading.uncovered.first?.node.key == "urgences")
        #expect(!reading.criticalChain.isEmpty)
        let summary = reading.summary
        #expect(summary.late == 1 && summary.services == 2 && summary.toConfirm == 5)
        #expect(reading.tasks(of: "applications").count == 3)
    }

    @Test
    func `a circle is named with its path and the links to cut it`() async throws {
        let place = try await withDatabase(.sqlite, migrations: RestartSample.migrations) { database in
            try await RestartSample.World.make(in: database).place
        }
        do {
            _ = try await Planner.quick(RestartSample.model(fault: true), at: place)
            Issue.record("the circle was not seen")
        } catch RestartError.notComputable(let fault) {
            let sentence = fault.sentence(.french)
            #expect(sentence.contains("Dossier patient") && sentence.contains("Annuaire"))
            #expect(Set(fault.links.map(\.title)) == ["Dossier patient", "Annuaire"])
            #expect(fault.links.allSatisfy { $0.href.text.contains("/cartographie/elements/") })
            let html = FaultNotice.render(fault, .french).text
            #expect(html.contains("rien n’est perdu"))
        }
    }

    @Test
    func `a team of nobody, an absurd duration and two thousand and one steps are sentences`() async throws {
        let place = try await withDatabase(.sqlite, migrations: RestartSample.migrations) { database in
            try await RestartSample.World.make(in: database).place
        }
        var models: [RecoveryModel] = []
        var model = RestartSample.model()
        model.teams[1].people = 0
        model.reinforcements = []
        models.append(model)
        model = RestartSample.model()
        model.steps[0].duration = Estimate(low: 5, likely: 1, high: 9e9)
        models.append(model)
        model = RestartSample.model()
        let step = model.steps[0]
        model.steps = (0...2000).map { number in
            var copy = step
            copy.key = "s\(number)"
            return copy
        }
        model.setbacks = []
        models.append(model)
        model = RestartSample.model()
        model.steps = []
        model.setbacks = []
        models.append(model)
        for model in models {
            do {
                _ = try await Planner.quick(model, at: place)
                Issue.record("a plan came out of what cannot be planned")
            } catch RestartError.notComputable(let fault) {
                #expect(fault.sentence(.french).count > 20 && fault.sentence(.english).count > 20)
            }
        }
    }

    @Test
    func `two thousand steps are planned`() async throws {
        let place = try await withDatabase(.sqlite, migrations: RestartSample.migrations) { database in
            try await RestartSample.World.make(in: database).place
        }
        var model = RestartSample.model()
        let step = model.steps[0]
        model.steps = (0..<2000).map { number in
            var copy = step
            copy.key = "s\(number)"
            copy.duration = Estimate(low: 0.1, likely: 0.25, high: 1)
            return copy
        }
        model.setbacks = []
        let plan = try await Planner.quick(model, at: place)
        #expect(plan.tasks.count == 2000)
        let reading = PlanReading(model, plan)
        #expect(!GanttChart.teams(reading, .french).isEmpty)
    }

    @Test
    func `the plan on codes is the plan on identifiers`() throws {
        let model = RestartSample.model()
        var codes: [String: String] = [:]
        for node in model.map.nodes { codes[node.key] = "code-\(node.key)" }
        let coded = CodedModel(FrozenModel(model: model, codes: codes))
        let plan = coded.decoded(try RecoveryPlanner(coded.model).quickPlan())
        #expect(Set(plan.tasks.map(\.step)) == Set(model.steps.map(\.key)))
        #expect(Set(plan.returns.map(\.node)) == Set(model.map.nodes.map(\.key)))
        let text = RecoveryPlanFile.write(coded.model)
        let read = try RecoveryPlanFile.read(text)
        #expect(read.steps.count == model.steps.count && read.map.nodes.contains { $0.key == "code-dpi" })
        #expect(try RecoveryPlanner(read).quickPlan().makespan == plan.makespan)
    }
}
