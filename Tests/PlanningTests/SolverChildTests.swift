// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import Planning
import PlanningCBC
import Testing

@Suite struct `The solver's own process` {
    private func answers(to input: [UInt8]) throws -> [SolverMessage] {
        var lines: [String] = []
        SolverChild.run(input: input) { lines.append($0) }
        #expect(lines.allSatisfy { !$0.contains("\n") })
        return try lines.map { try JSONDecoder().decode(SolverMessage.self, from: Data($0.utf8)) }
    }

    @Test func `tells its progress, then the plan`() throws {
        let problem = SmallProblems.drawn(7)
        let request = SolverRequest(problem: problem, limits: .init(seconds: 10, gap: 0))
        let messages = try answers(to: Array(try JSONEncoder().encode(request)))
        guard case .plan(let plan)? = messages.last else {
            Issue.record("the last line is no plan")
            return
        }
        #expect(abs(plan.value - SmallProblems.best(of: problem).value) < 1e-6)
        #expect(plan.starts.count == problem.actions.count)
        guard case .progress(let first)? = messages.first else {
            Issue.record("the first line is no progress")
            return
        }
        #expect(first.step == .greedy)
    }

    @Test(arguments: ["", "{}", "[1,2", "null", "\u{0}"]) func `refuses what is no request`(_ text: String) throws {
        #expect(try answers(to: Array(text.utf8)) == [.refused(.unreadable)])
    }

    @Test func `refuses a broken problem and says why`() throws {
        var problem = SmallProblems.drawn(7)
        problem.periods = -3
        let messages = try answers(to: Array(try JSONEncoder().encode(SolverRequest(problem: problem))))
        guard case .refused(.invalid(let faults))? = messages.last else {
            Issue.record("not refused")
            return
        }
        #expect(faults.contains(.periods(-3)))
    }

    @Test(arguments: [(0, 1, 0.01, 0.01), (1e9, 3_600, -1, 0), (.nan, 1, .nan, 0), (30, 30, 2, 1)])
    func `keeps limits within reason`(_ seconds: Double, _ bounded: Double, _ gap: Double, _ boundedGap: Double) {
        let limits = SolverLimits(seconds: seconds, gap: gap).bounded
        #expect(limits == SolverLimits(seconds: bounded, gap: boundedGap))
    }
}
