// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Testing

struct CountingTests {
    private let full = CountingFacts(cyberTrigger: true, care: .played, management: true, trades: true)

    @Test
    func `an exercise with a cyber incident, degraded care, the management and the trades counts for both`() {
        let verdict = CountingVerdict(full)
        #expect(verdict.countsForContinuity)
        #expect(verdict.countsForCrisis)
        #expect(verdict.obstacles.isEmpty)
    }

    @Test(arguments: CountingRule.allCases.filter(\.isExclusion))
    func `what is excluded never counts`(rule: CountingRule) {
        var facts = full
        facts.exclusions = [rule]
        let verdict = CountingVerdict(facts)
        #expect(!verdict.countsForContinuity && !verdict.countsForCrisis)
        #expect(verdict.obstacles == [.init(rule: rule, outcome: .broken)])
    }

    @Test
    func `around a table it is a crisis exercise, and continuity is to be confirmed`() {
        var facts = full
        facts.care = .discussed
        let verdict = CountingVerdict(facts)
        #expect(verdict.countsForCrisis && !verdict.countsForContinuity)
        #expect(verdict.obstacles == [.init(rule: .degradedCare, outcome: .toConfirm)])
    }

    @Test(arguments: [
        (CountingRule.cyberTrigger, CountingFacts(cyberTrigger: false, care: .played, management: true, trades: true)),
        (.management, CountingFacts(cyberTrigger: true, care: .played, management: false, trades: true)),
        (.trades, CountingFacts(cyberTrigger: true, care: .played, management: true, trades: false)),
    ])
    func `one condition that is missing is enough`(rule: CountingRule, facts: CountingFacts) {
        let verdict = CountingVerdict(facts)
        #expect(!verdict.countsForCrisis && !verdict.countsForContinuity)
        #expect(verdict.obstacles == [.init(rule: rule, outcome: .broken)])
    }

    @Test
    func `what nobody said is not taken for granted`() {
        let verdict = CountingVerdict(CountingFacts())
        #expect(!verdict.countsForCrisis)
        #expect(verdict.obstacles.allSatisfy { $0.outcome == .unknown })
        #expect(verdict.obstacles.count == 4)
    }

    @Test
    func `a condition is no exclusion, whoever says so`() {
        #expect(CountingFacts(exclusions: [.management, .restoreTest]).exclusions == [.restoreTest])
    }

    @Test(arguments: [
        ([3, 3], RetestResult.held), ([2], .partly), ([3, 1], .partly), ([1, 1], .failed), ([0], .failed),
    ])
    func `what is played again held, in part, or failed`(marks: [Int], result: RetestResult) {
        #expect(RetestResult(marks: marks) == result)
        #expect(RetestResult(marks: []) == nil)
    }
}
