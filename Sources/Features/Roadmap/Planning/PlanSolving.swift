// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning

/// Finds the best plan, given the time. Cancelling the task stops it.
public protocol PlanSolving: Sendable {
    /// - Parameter plan: where to start from; what comes back is never worth less.
    func solve(
        _ problem: PlanningProblem, from plan: Plan, seconds: Int,
        report: @escaping @Sendable (SolverProgress) -> Void
    ) async throws -> Plan
}

/// Why a solver gave no plan.
public struct SolverFailure: Error, Sendable, Hashable {
    public let reason: String

    public init(_ reason: String) { self.reason = reason }
}
