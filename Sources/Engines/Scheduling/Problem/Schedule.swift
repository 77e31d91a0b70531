// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// When each activity starts and finishes.
public struct Schedule: Sendable, Hashable, Codable {
    public var starts: [Int]
    /// The moment when the work is done: an activity that starts at 3 and works 2 units finishes at 5.
    public var finishes: [Int]
    /// The latest finish, zero without activities.
    public var makespan: Int
    /// Over activities with a due date, units of time late multiplied by weights.
    public var weightedTardiness: Int

    public init(starts: [Int], finishes: [Int], makespan: Int, weightedTardiness: Int) {
        self.starts = starts
        self.finishes = finishes
        self.makespan = makespan
        self.weightedTardiness = weightedTardiness
    }

    /// Measures the starts and finishes; as many as there are activities.
    init(starts: [Int], finishes: [Int], tables: ProblemTables) {
        self.init(
            starts: starts, finishes: finishes, makespan: finishes.max() ?? 0,
            weightedTardiness: tables.weightedTardiness(finishes))
    }

    /// The activity list that `SchedulingProblem.replay` turns into this schedule, or into one where nothing is later.
    public func order(in problem: SchedulingProblem) -> [Int] {
        let tables = problem.tables
        guard starts.count == tables.count else { return tables.topologicalOrder }
        return tables.topologicalOrder.enumerated()
            .sorted { (starts[$0.element], $0.offset) < (starts[$1.element], $1.offset) }
            .map(\.element)
    }
}

/// What makes one schedule better than another.
public enum Objective: Sendable, Hashable, Codable {
    /// Everything done as early as possible, whatever the due dates.
    case makespan
    /// The least weighted tardiness first, then the least makespan.
    case tardinessThenMakespan
}
