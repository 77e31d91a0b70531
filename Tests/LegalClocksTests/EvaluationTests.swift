// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import LegalClocks

/// The legal time of Paris in 2026: summer from 29 March to 25 October, 01:00 UTC.
private let paris = ClockCalendar { moment in
    (1_774_746_000_000..<1_792_890_000_000).contains(moment.milliseconds) ? 120 : 60
}

/// A day and a time of 2026, in UTC.
private func at(_ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0) -> ClockMoment {
    let days = Int64(CivilDay(year: 2026, month: month, day: day).daysSinceEpoch)
    return ClockMoment(milliseconds: ((days * 24 + Int64(hour)) * 60 + Int64(minute)) * 60_000)
}

private func rule(
    _ stages: [ClockStage], kinds: Set<IncidentKind> = [], any: Set<ClockQuestion> = [],
    all: Set<ClockQuestion> = [], isOn: Bool = true, from: Int? = nil, until: Int? = nil
) -> ClockRule {
    ClockRule(
        id: "r", recipient: "R", occasion: "", kinds: kinds, anyOf: any, allOf: all, stages: stages,
        basis: ClockBasis(text: "", source: ""), isOn: isOn, validFrom: from, validUntil: until)
}

private func stage(_ id: String = "s", _ start: ClockStart = .incidentKnown, _ delay: ClockDelay) -> ClockStage {
    ClockStage(id: id, title: "", start: start, delay: delay, draft: "x")
}

private func read(
    _ rule: ClockRule, _ facts: IncidentFacts, at now: ClockMoment, switched: [String: Bool] = [:]
) -> [ClockReading] {
    ClockEvaluation.read([rule], of: facts, switched: switched, at: now, in: paris)
}

@Suite struct EvaluationTests {
    @Test(
        "a delay in hours is late one moment after its last hour, and never before",
        arguments: [
            (at(11, 2, 9), ClockReading.State.running), (at(11, 4, 14), .running), (at(11, 4, 15), .dueSoon),
            (at(11, 5, 9), .dueSoon), (ClockMoment(milliseconds: at(11, 5, 9).milliseconds + 1), .late),
        ])
    func hours(now: ClockMoment, expected: ClockReading.State) {
        let facts = IncidentFacts(kind: .ransomware, incidentKnown: at(11, 2, 9))
        #expect(read(rule([stage("s", .incidentKnown, .hours(72))]), facts, at: now).map(\.state) == [expected])
    }

    @Test("seventy-two hours are seventy-two hours over both changes of the clocks")
    func clockChanges() {
        for known in [at(3, 28, 12), at(10, 24, 12)] {
            let facts = IncidentFacts(kind: .outage, incidentKnown: known)
            let due = read(rule([stage("s", .incidentKnown, .hours(72))]), facts, at: known).first?.dueAt
            #expect(due?.milliseconds == known.milliseconds + 72 * 3_600_000)
        }
    }

    @Test(
        "a month ends on the same day at the same time on the wall, or on the last day of the month",
        arguments: [
            // 12:00 on the wall in winter, then in summer.
            (at(3, 15, 11), at(4, 15, 10)),
            (at(10, 10, 10), at(11, 10, 11)), (at(1, 31, 8), at(2, 28, 8)),
            (at(12, 1, 8), ClockMoment(milliseconds: at(12, 1, 8).milliseconds + 31 * 86_400_000)),
            // 00:30 on the wall belongs to the day of the wall.
            (at(5, 30, 22, 30), at(6, 29, 22, 30)),
        ])
    func months(from: ClockMoment, to: ClockMoment) {
        #expect(paris.adding(months: 1, to: from) == to)
    }

    @Test("stages follow one another: the last runs from when the one before was sent")
    func stages() {
        let rule = rule([
            stage("a", .incidentKnown, .hours(24)), stage("b", .incidentKnown, .hours(72)),
            stage("c", .previousSent, .months(1)),
        ])
        var facts = IncidentFacts(kind: .ransomware, incidentKnown: at(11, 2, 9))
        let first = read(rule, facts, at: at(11, 3, 10))
        #expect(first.map(\.id) == ["r.a", "r.b", "r.c"] && first.map(\.state) == [.late, .running, .waiting])
        facts.sent = ["r.a": at(11, 3, 8), "r.b": at(11, 6, 9)]
        let last = Dictionary(uniqueKeysWithValues: read(rule, facts, at: at(12, 7, 0)).map { ($0.stage.id, $0) })
        #expect(last["a"]?.state == .done && last["b"]?.state == .doneLate && last["c"]?.state == .late)
        #expect(last["c"]?.dueAt == at(12, 6, 9))
    }

    @Test("at once has no number of hours and is never called late")
    func atOnce() {
        for delay in [ClockDelay.withoutDelay, .soonest] {
            var facts = IncidentFacts(kind: .outage, incidentKnown: at(1, 1, 0))
            let rule = rule([stage("s", .incidentKnown, delay)])
            let reading = read(rule, facts, at: at(6, 1, 0)).first
            #expect(reading?.state == .atOnce && reading?.dueAt == nil && reading?.isOpen == true)
            facts.sent = ["r.s": at(6, 1, 0)]
            #expect(read(rule, facts, at: at(6, 2, 0)).first?.state == .done)
        }
    }

