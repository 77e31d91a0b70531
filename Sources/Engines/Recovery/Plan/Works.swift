// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling

/// How much work is left of each step and who it takes, checked: somebody can do it.
struct Works {
    private(set) var durations: [Int] = []
    private(set) var demands: [[Int: Int]] = []
    /// In quarters of an hour.
    private(set) var estimates: [Estimate] = []
    /// Steps that fit into a shift as planned, and perhaps not as they will go.
    private(set) var isLenient: [Bool] = []
    /// Work that is under way pauses only where shifts still leave it the time to end.
    private(set) var runningMayPause: [Bool] = []

    init(
        _ model: RecoveryModel, states: [StepState], progress: RecoveryProgress, clock: PlanClock, resources: Resources
    ) throws(RecoveryFault) {
        let worstFactors = Self.worstFactors(model)
        var known: [[Int: Int]: Shifts] = [:]
        for (index, step) in model.steps.enumerated() {
            let demand = resources.demands(of: step)
            let shifts = known[demand] ?? Shifts(demand, in: resources.list, until: resources.calendarEnd)
            known[demand] = shifts
            var hours = step.duration
            if case .running(let start) = states[index] {
                hours = Self.remaining(step, since: start, progress, model, resources)
            }
            let duration = max(states[index].isRunning ? 1 : 0, Quarters.ofWork(hours.likely))
            let estimate = Estimate(
                low: min(Double(duration), hours.low * Double(Quarters.perHour)), likely: Double(duration),
                high: max(Double(duration), hours.high * Double(Quarters.perHour)))
            if case .open = states[index] { try Self.check(step, duration, demand, shifts, model, resources) }
            let worst = estimate.high * worstFactors[index]
            durations.append(duration)
            demands.append(demand)
            estimates.append(estimate)
            isLenient.append(!step.mayPause && !demand.isEmpty && worst > Double(shifts.longest))
            runningMayPause.append(step.mayPause && Double(shifts.total) >= worst)
        }
    }

    /// What all setbacks together may multiply the duration of each step by.
    private static func worstFactors(_ model: RecoveryModel) -> [Double] {
        var factors: [String: Double] = [:]
        for setback in model.setbacks where setback.probability > 0 {
            for key in Set(setback.steps) { factors[key] = (factors[key] ?? 1) * max(1, setback.factor.high) }
        }
        return model.steps.map { min(factors[$0.key] ?? 1, 1e6) }
    }

    private static func check(
        _ step: RecoveryStep, _ duration: Int, _ demand: [Int: Int], _ shifts: Shifts, _ model: RecoveryModel,
        _ resources: Resources
    ) throws(RecoveryFault) {
        guard duration > 0, !demand.isEmpty else { return }
        guard duration > (step.mayPause ? shifts.total : shifts.longest) else { return }
        let keys = model.teams.map(\.key) + model.means.map(\.key)
        // The team that is there in that number for the shortest time is the one to name.
        var worst: (place: Int, time: Int)?
        for place in demand.keys.sorted() {
            let alone = Shifts([place: demand[place] ?? 0], in: resources.list, until: resources.calendarEnd)
            let time = step.mayPause ? alone.total : alone.longest
            if time < worst?.time ?? .max { worst = (place, time) }
        }
        guard let worst else { return }
        throw .nobodyCan(
            step: step.key, team: keys[worst.place], needs: demand[worst.place] ?? 0,
            most: resources.list[worst.place].capacity.steps.filter { $0.from < resources.calendarEnd }
                .reduce(0) { max($0, $1.capacity) })
    }

    /// Hours of work that remain of a step that runs: what its team says, or its estimate less what was worked since it
    /// began, a quarter of an hour at least.
    private static func remaining(
        _ step: RecoveryStep, since start: Double, _ progress: RecoveryProgress, _ model: RecoveryModel,
        _ resources: Resources
    ) -> Estimate {
        let limit = 0...RecoveryModel.longestStep
        if let said = progress.remaining[step.key], limit.contains(said.low), limit.contains(said.high),
            (said.low...said.high).contains(said.likely)
        {
            return Estimate(
                low: max(said.low, least), likely: max(said.likely, least), high: max(said.high, least))
        }
        let worked = workedHours(step, since: start, until: progress.now, model)
        return Estimate(
            low: max(step.duration.low - worked, least), likely: max(step.duration.likely - worked, least),
            high: max(step.duration.high - worked, least))
    }

    private static let least = 1 / Double(Quarters.perHour)

    /// Time on shift for work that pauses; otherwise, and where the shifts say that nobody was there, all of it.
    private static func workedHours(
        _ step: RecoveryStep, since start: Double, until now: Double, _ model: RecoveryModel
    ) -> Double {
        let whole = max(0, now - start)
        guard step.mayPause, step.people.contains(where: { $0.value > 0 }) else { return whole }
        let past = Resources(model, clock: PlanClock(now: start), days: 1 + Int(whole / 24))
        let end = Quarters.nearest(whole)
        let onShift = Shifts(past.demands(of: step), in: past.list, until: end).total
        return onShift > 0 ? Quarters.hours(onShift) : whole
    }
}

extension StepState {
    var isRunning: Bool { if case .running = self { true } else { false } }
}
