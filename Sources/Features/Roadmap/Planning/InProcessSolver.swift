// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Planning
import PlanningCBC

/// Runs CBC on a thread of this very process: for tests. CBC cannot be stopped, so that a cancelled search goes on, unheard,
/// until its time is over.
public struct InProcessSolver: PlanSolving {
    public init() {}

    public func solve(
        _ problem: PlanningProblem, from plan: Plan, seconds: Int,
        report: @escaping @Sendable (SolverProgress) -> Void
    ) async throws -> Plan {
        let found = try await withCheckedThrowingContinuation { (answer: CheckedContinuation<Plan, any Error>) in
            let thread = Thread {
                answer.resume(
                    with: Result {
                        try CBCPlanner.plan(
                            problem, start: plan, limits: SolverLimits(seconds: Double(seconds)), progress: report)
                    })
            }
            // CBC's recursive searches want more than the half megabyte of a secondary thread.
            thread.stackSize = 16 << 20
            thread.start()
        }
        try Task.checkCancellation()
        return found
    }
}
