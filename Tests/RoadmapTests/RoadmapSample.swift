// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Frameworks
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Planning
import Primitives
import Testing

@testable import Roadmap

/// Values and databases that the tests of roadmaps start from.
enum RoadmapSample {
    static let now = Instant(millisecondsSinceEpoch: 1_795_262_520_000)
    static let today = now.dayUTC
    static let hostile = #"<script>alert("x")</script> & 'co' </td>"#

    static let migrations =
        JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + FrameworkMigrations.all
        + EvidenceMigrations.all + RoadmapMigrations.all

    static func id<Subject>(_ number: Int, of _: Subject.Type = Subject.self) -> Identifier<Subject> {
        Identifier.make(at: now, entropy: Entropy { count in Array(repeating: UInt8(number & 0xFF), count: count) })
    }

    static func first() throws -> Quarter { try #require(Quarter(year: 2027, number: 1)) }

    static func settings(
        quarters: Int = 8, budgets: [Double] = [100_000, 100_000], days: Double = 40, excluded: [String] = []
    ) throws -> RoadmapSettings {
        RoadmapSettings(
            first: try first(), quarters: quarters, frameworks: [.init(identity: "essai@1", weight: 1)],
            budgets: budgets, capacity: Dictionary(uniqueKeysWithValues: Skill.allCases.map { ($0, days) }),
            members: ["nord", "sud"], excluded: excluded)
    }

    static func action(
        _ id: String, cost: Double = 10_000, days: Double = 5, duration: Int = 1, after: [String] = [],
        sharing: CandidateAction.Sharing? = nil, closes: [String: Double] = [:], title: String? = nil
    ) -> CandidateAction {
        CandidateAction(
            id: id, title: title ?? "Action \(id)", description: "Ce que l’on fait.", pillar: .operations,
            cost: .init(low: cost * 0.5, high: cost * 1.5), recurring: .init(low: 0, high: 800),
            effort: [.infrastructure: days], duration: duration, after: after, sharing: sharing,
            closes: closes.sorted { $0.key < $1.key }.map { .init(framework: "essai", code: $0.key, share: $0.value) })
    }

    static func member(
        _ id: String, gaps: [String: Double] = [:], met: [String] = [], deadline: Day? = nil, activity: Double? = nil,
        name: String? = nil
    ) -> MemberReading {
        MemberReading(
            member: .init(id: id, name: name ?? "CH \(id)", activity: activity),
            gaps: gaps.sorted { $0.key < $1.key }.map {
                .init(
                    framework: "essai", frameworkTitle: "Référentiel d’essai", code: $0.key,
                    title: "Exigence \($0.key)",
                    share: $0.value, reason: .missing, weight: 2, deadline: deadline)
            },
            met: Set(met.map { MemberReading.key("essai", $0) }))
    }

    /// Two hospitals, one shared action, one of their own, one that is too dear and one that follows another.
    static func snapshot(title: String? = nil, deadline: Day? = nil) throws -> RoadmapSnapshot {
        let actions = [
            action("ACT-01", sharing: .init(costFactor: 1.5, effortFactor: 1.2), closes: ["C1": 1], title: title),
            action("ACT-02", cost: 20_000, duration: 2, closes: ["C2": 0.6], title: title),
            action("ACT-03", cost: 9_000_000, closes: ["C3": 1], title: title),
            action("ACT-04", after: ["ACT-02"], closes: ["C2": 0.4], title: title),
        ]
        let gaps = ["C1": 1.0, "C2": 1, "C3": 1]
        return ProblemBuilder(
            try settings(),
            members: [
                member("nord", gaps: gaps, deadline: deadline, activity: 0.75, name: title),
                member("sud", gaps: gaps, deadline: deadline, activity: 0.25, name: title),
            ], actions: actions
        ).snapshot(on: today)
    }

    static func reading(_ snapshot: RoadmapSnapshot, _ whatIf: WhatIf = .none) -> PlanReading {
        let problem = whatIf.applied(to: snapshot.problem)
        return PlanReading(problem, GreedyPlanner.plan(problem))
    }

    static func roadmap(_ title: String = "Feuille d’essai", adopted: Bool = false) throws -> Roadmap {
        Roadmap(
            id: id(1), organisation: id(9), organisationName: title, lineage: Lineage(stored: "a/"), version: 1,
            title: title, settings: try settings(), createdAt: now, createdBy: "Claire", adopted: adopted ? id(2) : nil,
            adoptedAt: adopted ? now : nil, closedAt: nil)
    }

    static func scenario(_ snapshot: RoadmapSnapshot, _ whatIf: WhatIf = .none, _ title: String = "Base")
        -> PlanScenario
    {
        let problem = whatIf.applied(to: snapshot.problem)
        return PlanScenario(
            id: id(2), roadmap: id(1), kind: whatIf == .none ? .base : .whatIf, title: title, whatIf: whatIf,
            plan: StoredPlan(GreedyPlanner.plan(problem), of: problem), computedAt: now)
    }

    static func task(
        _ number: Int = 1, _ status: RoadmapTask.Status = .planned, title: String = "Essayer une restauration",
        from: Int = -90, until: Int = -1, ended: Int? = nil, progress: Int = 0, weight: Double = 1,
        owner: Account.ID? = nil
    ) -> RoadmapTask {
        RoadmapTask(
            id: id(number), roadmap: id(1), organisation: id(9), organisationName: "GHT d’essai",
            lineage: Lineage(stored: "a/"), key: "ACT-0\(number)", title: title, plannedFrom: today.adding(days: from),
            plannedUntil: today.adding(days: until), planned: 10_000, weight: weight, owner: owner,
            ownerName: owner.map { _ in "Paul Réda" }, status: status,
            startedOn: status == .planned ? nil : today.adding(days: from),
            endedOn: ended.map { today.adding(days: $0) }, progress: progress, spent: 0, revision: 0)
    }

    /// What every page must satisfy, whatever its content.
    static func expectSound(_ markup: HTML, _ comment: Testing.Comment? = nil) {
        #expect(TagBalance.fault(in: markup.text) == nil, comment)
        #expect(!markup.text.contains("<script"), comment)
        let identifiers = markup.text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(Set(identifiers).count == identifiers.count, comment)
        #expect(markup.text.matches(of: /class="button primary"/).count <= 1, comment)
        var level = 0
        for heading in markup.text.matches(of: /<h([1-6])/) {
            let next = Int(heading.1) ?? 0
            #expect(level == 0 || next <= level + 1, comment)
            level = next
        }
    }
}

extension RoadmapSample {
    /// A group of two hospitals.
    struct World: Sendable {
        let group: Organisation
        let north: Organisation
        let south: Organisation

