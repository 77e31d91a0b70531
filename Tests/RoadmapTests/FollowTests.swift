// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import Roadmap

struct FollowTests {
    private let today = RoadmapSample.today

    private func model(_ task: RoadmapTask, updates: Bool = true) throws -> TaskPage.Model {
        TaskPage.Model(
            task: task, roadmap: try RoadmapSample.roadmap(adopted: true),
            members: [
                .init(id: RoadmapSample.id(3), name: RoadmapSample.hostile, share: 0.4),
                .init(id: RoadmapSample.id(4), name: "CH du Sud", share: 0.6),
            ],
            notes: [
                .init(
                    at: RoadmapSample.now, author: RoadmapSample.hostile, status: .underWay, progress: 20,
                    text: RoadmapSample.hostile)
            ],
            proofs: [.init(id: RoadmapSample.id(5), title: RoadmapSample.hostile, obtainedOn: today)],
            people: [.init(id: RoadmapSample.id(6), name: "Paul Réda")],
            candidates: [.init(id: RoadmapSample.id(7), title: "Autre", obtainedOn: today)], manages: updates,
            updates: updates, readsRoadmap: true, today: today, zone: .paris, draft: TaskDraft(task))
    }

    @Test(arguments: Language.allCases)
    func `a followed action is sound in every state`(t: Language) throws {
        for (number, status) in RoadmapTask.Status.allCases.enumerated() {
            for updates in [true, false] {
                let task = RoadmapSample.task(
                    number + 1, status, title: RoadmapSample.hostile, ended: status == .done ? 0 : nil, progress: 40)
                let markup = TaskPage.render(try model(task, updates: updates), t)
                RoadmapSample.expectSound(markup)
                #expect(markup.text.contains("<form") == updates)
            }
        }
    }

    @Test(arguments: [
        (RoadmapSample.task(1, .planned, from: -10, until: 60), false),
        (RoadmapSample.task(1, .planned, from: -40, until: 60), true),
        (RoadmapSample.task(1, .underWay, from: -40, until: 0), false),
        (RoadmapSample.task(1, .underWay, from: -40, until: -1), true),
        (RoadmapSample.task(1, .done, from: -40, until: -9, ended: -1), false),
        (RoadmapSample.task(1, .abandoned, from: -40, until: -9), false),
    ])
    func `late is what should have begun or ended`(task: RoadmapTask, isLate: Bool) {
        #expect(task.isLate(on: RoadmapSample.today) == isLate)
        let badge = TaskWords.badge(task, today: RoadmapSample.today, .french)
        #expect((badge.word == "En retard") == isLate)
    }

    @Test(arguments: Language.allCases)
    func `the follow-up shows the drift and what is achieved`(t: Language) throws {
        let tasks = [
            RoadmapSample.task(
                1, .done, title: RoadmapSample.hostile, from: -80, until: -20, ended: -30, progress: 100, weight: 3),
            RoadmapSample.task(2, .underWay, from: -80, until: -5, progress: 45, weight: 1),
            RoadmapSample.task(3, .planned, from: 20, until: 90, weight: 4),
        ]
        let markup = FollowPage.render(
            .init(roadmap: try RoadmapSample.roadmap(adopted: true), tasks: tasks, today: today, manages: true), t)
        RoadmapSample.expectSound(markup)
        #expect(markup.text.contains("<svg") && markup.text.contains("<table"))
        let empty = FollowPage.render(
            .init(roadmap: try RoadmapSample.roadmap(), tasks: [], today: today, manages: true), t)
        RoadmapSample.expectSound(empty)
        RoadmapSample.expectSound(MinePage.render(.init(tasks: tasks, total: 3, page: 1, today: today), t))
        RoadmapSample.expectSound(MinePage.render(.init(tasks: [], total: 0, page: 1, today: today), t))
    }

    @Test func `the burn-up counts what was to be closed and what is`() throws {
        let first = Quarter(today)
        let tasks = [
            RoadmapSample.task(1, .done, from: -40, until: -20, ended: -10, weight: 3),
            RoadmapSample.task(2, .planned, from: -40, until: -5, weight: 1),
        ]
        let burnUp = BurnUp(tasks, first: first, quarters: 4, today: today)
        let current = try #require(burnUp.current)
        #expect(current.day == today && current.planned == 1 && current.achieved == 0.75)
        #expect(burnUp.points.first?.achieved == 0 && burnUp.points.last?.achieved == nil)
        #expect(BurnUpChart.sentence(burnUp, .french).hasPrefix("75\u{00A0}%"))
        #expect(BurnUp([], first: first, quarters: 4, today: today).points.isEmpty)
        #expect(BurnUpChart.html(BurnUp([], first: first, quarters: 0, today: today), .french).isEmpty)
    }

    @Test func `indicators say nothing of nothing, and the share on time`() {
        let none = RoadmapIndicators.indicators([], of: RoadmapSample.id(9), today: today)
        #expect(none.allSatisfy { $0.value == nil })
        let tasks = [
            RoadmapSample.task(1, .done, ended: -10, weight: 3), RoadmapSample.task(2, .underWay, until: -5, weight: 1),
        ]
        let values = RoadmapIndicators.indicators(tasks, of: RoadmapSample.id(9), today: today).map(\.value)
        // The first ended after its planned end? It was planned until yesterday and ended ten days ago: in time.
        #expect(values == [0.5, 0.75])
    }

    @Test func `the first page shows what is late first`() {
        let tasks = [
            RoadmapSample.task(1, .planned, title: "Bientôt", from: 10, until: 60),
            RoadmapSample.task(2, .underWay, title: "En retard", until: -5),
            RoadmapSample.task(3, .planned, title: "Plus tard", from: 300, until: 400),
        ]
        let part = RoadmapCockpit.part(tasks, of: RoadmapSample.id(9), today: today, .french)
        #expect(part.todo.map(\.title) == ["Finir «\u{00A0}En retard\u{00A0}»", "Commencer «\u{00A0}Bientôt\u{00A0}»"])
        #expect(part.figures.first?.value == "0 sur 3")
        #expect(RoadmapCockpit.part([], of: RoadmapSample.id(9), today: today, .french).figures.isEmpty)
    }
}
