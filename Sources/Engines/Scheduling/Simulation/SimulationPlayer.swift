// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What came of some runs, one after another in flat arrays.
struct SimulationSamples {
    var runs = 0
    /// Runs where no room was left for some activity before capacities ended for good.
    var unfinished = 0
    var makespans: [Int32] = []
    /// Weighted, of each run.
    var tardiness: [Double] = []
    /// Of activity `i` in run `r` at `r * activities + i`.
    var finishes: [Int32] = []
    var durations: [Int32] = []
    /// Runs where the activity could not have been later without the whole being later.
    var critical: [Int] = []
    /// Whether shock `s` happened in run `r`, at `r * shocks + s`.
    var happened: [Bool] = []

    static func merged(_ parts: [SimulationSamples]) -> SimulationSamples {
        guard var merged = parts.first else { return SimulationSamples() }
        for part in parts.dropFirst() {
            merged.runs += part.runs
            merged.unfinished += part.unfinished
            merged.makespans += part.makespans
            merged.tardiness += part.tardiness
            merged.finishes += part.finishes
            merged.durations += part.durations
            merged.happened += part.happened
            for index in merged.critical.indices { merged.critical[index] += part.critical[index] }
        }
        return merged
    }
}

/// Plays runs on one thread.
final class SimulationPlayer {
    private(set) var samples = SimulationSamples()
    private let simulation: Simulation
    private let problem: SchedulingProblem
    private let keepsAll: Bool
    private var generator: ScheduleGenerator
    private var sorter: TimeSorter
    private var durations: [Int]
    private var factors: [Double]
    private var happened: [Bool]

    /// The problem is that of the simulation or one with the same activities. With `keepsAll` everything is kept, and
    /// otherwise only when all ends and how late it is.
    init(_ simulation: Simulation, problem: SchedulingProblem, keepsAll: Bool) {
        self.simulation = simulation
        self.problem = problem
        self.keepsAll = keepsAll
        generator = ScheduleGenerator(problem.tables)
        sorter = TimeSorter(problem.tables)
        durations = problem.tables.durations
        factors = durations.map { _ in 1 }
        happened = [Bool](repeating: false, count: simulation.draws.shocks)
        samples.critical = [Int](repeating: 0, count: durations.count)
    }

    func play(_ run: Int, shouldStop: () -> Bool) {
        var random = Xoshiro256(seed: simulation.seed, stream: UInt64(run))
        simulation.draws.draw(&random, into: &durations, factors: &factors, happened: &happened)
        generator.setDurations(durations)
        if generator.forward(simulation.order) {
            var starts = generator.starts
            var finishes = generator.finishes
            if case .replan(let period, let schedules) = simulation.policy {
                let outcome = Replanning(
                    problem: problem, durations: durations, period: max(1, period), schedules: max(1, schedules),
                    seed: random.next()
                ).outcome(starts: starts, finishes: finishes, order: simulation.order, shouldStop: shouldStop)
                (starts, finishes) = outcome
            }
            record(starts, finishes)
        } else {
            // What could never be done ends, for the figures, when even the longest of plans would have.
            samples.unfinished += 1
            let end = problem.tables.horizon(durations: durations)
            record(nil, durations.map { _ in end })
        }
    }

    private func record(_ starts: [Int]?, _ finishes: [Int]) {
        let makespan = finishes.max() ?? 0
        samples.runs += 1
        samples.tardiness.append(Double(problem.tables.weightedTardiness(finishes)))
        if case .finish(let activity) = simulation.target, !keepsAll, finishes.indices.contains(activity) {
            samples.makespans.append(Int32(clamping: finishes[activity]))
        } else {
            samples.makespans.append(Int32(clamping: makespan))
        }
        guard keepsAll else { return }
        for finish in finishes { samples.finishes.append(Int32(clamping: finish)) }
        for duration in durations { samples.durations.append(Int32(clamping: duration)) }
        samples.happened += happened
        guard let starts else { return }
        // Everything as late as it may be without the end being later: what cannot move is critical.
        guard generator.backward(sorter.order(by: finishes), end: makespan, latest: nil) else { return }
        for activity in starts.indices where generator.starts[activity] == starts[activity] {
            if problem.tables.pinned[activity] < 0 || finishes[activity] == makespan { samples.critical[activity] += 1 }
        }
    }
}
