// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import Scheduling

@Suite struct `A simulation` {
    private func estimates(_ problem: SchedulingProblem) -> [DurationEstimate] {
        problem.activities.map {
            DurationEstimate(low: Double($0.duration) / 2, likely: Double($0.duration), high: Double($0.duration) * 3)
        }
    }

    private func chain() throws -> SchedulingProblem {
        try SmallPlans.one(
            (0..<4).map { Activity(name: "\($0)", duration: 10, due: $0 == 3 ? 40 : nil) },
            precedences: (0..<3).map { Precedence(before: $0, after: $0 + 1) })
    }

    @Test(arguments: SmallPlans.Kind.all) func `with constant durations plays the plan`(_ kind: SmallPlans.Kind) throws
    {
        let problem = try SmallPlans.drawn(8, kind, count: 25)
        let plan = try ScheduleSearch(problem).run(.init(schedules: 200))
        let constants = problem.activities.map { DurationEstimate(constant: Double($0.duration)) }
        let result = Simulation(problem: problem, estimates: constants, order: plan.order).run(30)
        #expect(result.runs == 30)
        #expect(result.unfinished == 0)
        #expect(result.makespan.minimum == plan.schedule.makespan)
        #expect(result.makespan.maximum == plan.schedule.makespan)
        #expect(result.finishes.map(\.p50) == plan.schedule.finishes)
        #expect(result.meanWeightedTardiness == Double(plan.schedule.weightedTardiness))
        #expect(result.tornado.isEmpty)
        for (activity, share) in zip(problem.activities, result.probabilityOnTime) {
            #expect((activity.due == nil) == (share == nil))
        }
    }

    @Test func `orders its quantiles and counts who is on time`() throws {
        for kind in SmallPlans.Kind.all {
            let problem = try SmallPlans.drawn(21, kind, count: 20)
            let result = Simulation(problem: problem, estimates: estimates(problem), order: Array(0..<20)).run(400)
            for one in result.finishes + [result.makespan] {
                let values = [one.minimum, one.p10, one.p50, one.p80, one.p90, one.maximum]
                #expect(values == values.sorted())
                #expect(one.mean >= Double(one.minimum) && one.mean <= Double(one.maximum))
            }
            for (index, share) in result.probabilityOnTime.enumerated() {
                guard let share, let due = problem.activities[index].due else { continue }
                if share >= 0.5 {
                    #expect(result.finishes[index].p50 <= due)
                } else {
                    #expect(result.finishes[index].p50 > due)
                }
            }
            #expect(result.criticality.allSatisfy { (0...1).contains($0) })
        }
    }

    @Test func `of a chain finds every link critical`() throws {
        let problem = try chain()
        let result = Simulation(problem: problem, estimates: estimates(problem), order: [0, 1, 2, 3]).run(500)
        #expect(result.criticality == [1, 1, 1, 1])
        // The mean of the sum is the sum of the means: (5 + 4 × 10 + 30) / 6 each.
        #expect(abs(result.makespan.mean - 50) < 1.5)
        #expect(result.tornado.count == 4)
        #expect(result.tornado.allSatisfy { $0.high > $0.low })
    }

    @Test func `finds what has room to move not critical`() throws {
        let problem = try SmallPlans.one([
            Activity(name: "long", duration: 20), Activity(name: "short", duration: 2),
        ])
        let constants = [DurationEstimate(constant: 20), DurationEstimate(low: 1, likely: 2, high: 4)]
        #expect(Simulation(problem: problem, estimates: constants, order: []).run(50).criticality == [1, 0])
    }

    @Test(arguments: [1, 2, 5]) func `is the same for a seed, whatever the number of threads`(_ threads: Int) throws {
        let problem = try SmallPlans.drawn(31, .init(hasShifts: true, hasDueDates: true), count: 15)
        let shock = Shock(
            name: "s", probability: 0.4, activities: [1, 2, 3], factor: .init(low: 1, likely: 2, high: 3))
        func result(_ threads: Int, seed: UInt64) -> SimulationResult {
            Simulation(
                problem: problem, estimates: estimates(problem), shocks: [shock], order: Array(0..<15), seed: seed,
                threads: threads
            ).run(301)
        }
        let (one, many) = (result(1, seed: 4), result(threads, seed: 4))
        #expect(one.makespan == many.makespan)
        #expect(one.finishes == many.finishes)
        #expect(one.criticality == many.criticality)
        #expect(one.tornado == many.tornado)
        #expect(one.makespan != result(threads, seed: 5).makespan)
    }

