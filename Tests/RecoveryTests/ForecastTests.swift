// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Synchronization
import Testing

@testable import Recovery

@Suite("Forecast")
struct ForecastTests {
    private let options = RecoveryPlanner.Options(schedules: 100, runs: 120)

    @Test func `The same model, seed and threads give the same plan and forecast`() throws {
        let planner = try RecoveryPlanner(randomModel(seed: 11))
        let (first, second) = (try planner.plan(options), try planner.plan(options))
        #expect(first == second)
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func `Dates grow with certainty, chances are chances, gains are gains`(seed: UInt64) throws {
        let model = randomModel(seed: seed)
        let plan = try RecoveryPlanner(model).plan(options)
        let forecast = try #require(plan.forecast)
        #expect(forecast.runs == 120)
        #expect(forecast.end.p50 <= forecast.end.p80 && forecast.end.p80 <= forecast.end.p90)
        for back in plan.returns {
            let spread = try #require(back.spread)
            #expect(spread.p50 <= spread.p80 && spread.p80 <= spread.p90)
            #expect((back.probabilityOnTime != nil) == (model.map[back.node]?.recoveryTimeObjective != nil))
            #expect((0...1).contains(back.probabilityOnTime ?? 0))
        }
        for task in plan.tasks { #expect((0...1).contains(task.criticality ?? -1)) }
        for marginal in forecast.marginal {
            #expect(marginal.hoursGained >= 0 && marginal.latenessGained >= 0)
            #expect(marginal.until.map { $0 > marginal.from } ?? true)
        }
        #expect(forecast.marginal.map(\.score) == forecast.marginal.map(\.score).sorted(by: >))
        #expect(Set(forecast.marginal.map(\.resource)).isSubset(of: ["a", "b", "c", "d", "m"]))
        #expect(Set(forecast.marginal.map(\.resource)).count == 5)
    }

    @Test func `One more person where all wait, and helpers who come, shorten the restart`() throws {
        let nodes = (0..<6).map { component("n\($0)") }
        let steps = (0..<6).map { index in
            RecoveryStep(
                key: "s\(index)", node: "n\(index)", title: "s", phase: .rebuild,
                duration: Estimate(low: 4, likely: 8, high: 16), people: ["team": 1])
        }
        func plan(_ helpers: [Reinforcement]) throws -> RecoveryPlan {
            try RecoveryPlanner(model(nodes, steps: steps, teams: [always("team", 1)], reinforcements: helpers))
                .plan(options)
        }
        let alone = try plan([])
        let gain = try #require(alone.forecast?.marginal.first)
        #expect(gain.resource == "team" && gain.from == 0 && gain.until == nil)
        #expect(gain.hoursGained > 15)
        let helped = try plan([Reinforcement(team: "team", people: 1, from: 0)])
        #expect(helped.makespan < alone.makespan)
        let late = try plan([Reinforcement(team: "team", people: 1, from: 24)])
        #expect(late.makespan > helped.makespan && late.makespan < alone.makespan)
    }

    @Test func `A setback shows among what moves the end, and makes it later`() throws {
        let setback = Setback(
            name: "Pire", probability: 0.5, steps: ["s"], factor: Estimate(low: 3, likely: 3, high: 3))
        var base = model([component("a")], steps: [step("s", "a", hours: 10, people: ["team": 1])])
        #expect(try RecoveryPlanner(base).plan(options).forecast?.end.p90 == 10)
        base.setbacks = [setback]
        let forecast = try #require(try RecoveryPlanner(base).plan(options).forecast)
        #expect(forecast.end.p90 == 30)
        #expect(forecast.influences == [.init(source: .setback(0), best: 10, worst: 30)])
    }

    @Test func `A step longer than its shift in a bad run goes on the next day, not after sixty`() throws {
        let team = Team(key: "team", name: "E", people: 1, periods: [.init(rhythm: .day, opens: 8, closes: 16)])
        var long = step("s", "a", people: ["team": 1], pauses: false)
        long.duration = Estimate(low: 4, likely: 7, high: 14)
        let plan = try RecoveryPlanner(model([component("a")], steps: [long], teams: [team])).plan(options)
        #expect(plan.task("s")?.finish == 15)
        #expect((plan.forecast?.end.p90 ?? 999) < 60)
    }

    @Test func `Better plans are told as they come, the first at once`() throws {
        let told = Mutex<[Double]>([])
        let planner = try RecoveryPlanner(randomModel(seed: 21, nodes: 20, steps: 120))
        let plan = try planner.plan(
            .init(schedules: 400, runs: 0), improved: { better in told.withLock { $0.append(better.makespan) } })
        let all = told.withLock { $0 }
        #expect(!all.isEmpty)
        #expect(all.last == plan.makespan)
    }

    @Test func `Without runs there is no forecast, without value no study of one more`() throws {
        let planner = try RecoveryPlanner(randomModel(seed: 2))
        #expect(try planner.plan(.init(schedules: 20, runs: 0)).forecast == nil)
        let forecast = try planner.plan(.init(schedules: 20, runs: 50, measuresValue: false)).forecast
        #expect(forecast?.marginal == [])
    }
}
