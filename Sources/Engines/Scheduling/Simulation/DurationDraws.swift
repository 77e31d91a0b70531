// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Durations by chance: each activity's own, then what happens to several of them together.
struct DurationDraws: Sendable {
    private struct Event: Sendable {
        let probability: Double
        let activities: [Int]
        let factor: DurationSampler
    }

    private let samplers: [DurationSampler]
    private let events: [Event]
    private let tables: DurationSampler.Tables
    private let isPositive: [Bool]

    var shocks: Int { events.count }

    init(_ problem: SchedulingProblem, estimates: [DurationEstimate], shocks: [Shock]) {
        var tables = DurationSampler.Tables()
        let complete = problem.activities.enumerated().map { index, activity in
            index < estimates.count ? estimates[index] : DurationEstimate(constant: Double(activity.duration))
        }
        samplers = complete.map { DurationSampler($0, &tables) }
        isPositive = complete.map { $0.ordered.high > 0 }
        events = shocks.map { shock in
            Event(
                probability: shock.probability,
                activities: Set(shock.activities).filter { problem.activities.indices.contains($0) }.sorted(),
                factor: DurationSampler(shock.factor, &tables))
        }
        self.tables = tables
    }

    /// Whether the duration of the activity ever differs from one run to another on its own account.
    func isConstant(_ activity: Int) -> Bool { samplers[activity].isConstant }

    /// Rounded to units of time, at least one where the estimate is not zero. As many chances are drawn in every run,
    /// so that another problem with the same activities meets the same luck.
    func draw(_ random: inout Xoshiro256, into durations: inout [Int], factors: inout [Double], happened: inout [Bool])
    {
        for index in factors.indices { factors[index] = 1 }
        for (index, event) in events.enumerated() {
            let occurs = random.unit() < event.probability
            let factor = event.factor.value(random.unit(), tables)
            happened[index] = occurs
            if occurs { for activity in event.activities { factors[activity] *= factor } }
        }
        for index in samplers.indices {
            let duration = samplers[index].value(random.unit(), tables) * factors[index]
            let bounded = min(duration.rounded(), Double(SchedulingProblem.timeLimit - 1))
            durations[index] = max(isPositive[index] ? 1 : 0, Int(bounded))
        }
    }
}
