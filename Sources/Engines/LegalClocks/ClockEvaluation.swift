// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What is known of an incident when its clocks are read.
public struct IncidentFacts: Sendable, Hashable {
    /// Nil while nobody could say.
    public var kind: IncidentKind?
    /// What is absent is not known.
    public var answers: [ClockQuestion: ClockAnswer]
    public var incidentKnown: ClockMoment?
    public var breachKnown: ClockMoment?
    public var restored: ClockMoment?
    /// When each clock was stopped, by `rule.stage`.
    public var sent: [String: ClockMoment]

    public init(
        kind: IncidentKind?, answers: [ClockQuestion: ClockAnswer] = [:], incidentKnown: ClockMoment?,
        breachKnown: ClockMoment? = nil, restored: ClockMoment? = nil, sent: [String: ClockMoment] = [:]
    ) {
        self.kind = kind
        self.answers = answers
        self.incidentKnown = incidentKnown
        self.breachKnown = breachKnown
        self.restored = restored
        self.sent = sent
    }
}

/// One clock of one incident, at one moment.
public struct ClockReading: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// The case of the rule is not this one.
        case notTriggered
        /// Questions are open: answered yes, the clock would run.
        case undetermined
        /// It will run once something happened: the notification before, the return to normal.
        case waiting
        /// At once, without a number of hours.
        case atOnce
        case running
        /// Less than a quarter of the delay is left.
        case dueSoon
        case late
        case done
        case doneLate
    }

    public let rule: ClockRule
    public let stage: ClockStage
    public let state: State
    public let startedAt: ClockMoment?
    /// Nil where no number of hours or months is set.
    public let dueAt: ClockMoment?
    public let sentAt: ClockMoment?
    /// Those that keep one from knowing, in the order of the enumeration.
    public let openQuestions: [ClockQuestion]

    /// `rule.stage`.
    public var id: String { "\(rule.id).\(stage.id)" }

    /// Asks for somebody's attention now.
    public var isOpen: Bool {
        switch state {
        case .atOnce, .running, .dueSoon, .late: true
        case .notTriggered, .undetermined, .waiting, .done, .doneLate: false
        }
    }
}

/// Reads every clock of an incident. Pure: the same facts at the same moment give the same list.
public enum ClockEvaluation {
    /// Clocks in the order of what to do: the late ones, then by what is due first, at once before any date.
    ///
    /// - Parameter switched: what the establishment switched on or off, by the identifier of the rule.
    public static func read(
        _ rules: [ClockRule], of facts: IncidentFacts, switched: [String: Bool] = [:], at now: ClockMoment,
        in calendar: ClockCalendar
    ) -> [ClockReading] {
        var readings: [ClockReading] = []
        for rule in rules where holds(rule, facts, switched, at: now, in: calendar) {
            let (trigger, open) = applies(rule, facts)
            var previous: ClockMoment?
            for stage in rule.stages {
                let sent = facts.sent["\(rule.id).\(stage.id)"]
                let started = beginning(stage, facts, previous)
                let due = started.flatMap { end(of: stage.delay, from: $0, in: calendar) }
                readings.append(
                    ClockReading(
                        rule: rule, stage: stage,
                        state: state(trigger, stage.delay, started: started, due: due, sent: sent, at: now),
                        startedAt: started, dueAt: due, sentAt: sent, openQuestions: open))
                previous = sent
            }
        }
        return readings.enumerated().sorted { left, right in
            (rank(left.element), left.element.dueAt?.milliseconds ?? .max, left.offset)
                < (rank(right.element), right.element.dueAt?.milliseconds ?? .max, right.offset)
        }.map(\.element)
    }

    /// A rule counts for the incidents that were known while it was in force. What was sent under it stays.
    private static func holds(
        _ rule: ClockRule, _ facts: IncidentFacts, _ switched: [String: Bool], at now: ClockMoment,
        in calendar: ClockCalendar
    ) -> Bool {
        if rule.stages.contains(where: { facts.sent["\(rule.id).\($0.id)"] != nil }) { return true }
        guard switched[rule.id] ?? rule.isOn else { return false }
        let day = calendar.day(of: facts.incidentKnown ?? now)
        return (rule.validFrom ?? .min) <= day && day <= (rule.validUntil ?? .max)
    }

    private enum Trigger { case yes, no, unknown }

    /// What is known decides as far as it can: one no among what must all be, or one yes among what may be.
    private static func applies(_ rule: ClockRule, _ facts: IncidentFacts) -> (Trigger, [ClockQuestion]) {
        if !rule.kinds.isEmpty, let kind = facts.kind, !rule.kinds.contains(kind) { return (.no, []) }
        func answer(_ question: ClockQuestion) -> ClockAnswer { facts.answers[question] ?? .unknown }
        if rule.allOf.contains(where: { answer($0) == .no }) { return (.no, []) }
        if !rule.anyOf.isEmpty, rule.anyOf.allSatisfy({ answer($0) == .no }) { return (.no, []) }
        var open = rule.allOf.filter { answer($0) == .unknown }
        if !rule.anyOf.isEmpty, !rule.anyOf.contains(where: { answer($0) == .yes }) {
            open.formUnion(rule.anyOf.filter { answer($0) == .unknown })
        }
        let isKindOpen = !rule.kinds.isEmpty && facts.kind == nil
        return (open.isEmpty && !isKindOpen ? .yes : .unknown, ClockQuestion.allCases.filter(open.contains))
    }

    private static func beginning(_ stage: ClockStage, _ facts: IncidentFacts, _ previous: ClockMoment?) -> ClockMoment?
    {
        switch stage.start {
        case .incidentKnown: facts.incidentKnown
        case .breachKnown: facts.breachKnown
        case .previousSent: previous
        case .restored: facts.restored
        }
    }

    private static func end(
        of delay: ClockDelay, from start: ClockMoment, in calendar: ClockCalendar
    ) -> ClockMoment? {
        switch delay {
        case .withoutDelay, .soonest: nil
        case .hours(let hours): start.adding(hours: hours)
        case .months(let months): calendar.adding(months: months, to: start)
        }
    }

    private static func state(
        _ trigger: Trigger, _ delay: ClockDelay, started: ClockMoment?, due: ClockMoment?, sent: ClockMoment?,
        at now: ClockMoment
    ) -> ClockReading.State {
        if let sent { return due.map { sent > $0 } ?? false ? .doneLate : .done }
        switch trigger {
        case .no: return .notTriggered
        case .unknown: return .undetermined
        case .yes: break
        }
        guard let started else { return .waiting }
        guard let due else { return .atOnce }
        if now > due { return .late }
        // Reminding is ours: no text says when a delay is nearly over.
        let whole = due.milliseconds - started.milliseconds
        return due.milliseconds - now.milliseconds <= whole / 4 ? .dueSoon : .running
    }

    private static func rank(_ reading: ClockReading) -> Int {
        switch reading.state {
        case .late: 0
        case .atOnce: 1
        case .dueSoon: 2
        case .running: 3
        case .undetermined: 4
        case .waiting: 5
        case .doneLate, .done: 6
        case .notTriggered: 7
        }
    }
}
