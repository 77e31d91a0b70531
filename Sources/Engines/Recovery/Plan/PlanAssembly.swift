// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling

/// Turns a schedule of the engine into the plan that people read.
struct PlanAssembly {
    let model: RecoveryModel
    let network: PlanNetwork
    let found: FoundSchedule
    var forecast: PlanForecast?

    init(_ model: RecoveryModel, _ network: PlanNetwork, _ found: FoundSchedule) {
        self.model = model
        self.network = network
        self.found = found
    }

    private var problem: PlanProblem { found.problem }
    private var schedule: Schedule { found.schedule }
    private var clock: PlanClock { found.problem.clock }

    var plan: RecoveryPlan {
        let chains = BindingChains(problem.problem, schedule, calendarEnd: problem.calendarEnd)
        let left = model.steps.indices.filter { problem.states[$0].isLeft }
        let places = placesInOrder()
        let ordered = left.sorted { (schedule.starts[$0], places[$0]) < (schedule.starts[$1], places[$1]) }
        let end = left.reduce(0) { max($0, schedule.finishes[$1]) }
        let last = schedule.finishes.indices.filter { schedule.finishes[$0] == schedule.makespan }
        let critical = chains.chains(endingWith: schedule.makespan > 0 ? last : [])
        let makespan = left.isEmpty ? lastFinish : clock.hours(end)
        // Lags after the last step may make the engine's bound, which counts them, later than the plan.
        let bound = left.isEmpty ? makespan : min(makespan, clock.hours(found.lowerBound))
        let remaining = bound - Quarters.hours(clock.now)
        return RecoveryPlan(
            tasks: ordered.map { task($0, isCritical: critical.contains($0)) },
            returns: returns(chains), makespan: makespan, lowerBound: bound,
            gap: remaining > 0 ? (makespan - bound) / remaining : 0, schedulesTried: found.schedulesTried,
            forecast: forecast?.summary,
            order: left.sorted { places[$0] < places[$1] }.map { model.steps[$0].key },
            calendarEnd: clock.hours(problem.calendarEnd))
    }

    private func placesInOrder() -> [Int] {
        var places = [Int](repeating: 0, count: schedule.starts.count)
        for (place, activity) in schedule.order(in: problem.problem).enumerated() { places[activity] = place }
        return places
    }

    /// When the last step was finished, once all are.
    private var lastFinish: Double {
        problem.states.reduce(0) { latest, state in
            if case .finished(let end) = state { max(latest, end) } else { latest }
        }
    }

    private func task(_ index: Int, isCritical: Bool) -> RecoveryPlan.Task {
        var start = clock.hours(schedule.starts[index])
        if case .running(let since) = problem.states[index] { start = since }
        return RecoveryPlan.Task(
            step: model.steps[index].key, start: start, finish: clock.hours(schedule.finishes[index]),
            isCritical: isCritical, criticality: forecast?.criticality[index])
    }

    private func returns(_ chains: BindingChains) -> [RecoveryPlan.Return] {
        let nodes = network.graph.nodes
        let dates = nodes.indices.map { node in
            problem.alreadyBack[node] ?? clock.hours(schedule.finishes[network.returns[node]])
        }
        return nodes.indices.map { node in
            let value = nodes[node]
            let planned = dates[node]
            let whole = network.graph.needs[node].filter { $0.kind == .degradedWithout }
                .reduce(planned) { max($0, dates[$1.other] + $1.lag) }
            let isBack = problem.alreadyBack[node] != nil
            return RecoveryPlan.Return(
                node: value.key, planned: planned,
                spread: forecast.map { forecast in
                    isBack
                        ? RecoveryPlan.Spread(p50: planned, p80: planned, p90: planned) : forecast.returns[node].spread
                },
                probabilityOnTime: forecast.flatMap { forecast in
                    guard let objective = value.recoveryTimeObjective else { return nil }
                    return isBack ? (planned <= objective ? 1 : 0) : forecast.returns[node].probabilityOnTime
                },
                degradedModeEnds: endurance(of: node), heldBy: isBack ? nil : holder(of: node, chains),
                whole: whole > planned ? whole : nil)
        }
    }

    /// For a service, the degraded mode is that of the activities that need it: the first to wear out.
    private func endurance(of node: Int) -> Double? {
        let value = network.graph.nodes[node]
        if value.degradedEndurance != nil || value.layer != .service { return value.degradedEndurance }
        return network.graph.users[node]
            .filter { $0.kind == .needs && network.graph.nodes[$0.other].layer == .activity }
            .compactMap { network.graph.nodes[$0.other].degradedEndurance }.min()
    }

    /// The step of another node that comes last before the node's own on the chain that holds it; where it waited for
    /// nothing but itself, its own last step.
    private func holder(of node: Int, _ chains: BindingChains) -> String? {
        let steps = model.steps
        let key = network.graph.nodes[node].key
        let start = network.returns[node]
        let found =
            chains.first(from: start, finishes: schedule.finishes) {
                steps.indices.contains($0) && problem.states[$0].isLeft && steps[$0].node != key
            }
            ?? chains.first(from: start, finishes: schedule.finishes) {
                steps.indices.contains($0) && problem.states[$0].isLeft
            }
        return found.map { steps[$0].key }
    }
}

/// What simulated restarts say, by position of nodes and steps.
struct PlanForecast {
    struct Return {
        let spread: RecoveryPlan.Spread
        let probabilityOnTime: Double?
    }

    let summary: RecoveryPlan.Forecast
    let returns: [Return]
    let criticality: [Double]
}