    @Test func `shows that a shock strikes several at once`() throws {
        // Side by side: what both have in common does not average out.
        let problem = try SmallPlans.one(
            (0..<30).map { Activity(name: "\($0)", duration: 100) },
            precedences: (0..<29).map { Precedence(before: $0, after: $0 + 1) })
        let factor = DurationEstimate(low: 1.5, likely: 2, high: 2.5)
        let together = Shock(name: "wider", probability: 0.5, activities: Array(0..<30), factor: factor)
        let apart = (0..<30).map { Shock(name: "\($0)", probability: 0.5, activities: [$0], factor: factor) }
        let spreads = [[together], apart].map { shocks in
            let result = Simulation(
                problem: problem, estimates: [], shocks: shocks, order: [], seed: 9
            ).run(1_000)
            return result.makespan.p90 - result.makespan.p10
        }
        #expect(spreads[0] > 2 * spreads[1])
        let result = Simulation(problem: problem, estimates: [], shocks: [together], order: []).run(1_000)
        #expect(result.tornado.first?.source == .shock(0))
        #expect(result.tornado.first?.low == 3_000)
        #expect((result.tornado.first?.high ?? 0) > 5_000)
    }

    @Test func `speaks of the finish that is asked about`() throws {
        let problem = try SmallPlans.one([Activity(name: "a", duration: 10), Activity(name: "b", duration: 10)])
        let uncertain = DurationEstimate(low: 1, likely: 10, high: 60)
        let simulation = Simulation(
            problem: problem, estimates: [uncertain, uncertain], order: [], target: .finish(1))
        let tornado = simulation.run(2_000).tornado
        #expect(tornado.first?.source == .activity(1))
        #expect(tornado.first.map { $0.high - $0.low } ?? 0 > 20)
        #expect(tornado.last.map { abs($0.high - $0.low) } ?? 99 < 10)
    }

    @Test func `counts the runs where helpers left too early`() throws {
        let helpers = CapacityProfile(steps: [.init(from: 0, capacity: 1), .init(from: 12, capacity: 0)])
        let problem = try SmallPlans.one([Activity(name: "a", duration: 10, demands: [0: 1])], capacities: [helpers])
        let estimate = DurationEstimate(low: 5, likely: 10, high: 20)
        let result = Simulation(problem: problem, estimates: [estimate], order: []).run(500)
        #expect(result.unfinished > 50)
        #expect(result.unfinished < 450)
        #expect(result.finishes[0].p10 <= 12)
    }

    @Test func `stops when told, with what it has`() throws {
        let problem = try chain()
        let simulation = Simulation(problem: problem, estimates: estimates(problem), order: [], threads: 2)
        #expect(simulation.run(1_000, shouldStop: { true }).runs == 0)
        #expect(simulation.run(0).makespan.maximum == 0)
        #expect(simulation.run(-5).runs == 0)
        #expect(simulation.run(1_000, shouldStop: { true }).criticality == [0, 0, 0, 0])
        #expect(simulation.marginalValues(runs: 10, shouldStop: { true }) == [])
    }

    @Test func `survives estimates and shocks that make no sense`() throws {
        let problem = try chain()
        let odd = [
            DurationEstimate(low: .nan, likely: -.infinity, high: .infinity), .init(low: 9, likely: 3, high: 1),
            .init(constant: -4), .init(constant: 1e300),
        ]
        let shocks =
            [Shock(name: "", probability: .nan, activities: [-1, 99, .max], factor: odd[0])]
            + [Shock(name: "", probability: 7, activities: [0, 0, 1], factor: odd[3])]
        let result = Simulation(problem: problem, estimates: odd, shocks: shocks, order: [9, 9]).run(20)
        #expect(result.runs == 20)
    }

