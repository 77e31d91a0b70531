// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Recovery
import Synchronization

/// Plans of the demonstration: the same each time, whatever the identifiers are, and computed once for a process, since tests
/// make the demonstration many times.
enum DemonstrationPlans {
    private static let known = Mutex<[RecoveryModel: RecoveryPlan]>([:])

    // Without optimisation a simulation takes thirty times as long, and a demonstration is made before the first page.
    #if DEBUG
        private static let runs = 150
        private static let valueRuns = 20
    #else
        private static let runs = 1000
        private static let valueRuns = 300
    #endif
    private static let schedules = 200

    static func plan(
        _ frozen: FrozenModel, at place: Organisation.ID, measuresValue: Bool
    ) async throws -> RecoveryPlan {
        let coded = CodedModel(frozen)
        if let plan = known.withLock({ $0[coded.model] }) { return coded.decoded(plan) }
        var options = RecoveryPlanner.Options()
        (options.schedules, options.runs, options.measuresValue) = (schedules, runs, false)
        var plan = try await Planner.better(coded.model, at: place, options)
        if measuresValue {
            // What one more person gives needs many variants, each with fewer runs.
            (options.runs, options.measuresValue) = (valueRuns, true)
            let valued = try await Planner.better(coded.model, at: place, options)
            plan.forecast?.marginal = valued.forecast?.marginal ?? []
        }
        let found = plan
        known.withLock { $0[coded.model] = found }
        return coded.decoded(found)
    }
}
