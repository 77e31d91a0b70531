// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Scheduling

@Suite struct `Playing an activity list` {
    /// Both kinds of timelines against the scheme as the books tell it.
    @Test(arguments: SmallPlans.Kind.all) func `starts everything as early as it fits`(_ kind: SmallPlans.Kind) throws {
        for seed in 1...50 as ClosedRange<UInt64> {
            let problem = try SmallPlans.drawn(seed, kind, count: 9)
            var random = Xoshiro256(seed: seed)
            var lists = ListMaker(problem.tables)
            for allowsDense in [true, false] {
                var generator = ScheduleGenerator(problem.tables, allowsDense: allowsDense)
                for _ in 0..<4 {
                    let list = lists.sample(urgency: problem.tables.durations, &random)
                    let naive = SmallPlans.replay(list, problem)
                    let isMade = generator.forward(list)
                    #expect(isMade == (naive != nil))
                    guard let naive else { continue }
                    #expect(generator.starts == naive.starts, "seed \(seed)")
                    #expect(generator.finishes == naive.finishes, "seed \(seed)")
                    #expect(generator.makespan == naive.makespan)
                    #expect(ScheduleVerifier.violations(of: naive, in: problem) == [])
                }
            }
        }
    }

    @Test(arguments: SmallPlans.Kind.all) func `backwards moves nothing earlier and breaks no rule`(
        _ kind: SmallPlans.Kind
    ) throws {
        for seed in 1...50 as ClosedRange<UInt64> {
            let problem = try SmallPlans.drawn(seed, kind, count: 9)
            let tables = problem.tables
            var sorter = TimeSorter(tables)
            for allowsDense in [true, false] {
                var generator = ScheduleGenerator(tables, allowsDense: allowsDense)
                let isMade = generator.forward(tables.topologicalOrder)
                #expect(isMade)
                let made = Schedule(starts: generator.starts, finishes: generator.finishes, tables: tables)
                let latest = made.finishes.indices.map { min(made.makespan, max(made.finishes[$0], tables.dues[$0])) }
                for bound in [nil, latest] {
                    let list = sorter.order(by: made.finishes)
                    let isMade = generator.backward(list, end: made.makespan, latest: bound)
                    #expect(isMade, "seed \(seed)")
                    let late = Schedule(starts: generator.starts, finishes: generator.finishes, tables: tables)
                    #expect(ScheduleVerifier.violations(of: late, in: problem) == [], "seed \(seed)")
                    #expect(zip(made.starts, late.starts).allSatisfy { $0 <= $1 })
                    #expect(late.makespan <= made.makespan)
                    if bound != nil { #expect(late.weightedTardiness <= made.weightedTardiness) }
                }
            }
        }
    }

    @Test func `in parallel lets nothing wait that could start`() throws {
        for kind in SmallPlans.Kind.all {
            for seed in 1...30 as ClosedRange<UInt64> {
                let problem = try SmallPlans.drawn(seed, kind, count: 9)
                var schedules: [[Int]] = []
                for allowsDense in [true, false] {
                    var generator = ScheduleGenerator(problem.tables, allowsDense: allowsDense)
                    let isMade = generator.parallel(urgency: problem.tables.durations)
                    #expect(isMade)
                    let made = Schedule(
                        starts: generator.starts, finishes: generator.finishes, tables: problem.tables)
                    #expect(ScheduleVerifier.violations(of: made, in: problem) == [])
                    schedules.append(made.starts)
                }
                #expect(schedules[0] == schedules[1])
            }
        }
    }

    @Test func `puts right an order that is incomplete, repeats itself or goes backwards`() throws {
        let problem = try SmallPlans.drawn(4, .init(), count: 8)
        let right = try problem.replay(order: Array(0..<8))
        for order in [[], [7, 7, 7], [99, -1, .max, .min, 3], Array((0..<8).reversed())] {
            let schedule = try problem.replay(order: order)
            #expect(ScheduleVerifier.violations(of: schedule, in: problem) == [])
        }
        #expect(try problem.replay(order: Array(0..<8) + [0, 5]) == right)
    }

    @Test func `with other durations keeps the order and the rules`() throws {
        for kind in SmallPlans.Kind.all {
            let problem = try SmallPlans.drawn(9, kind, count: 20)
            let durations = problem.activities.map { $0.duration * 3 + 1 }
            let schedule = try problem.replay(order: Array(0..<20), durations: durations)
            #expect(ScheduleVerifier.violations(of: schedule, in: problem, durations: durations) == [])
        }
    }

    @Test(arguments: [[1], [-1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, .max]])
    func `refuses durations that make no sense`(_ durations: [Int]) throws {
        let problem = try SmallPlans.drawn(2, .init())
        #expect(throws: SchedulingFault.invalidDurations) {
            try problem.replay(order: [], durations: durations)
        }
    }

    @Test func `takes capacities and demands of any size`() throws {
        let most = SchedulingProblem.largestDemand
        let heavy = Activity(name: "restore", duration: 3, demands: [0: most, 1: 1])
        let light = Activity(name: "check", duration: 2, demands: [0: most - 1, 2: 5])
        let problem = try SmallPlans.one(
            [heavy, light, light], capacities: [.init(constant: .max), .init(constant: 1), .init(constant: 9)])
        #expect(try problem.replay(order: [0, 1, 2]).starts == [0, 0, 2])
        let tight = try SmallPlans.one(
            [heavy, light, light], capacities: [.init(constant: most), .init(constant: 1), .init(constant: 10)])
        #expect(try tight.replay(order: [0, 1, 2]).starts == [0, 3, 5])
    }

    @Test func `takes more resources than one word holds`() throws {
        let count = 120
        let activities = (0..<count).map { index in
            Activity(name: "\(index)", duration: 2, demands: [index: 900, (index + 1) % count: 600])
        }
        let problem = try SmallPlans.one(
            activities, capacities: [CapacityProfile](repeating: .init(constant: 1_000), count: count))
        #expect(problem.tables.packing.words > 1)
        let schedule = try problem.replay(order: Array(0..<count))
        #expect(ScheduleVerifier.violations(of: schedule, in: problem) == [])
        #expect(schedule.starts.prefix(4) == [0, 2, 0, 2])
    }

    @Test func `takes durations as long as the limit`() throws {
        let long = Activity(name: "rebuild", duration: SchedulingProblem.timeLimit - 1, demands: [0: 1])
        let problem = try SmallPlans.one(
            [Activity](repeating: long, count: 300), capacities: [.init(constant: 2)])
        #expect(try firstPlan(problem).makespan == 150 * (SchedulingProblem.timeLimit - 1))
        #expect(LowerBounds(problem).best == 150 * (SchedulingProblem.timeLimit - 1))
    }
}