        static func make(in database: any Database) async throws -> World {
            try await database.changing { change in
                func add(_ name: String, _ kind: Organisation.Kind, under parent: Organisation? = nil) throws
                    -> Organisation
                {
                    try OrganisationStore.create(
                        OrganisationDetails(name: name), kind: kind, under: parent?.id, in: change)
                }
                let group = try add("GHT d’essai", .ght)
                return World(
                    group: group, north: try add("CH du Nord", .legalEntity, under: group),
                    south: try add("CH du Sud", .legalEntity, under: group))
            }
        }

        func snapshot() throws -> RoadmapSnapshot {
            var snapshot = try RoadmapSample.snapshot()
            snapshot.members[0].id = north.id.text
            snapshot.members[1].id = south.id.text
            return snapshot
        }

        /// Opens a roadmap of the group, with its greedy plan.
        func open(in database: any Database) async throws -> (roadmap: Roadmap, scenario: PlanScenario) {
            let (snapshot, group) = (try snapshot(), group)
            let settings = try RoadmapSample.settings()
            return try await database.changing { change in
                let (id, scenario) = try RoadmapStore.open(
                    "Essai", settings, snapshot, plan: GreedyPlanner.plan(snapshot.problem), for: group, in: change)
                return (
                    try #require(try RoadmapStore.roadmap(id, in: change.session)),
                    try #require(try ScenarioStore.scenario(scenario, of: id, in: change.session))
                )
            }
        }

        func adopt(_ roadmap: Roadmap, _ scenario: PlanScenario, in database: any Database) async throws {
            let snapshot = try snapshot()
            let reading = PlanReading(snapshot.problem, scenario.plan.plan(of: snapshot.problem))
            try await database.changing { change in
                try AdoptionStore.adopt(
                    scenario.id, of: roadmap, AdoptionHandler.drafts(reading, snapshot, [:], .french), in: change)
            }
        }
    }

    static func person(
        _ name: String, _ role: Role, on organisation: Organisation, in database: any Database
    ) async throws -> Account.ID {
        try await database.changing { change in
            let id = try AccountStore.create(
                email: try EmailAddress("\(folded(name).replacing(" ", with: "."))@exemple.fr"), name: name,
                language: .french, in: change)
            try AccountStore.give(role, on: organisation.id, to: id, by: .serverOperator, in: change)
            return id
        }
    }
}

extension Database {
    func changing<Value: Sendable>(
        by author: String = "essai", at now: Instant = RoadmapSample.now,
        _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: author), at: now, body)
    }
}
