// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Drills
import Testing

/// Minutes after an arbitrary start.
private func minute(_ value: Double) -> Moment { Moment(milliseconds: 1_800_000_000_000 + Int64(value * 60_000)) }

private struct Writer {
    var entries: [LogEntry] = []

    @discardableResult
    mutating func write(
        _ kind: LogKind, _ cell: LogCell, at fact: Double, entered: Double? = nil, status: LogStatus? = nil,
        relation: LogStatement.Relation? = nil, about: LogReference? = nil, paper: String = "", inject: String? = nil
    ) -> LogReference {
        let reference = LogReference(device: "TESTTEST", sequence: entries.count + 1)
        let links = inject.map { [LogStatement.Link(.inject, key: $0, title: $0)] } ?? []
        entries.append(
            LogEntry(
                reference: reference, enteredAt: minute(entered ?? fact), clockOffset: 0, author: "test",
                statement: LogStatement(
                    factAt: minute(fact), kind: kind, cell: cell, text: "x", status: status, relation: relation,
                    about: about, paperSheet: paper, links: links),
                previousHash: "", hash: ""))
        return reference
    }
}

private func inject(
    _ id: String, sent: Double?, cell: LogCell? = .operational, isNoise: Bool = false,
    _ expected: [DrillPlay.Expectation] = []
) -> DrillPlay.Inject {
    DrillPlay.Inject(id: id, cell: cell, sentAt: sent.map(minute), isNoise: isNoise, expected: expected)
}

private func play(
    _ injects: [DrillPlay.Inject], _ log: [LogEntry] = [], paces: [DrillPlay.Pace] = [],
    noted: [DrillMilestone: Moment] = [:], end: Double? = 240
) -> DrillPlay {
    DrillPlay(
        start: minute(0), end: end.map(minute), paces: paces, injects: injects, log: log, noted: noted)
}

struct DrillMeasuresTests {
    @Test
    func `delays run from the first sign, in time of play, without the lines of the direction`() {
        var log = Writer()
        log.write(.decision, .direction, at: 6)
        log.write(.information, .operational, at: 11)
        log.write(.contact, .operational, at: 14)
        log.write(.information, .strategic, at: 30)
        log.write(.decision, .strategic, at: 42)
        log.write(.notification, .strategic, at: 70)
        let measured = DrillMeasures(
            play(
                [inject("n1", sent: 2, isNoise: true), inject("s1", sent: 10)], log.entries,
                paces: [.init(from: minute(20), speed: 0), .init(from: minute(25), speed: 1)]))
        #expect(measured.firstSign == minute(10))
        #expect(
            measured.delays == [
                .alert: 4 * 60, .mobilisation: 15 * 60, .firstDecision: 27 * 60, .firstNotification: 55 * 60,
            ])
        #expect(measured.lines == 5)
        #expect(measured.cells.map(\.lines) == [3, 2, 0, 0])
        #expect(measured.cells.first { $0.cell == .operational }?.firstLine == 60)
        #expect(measured.cells.last?.firstLine == nil)
    }

    @Test(arguments: [
        (0.0, 10.0, 600), (10.0, 0.0, 0), (5.0, 5.0, 0), (0.0, 30.0, 600 + 600 * 4), (15.0, 20.0, 1200),
        (20.0, 40.0, 2400), (30.0, 40.0, 0),
    ])
    func `time of play follows the speed of the clock`(first: Double, last: Double, seconds: Int) {
        let paced = play(
            [], paces: [.init(from: minute(30), speed: 0), .init(from: minute(10), speed: 4)])
        // From 10 to 30 minutes four times as fast, then the clock stands.
        #expect(paced.played(from: minute(first), to: minute(last)) == (last == 30 ? 600 + 4800 : seconds))
    }

    @Test
    func `a correction takes the place of its line, and what closes a line closes it`() {
        var log = Writer()
        let first = log.write(.decision, .strategic, at: 10)
        let second = log.write(.decision, .strategic, at: 25, entered: 26, relation: .corrects, about: first)
        log.write(.decision, .strategic, at: 20, entered: 30, relation: .corrects, about: second)
        let request = log.write(.request, .care, at: 12)
        log.write(.request, .care, at: 13, status: .open)
        log.write(.request, .care, at: 14, status: .done)
        log.write(.action, .care, at: 15, status: .open)
        log.write(.action, .care, at: 16)
        log.write(.information, .care, at: 40, relation: .answers, about: request)
        let measured = DrillMeasures(play([inject("s1", sent: 0)], log.entries))
        #expect(measured.delays[.firstDecision] == 20 * 60)
        #expect(measured.open == 2)
        #expect(measured.lines == 7)
    }

    @Test
    func `an expected reaction is in time, late or missing, and one seen holds against the log`() {
        var log = Writer()
        log.write(.action, .operational, at: 20, inject: "s1")
        log.write(.action, .operational, at: 45, inject: "s2")
        let measured = DrillMeasures(
            play(
                [
                    inject("s1", sent: 5, [.init(within: 15), .init(within: 14), .init(within: nil)]),
                    inject("s2", sent: 5, [.init(within: 60, doneAt: minute(80)), .init(within: 60, isRefused: true)]),
                    inject("s3", sent: 30, cell: .care, [.init(within: 10)]),
                    inject("s4", sent: nil, [.init(within: 10)]),
                ], log.entries))
        #expect(measured.answers == .init(inTime: 2, late: 2, missing: 2))
        #expect(measured.cells.first { $0.cell == .care }?.answers == .init(missing: 1))
        #expect(measured.injectsSent == 3)
        #expect(measured.injectsPlanned == 4)
    }

    @Test
    func `the delay of entry leaves paper out and never is below zero`() {
        var log = Writer()
        for (fact, entered) in [(10.0, 12.0), (20, 21), (30, 29), (40, 60)] {
            log.write(.information, .care, at: fact, entered: entered)
        }
        log.write(.information, .care, at: 5, entered: 600, paper: "3")
        let measured = DrillMeasures(play([], log.entries))
        #expect(measured.entryDelay == 60)
        #expect(measured.paperLines == 1)
        #expect(DrillMeasures(play([])).entryDelay == nil)
    }

    @Test
    func `what observers noted holds against the log`() {
        var log = Writer()
        log.write(.contact, .operational, at: 30)
        let measured = DrillMeasures(
            play([inject("s1", sent: 0)], log.entries, noted: [.alert: minute(9), .mobilisation: minute(21)]))
        #expect(measured.delays == [.alert: 540, .mobilisation: 1260])
    }

    @Test
    func `moments at the ends of time stop nothing`() {
        let far = DrillPlay(
            start: Moment(milliseconds: .min), end: Moment(milliseconds: .max),
            paces: [.init(from: minute(0), speed: .infinity)],
            injects: [
                .init(
                    id: "s", cell: nil, sentAt: Moment(milliseconds: .min), isNoise: false,
                    expected: [.init(within: .max, doneAt: Moment(milliseconds: .max))])
            ],
            log: [])
        #expect(DrillMeasures(far).answers.total == 1)
    }
}

