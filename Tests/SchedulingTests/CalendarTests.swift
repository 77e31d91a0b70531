// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import Scheduling

@Suite struct `Shifts` {
    typealias Step = CapacityProfile.Step

    /// Two on shift from 8 to 12 and from 14 to 18, one at night from 20, two for ever from 30.
    static let team = CapacityProfile(steps: [
        Step(from: 8, capacity: 2), Step(from: 12, capacity: 0), Step(from: 14, capacity: 2),
        Step(from: 18, capacity: 0),
        Step(from: 20, capacity: 1), Step(from: 30, capacity: 2),
    ])

    struct Case: Sendable, CustomTestStringConvertible {
        var what: String
        var activities: [Activity]
        var precedences: [Precedence] = []
        var starts: [Int]
        var finishes: [Int]
        var testDescription: String { what }
    }

    static func work(
        _ duration: Int, _ demand: Int = 1, release: Int = 0, pauses: Bool = false, pinned: Int? = nil
    ) -> Activity {
        Activity(
            name: "work", duration: duration, demands: [0: demand], release: release, mayPause: pauses,
            pinnedStart: pinned)
    }

    static let cases = [
        Case(what: "begin with the shift", activities: [work(4)], starts: [8], finishes: [12]),
        Case(what: "are too short for what runs in one piece", activities: [work(5)], starts: [20], finishes: [25]),
        Case(what: "are filled by what pauses", activities: [work(5, pauses: true)], starts: [8], finishes: [15]),
        Case(
            what: "of one are no shift for work for two", activities: [work(9, 2, pauses: true)], starts: [8],
            finishes: [31]),
        Case(
            what: "hold nothing of what pauses while off",
            activities: [work(6, 2, pauses: true), work(3, release: 12)],
            starts: [8, 20], finishes: [16, 23]),
        Case(
            what: "let work wait that would have to give way",
            activities: [work(2, 2, release: 14, pauses: true), work(6, pauses: true)], starts: [14, 16],
            finishes: [16, 24]),
        Case(
            what: "change nothing for work without a team",
            activities: [Activity(name: "wait", duration: 7, mayPause: true), work(1, release: 7)], starts: [0, 8],
            finishes: [7, 9]),
        Case(
            what: "come after a lag", activities: [work(4), work(2)],
            precedences: [Precedence(before: 0, after: 1, lag: 3)], starts: [8, 15], finishes: [12, 17]),
        Case(
            what: "let a lag run at night", activities: [work(4, release: 14), work(2, 2)],
            precedences: [Precedence(before: 0, after: 1, lag: 12)], starts: [14, 30], finishes: [18, 32]),
        Case(
            what: "do not move what already runs", activities: [work(6, 2, pinned: 10), work(2)], starts: [10, 8],
            finishes: [16, 10]),
        Case(
            what: "pause what already runs and may",
            activities: [work(6, 2, pauses: true, pinned: 13), work(1, release: 14)],
            starts: [13, 20], finishes: [32, 21]),
        Case(
            what: "may be exceeded by people who really are at work",
            activities: [work(4, 2, pinned: 9), work(4, 2, pinned: 10), work(1, release: 9)], starts: [9, 10, 14],
            finishes: [13, 14, 15]),
        Case(
            what: "start nothing before what already runs and comes first",
            activities: [work(3), work(3, pinned: 8), work(1)],
            precedences: [Precedence(before: 0, after: 1), Precedence(before: 1, after: 2)], starts: [8, 8, 11],
            finishes: [11, 11, 12]),
        Case(
            what: "do not matter to what takes no time", activities: [work(0), work(0, release: 5, pauses: true)],
            starts: [0, 5], finishes: [0, 5]),
    ]

    @Test(arguments: cases) func `of a team`(_ sample: Case) throws {
        let problem = try SmallPlans.one(
            sample.activities, capacities: [Self.team], precedences: sample.precedences)
        for allowsDense in [true, false] {
            var generator = ScheduleGenerator(problem.tables, allowsDense: allowsDense)
            let isMade = generator.forward(problem.tables.topologicalOrder)
            #expect(isMade)
            #expect(generator.starts == sample.starts)
            #expect(generator.finishes == sample.finishes)
        }
        let schedule = try problem.replay(order: Array(sample.activities.indices))
        #expect(schedule.starts == sample.starts)
        #expect(ScheduleVerifier.violations(of: schedule, in: problem) == [])
    }

    @Test func `stand in order, each another than the one before`() {
        let profile = CapacityProfile(steps: [
            Step(from: 9, capacity: 3), Step(from: 4, capacity: 2), Step(from: 9, capacity: 2),
            Step(from: -5, capacity: 1),
            Step(from: 12, capacity: -7),
        ])
        #expect(
            profile.steps == [Step(from: 0, capacity: 1), Step(from: 4, capacity: 2), Step(from: 12, capacity: 0)])
        #expect([-1, 0, 3, 4, 11, 12, .max].map(profile.capacity) == [0, 1, 1, 2, 2, 0, 0])
        #expect(CapacityProfile(steps: []) == CapacityProfile(constant: 0))
        #expect(CapacityProfile(steps: [Step(from: 5, capacity: 1)]).capacity(at: 4) == 0)
        var changed = profile
        changed.steps.insert(Step(from: 2, capacity: 9), at: 3)
        #expect(changed.capacity(at: 3) == 9)
    }

    @Test func `take more people for a while`() {
        let more = Self.team.adding(2, from: 10, until: 21)
        #expect([9, 10, 12, 20, 21].map(more.capacity) == [2, 4, 2, 3, 1])
        #expect(Self.team.adding(-5, from: 0, until: 9).steps.first == Step(from: 0, capacity: 0))
        #expect(Self.team.adding(1, from: 9, until: 9) == Self.team)
        #expect(Self.team.adding(.max, from: -3, until: .max).capacity(at: 9) == .max)
        #expect(Self.team.adding(0, from: 11, until: 13) == Self.team)
    }

    @Test func `are read back from JSON in any order`() throws {
        let text = #"{"steps":[{"from":7,"capacity":1},{"from":0,"capacity":3}]}"#
        let profile = try JSONDecoder().decode(CapacityProfile.self, from: Data(text.utf8))
        #expect(profile.steps.map(\.from) == [0, 7])
        #expect(try JSONDecoder().decode(CapacityProfile.self, from: JSONEncoder().encode(profile)) == profile)
    }
}
