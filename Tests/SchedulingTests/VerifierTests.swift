// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Scheduling

@Suite struct `The check of a schedule` {
    private func problem() throws -> SchedulingProblem {
        let shifts = CapacityProfile(steps: [
            .init(from: 0, capacity: 2), .init(from: 4, capacity: 0), .init(from: 6, capacity: 2),
        ])
        return try SmallPlans.one(
            [
                Activity(name: "a", duration: 3, demands: [0: 1], release: 1, due: 3, weight: 2),
                Activity(name: "b", duration: 4, demands: [1: 2], mayPause: true),
                Activity(name: "c", duration: 2, demands: [0: 1, 1: 1]),
                Activity(name: "d", duration: 2, demands: [1: 3], pinnedStart: 3),
                Activity(name: "e", duration: 0),
            ], capacities: [.init(constant: 1), shifts],
            precedences: [.init(before: 0, after: 2, lag: 1), .init(before: 2, after: 4), .init(before: 2, after: 3)])
    }

    private let right = Schedule(
        starts: [1, 6, 10, 3, 12], finishes: [4, 10, 12, 5, 12], makespan: 12, weightedTardiness: 2)

    /// What is changed, and what is then said.
    static let changes: [(String, @Sendable (inout Schedule) -> Void, ScheduleViolation)] = [
        ("a start is missing", { $0.starts.removeLast() }, .incomplete),
        ("a time is absurd", { $0.finishes[0] = .max }, .incomplete),
        ("a start precedes the release", { ($0.starts[0], $0.finishes[0]) = (0, 3) }, .startsTooEarly(activity: 0)),
        ("what runs moves", { ($0.starts[3], $0.finishes[3]) = (4, 6) }, .movedPin(activity: 3)),
        ("a lag is ignored", { ($0.starts[2], $0.finishes[2]) = (4, 6) }, .precedence(before: 0, after: 2)),
        ("a finish is ignored", { ($0.starts[4], $0.finishes[4]) = (9, 9) }, .precedence(before: 2, after: 4)),
        ("work is cut", { $0.finishes[0] = 3 }, .wrongDuration(activity: 0)),
        ("work is stretched", { $0.starts[2] = 9 }, .wrongDuration(activity: 2)),
        ("a pause counts as work", { ($0.starts[1], $0.finishes[1]) = (3, 7) }, .wrongDuration(activity: 1)),
        ("work ends within a pause", { ($0.starts[1], $0.finishes[1]) = (0, 6) }, .wrongDuration(activity: 1)),
        ("work begins within a pause", { $0.starts[1] = 5 }, .wrongDuration(activity: 1)),
        ("what takes no time takes some", { $0.finishes[4] = 13 }, .wrongDuration(activity: 4)),
        ("what takes no time ends before", { $0.finishes[4] = 11 }, .wrongDuration(activity: 4)),
        (
            "two hold what is there for one", { ($0.starts[2], $0.finishes[2]) = (6, 8) },
            .capacity(resource: 1, time: 6)
        ),
        (
            "work shares with what runs beyond the shift", { ($0.starts[1], $0.finishes[1]) = (0, 4) },
            .capacity(resource: 1, time: 3)
        ),
        ("the makespan is wrong", { $0.makespan = 9 }, .wrongFigures),
        ("the tardiness is wrong", { $0.weightedTardiness = 0 }, .wrongFigures),
    ]

    @Test func `passes what keeps every rule`() throws {
        #expect(ScheduleVerifier.violations(of: right, in: try problem()) == [])
        let nothing = Schedule(starts: [], finishes: [], makespan: 0, weightedTardiness: 0)
        #expect(ScheduleVerifier.violations(of: nothing, in: try SmallPlans.one([])) == [])
    }

    @Test(arguments: changes.indices) func `finds what is wrong`(_ index: Int) throws {
        let (what, change, violation) = Self.changes[index]
        var schedule = right
        change(&schedule)
        #expect(ScheduleVerifier.violations(of: schedule, in: try problem()).contains(violation), "\(what)")
    }

    @Test func `survives any numbers`() throws {
        let problem = try problem()
        for value in [Int.min, .min / 4, -1, .max / 4, .max] {
            let schedule = Schedule(
                starts: [Int](repeating: value, count: 5), finishes: [Int](repeating: value, count: 5), makespan: value,
                weightedTardiness: value)
            #expect(!ScheduleVerifier.violations(of: schedule, in: problem).isEmpty)
        }
    }
}
