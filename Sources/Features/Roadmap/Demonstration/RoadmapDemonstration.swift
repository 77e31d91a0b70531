// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Identity
import Journal
import Organisations
import Persistence
import Planning
import Primitives
import Site

/// The roadmap of the fictional group, adopted two quarters ago: some actions done, some under way, one late.
enum RoadmapDemonstration {
    static func add(_ demonstration: Demonstration, in house: House) async throws {
        let group = try demonstration.organisation(.group)
        let keys: [Demonstration.Key] = [.support, .hill, .valley, .harbour, .limes, .roses, .quay]
        let members = try keys.map { try demonstration.organisation($0) }
        var frameworks: [RoadmapSettings.FrameworkChoice] = []
        for (identifier, weight) in [("care-d2", 2.0), ("diagnostic-depart", 1.0)] {
            guard let framework = try await house.library.newest(identifier) else {
                throw RoadmapError.unknownFramework
            }
            frameworks.append(.init(identity: framework.identity.description, weight: weight))
        }
        let today = demonstration.today
        let first = Quarter(today).adding(-2)
        let quarters = 8
        let settings = RoadmapSettings(
            first: first, quarters: quarters, frameworks: frameworks,
            budgets: Array(repeating: 400_000, count: RoadmapSettings.years(first: first, quarters: quarters)),
            capacity: [.governance: 60, .infrastructure: 150, .applications: 60, .care: 50, .training: 30],
            members: members.map(\.id.text), excluded: [])
        let snapshot = try await RoadmapInput.snapshot(settings, for: group, members: members, in: house)
        let plan = GreedyPlanner.plan(snapshot.problem)
        let title = "Feuille de route \(first.year)–\(first.adding(quarters - 1).year)"
        let author = actor(demonstration, .rssi)
        let opened = first.firstDay.adding(days: -10)
        let (id, scenario) = try await house.database.change(by: author, at: morning(opened)) { change in
            try RoadmapStore.open(title, settings, snapshot, plan: plan, for: group, in: change)
        }
        let reading = PlanReading(snapshot.problem, plan)
        try await house.database.change(by: author, at: morning(opened.adding(days: 5))) { change in
            guard let roadmap = try RoadmapStore.roadmap(id, in: change.session) else {
                throw RoadmapError.unknownRoadmap
            }
            try AdoptionStore.adopt(
                scenario, of: roadmap, AdoptionHandler.drafts(reading, snapshot, [:], .french), in: change)
        }
        try await suppose(id, snapshot, author, at: morning(opened.adding(days: 4)), in: house)
        try await advance(id, demonstration, in: house)
    }

    /// One supposition beside the plan, so that the comparison has something to show.
    private static func suppose(
        _ id: Roadmap.ID, _ snapshot: RoadmapSnapshot, _ author: Actor, at moment: Instant, in house: House
    ) async throws {
        let whatIf = WhatIf(budgetFactor: 0.8)
        let problem = whatIf.applied(to: snapshot.problem)
        let plan = StoredPlan(GreedyPlanner.plan(problem), of: problem)
        let title = PlanWords.title(whatIf, titles: { $0 }, .french)
        try await house.database.change(by: author, at: moment) { change in
            _ = try ScenarioStore.add(.whatIf, title, whatIf, plan, to: id, in: change)
            guard let roadmap = try RoadmapStore.roadmap(id, in: change.session) else {
                throw RoadmapError.unknownRoadmap
            }
            try RoadmapStore.record("roadmap.supposed", roadmap, detail: title, in: change)
        }
    }

    /// What began is told as it went: done in time, done late, under way, and one that drags on.
    private static func advance(_ id: Roadmap.ID, _ demonstration: Demonstration, in house: House) async throws {
        let today = demonstration.today
        let tasks = try await house.database.read { session in try TaskStore.tasks(of: id, in: session) }
        let people = [demonstration.person(.rssi)?.account, demonstration.person(.contributor)?.account]
        let over = tasks.filter { $0.plannedUntil < today }
        let begun = tasks.filter { $0.plannedFrom < today.adding(days: -20) && $0.plannedUntil >= today }
        for (index, task) in (over + begun).enumerated() {
            let owner = people[index % people.count]
            try await house.database.change(by: actor(demonstration, .rssi), at: morning(task.plannedFrom)) { change in
                try TaskChanges.entrust(task, to: owner, today: today, in: change)
            }
            // The last of those that should be over is not.
            if index == over.count - 1 {
                try await tell(
                    task, .underWay, 45, spent: 0.7, on: today.adding(days: -12), nil,
                    "Le prestataire est en retard\u{00A0}; une nouvelle date lui est demandée.", demonstration, house)
            } else if task.plannedUntil < today {
                let end = task.plannedUntil.adding(days: index % 3 == 2 ? 9 : -6)
                try await tell(
                    task, .done, 100, spent: 0.95, on: min(end, today), min(end, today),
                    "Terminée et vérifiée.", demonstration, house)
            } else {
                try await tell(
                    task, .underWay, 30 + 10 * (index % 4), spent: 0.3, on: today.adding(days: -5), nil,
                    "Le travail avance comme prévu.", demonstration, house)
            }
        }
    }

    private static func tell(
        _ task: RoadmapTask, _ status: RoadmapTask.Status, _ progress: Int, spent: Double, on day: Day, _ end: Day?,
        _ note: String, _ demonstration: Demonstration, _ house: House
    ) async throws {
        let today = demonstration.today
        let start = min(task.plannedFrom.adding(days: 7), day)
        let update = TaskUpdate(
            status: status, progress: progress, startedOn: start, endedOn: end,
            spent: (task.planned * spent / 100).rounded() * 100, note: note, basedOn: 0)
        try await house.database.change(by: actor(demonstration, .rssi), at: morning(day)) { change in
            try TaskChanges.save(update, to: task, today: today, in: change)
        }
    }

    private static func actor(_ demonstration: Demonstration, _ position: Demonstration.Position) -> Actor {
        guard let person = demonstration.person(position) else { return .system }
        return Actor(account: person.account.text, name: person.name)
    }

    /// Nine in the morning UTC: a working hour in every season.
    private static func morning(_ day: Day) -> Instant { day.startUTC.adding(seconds: 9 * 3600) }
}
