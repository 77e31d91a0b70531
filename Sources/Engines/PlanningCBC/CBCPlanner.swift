// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning

/// Makes plans close to the best one, and proves how close, with COIN-OR CBC.
///
/// A plan made without the solver comes first. When it misses an obligation, a programme of obligations alone finds
/// what can be honoured. A relaxed programme, tightened by `ConcaveEnvelope`, then gives a value that no plan
/// exceeds. Plans come from programmes where most columns are fixed, which CBC solves in seconds: the starts that the
/// relaxed solution takes at least in part (RENS: Berthold, 2014), then parts of the best plan (large neighbourhood
/// search: Shaw, 1998). A small problem is given to CBC whole. Every plan is checked and valued by `Ledger`, never by
/// the solver.
///
/// CBC runs on one thread, cannot be stopped and may crash: call this in a process of its own (`SolverChild`). It is
/// not given the first plan as a start, because version 2.10.8 then refuses its own preprocessing, which matters
/// more; the plan is kept outside.
public enum CBCPlanner {
    /// The best plan found within the limits; never worse than `start`. Obligations that no plan can honour are left
    /// out.
    public static func plan(
        _ problem: PlanningProblem, start: Plan? = nil, limits: SolverLimits = SolverLimits(),
        progress: (SolverProgress) -> Void = { _ in }
    ) throws(InvalidProblem) -> Plan {
        try problem.validate()
        var search = PlanSearch(problem, start: start, limits: limits.bounded)
        search.run(progress)
        return search.plan
    }
}
