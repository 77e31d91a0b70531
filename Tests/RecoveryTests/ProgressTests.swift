// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Recovery

@Suite("Plan from now")
struct ProgressTests {
    private let chain = model(
        [component("ad", rto: 10), service("dpi", rto: 100)], [Dependency(from: "dpi", to: "ad", lag: 2)],
        steps: [
            step("isoler", "ad", .contain, hours: 1, people: ["team": 1]),
            step("refaire", "ad", .rebuild, hours: 6, people: ["team": 1]),
            step("rouvrir", "ad", .reopen, hours: 1, people: ["team": 1]),
            step("dpi", "dpi", .restore, hours: 8, people: ["team": 1]),
        ])

    @Test func `What is done is out, what runs goes on, nothing new starts before now`() throws {
        let progress = RecoveryProgress(now: 5, started: ["refaire": 2], finished: ["isoler": 1.5])
        let plan = try RecoveryPlanner(chain).quickPlan(from: progress)
        #expect(plan.task("isoler") == nil)
        #expect(plan.task("refaire")?.start == 2)
        #expect(plan.task("refaire")?.finish == 8)
        #expect(plan.task("rouvrir")?.start == 8)
        #expect(plan.task("dpi")?.start == 11)
        #expect(plan.makespan == 19)
        #expect(Set(plan.order) == ["refaire", "rouvrir", "dpi"])
    }

    @Test func `A step that overruns has a quarter of an hour left, or what its team says`() throws {
        let planner = try RecoveryPlanner(chain)
        var progress = RecoveryProgress(now: 20, started: ["refaire": 2], finished: ["isoler": 1.5])
        #expect(try planner.quickPlan(from: progress).task("refaire")?.finish == 20.25)
        progress.remaining["refaire"] = Estimate(low: 1, likely: 3, high: 4)
        #expect(try planner.quickPlan(from: progress).task("refaire")?.finish == 23)
    }

    @Test func `A step skipped leaves its node to the others`() throws {
        let progress = RecoveryProgress(now: 0, skipped: ["refaire"])
        let plan = try RecoveryPlanner(chain).quickPlan(from: progress)
        #expect(plan.task("refaire") == nil)
        #expect(plan.task("rouvrir")?.start == 1)
    }

    @Test func `A node whose steps are finished came back when the last was, lags included for those who wait`() throws
    {
        let progress = RecoveryProgress(now: 12, finished: ["isoler": 1, "refaire": 8, "rouvrir": 11.5])
        let plan = try RecoveryPlanner(chain).plan(.init(schedules: 50, runs: 50), from: progress)
        #expect(plan.back("ad")?.planned == 11.5)
        #expect(plan.back("ad")?.spread?.p90 == 11.5)
        #expect(plan.back("ad")?.probabilityOnTime == 0)
        #expect(plan.back("ad")?.heldBy == nil)
        #expect(plan.back("dpi")?.probabilityOnTime == 1)
        // The lag counts from the return of the node, which its milestone gives from now on.
        #expect((plan.task("dpi")?.start ?? 0) >= 13.5)
    }

    @Test func `When everything is done the plan is empty and says when it ended`() throws {
        let finished = ["isoler": 1.0, "refaire": 8, "rouvrir": 9, "dpi": 30]
        let plan = try RecoveryPlanner(chain).plan(.init(), from: RecoveryProgress(now: 40, finished: finished))
        #expect(plan.tasks.isEmpty)
        #expect(plan.makespan == 30)
        #expect(plan.gap == 0)
        #expect(plan.back("dpi")?.planned == 30)
    }

    @Test func `Work in shifts counts the hours on shift`() throws {
        let team = Team(key: "team", name: "E", people: 1, periods: [.init(rhythm: .day, opens: 8, closes: 18)])
        let planner = try RecoveryPlanner(
            model([component("a")], steps: [step("long", "a", hours: 16, people: ["team": 1])], teams: [team]))
        let fresh = try planner.quickPlan()
        #expect(fresh.task("long")?.start == 8)
        #expect(fresh.task("long")?.finish == 38)
        // Begun at 8:00; at midnight ten hours are done and six are left from 8:00 on.
        let progress = RecoveryProgress(now: 24, started: ["long": 8])
        #expect(try planner.quickPlan(from: progress).task("long")?.finish == 38)
    }