    @Test(
        "what is known decides, and what is not known asks its question",
        arguments: [
            ([:], ClockReading.State.undetermined, [ClockQuestion.personalData, .highRisk]),
            ([.personalData: .yes], .undetermined, [.highRisk]), ([.personalData: .no], .notTriggered, []),
            ([.personalData: .no, .highRisk: .yes], .notTriggered, []),
            ([.personalData: .yes, .highRisk: .yes], .running, []),
        ] as [([ClockQuestion: ClockAnswer], ClockReading.State, [ClockQuestion])])
    func allOf(answers: [ClockQuestion: ClockAnswer], state: ClockReading.State, open: [ClockQuestion]) {
        let facts = IncidentFacts(kind: .espionage, answers: answers, incidentKnown: at(1, 1, 0))
        let rule = rule([stage("s", .incidentKnown, .hours(72))], all: [.personalData, .highRisk])
        let reading = read(rule, facts, at: at(1, 1, 1)).first
        #expect(reading?.state == state && reading?.openQuestions == open)
    }

    @Test(
        "one yes among several is enough, and only noes everywhere switch a rule off",
        arguments: [
            ([.careAffected: .yes], ClockReading.State.atOnce), ([.careAffected: .no], .undetermined),
            ([.careAffected: .no, .healthData: .no], .notTriggered), ([:], .undetermined),
        ] as [([ClockQuestion: ClockAnswer], ClockReading.State)])
    func anyOf(answers: [ClockQuestion: ClockAnswer], state: ClockReading.State) {
        let facts = IncidentFacts(kind: nil, answers: answers, incidentKnown: at(1, 1, 0))
        let rule = rule([stage("s", .incidentKnown, .withoutDelay)], any: [.careAffected, .healthData])
        #expect(read(rule, facts, at: at(1, 1, 1)).first?.state == state)
    }

    @Test("a rule of some kinds waits for the kind to be known")
    func kinds() {
        let rule = rule([stage("s", .incidentKnown, .hours(1))], kinds: [.supplier])
        for (kind, state) in [
            (nil, ClockReading.State.undetermined), (.outage, .notTriggered), (.supplier, .running),
        ] as [(IncidentKind?, ClockReading.State)] {
            let facts = IncidentFacts(kind: kind, incidentKnown: at(1, 1, 0))
            #expect(read(rule, facts, at: at(1, 1, 0)).first?.state == state)
        }
    }

    @Test("a start that nobody told yet keeps a clock waiting")
    func waiting() {
        let rule = rule([stage("s", .breachKnown, .hours(72))])
        var facts = IncidentFacts(kind: .espionage, incidentKnown: at(1, 1, 0))
        #expect(read(rule, facts, at: at(1, 20, 0)).first?.state == .waiting)
        facts.breachKnown = at(1, 19, 0)
        #expect(read(rule, facts, at: at(1, 20, 0)).first?.state == .running)
    }

    @Test("a rule switched off or out of its dates is not read, unless something was sent under it")
    func force() {
        let stages = [stage("s", .incidentKnown, .hours(24))]
        var facts = IncidentFacts(kind: .outage, incidentKnown: at(6, 10, 0))
        let off = rule(stages, isOn: false)
        #expect(read(off, facts, at: at(6, 10, 1)).isEmpty)
        #expect(read(off, facts, at: at(6, 10, 1), switched: ["r": true]).count == 1)
        #expect(read(rule(stages), facts, at: at(6, 10, 1), switched: ["r": false]).isEmpty)
        let day = CivilDay(year: 2026, month: 6, day: 10).daysSinceEpoch
        #expect(read(rule(stages, from: day, until: day), facts, at: at(7, 1, 0)).count == 1)
        #expect(read(rule(stages, from: day + 1), facts, at: at(7, 1, 0)).isEmpty)
        #expect(read(rule(stages, until: day - 1), facts, at: at(7, 1, 0)).isEmpty)
        // 23:00 UTC of the day before is already this day on the wall.
        facts.incidentKnown = at(6, 9, 23)
        #expect(read(rule(stages, from: day), facts, at: at(7, 1, 0)).count == 1)
        facts.sent = ["r.s": at(6, 10, 5)]
        #expect(read(off, facts, at: at(7, 1, 0)).first?.state == .done)
    }

    @Test("absurd moments and delays stop nothing")
    func extremes() {
        for milliseconds in [.max / 4, .min / 4, 0] as [Int64] {
            let facts = IncidentFacts(kind: .outage, incidentKnown: ClockMoment(milliseconds: milliseconds))
            for delay in [ClockDelay.hours(8760), .months(24), .withoutDelay] {
                let one = rule([stage("s", .incidentKnown, delay)])
                #expect(read(one, facts, at: at(1, 1, 0)).count == 1)
            }
        }
    }
}
