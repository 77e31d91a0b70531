// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling
import Testing

@testable import Recovery

@Suite("Plan")
struct PlanTests {
    @Test func `Phases of a node follow each other; steps of one go side by side`() throws {
        let plan = try RecoveryPlanner(
            model(
                [component("ad")],
                steps: [
                    step("verifier", "ad", .check), step("copier", "ad", .restore, people: ["team": 1]),
                    step("monter", "ad", .restore, hours: 2, people: ["team": 1]),
                    step("isoler", "ad", .contain, hours: 1),
                ])
        ).quickPlan()
        #expect(plan.task("isoler")?.start == 0)
        #expect(plan.task("copier")?.start == 1)
        #expect(plan.task("monter")?.start == 1)
        #expect(plan.task("verifier")?.start == 5)
        #expect(plan.back("ad")?.planned == 9)
        #expect(plan.makespan == 9)
        #expect(plan.order.first == "isoler")
    }

    @Test func `A node is rebuilt when what it needs is back, and contained at once`() throws {
        let plan = try RecoveryPlanner(
            model(
                [service("dpi"), component("bdd"), component("baie")],
                [Dependency(from: "dpi", to: "bdd", lag: 1.5), Dependency(from: "bdd", to: "baie")],
                steps: [
                    step("couper", "dpi", .contain, hours: 1), step("refaire", "dpi"), step("base", "bdd", hours: 3),
                    step("rouvrir", "bdd", .reopen, hours: 1), step("disque", "baie", hours: 2),
                ])
        ).quickPlan()
        #expect(plan.task("couper")?.start == 0)
        #expect(plan.task("base")?.start == 2)
        #expect(plan.back("bdd")?.planned == 6)
        #expect(plan.task("refaire")?.start == 7.5)
        #expect(plan.back("dpi")?.heldBy == "rouvrir")
        #expect(plan.tasks.filter { !$0.isCritical }.map(\.step) == ["couper"])
    }

    @Test func `Where only data is needed, checking waits and rebuilding does not`() throws {
        let plan = try RecoveryPlanner(
            model(
                [service("dpi"), service("gap"), service("vitrine")],
                [
                    Dependency(from: "dpi", to: "gap", kind: .needsData),
                    Dependency(from: "vitrine", to: "gap", kind: .needsData),
                ],
                steps: [
                    step("refaire", "dpi"), step("verifier", "dpi", .check), step("gap", "gap", hours: 10),
                    step("copier", "vitrine", .restore, hours: 1),
                ])
        ).quickPlan()
        #expect(plan.task("refaire")?.start == 0)
        #expect(plan.task("verifier")?.start == 10)
        // Without a check of its own, it is back when the data is.
        #expect(plan.back("vitrine")?.planned == 10)
    }

    @Test func `What makes things better is not waited for, and the plan says when all is there`() throws {
        let plan = try RecoveryPlanner(
            model(
                [service("dpi"), service("eai")], [Dependency(from: "dpi", to: "eai", kind: .degradedWithout)],
                steps: [step("dpi", "dpi"), step("eai", "eai", hours: 20)])
        ).quickPlan()
        #expect(plan.back("dpi")?.planned == 4)
        #expect(plan.back("dpi")?.whole == 20)
        #expect(plan.back("eai")?.whole == nil)
    }

    @Test func `A bootstrap lets one of a circle start before the other`() throws {
        let circle = [Dependency(from: "ad", to: "dns", isBootstrap: true), Dependency(from: "dns", to: "ad")]
        let plan = try RecoveryPlanner(
            model([component("ad"), component("dns")], circle, steps: [step("ad", "ad"), step("dns", "dns")])
        ).quickPlan()
        #expect(plan.task("ad")?.start == 0)
        #expect(plan.task("dns")?.start == 4)
    }

    @Test func `A node without steps is back with all it needs, an activity with its services`() throws {
        let plan = try RecoveryPlanner(
            model(
                [activity("urg", rto: 3, endurance: 2, careClass: 1), service("a"), service("b"), component("seul")],
                [Dependency(from: "urg", to: "a"), Dependency(from: "urg", to: "b")],
                steps: [step("a", "a", hours: 2), step("b", "b", hours: 5)])
        ).quickPlan()
        #expect(plan.back("urg")?.planned == 5)
        #expect(plan.back("urg")?.heldBy == "b")
        #expect(plan.back("urg")?.degradedModeEnds == 2)
        #expect(plan.back("a")?.degradedModeEnds == 2)
        #expect(plan.back("seul")?.planned == 0)
        #expect(plan.back("seul")?.degradedModeEnds == nil)
    }

    @Test func `The gravest comes back first when people are few`() throws {
        let made = try RecoveryPlanner(
            model(
                [service("paie", rto: 0, careClass: 4), service("rea", rto: 0, careClass: 1)],
                steps: [step("paie", "paie", people: ["team": 2]), step("rea", "rea", people: ["team": 2])])
        ).plan(.init(schedules: 200, runs: 0))
        #expect(made.order == ["rea", "paie"])
        #expect(made.back("paie")?.heldBy == "rea")
        #expect(made.tasks.map(\.isCritical) == [true, true])
    }

