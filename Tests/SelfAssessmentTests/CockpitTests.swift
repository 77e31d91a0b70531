// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import SelfAssessment

struct CockpitTests {
    typealias World = AssessmentSample.World
    let group = AssessmentSample.organisation(1, AssessmentSample.hostile, kind: .ght)

    private func model(
        _ tallies: [Tally], dueIn days: Int? = 12, closedAt: Instant? = nil, misses: [CampaignComparison.Miss] = []
    ) throws -> CampaignModel {
        let framework = try AssessmentSample.framework()
        let members = tallies.enumerated().map { number, tally in
            CampaignMember(
                assessment: AssessmentSample.assessment(number, of: group, framework, tally: tally), chapters: [])
        }
        let campaign = Campaign(
            id: AssessmentSample.id(5), organisation: group.id, organisationName: group.name, lineage: group.lineage,
            framework: framework.identity, title: AssessmentSample.hostile,
            dueOn: days.map { AssessmentSample.today.adding(days: $0) }, openedAt: AssessmentSample.now,
            closedAt: closedAt, memberCount: members.count)
        let history = [0.3, 0.5].map { mean in
            CampaignComparison.Moment(
                title: "Avant", day: AssessmentSample.today, median: Medians.Pair(mean: mean, index: nil))
        }
        return CampaignModel(
            comparison: CampaignComparison(
                campaign: campaign, vision: .group, members: members, medians: CampaignReader.medians(of: members),
                misses: misses, history: history),
            today: AssessmentSample.today)
    }

    private func tally(_ mean: Double?, _ answered: Int) -> Tally {
        Tally(mean: mean, index: mean.map { $0 * 5 }, answered: answered, applicable: 4)
    }

    @Test(arguments: Language.allCases)
    func `a running campaign says its median, who has finished, the time left and what is lacking`(t: Language) throws {
        let requirement = try #require(try AssessmentSample.framework().requirement("C1.1"))
        let miss = CampaignComparison.Miss(requirement: requirement, missing: 3, answered: 3)
        let part = GroupCockpit.render(
            try model([tally(0.5, 4), tally(0.25, 1), tally(nil, 0)], misses: [miss]), t)
        #expect(part.figures.count == 4)
        #expect(part.figures[0].note.contains(t.number(20)))
        #expect(part.figures[1].value == t("1 sur 3", "1 of 3"))
        #expect(part.figures[1].tone == .warn)
        #expect(part.figures[2].value == t.count(12, ("jour", "jours"), ("day", "days")))
        #expect(part.figures[3].value == "1")
        // Those who have not begun come first, then what most of them lack.
        #expect(part.todo.count == 3)
        #expect(part.todo[0].state?.state == .missing)
        #expect(part.todo[2].code == "C1.1")
        AssessmentSample.expectSound(
            figures(t, part.figures) + todoList(t, part.todo) + part.panels.html { $0 } + part.wide.html { $0 })
    }

    @Test(arguments: [(-3, Tone.bad), (3, .warn), (60, .neutral)])
    func `the time left takes the tone of its urgency`(_ days: Int, _ tone: Tone) throws {
        let list = GroupFigures(model: try model([tally(0.5, 4)], dueIn: days), t: .french).list
        #expect(list[2].tone == tone)
    }

    @Test func `a closed campaign presses nobody`() throws {
        let model = try model([tally(0.5, 4), tally(0.2, 1)], closedAt: AssessmentSample.now)
        #expect(GroupFigures(model: model, t: .french).list.count == 3)
        #expect(GroupSteps(model: model, t: .french).list.isEmpty)
    }

    @Test(arguments: Language.allCases)
    func `a region without anything shared says how it comes to be`(t: Language) {
        let model = RegionCockpit.Model(place: group.id, reading: .init(), readsEverything: false)
        let part = RegionCockpit.render(model, t)
        #expect(part.figures.isEmpty)
        #expect(part.panels.html { $0 }.text.contains("class=\"empty\""))
    }

    @Test(arguments: TestEngine.available)
    func `a region reads the last shared assessment of each establishment, and no other`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: AssessmentSample.migrations) { database in
            let world = try await World.make(in: database)
            let officer = try await AssessmentSample.person("Marc", in: database)
            for (place, level, isShared) in [
                (world.north, 0, true), (world.north, 2, true), (world.south, 1, false), (world.elsewhere, 2, true),
            ] {
                let assessment = try await world.open(place, in: database)
                try await database.changing { change in
                    _ = try AnswerStore.save(
                        AnswerEdit(status: .answered, level: level, basedOn: 0), to: "C1.1", of: assessment,
                        framework: world.framework, in: change)
                    try AssessmentStore.share(assessment, isShared, in: change)
                }
            }
            let grant = Grant(
                role: .regionalOfficer, organisation: world.group.id, organisationName: world.group.name,
                lineage: world.group.lineage)
            let scope = AssessmentScope(
                Access(account: officer, name: "Marc", grants: [grant], today: AssessmentSample.today))
            let reading = try await database.read { session in
                try RegionReader.read(under: world.group.lineage, for: scope, in: session)
            }
            #expect(reading.establishments == 1)
            #expect(reading.lines.map(\.establishments) == [1])
            #expect(reading.lines.first?.means.count == 1)
            let part = RegionCockpit.render(
                RegionCockpit.Model(place: world.group.id, reading: reading, readsEverything: false), .french)
            #expect(part.figures.map(\.value).first == "1")
            AssessmentSample.expectSound(figures(.french, part.figures) + part.panels.html { $0 })
        }
    }
}
