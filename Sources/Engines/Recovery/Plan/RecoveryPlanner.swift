// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling

/// Computes restarts of one model: who does what when under limited staff, when each service is back, and how sure that
/// is.
public struct RecoveryPlanner: Sendable {
    public struct Options: Sendable {
        /// How many schedules the search may make.
        public var schedules: Int
        /// Two plans of one model with the same seed, schedules and threads are the same.
        public var seed: UInt64
        public var threads: Int
        /// Simulated restarts; zero: no forecast.
        public var runs: Int
        /// Whether to say what one more person in each team would give.
        public var measuresValue: Bool

        public init(
            schedules: Int = 2000, seed: UInt64 = 1, threads: Int = 2, runs: Int = 1000, measuresValue: Bool = true
        ) {
            self.schedules = schedules
            self.seed = seed
            self.threads = threads
            self.runs = runs
            self.measuresValue = measuresValue
        }
    }

    public let model: RecoveryModel
    let network: PlanNetwork

    /// Checks everything that a plan from the beginning needs.
    ///
    /// - Parameter progress: what is finished or skipped there need not be possible any more.
    public init(_ model: RecoveryModel, allowing progress: RecoveryProgress = .init()) throws(RecoveryFault) {
        try ModelCheck(model: model).run()
        self.model = model
        network = PlanNetwork(model)
        _ = try PlanProblem(model, network, from: progress)
    }

    /// A first plan in milliseconds, without search or forecast: the steps in the order given (those it does not name come
    /// last), or the most urgent first.
    public func quickPlan(
        from progress: RecoveryProgress = .init(), keeping order: [String] = []
    ) throws(RecoveryFault) -> RecoveryPlan {
        let found = try first(from: progress, keeping: order)
        return PlanAssembly(model, network, found).plan
    }

    /// A plan as good as the time allows, and its forecast.
    ///
    /// - Parameters:
    ///   - order: the one promised before. It is kept unless another gains more than ``Stability`` asks for.
    ///   - shouldStop: asked often; the best plan so far is then given, with no forecast if there was no time for one.
    ///   - improved: told of the first plan and of each better one, without forecast.
    public func plan(
        _ options: Options, from progress: RecoveryProgress = .init(), keeping order: [String] = [],
        shouldStop: @Sendable () -> Bool = { false }, improved: @Sendable (RecoveryPlan) -> Void = { _ in }
    ) throws(RecoveryFault) -> RecoveryPlan {
        let first = try first(from: progress, keeping: order)
        if first.problem.isEmpty { return PlanAssembly(model, network, first).plan }
        improved(PlanAssembly(model, network, first).plan)
        let search = PlanSearch(first: first, isPromised: !order.isEmpty)
        let found = try search.run(model, network, options, shouldStop: shouldStop) { better in
            improved(PlanAssembly(model, network, better).plan)
        }
        var assembly = PlanAssembly(model, network, found)
        guard options.runs > 0, !shouldStop() else { return assembly.plan }
        let forecaster = PlanForecaster(model: model, network: network, found: found, options: options)
        assembly.forecast = forecaster.run(shouldStop: shouldStop)
        return assembly.plan
    }

    /// A long plan gets a longer calendar: beyond its end, shifts are only an average.
    private func first(
        from progress: RecoveryProgress, keeping order: [String]
    ) throws(RecoveryFault) -> FoundSchedule {
        var days = PlanProblem.days
        while true {
            let problem = try PlanProblem(model, network, from: progress, days: days)
            let found = try PlanSearch.first(problem, model, network, keeping: order)
            let lasts = found.schedule.makespan / Quarters.perDay + 1
            if lasts * 3 / 2 <= days || days >= PlanProblem.mostDays { return found }
            days = min(PlanProblem.mostDays, max(days, lasts) * 2)
        }
    }
}