    @Test func `A restore done before its node was ticked as rebuilt still leaves the node open`() throws {
        let planner = try RecoveryPlanner(
            model([component("a")], steps: [step("refaire", "a"), step("copier", "a", .restore)]))
        let plan = try planner.quickPlan(from: RecoveryProgress(now: 3, finished: ["copier": 2]))
        #expect(plan.task("refaire")?.start == 3)
        #expect(plan.back("a")?.planned == 7)
    }

    @Test func `A promised order stays unless another gains enough`() throws {
        // Two services of the same weight, one a quarter of an hour shorter: not worth a change of order.
        func planner(_ hours: Double) throws -> RecoveryPlanner {
            try RecoveryPlanner(
                model(
                    [service("a", rto: 0), service("b", rto: 0)],
                    steps: [
                        step("a", "a", hours: 4, people: ["team": 2]),
                        step("b", "b", hours: hours, people: ["team": 2]),
                    ]))
        }
        let options = RecoveryPlanner.Options(schedules: 200, runs: 0)
        #expect(try planner(3.75).plan(options).order == ["b", "a"])
        #expect(try planner(3.75).plan(options, keeping: ["a", "b"]).order == ["a", "b"])
        #expect(try planner(1).plan(options, keeping: ["a", "b"]).order == ["b", "a"])
        #expect(try planner(1).quickPlan(keeping: ["a", "b"]).order == ["a", "b"])
        #expect(try planner(1).quickPlan(keeping: ["inconnu", "b"]).order == ["b", "a"])
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `Played to the end, replanned on the way, everything is done once and nothing before now`(seed: UInt64) throws
    {
        let model = randomModel(seed: seed)
        let planner = try RecoveryPlanner(model)
        var chance = Chance(state: seed &+ 1000)
        var progress = RecoveryProgress()
        var plan = try planner.quickPlan()
        for _ in 0..<200 {
            guard let next = plan.tasks.map(\.finish).filter({ $0 > progress.now }).min() else { break }
            progress.now = next
            for task in plan.tasks where task.finish <= progress.now {
                progress.finished[task.step] = task.finish
                progress.started[task.step] = nil
            }
            for task in plan.tasks where task.start < progress.now && task.finish > progress.now {
                progress.started[task.step] = task.start
            }
            if chance.happens(10), let late = progress.started.keys.sorted().first {
                progress.remaining[late] = Estimate(low: 1, likely: 2, high: 3)
            }
            plan = try planner.plan(
                .init(schedules: 20, threads: 1, runs: 0), from: progress, keeping: plan.order)
            for task in plan.tasks where progress.started[task.step] == nil { #expect(task.start >= progress.now) }
            #expect(plan.tasks.allSatisfy { progress.finished[$0.step] == nil })
        }
        #expect(plan.tasks.isEmpty)
        #expect(progress.finished.count == model.steps.count)
    }

    @Test func `Nonsense in what happened is refused or means nothing`() throws {
        let planner = try RecoveryPlanner(chain)
        #expect(throws: RecoveryFault.self) { try planner.quickPlan(from: RecoveryProgress(now: .nan)) }
        #expect(throws: RecoveryFault.self) { try planner.quickPlan(from: RecoveryProgress(now: -1)) }
        #expect(throws: RecoveryFault.self) {
            try planner.quickPlan(from: RecoveryProgress(now: 5, finished: ["isoler": .infinity]))
        }
        let odd = RecoveryProgress(
            now: 5, started: ["rien": 2], finished: ["isoler": 900],
            remaining: ["refaire": Estimate(low: 5, likely: 1, high: 0)])
        #expect(try planner.quickPlan(from: odd).task("refaire")?.start == 5)
    }

    @Test func `Nobody needs to be able to do what is done already`() throws {
        var changed = chain
        changed.steps[0].people = ["team": 9]
        #expect(throws: RecoveryFault.nobodyCan(step: "isoler", team: "team", needs: 9, most: 2)) {
            try RecoveryPlanner(changed)
        }
        let progress = RecoveryProgress(now: 5, finished: ["isoler": 1])
        #expect(try RecoveryPlanner(changed, allowing: progress).quickPlan(from: progress).tasks.count == 3)
    }
}
