// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Planning
import Primitives
import Testing

@testable import Roadmap

struct ProblemTests {
    @Test(arguments: [
        (RequirementState.proven, nil as Double?, nil as Double?),
        (.notApplicable, 0, nil),
        (.declared, 1, 0.5),
        (.notMet, 0, 1),
        (.open, nil, 1),
        (.partial, 0.25, 0.75),
        (.partial, nil, 0.5),
        (.partial, 1, 0.5),
    ])
    func `a gap is what is left to do or to prove`(state: RequirementState, fraction: Double?, share: Double?) {
        #expect(GapRule.gap(state, fraction: fraction)?.share == share)
    }

    @Test func `an expired proof leaves a half, or more when the answer says so`() throws {
        let day = try #require(CalendarDay(year: 2026, month: 1, day: 1))
        #expect(GapRule.gap(.expired(day), fraction: nil)?.share == 0.5)
        #expect(GapRule.gap(.expired(day), fraction: 1)?.share == 0.5)
        #expect(GapRule.gap(.expired(day), fraction: 0.2)?.share == 0.8)
        #expect(GapRule.gap(.expiring(day), fraction: 0) == nil)
        #expect(GapRule.gap(.notMet, fraction: .nan)?.share == 1)
    }

    @Test func `indispensable counts twice, and a deadline that passed counts no more`() throws {
        let past = Deadline(title: "Passée", timing: .on(try #require(CalendarDay(year: 2026, month: 1, day: 1))))
        let next = Deadline(title: "À venir", timing: .on(try #require(CalendarDay(year: 2027, month: 9, day: 30))))
        let framework = try Framework(
            identity: try #require(Framework.Identity(identifier: "essai", version: "1")), title: "Essai",
            requirements: [
                Requirement(code: "C1", title: "Un", weight: 3, priority: .indispensable, deadlines: [past, next]),
                Requirement(code: "C2", title: "Deux", weight: 3, deadlines: [past]),
            ])
        var reading = MemberReading(member: .init(id: "nord", name: "Nord"))
        for requirement in framework.requirements {
            reading.add(requirement, .open, fraction: nil, of: framework, factor: 0.5, today: RoadmapSample.today)
        }
        reading.add(
            framework.requirements[0], .proven, fraction: nil, of: framework, factor: 1, today: RoadmapSample.today)
        #expect(reading.gaps.map(\.weight) == [3, 1.5])
        #expect(reading.gaps.map { $0.deadline?.text } == ["2027-09-30", nil])
        #expect(reading.met == ["essai/C1"])
    }

    @Test func `a shared action is planned once, the others once for each`() throws {
        let snapshot = try RoadmapSample.snapshot()
        #expect(
            snapshot.problem.actions.map(\.id)
                == ["ACT-01", "ACT-02.1", "ACT-02.2", "ACT-03.1", "ACT-03.2", "ACT-04.1", "ACT-04.2"])
        let shared = snapshot.problem.actions[0]
        #expect(shared.cost == 15_000 && abs(shared.effort[1] - 6) < 1e-9 && shared.closes.count == 2)
        #expect(abs(shared.recurringCost - 150) < 1e-9)
        #expect(snapshot.problem.actions[5].prerequisites == [1] && snapshot.problem.actions[6].prerequisites == [2])
        #expect(snapshot.isConsistent && snapshot.problem.faults().isEmpty)
        #expect(snapshot.problem.gaps.map(\.weight) == Array(repeating: 2, count: 6))
    }

    @Test func `what must come before is planned, unless it is done or was left out`() throws {
        let enabler = RoadmapSample.action("ENA-01", closes: ["X9": 1])
        let action = RoadmapSample.action("ACT-01", after: ["ENA-01"], closes: ["C1": 1])
        func keys(_ member: MemberReading, excluded: [String] = []) throws -> [String] {
            ProblemBuilder(
                try RoadmapSample.settings(excluded: excluded), members: [member], actions: [enabler, action]
            ).snapshot(on: RoadmapSample.today).problem.actions.map(\.id)
        }
        #expect(try keys(RoadmapSample.member("nord", gaps: ["C1": 1])) == ["ENA-01", "ACT-01"])
        #expect(try keys(RoadmapSample.member("nord", gaps: ["C1": 1], met: ["X9"])) == ["ACT-01"])
        #expect(try keys(RoadmapSample.member("nord", gaps: ["C1": 1]), excluded: ["ENA-01"]) == ["ACT-01"])
        #expect(try keys(RoadmapSample.member("nord", met: ["C1"])) == [])
    }

    @Test(arguments: [
        ("2026-12-31", nil as Int?), ("2027-02-15", 0), ("2027-03-31", 0), ("2027-06-29", 0), ("2027-06-30", 1),
        ("2028-12-31", 7), ("2029-01-01", nil),
    ])
    func `a deadline is met by a whole quarter`(day: String, period: Int?) throws {
        let builder = ProblemBuilder(try RoadmapSample.settings(), members: [], actions: [])
        #expect(builder.period(of: Day(text: day)) == period)
    }

    @Test func `the accounts of a plan add up`() throws {
        let snapshot = try RoadmapSample.snapshot()
        let reading = RoadmapSample.reading(snapshot)
        #expect(!reading.lines.isEmpty && reading.total == 12)
        #expect(abs(reading.contributions().values.reduce(0, +) - (reading.closed.last ?? 0)) < 1e-9)
        #expect(abs(reading.lines.reduce(0) { $0 + reading.cost($1) } - reading.money) < 1e-6)
        #expect(!reading.lines.contains { snapshot.problem.actions[$0.action].id.hasPrefix("ACT-03") })
    }

    @Test func `a supposition changes what it says and nothing else`() throws {
        let snapshot = try RoadmapSample.snapshot()
        let whatIf = WhatIf(
            budgetFactor: 0.8, extraDays: [.care: 60], forced: ["ACT-02.1"], forbidden: ["ACT-01"])
        let changed = whatIf.applied(to: snapshot.problem)
        #expect(changed.budgets == [80_000, 80_000])
        #expect(changed.capacity[3].first == 100 && changed.capacity[1] == snapshot.problem.capacity[1])
        #expect(changed.actions[0].choice == .forbidden && changed.actions[1].choice == .forced)
        #expect(changed.gaps == snapshot.problem.gaps && WhatIf.none.applied(to: snapshot.problem) == snapshot.problem)
        let reading = RoadmapSample.reading(snapshot, whatIf)
        #expect(!reading.lines.contains { $0.action == 0 } && reading.lines.contains { $0.action == 1 })
    }

    @Test func `a plan is kept by identifiers and found again`() throws {
        let snapshot = try RoadmapSample.snapshot()
        let plan = GreedyPlanner.plan(snapshot.problem)
        let stored = StoredPlan(plan, of: snapshot.problem)
        #expect(stored.plan(of: snapshot.problem) == plan)
        var broken = stored
        broken.starts["ACT-01"] = 99
        broken.starts["ACT-02.1"] = -1
        #expect(broken.plan(of: snapshot.problem).starts.prefix(2).allSatisfy { $0 == nil })
    }

    @Test func `shares of a cost add up to one, whatever was written`() throws {
        let members = [
            RoadmapSnapshot.Member(id: "a", name: "A", activity: 0.6), .init(id: "b", name: "B", activity: 0.2),
        ]
        #expect(zip(SharedCost.proposed(members), [0.75, 0.25]).allSatisfy { abs($0 - $1) < 1e-9 })
        #expect(SharedCost.proposed([.init(id: "a", name: "A"), members[1]]) == [0.5, 0.5])
        #expect(SharedCost.shares(of: members, kept: ["a": 30, "b": 10]) == [0.75, 0.25])
        #expect(abs(SharedCost.shares(of: members, kept: ["a": -1]).reduce(0, +) - 1) < 1e-9)
        #expect(SharedCost.proposed([]).isEmpty && SharedCost.whole(.infinity) == 1_000_000_000_000)
    }

    @Test func `quarters follow one another and know their days`() throws {
        let quarter = try #require(Quarter(year: 2027, number: 4))
        #expect(quarter.adding(1).text == "2028-1" && quarter.adding(-4).text == "2026-4")
        #expect(quarter.firstDay.text == "2027-10-01" && quarter.lastDay.text == "2027-12-31")
        #expect(quarter.quarters(until: quarter.adding(9)) == 9)
        #expect(
            Quarter("2027-4") == quarter && Quarter("2027-5") == nil && Quarter("x") == nil && Quarter("-1-1") == nil)
        #expect(quarter.adding(.max).year <= 9000 && quarter.adding(.min).year >= 1900)
        #expect(RoadmapSettings.years(first: quarter, quarters: 5) == 2)
    }
}
