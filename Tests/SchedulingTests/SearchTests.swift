// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import Scheduling

@Suite struct `A search` {
    @Test(arguments: SmallPlans.Kind.all) func `finds the best of all orders`(_ kind: SmallPlans.Kind) throws {
        for seed in 1...7 as ClosedRange<UInt64> {
            let problem = try SmallPlans.drawn(seed, kind)
            for objective in [Objective.makespan, .tardinessThenMakespan] {
                let best = try #require(SmallPlans.best(problem, objective))
                let found = try ScheduleSearch(problem, objective: objective, seed: seed).run(.init(schedules: 1_000))
                let cost = ScheduleCost(
                    tardiness: objective == .makespan ? 0 : found.schedule.weightedTardiness,
                    makespan: found.schedule.makespan)
                #expect(cost == best, "seed \(seed), \(objective)")
                #expect(ScheduleVerifier.violations(of: found.schedule, in: problem) == [])
                let bounds = LowerBounds(problem)
                #expect(found.lowerBound == bounds.best)
                let least = try #require(SmallPlans.best(problem, .makespan))
                #expect(bounds.best <= least.makespan)
                if objective == .tardinessThenMakespan { #expect(bounds.weightedTardiness <= best.tardiness) }
                #expect(!found.isProvenOptimal || found.schedule.makespan == found.lowerBound)
                #expect(found.firstPlan.makespan >= least.makespan)
            }
        }
    }

    @Test(arguments: SmallPlans.Kind.all) func `starts from a plan that breaks no rule`(_ kind: SmallPlans.Kind) throws
    {
        for seed in 100...140 as ClosedRange<UInt64> {
            let problem = try SmallPlans.drawn(seed, kind, count: 30)
            let plan = try firstPlan(problem)
            #expect(ScheduleVerifier.violations(of: plan, in: problem) == [])
            #expect(plan.makespan >= LowerBounds(problem).best)
            let found = try ScheduleSearch(problem, startingOrder: plan.order(in: problem)).run(.init(schedules: 200))
            let costs = [plan, found.schedule].map { ($0.weightedTardiness, $0.makespan) }
            #expect(costs[1] <= costs[0])
        }
    }

    @Test(arguments: [1, 2, 3]) func `gives the same for a seed, whatever the machine does`(_ threads: Int) throws {
        for kind in SmallPlans.Kind.all {
            let problem = try SmallPlans.drawn(7, kind, count: 40)
            let results = try (0..<2).map { _ in
                try ScheduleSearch(problem, seed: 5, threads: threads).run(.init(schedules: 1_500))
            }
            #expect(results[0].schedule == results[1].schedule)
            #expect(results[0].order == results[1].order)
            #expect(results[0].schedulesTried == results[1].schedulesTried)
            // A pass or two of a justification may be under way at the limit.
            #expect(results[0].schedulesTried <= 1_500 + 3 * threads)
        }
    }

    @Test func `gives an order that replays its schedule`() throws {
        for seed in 1...30 as ClosedRange<UInt64> {
            for kind in SmallPlans.Kind.all {
                let problem = try SmallPlans.drawn(seed, kind, count: 12)
                let found = try ScheduleSearch(problem, seed: seed).run(.init(schedules: 300))
                #expect(try problem.replay(order: found.order) == found.schedule)
            }
        }
    }

    @Test func `can be stopped, and then still gives a plan`() throws {
        let problem = try SmallPlans.drawn(3, .init(hasShifts: true, hasDueDates: true), count: 60)
        let found = try ScheduleSearch(problem).run(.init(schedules: nil), shouldStop: { true })
        #expect(found.schedulesTried < 20)
        #expect(ScheduleVerifier.violations(of: found.schedule, in: problem) == [])
    }

    @Test func `tells of its plans as they get better`() throws {
        let told = Told()
        let problem = try SmallPlans.drawn(11, .init(hasDueDates: true), count: 60)
        let found = try ScheduleSearch(problem).run(.init(schedules: 3_000), improved: { told.append($0) })
        let plans = told.plans
        #expect(plans.first == found.firstPlan)
        #expect(plans.last == found.schedule)
        let costs = plans.map { ScheduleCost(tardiness: $0.weightedTardiness, makespan: $0.makespan) }
        #expect(zip(costs, costs.dropFirst()).allSatisfy { $0 >= $1 })
    }

    @Test func `of nothing is proven the best at once`() throws {
        let found = try ScheduleSearch(try SmallPlans.one([])).run(.init(schedules: nil))
        #expect(found.schedule.makespan == 0)
        #expect(found.isProvenOptimal)
        #expect(found.gap == 0)
    }

    @Test func `of two thousand activities gives a plan and ends in time`() throws {
        let problem = try SmallPlans.drawn(1, .init(hasDueDates: true), count: 300)
        let activities = (0..<7).flatMap { copy in
            problem.activities.map { activity in
                var activity = activity
                activity.name += "-\(copy)"
                return activity
            }
        }
        let large = try SchedulingProblem(activities: activities, resources: problem.resources)
        let found = try ScheduleSearch(large, threads: 2).run(.init(schedules: 40))
        #expect(found.schedule.starts.count == 2_100)
        #expect(ScheduleVerifier.violations(of: found.schedule, in: large) == [])
    }

    @Test func `says which activity has no room when helpers leave for good`() throws {
        let helpers = CapacityProfile(steps: [.init(from: 0, capacity: 1), .init(from: 10, capacity: 0)])
        let work = Activity(name: "restore", duration: 6, demands: [0: 1])
        let problem = try SmallPlans.one([work, work], capacities: [helpers])
        #expect { try ScheduleSearch(problem).run(.init(schedules: 100)) } throws: { error in
            guard case .noRoom? = error as? SchedulingFault else { return false }
            return true
        }
        #expect { try firstPlan(problem) } throws: { $0 is SchedulingFault }
    }
}

/// What a search told, in order.
private final class Told: @unchecked Sendable {
    private let lock = NSLock()
    private var kept: [Schedule] = []

    func append(_ schedule: Schedule) { lock.withLock { kept.append(schedule) } }
    var plans: [Schedule] { lock.withLock { kept } }
}
