// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling

/// Plays a plan many times with durations drawn at random. The order of the plan is kept: what starts when follows from
/// how long everything before took.
struct PlanForecaster {
    let model: RecoveryModel
    let network: PlanNetwork
    let found: FoundSchedule
    let options: RecoveryPlanner.Options

    static let mostRuns = 1_000_000
    /// Of the influences, those worth a bar in a chart.
    private static let mostInfluences = 25

    /// None when it was stopped before the first run.
    func run(shouldStop: @Sendable () -> Bool) -> PlanForecast? {
        let clock = found.problem.clock
        let result = simulation(of: found.problem.lenient).run(
            min(max(options.runs, 0), Self.mostRuns), shouldStop: shouldStop)
        guard result.runs > 0 else { return nil }
        func spread(_ distribution: Distribution) -> RecoveryPlan.Spread {
            RecoveryPlan.Spread(
                p50: clock.hours(distribution.p50), p80: clock.hours(distribution.p80),
                p90: clock.hours(distribution.p90))
        }
        let marginal = options.measuresValue ? MarginalStudy(self).run(shouldStop: shouldStop) : []
        return PlanForecast(
            summary: RecoveryPlan.Forecast(
                runs: result.runs, unfinished: result.unfinished, end: spread(result.makespan), marginal: marginal,
                influences: influences(result.tornado)),
            returns: network.returns.map { back in
                PlanForecast.Return(
                    spread: spread(result.finishes[back]), probabilityOnTime: result.probabilityOnTime[back])
            },
            criticality: Array(result.criticality.prefix(model.steps.count)))
    }

    func simulation(of problem: SchedulingProblem) -> Simulation {
        let estimates = problem.activities.enumerated().map { index, activity in
            guard activity.duration > 0, found.problem.estimates.indices.contains(index) else {
                return DurationEstimate(constant: Double(activity.duration))
            }
            let estimate = found.problem.estimates[index]
            return DurationEstimate(low: estimate.low, likely: estimate.likely, high: estimate.high)
        }
        let shocks = model.setbacks.map { setback in
            Shock(
                name: setback.name, probability: setback.probability,
                activities: setback.steps.compactMap { network.placeOfStep[$0] },
                factor: DurationEstimate(
                    low: setback.factor.low, likely: setback.factor.likely, high: setback.factor.high))
        }
        return Simulation(
            problem: problem, estimates: estimates, shocks: shocks,
            order: found.schedule.order(in: found.problem.problem), seed: options.seed, threads: options.threads)
    }

    private func influences(_ tornado: [Influence]) -> [RecoveryPlan.Influence] {
        let clock = found.problem.clock
        let all = tornado.compactMap { influence -> RecoveryPlan.Influence? in
            let source: RecoveryPlan.Influence.Source
            switch influence.source {
            case .activity(let index):
                guard model.steps.indices.contains(index) else { return nil }
                source = .step(model.steps[index].key)
            case .shock(let index): source = .setback(index)
            }
            guard influence.high != influence.low else { return nil }
            return RecoveryPlan.Influence(
                source: source, best: clock.hours(influence.low), worst: clock.hours(influence.high))
        }
        return Array(all.prefix(Self.mostInfluences))
    }
}
