// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CCBC

/// One model of CBC, freed with its owner. Not to be shared between threads: CBC is not made for it.
final class CBCModel {
    private let model: UnsafeMutableRawPointer?
    private let columns: Int

    /// Loads a programme; `relaxed` lets decisions be fractions.
    init(_ program: LinearProgram, relaxed: Bool = false) {
        columns = program.columns
        model = Cbc_newModel()
        let packed = program.packed()
        Cbc_loadProblem(
            model, Int32(truncatingIfNeeded: program.columns), Int32(truncatingIfNeeded: program.rows), packed.starts,
            packed.rows, packed.values, [Double](repeating: 0, count: program.columns), program.upper,
            program.objective.map { -$0 }, program.rowLower, program.rowUpper)
        if !relaxed {
            for column in 0..<program.binaries { Cbc_setInteger(model, Int32(truncatingIfNeeded: column)) }
        }
        // CBC writes on the standard output, where the parent process reads the messages of `SolverChild`.
        Cbc_setLogLevel(model, 0)
        Cbc_setParameter(model, "log", "0")
        Cbc_setParameter(model, "slog", "0")
        // Seconds that people wait, whatever else the machine does.
        Cbc_setParameter(model, "timeMode", "elapsed")
    }

    deinit { Cbc_deleteModel(model) }

    /// Solutions worth less do not count.
    func setCutoff(_ objective: Double) { Cbc_setCutoff(model, -objective) }

    struct Outcome {
        /// Nil when no solution was found.
        var values: [Double]?
        var objective: Double
        /// No solution is worth more.
        var bound: Double
        var isOptimal: Bool
        var isInfeasible: Bool
    }

    func solve(seconds: Double, absoluteGap: Double = 0) -> Outcome {
        Cbc_setMaximumSeconds(model, seconds)
        if absoluteGap > 0 { Cbc_setAllowableGap(model, absoluteGap) }
        Cbc_solve(model)
        let isOptimal = Cbc_isProvenOptimal(model) != 0
        var values: [Double]?
        if let solution = Cbc_bestSolution(model) {
            values = Array(UnsafeBufferPointer(start: solution, count: columns))
        } else if isOptimal, let solution = Cbc_getColSolution(model) {
            // A relaxed programme has no best solution, only a solution.
            values = Array(UnsafeBufferPointer(start: solution, count: columns))
        }
        return Outcome(
            values: values, objective: -Cbc_getObjValue(model), bound: -Cbc_getBestPossibleObjValue(model),
            isOptimal: isOptimal, isInfeasible: Cbc_isProvenInfeasible(model) != 0)
    }

    /// What each column would lose by one unit more, after a relaxed solve.
    var reducedCosts: [Double] {
        guard let costs = Cbc_getReducedCost(model) else { return [] }
        return Array(UnsafeBufferPointer(start: costs, count: columns))
    }
}
