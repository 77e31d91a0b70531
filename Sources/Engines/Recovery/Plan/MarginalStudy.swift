// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling

/// What one more person in each team, or one more unit of means, would give: all along, and for those that give most, only
/// during a part of the time.
///
/// The one more works in the rhythm of the team, no more hours a day than the others. Every variant meets the same luck as
/// the plan, so that a difference is due to the person; where the kept order happens to do worse it counts as no gain.
struct MarginalStudy {
    private let forecaster: PlanForecaster

    /// Enough for a gain to be told from none.
    private static let mostRuns = 400
    /// How many teams or means are looked at more closely.
    private static let closely = 4
    /// Hours from the moment of the plan: the first day, the two after it, what follows.
    private static let parts: [(from: Double, until: Double?)] = [(0, 24), (24, 72), (72, nil)]

    init(_ forecaster: PlanForecaster) { self.forecaster = forecaster }

    private var model: RecoveryModel { forecaster.model }
    private var problem: PlanProblem { forecaster.found.problem }

    func run(shouldStop: @Sendable () -> Bool) -> [RecoveryPlan.Marginal] {
        guard let plan = outcome(of: problem.lenient, shouldStop: shouldStop) else { return [] }
        func marginal(_ resource: Int, from: Double, until: Double?) -> RecoveryPlan.Marginal? {
            guard let richer = richer(resource, from: from, until: until),
                let with = outcome(of: richer, shouldStop: shouldStop)
            else { return nil }
            return RecoveryPlan.Marginal(
                resource: keys[resource], from: from, until: until,
                hoursGained: max(0, Quarters.hours(plan.end - with.end)),
                latenessGained: max(0, plan.lateness - with.lateness))
        }
        let now = Quarters.hours(problem.clock.now)
        let all = demanded.compactMap { resource in
            marginal(resource, from: now, until: nil).map { (resource: resource, value: $0) }
        }.enumerated().sorted { Self.isBetter($0, $1) }.map(\.element)
        let end = now + Quarters.hours(plan.end)
        var values = all.map(\.value)
        for (resource, whole) in all.prefix(Self.closely) where whole.score > 0 {
            for part in Self.parts where now + part.from < end {
                let until = part.until.flatMap { now + $0 < end ? now + $0 : nil }
                // The first part of a short plan is all of it.
                if part.from == 0, until == nil { continue }
                if let value = marginal(resource, from: now + part.from, until: until), value.score > 0 {
                    values.append(value)
                }
            }
        }
        return values.enumerated().sorted { ($0.element.score, -$0.offset) > ($1.element.score, -$1.offset) }
            .map(\.element)
    }

    private static func isBetter(
        _ left: (offset: Int, element: (resource: Int, value: RecoveryPlan.Marginal)),
        _ right: (offset: Int, element: (resource: Int, value: RecoveryPlan.Marginal))
    ) -> Bool {
        (left.element.value.score, -left.offset) > (right.element.value.score, -right.offset)
    }

    private var keys: [String] { model.teams.map(\.key) + model.means.map(\.key) }

    /// Resources that some step left to do takes.
    private var demanded: [Int] {
        Set(problem.problem.activities.flatMap { $0.demands.filter { $0.value > 0 }.keys }).sorted()
    }

    private func outcome(
        of variant: SchedulingProblem, shouldStop: @Sendable () -> Bool
    ) -> (end: Int, lateness: Double)? {
        let runs = min(forecaster.options.runs, Self.mostRuns)
        let result = forecaster.simulation(of: variant).run(runs, shouldStop: shouldStop)
        guard result.runs == runs else { return nil }
        return (result.makespan.p50, result.meanWeightedTardiness / Double(Quarters.perHour))
    }

    private func richer(_ resource: Int, from: Double, until: Double?) -> SchedulingProblem? {
        var resources = problem.lenient.resources
        if model.teams.indices.contains(resource) {
            var model = model
            let team = model.teams[resource]
            model.reinforcements.append(Reinforcement(team: team.key, people: 1, from: from, until: until))
            resources[resource] = Resources.team(
                team, in: model, clock: problem.clock, until: problem.calendarEnd + problem.clock.now)
        } else {
            let clock = problem.clock
            resources[resource].capacity = resources[resource].capacity.adding(
                1, from: clock.release(from), until: until.map(clock.release) ?? SchedulingProblem.timeLimit - 1)
        }
        return try? SchedulingProblem(
            activities: problem.lenient.activities, resources: resources, precedences: problem.lenient.precedences)
    }
}

extension RecoveryPlan.Marginal {
    /// Hours gained in all: at the end, and for services that are late. Both count, as one may be nil where the other is
    /// large.
    var score: Double { hoursGained + latenessGained }
}
