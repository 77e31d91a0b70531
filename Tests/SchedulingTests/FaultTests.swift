// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Scheduling

@Suite struct `A problem` {
    static let day = CapacityProfile(steps: [.init(from: 0, capacity: 2), .init(from: 8, capacity: 0)])

    struct Case: Sendable, CustomTestStringConvertible {
        var what: String
        var activities = [Activity(name: "a", duration: 1)]
        var capacities: [CapacityProfile] = []
        var precedences: [Precedence] = []
        var fault: SchedulingFault
        var testDescription: String { what }
    }

    static func work(_ duration: Int, _ demand: Int, pauses: Bool = false, release: Int = 0) -> Activity {
        Activity(name: "work", duration: duration, demands: [0: demand], release: release, mayPause: pauses)
    }

    static let cases = [
        Case(
            what: "of too many activities", activities: [Activity](repeating: work(1, 0), count: 5_001),
            fault: .tooManyActivities(limit: 5_000)),
        Case(
            what: "of too many resources", capacities: [CapacityProfile](repeating: day, count: 201),
            fault: .tooManyResources(limit: 200)),
        Case(
            what: "of too many precedences",
            precedences: [Precedence](repeating: Precedence(before: 0, after: 0), count: 200_001),
            fault: .tooManyPrecedences(limit: 200_000)),
        Case(
            what: "with too many shifts",
            capacities: [.init(steps: (0..<30_000).map { .init(from: $0, capacity: $0 % 2) })],
            fault: .tooManySteps(resource: 0, limit: 20_000)),
        Case(
            what: "with a shift too late", capacities: [.init(steps: [.init(from: 1_000_000, capacity: 2)])],
            fault: .stepTooLate(resource: 0)),
        Case(
            what: "with an unknown activity", precedences: [.init(before: 0, after: 1)],
            fault: .unknownActivity(precedence: 0)),
        Case(
            what: "with an activity below zero", precedences: [.init(before: .min, after: 0)],
            fault: .unknownActivity(precedence: 0)),
        Case(
            what: "with an unknown resource", activities: [work(1, 1)],
            fault: .unknownResource(activity: 0, resource: 0)),
        Case(
            what: "with less than no work", activities: [work(-1, 0)], capacities: [day],
            fault: .negativeDuration(activity: 0)),
        Case(
            what: "with a release before the beginning", activities: [work(1, 0, release: -1)], capacities: [day],
            fault: .negativeTime(activity: 0)),
        Case(
            what: "with endless work", activities: [work(.max, 0)], capacities: [day], fault: .tooLong(activity: 0)),
        Case(
            what: "with work a unit too long", activities: [work(1_000_000, 0)], capacities: [day],
            fault: .tooLong(activity: 0)),
        Case(
            what: "with a due date beyond time", activities: [Activity(name: "a", duration: 1, due: .min)],
            fault: .tooLong(activity: 0)),
        Case(
            what: "with a weight below zero", activities: [Activity(name: "a", duration: 1, weight: -1)],
            fault: .weightOutOfRange(activity: 0)),
        Case(
            what: "with a weight beyond sums", activities: [Activity(name: "a", duration: 1, weight: .max)],
            fault: .weightOutOfRange(activity: 0)),
        Case(
            what: "with a demand below zero", activities: [work(1, -1)], capacities: [day],
            fault: .negativeDemand(activity: 0, resource: 0)),
        Case(
            what: "with a demand beyond sums", activities: [work(1, .max)], capacities: [day],
            fault: .demandTooLarge(activity: 0, resource: 0)),
        Case(
            what: "with a lag below zero", activities: [work(1, 0), work(1, 0)], capacities: [day],
            precedences: [.init(before: 0, after: 1, lag: -1)], fault: .negativeLag(precedence: 0)),
        Case(
            what: "with an endless lag", activities: [work(1, 0), work(1, 0)], capacities: [day],
            precedences: [.init(before: 0, after: 1, lag: .max)], fault: .lagTooLong(precedence: 0)),
        Case(
            what: "with an activity that waits for itself", precedences: [.init(before: 0, after: 0)],
            fault: .cycle(path: [0])),
        Case(
            what: "that asks for more people than there ever are", activities: [work(1, 3)], capacities: [day],
            fault: .demandNeverMet(activity: 0, resource: 0, demand: 3, capacity: 2)),
        Case(
            what: "that never leaves a window long enough", activities: [work(9, 1)], capacities: [day],
            fault: .demandNeverMet(activity: 0, resource: 0, demand: 1, capacity: 0)),
        Case(
            what: "where helpers have left before the release", activities: [work(2, 1, release: 7)], capacities: [day],
            fault: .demandNeverMet(activity: 0, resource: 0, demand: 1, capacity: 0)),
        Case(
            what: "where work that pauses is never resumed", activities: [work(9, 1, pauses: true)], capacities: [day],
            fault: .demandNeverMet(activity: 0, resource: 0, demand: 1, capacity: 0)),
        Case(
            what: "where what comes before takes too long", activities: [Activity(name: "a", duration: 5), work(2, 1)],
            capacities: [day], precedences: [.init(before: 0, after: 1, lag: 2)],
            fault: .demandNeverMet(activity: 1, resource: 0, demand: 1, capacity: 0)),
    ]

    @Test(arguments: cases) func `is refused`(_ sample: Case) {
        #expect(throws: sample.fault) {
            try SmallPlans.one(
                sample.activities, capacities: sample.capacities, precedences: sample.precedences)
        }
        #expect(!"\(sample.fault)".isEmpty)
    }

    @Test func `with what just fits is accepted`() throws {
        let activities = [Self.work(8, 2), Self.work(8, 2, pauses: true), Self.work(1, 2, release: 7), Self.work(0, 9)]
        for activity in activities { _ = try SmallPlans.one([activity], capacities: [Self.day]) }
    }

    @Test func `with what already runs asks for no one`() throws {
        let running = Activity(name: "a", duration: 20, demands: [0: 7], pinnedStart: 3)
        let schedule = try firstPlan(try SmallPlans.one([running], capacities: [Self.day]))
        #expect(schedule.finishes == [23])
    }

    @Test func `with a cycle names the shortest one in order`() throws {
        // A ring of nine, and within it the directory that needs the names that need the directory.
        var links = (0..<9).map { Precedence(before: $0, after: ($0 + 1) % 9) }
        links += [Precedence(before: 9, after: 0), Precedence(before: 5, after: 10)]
        links += [Precedence(before: 6, after: 3), Precedence(before: 4, after: 2), Precedence(before: 3, after: 4)]
        let activities = (0..<11).map { Activity(name: "\($0)", duration: 1) }
        #expect {
            try SchedulingProblem(activities: activities, resources: [], precedences: links)
        } throws: { error in
            guard case .cycle(let path)? = error as? SchedulingFault else { return false }
            let isClosed = zip(path, path.dropFirst() + path.prefix(1)).allSatisfy { before, after in
                links.contains { $0.before == before && $0.after == after }
            }
            return path.count == 3 && isClosed
        }
    }

    @Test func `without a cycle keeps the longest of several lags`() throws {
        let problem = try SmallPlans.one(
            [Activity(name: "a", duration: 2), Activity(name: "b", duration: 1)],
            precedences: [
                .init(before: 0, after: 1, lag: 3), .init(before: 0, after: 1), .init(before: 0, after: 1, lag: 1),
            ])
        #expect(try firstPlan(problem).starts == [0, 5])
        #expect(LowerBounds(problem).criticalPath == 6)
    }
}
