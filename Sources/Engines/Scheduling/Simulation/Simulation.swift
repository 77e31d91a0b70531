// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Dispatch

/// Something that may happen and then makes several activities longer or shorter together, so that their durations are
/// correlated: an attack wider than thought, backups that cannot be used.
public struct Shock: Sendable, Hashable {
    public var name: String
    public var probability: Double
    public var activities: [Int]
    /// What the durations are multiplied by, drawn once for all of them.
    public var factor: DurationEstimate

    public init(name: String, probability: Double, activities: [Int], factor: DurationEstimate) {
        self.name = name
        self.probability = probability
        self.activities = activities
        self.factor = factor
    }
}

/// What is done about a plan as durations turn out.
public enum ReplanningPolicy: Sendable, Hashable {
    /// The activity list stays: each activity starts as early as those before it in the list leave room.
    case keepOrder
    /// At each multiple of a time, what has not begun is planned again, with so many schedules tried, knowing what has
    /// finished and how long; of what runs only that it has not finished; of the rest what the problem says.
    case replan(every: Int, schedules: Int)
}

/// Plays a plan many times with durations drawn at random (Van Slyke, 1963).
///
/// Capacities stay as they are, what already runs keeps its start. The same arguments always give the same result,
/// whatever the number of threads: each run has a stream of chance of its own.
public struct Simulation: Sendable {
    /// The moment that the tornado and the marginal values speak of.
    public enum Target: Sendable, Hashable {
        case makespan
        case finish(Int)
    }

    let problem: SchedulingProblem
    let order: [Int]
    let policy: ReplanningPolicy
    let draws: DurationDraws
    let seed: UInt64
    let threads: Int
    let target: Target

    /// Runs multiplied by activities kept in memory at the most; beyond that there are fewer runs.
    public static let mostSamples = 50_000_000

    /// `estimates` holds one for each activity, in the unit of the problem; those missing are constants, as the problem
    /// says. `order` is the activity list of the plan.
    public init(
        problem: SchedulingProblem, estimates: [DurationEstimate], shocks: [Shock] = [], order: [Int],
        policy: ReplanningPolicy = .keepOrder, seed: UInt64 = 1, threads: Int = 1, target: Target = .makespan
    ) {
        self.problem = problem
        self.order = ListMaker.repaired(order, problem.tables)
        self.policy = policy
        draws = DurationDraws(problem, estimates: estimates, shocks: shocks)
        self.seed = seed
        self.threads = min(max(threads, 1), 64)
        self.target = target
    }

    /// When stopped before, the result is that of the runs made until then.
    public func run(_ runs: Int, shouldStop: @Sendable () -> Bool = { false }) -> SimulationResult {
        let count = max(problem.tables.count, 1)
        let runs = max(0, min(runs, Self.mostSamples / count))
        let samples = SimulationSamples.merged(
            sample(runs, problem, shouldStop: shouldStop) { SimulationPlayer(self, problem: $0, keepsAll: true) })
        return SimulationResult(samples, simulation: self)
    }

    /// The runs of each thread, in order.
    func sample(
        _ runs: Int, _ problem: SchedulingProblem, shouldStop: @Sendable () -> Bool,
        player: (SchedulingProblem) -> SimulationPlayer
    ) -> [SimulationSamples] {
        let share = (runs + threads - 1) / threads
        let players = (0..<threads).map { _ in player(problem) }
        // Each player is touched by one iteration only, and by nobody else until all have ended.
        nonisolated(unsafe) let crew = players
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            let first = min(runs, thread * share)
            for run in first..<min(runs, first + share) {
                if (run - first) % 8 == 0, shouldStop() { return }
                crew[thread].play(run, shouldStop: shouldStop)
            }
        }
        return players.map(\.samples)
    }
}