    @Test func `that plans anew is never blind to what is known`() throws {
        for kind in SmallPlans.Kind.all {
            let problem = try SmallPlans.drawn(13, kind, count: 10)
            func mean(_ policy: ReplanningPolicy) -> Double {
                let simulation = Simulation(
                    problem: problem, estimates: estimates(problem), order: Array(0..<10), policy: policy, threads: 2)
                let result = simulation.run(40)
                #expect(result.runs == 40)
                return result.meanWeightedTardiness * 1_000 + result.makespan.mean
            }
            // Bad luck may undo a better plan, though not on average by much.
            #expect(mean(.replan(every: 5, schedules: 30)) <= mean(.keepOrder) * 1.05 + 1)
        }
    }

    // MARK: One more

    @Test func `values one more of a bottleneck, and not of the idle`() throws {
        let activities = (0..<8).map {
            Activity(name: "\($0)", duration: 10, demands: [$0 % 8 < 7 ? 0 : 1: 1], due: 30)
        }
        let problem = try SmallPlans.one(activities, capacities: [.init(constant: 1), .init(constant: 1)])
        let simulation = Simulation(
            problem: problem, estimates: estimates(problem), order: Array(0..<8), threads: 2)
        let values = simulation.marginalValues(runs: 200, block: 40)
        let whole = values.filter { $0.until == nil }
        #expect(whole.map(\.resource) == [0, 1])
        #expect(whole[0].gainP50 > 20)
        #expect(whole[0].gainP90 > 20)
        #expect(whole[0].gainTardiness > 50)
        #expect((whole[1].gainP50, whole[1].gainP90, whole[1].gainTardiness) == (0, 0, 0))
        let blocks = values.filter { $0.resource == 0 && $0.until != nil }
        #expect(blocks.map(\.from) == Array(stride(from: 0, to: blocks.count * 40, by: 40)))
        #expect(blocks.first.map { $0.gainP50 > 5 && $0.gainP50 < whole[0].gainP50 } ?? false)
        #expect(blocks.allSatisfy { $0.gainP50 >= 0 && $0.gainTardiness <= whole[0].gainTardiness + 1 })
    }
}

@Suite struct `A PERT estimate` {
    @Test(arguments: [
        DurationEstimate(low: 0, likely: 4, high: 10), .init(low: 2, likely: 2, high: 10),
        .init(low: 2, likely: 10, high: 10),
        .init(low: 90, likely: 95, high: 300),
    ]) func `is drawn with its mean and variance`(_ estimate: DurationEstimate) {
        var tables = DurationSampler.Tables()
        let sampler = DurationSampler(estimate, &tables)
        var random = Xoshiro256(seed: 3)
        let values = (0..<100_000).map { _ in sampler.value(random.unit(), tables) }
        let mean = values.reduce(0, +) / 100_000
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100_000
        // Of a beta distribution whose exponents sum to 6: (mean - low)(high - mean) / 7.
        let expected = (estimate.mean - estimate.low) * (estimate.high - estimate.mean) / 7
        let range = estimate.high - estimate.low
        #expect(abs(mean - estimate.mean) < 0.005 * range)
        #expect(abs(variance - expected) < 0.03 * expected)
        #expect(values.allSatisfy { $0 >= estimate.low && $0 <= estimate.high })
    }

    @Test func `with equal ends is a constant`() {
        var tables = DurationSampler.Tables()
        let sampler = DurationSampler(DurationEstimate(constant: 7), &tables)
        #expect(sampler.isConstant)
        #expect([0, 0.5, 0.999].map { sampler.value($0, tables) } == [7, 7, 7])
    }

    @Test func `grows with chance`() {
        let table = PERTQuantiles(mode: 0.3)
        let values = stride(from: 0, to: 1, by: 0.001).map(table.value)
        #expect(values.first == 0)
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
        // The median of the beta distribution of exponents 2.2 and 3.8.
        #expect(abs(table.value(0.5) - 0.3510) < 0.003)
    }
}

@Suite struct `Chance` {
    @Test func `is spread evenly and differs by seed and stream`() {
        var random = Xoshiro256(seed: 1)
        var counts = [Int](repeating: 0, count: 10)
        for _ in 0..<20_000 { counts[random.below(10)] += 1 }
        #expect(counts.allSatisfy { (1_800...2_200).contains($0) })
        let firsts = (0..<50 as Range<UInt64>).flatMap { seed in
            (0..<50 as Range<UInt64>).map { stream in
                var random = Xoshiro256(seed: seed, stream: stream)
                return random.next()
            }
        }
        #expect(Set(firsts).count == 2_500)
        #expect(random.below(0) == 0)
    }
}