    @Test func `Containing comes first when people are few`() throws {
        let made = try RecoveryPlanner(
            model(
                [service("dpi", rto: 1, careClass: 4), component("baie")],
                steps: [step("dpi", "dpi", people: ["team": 2]), step("figer", "baie", .contain, people: ["team": 2])])
        ).plan(.init(schedules: 200, runs: 0))
        #expect(made.order == ["figer", "dpi"])
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `Any plan keeps every rule`(seed: UInt64) throws {
        let model = randomModel(seed: seed)
        let planner = try RecoveryPlanner(model)
        let quick = try planner.quickPlan()
        let better = try planner.plan(.init(schedules: 150, threads: 1, runs: 0))
        try check(quick, of: model)
        try check(better, of: model)
        #expect(lateness(better, model) <= lateness(quick, model))
        #expect(better.lowerBound <= better.makespan)
        #expect(Set(better.order) == Set(model.steps.map(\.key)))
        // The order given back is the plan given back.
        let again = try planner.quickPlan(keeping: better.order)
        #expect(lateness(again, model) <= lateness(better, model))
    }

    private func lateness(_ plan: RecoveryPlan, _ model: RecoveryModel) -> Double {
        let services = plan.returns.reduce(0.0) { sum, back in
            guard let node = model.map[back.node], let objective = node.recoveryTimeObjective else { return sum }
            return sum + Double(node.lateness) * max(0, back.planned - objective)
        }
        return plan.tasks.reduce(services) { sum, task in
            let isContaining = model.steps.contains { $0.key == task.step && $0.phase == .contain }
            return sum + (isContaining ? 8 * task.finish : 0)
        }
    }

    /// Written from the words of the model, not from the tables of the planner.
    private func check(_ plan: RecoveryPlan, of model: RecoveryModel) throws {
        let steps = Dictionary(model.steps.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        #expect(plan.tasks.count == model.steps.count)
        for task in plan.tasks {
            let step = try #require(steps[task.step])
            for other in plan.tasks {
                let before = try #require(steps[other.step])
                if before.node == step.node, before.phase.rank < step.phase.rank {
                    #expect(other.finish <= task.start)
                }
            }
            for edge in model.map.dependencies where edge.from == step.node {
                let needed = try #require(plan.back(edge.to))
                let waits =
                    edge.kind == .needs
                    ? step.phase != .contain
                    : edge.kind == .needsData && step.phase.rank >= RecoveryStep.Phase.check.rank
                if waits { #expect(needed.planned + edge.lag <= task.start + 1e-9) }
            }
            let length = task.finish - task.start
            #expect(step.mayPause ? length >= step.duration.likely : length == step.duration.likely)
        }
        for node in model.map.nodes {
            let ends = plan.tasks.filter { steps[$0.step]?.node == node.key }.map(\.finish)
            let back = try #require(plan.back(node.key))
            #expect(ends.allSatisfy { $0 <= back.planned })
            for edge in model.map.dependencies where edge.from == node.key && edge.kind != .degradedWithout {
                // With containing steps only, or none, it still waits for what it needs.
                #expect((plan.back(edge.to)?.planned ?? 0) + edge.lag <= back.planned + 1e-9)
            }
        }
        // Those who work in one piece never are more than the team; those who pause are off shift at times.
        for team in model.teams {
            let profile = TeamCalendar(team, in: model).profile(days: 60, largestDemand: 0)
            for quarter in 0..<Int(plan.makespan * 4) {
                let hour = Double(quarter) / 4
                let busy = plan.tasks.reduce(0) { sum, task in
                    guard let step = steps[task.step], !step.mayPause, task.start <= hour, hour < task.finish else {
                        return sum
                    }
                    return sum + (step.people[team.key] ?? 0)
                }
                let there = profile.capacity(at: quarter)
                guard busy > there else { continue }
                Issue.record("\(team.key) \(hour): \(busy) of \(there)")
                return
            }
        }
    }

    @Test func `Two thousand steps are planned`() throws {
        let model = randomModel(seed: 5, nodes: 400, steps: 2000)
        let plan = try RecoveryPlanner(model).quickPlan()
        #expect(plan.tasks.count == 2000)
        #expect(plan.lowerBound <= plan.makespan)
    }

    @Test func `A thousand steps of one phase after a thousand of another stay a plan`() throws {
        let steps = (0..<2000).map { step("s\($0)", "a", $0 < 1000 ? .rebuild : .restore, hours: 0.25) }
        let plan = try RecoveryPlanner(model([component("a")], steps: steps)).quickPlan()
        #expect(plan.makespan == 0.5)
    }

    @Test func `The largest map with the most steps is planned`() throws {
        let nodes = (0..<2000).map { component("n\($0)") }
        // Three steps side by side that wait for two nodes each: as many gates as there can be.
        let dependencies = (0..<666).flatMap { index in
            [
                Dependency(from: "n\(index)", to: "n\(index + 667)"),
                Dependency(from: "n\(index)", to: "n\(index + 1334)"),
            ]
        }
        let steps = (0..<1998).map { step("s\($0)", "n\($0 / 3)", hours: 1, people: ["team": 1]) }
        let plan = try RecoveryPlanner(
            model(nodes, dependencies, steps: steps, teams: [always("team", 100)])
        ).quickPlan()
        #expect(plan.tasks.count == 1998)
        #expect(plan.returns.count == 2000)
        #expect(plan.makespan == plan.lowerBound)
    }

    @Test func `A plan beyond its calendar says so`() throws {
        let short = try RecoveryPlanner(model([component("a")], steps: [step("a", "a", people: ["team": 1])]))
            .quickPlan()
        #expect(!short.isBeyondCalendar)
        let team = Team(key: "team", name: "E", people: 1, periods: [.init(rhythm: .day)], hoursPerDay: 4)
        let steps = (0..<20).map { step("s\($0)", "a", hours: 150, people: ["team": 1]) }
        let long = try RecoveryPlanner(model([component("a")], steps: steps, teams: [team])).quickPlan()
        #expect(long.isBeyondCalendar)
    }
}
