// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What one more unit of a resource would give.
public struct MarginalValue: Sendable, Hashable, Codable {
    public var resource: Int
    public var from: Int
    /// None: all along, whenever there is any of the resource.
    public var until: Int?
    /// How much earlier the target is at the median, in the unit of time of the problem.
    public var gainP50: Int
    /// The same in the tenth of runs that go worst.
    public var gainP90: Int
    /// How much less weighted tardiness there is on average.
    public var gainTardiness: Double

    public init(resource: Int, from: Int, until: Int?, gainP50: Int, gainP90: Int, gainTardiness: Double) {
        self.resource = resource
        self.from = from
        self.until = until
        self.gainP50 = gainP50
        self.gainP90 = gainP90
        self.gainTardiness = gainTardiness
    }
}

extension Simulation {
    /// What one more unit of each resource gives: all along, where there is any of it at that time; and with `block` in
    /// each block of so much time until the target is most likely reached, where there is any or not.
    ///
    /// Every variant meets the same luck as the plan does (common random numbers; Conway, 1963), so that a difference
    /// is due to the unit. Nobody needs to use it: a variant where the list happens to do worse counts as no gain. The
    /// list is kept, whatever the policy. When stopped before, what is not worked out is missing.
    public func marginalValues(
        runs: Int, block: Int? = nil, shouldStop: @Sendable () -> Bool = { false }
    ) -> [MarginalValue] {
        let plan = outcome(runs, problem, shouldStop: shouldStop)
        let demanded = Set(problem.activities.flatMap { $0.demands.filter { $0.value > 0 }.keys }).sorted()
        var values: [MarginalValue] = []
        for resource in demanded {
            for (from, until) in [(0, nil)] + Self.blocks(block, until: plan.target.p90) {
                if shouldStop() { return values }
                guard let richer = richer(resource, from: from, until: until) else { continue }
                let with = outcome(runs, richer, shouldStop: shouldStop)
                if shouldStop() { return values }
                values.append(
                    MarginalValue(
                        resource: resource, from: from, until: until,
                        gainP50: max(0, plan.target.p50 - with.target.p50),
                        gainP90: max(0, plan.target.p90 - with.target.p90),
                        gainTardiness: max(0, plan.tardiness - with.tardiness)))
            }
        }
        return values
    }

    /// No more than these, however short a block is.
    private static let mostBlocks = 500

    private static func blocks(_ block: Int?, until end: Int) -> [(Int, Int?)] {
        guard let block, block > 0, end > 0 else { return [] }
        return stride(from: 0, to: end, by: block).prefix(mostBlocks).map { ($0, $0 + block) }
    }

    private func outcome(
        _ runs: Int, _ problem: SchedulingProblem, shouldStop: @Sendable () -> Bool
    ) -> (target: Distribution, tardiness: Double) {
        let kept = Simulation(self, policy: .keepOrder)
        let samples = SimulationSamples.merged(
            sample(max(0, min(runs, 1_000_000)), problem, shouldStop: shouldStop) {
                SimulationPlayer(kept, problem: $0, keepsAll: false)
            })
        let mean = samples.tardiness.reduce(0, +) / Double(max(samples.runs, 1))
        return (Distribution(samples.makespans), mean)
    }

    private init(_ other: Simulation, policy: ReplanningPolicy) {
        problem = other.problem
        order = other.order
        self.policy = policy
        draws = other.draws
        seed = other.seed
        threads = other.threads
        target = other.target
    }

    private func richer(_ resource: Int, from: Int, until: Int?) -> SchedulingProblem? {
        var resources = problem.resources
        let profile = resources[resource].capacity
        if let until {
            if until >= SchedulingProblem.timeLimit { return nil }
            resources[resource].capacity = profile.adding(1, from: from, until: until)
        } else {
            resources[resource].capacity = CapacityProfile(
                steps: profile.steps.map { step in
                    .init(from: step.from, capacity: step.capacity > 0 ? min(step.capacity, .max - 1) + 1 : 0)
                })
        }
        return try? SchedulingProblem(
            activities: problem.activities, resources: resources, precedences: problem.precedences)
    }
}