struct DrillEvaluationTests {
    private let objectives = [
        DrillObjective(id: "alerter", marks: [DrillMark(id: "a1"), DrillMark(id: "a2")]),
        DrillObjective(
            id: "decider",
            marks: [
                DrillMark(id: "d1", delay: .init(from: .firstSign, to: .milestone(.firstDecision), within: 30)),
                DrillMark(id: "d2", delay: .init(from: .inject("s1"), to: .inject("s2"), within: 20)),
                DrillMark(id: "d3", delay: .init(from: .firstSign, to: .milestone(.firstNotification), within: 60)),
            ]),
    ]

    private func evaluated(_ ratings: [DrillRating], decision: Double?, end: Double? = 240) -> DrillEvaluation {
        var log = Writer()
        if let decision { log.write(.decision, .strategic, at: decision) }
        log.write(.action, .care, at: 35, inject: "s2")
        let play = play([inject("s1", sent: 0), inject("s2", sent: 30)], log.entries, end: end)
        return DrillEvaluation(of: objectives, ratings: ratings, play: play, measures: DrillMeasures(play))
    }

    @Test(arguments: [(30.0, 3.0), (31, 2), (45, 2), (46, 1), (200, 1)])
    func `a measured delay earns its mark`(minutes: Double, mark: Double) {
        let found = evaluated([], decision: minutes).objectives[1].marks[0]
        #expect(found.value == mark)
        #expect(found.outcome == .measured(Int(minutes) * 60, mark))
    }

    @Test
    func `what never came counts as nothing once its time is over, and is unknown before`() {
        #expect(evaluated([], decision: nil).objectives[1].marks.map(\.outcome).last == .never)
        #expect(evaluated([], decision: nil, end: nil).objectives[1].marks.map(\.outcome).last == .unknown)
        #expect(evaluated([], decision: nil, end: 20).objectives[1].marks.first?.outcome == .unknown)
    }

    @Test
    func `observers are averaged, said when they disagree, and hold against the log`() {
        let found = evaluated(
            [
                DrillRating(mark: "a1", value: 3), DrillRating(mark: "a1", value: 1),
                DrillRating(mark: "a2", value: nil),
                DrillRating(mark: "d1", value: 0), DrillRating(mark: "other", value: 3),
            ], decision: 10)
        #expect(found.objectives[0].marks[0].outcome == .rated(2, observers: 2))
        #expect(found.objectives[0].marks[0].isDisputed)
        #expect(found.objectives[0].marks[1].outcome == .notApplicable)
        #expect(found.objectives[0].level == .some)
        #expect(found.objectives[1].marks[0].outcome == .rated(0, observers: 1))
        #expect(found.coverage == 1)
        // d1 is 0, d2 took 35 of 20 minutes and is 1, d3 never came.
        #expect(found.objectives[1].level == .unable)
        #expect(found.strengths.map(\.id) == ["alerter"])
        #expect(found.weaknesses.map(\.id) == ["decider"])
    }

    @Test(arguments: [
        (3.0, DrillLevel.performed), (2.5, .performed), (2.49, .some), (1.5, .some), (1.4, .major), (0.4, .unable),
        (-4, .unable), (9, .performed),
    ])
    func `a mean has its level`(mean: Double, level: DrillLevel) {
        #expect(DrillLevel(mean: mean) == level)
    }

    @Test
    func `an objective of which nothing was seen has no level`() {
        let play = play([])
        let found = DrillEvaluation(
            of: [objectives[0]], ratings: [], play: play, measures: DrillMeasures(play))
        #expect(found.objectives[0].level == nil)
        #expect(found.coverage == 0)
        #expect(found.strengths.isEmpty && found.weaknesses.isEmpty)
    }
}
