// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog

/// What the log and the animators' clock say of an exercise. All durations are seconds of play.
public struct DrillMeasures: Sendable, Hashable {
    public struct Answers: Sendable, Hashable {
        public internal(set) var inTime = 0
        public internal(set) var late = 0
        public internal(set) var missing = 0

        public init(inTime: Int = 0, late: Int = 0, missing: Int = 0) {
            self.inTime = inTime
            self.late = late
            self.missing = missing
        }

        public var total: Int { inTime + late + missing }
        /// Nil when nothing was expected.
        public var share: Double? { total > 0 ? Double(inTime) / Double(total) : nil }
    }

    public struct Cell: Sendable, Hashable {
        public let cell: LogCell
        public internal(set) var lines = 0
        public internal(set) var decisions = 0
        public internal(set) var open = 0
        /// After the first sign; nil when the cell wrote nothing.
        public internal(set) var firstLine: Int?
        public internal(set) var answers = Answers()
    }

    /// When the delays begin: the first inject sent that is no noise, the start of play otherwise.
    public let firstSign: Moment
    public let moments: [DrillMilestone: Moment]
    /// After the first sign. Absent when it never happened.
    public let delays: [DrillMilestone: Int]
    public let answers: Answers
    public let injectsSent: Int
    public let injectsPlanned: Int
    public let lines: Int
    /// Requests and actions that nobody closed.
    public let open: Int
    /// Between the fact and its entry, over the lines typed at once; nil without any.
    public let entryDelay: Int?
    /// Lines copied from paper: their delay of entry says nothing of the play.
    public let paperLines: Int
    /// The four cells of players, in their order.
    public let cells: [Cell]
    /// In the order of the injects: when each was first answered.
    public let answeredAt: [String: Moment]

    public init(_ play: DrillPlay) {
        let log = PlayedLog(play.log)
        let firstSign = play.injects.filter { !$0.isNoise }.compactMap(\.sentAt).min() ?? play.start
        self.firstSign = firstSign
        let moments = Self.moments(log, play.noted, since: firstSign)
        self.moments = moments
        delays = moments.mapValues { play.played(from: firstSign, to: $0) }
        lines = log.lines.count
        open = log.lines.count { log.isOpen($0) }
        injectsSent = play.injects.count { $0.sentAt != nil }
        injectsPlanned = play.injects.count

        var answered: [String: Moment] = [:]
        for line in log.lines {
            for link in line.statement.links where link.kind == .inject {
                answered[link.key] = min(answered[link.key] ?? line.statement.factAt, line.statement.factAt)
            }
        }
        answeredAt = answered

        var total = Answers()
        var perCell: [LogCell: Answers] = [:]
        for inject in play.injects {
            let found = Self.answers(to: inject, answered[inject.id], in: play)
            total.add(found)
            if let cell = inject.cell { perCell[cell, default: Answers()].add(found) }
        }
        answers = total

        let typed = log.lines.filter { $0.statement.paperSheet.isEmpty }
        paperLines = log.lines.count - typed.count
        entryDelay = Self.median(typed.map { max($0.enteredAt.seconds(since: $0.statement.factAt), 0) })
        cells = LogCell.allCases.filter { $0 != .direction }.map { cell in
            var found = Cell(cell: cell)
            let own = log.lines.filter { $0.statement.cell == cell }
            found.lines = own.count
            found.decisions = own.count { $0.statement.kind == .decision }
            found.open = own.count { log.isOpen($0) }
            found.firstLine = own.map(\.statement.factAt).filter { $0 >= firstSign }.min()
                .map { play.played(from: firstSign, to: $0) }
            found.answers = perCell[cell] ?? Answers()
            return found
        }
    }

    private static func moments(
        _ log: PlayedLog, _ noted: [DrillMilestone: Moment], since start: Moment
    ) -> [DrillMilestone: Moment] {
        func first(_ matches: (LogStatement) -> Bool) -> Moment? {
            log.lines.map(\.statement).filter { $0.factAt >= start && matches($0) }.map(\.factAt).min()
        }
        let read: [DrillMilestone: Moment?] = [
            .alert: first { $0.kind == .contact || $0.kind == .notification },
            .mobilisation: first { $0.cell == .strategic },
            .firstDecision: first { $0.kind == .decision },
            .firstNotification: first { $0.kind == .notification },
        ]
        return read.compactMapValues { $0 }.merging(noted) { _, seen in seen }
    }

    private static func answers(to inject: DrillPlay.Inject, _ logged: Moment?, in play: DrillPlay) -> Answers {
        var found = Answers()
        guard let sent = inject.sentAt else { return found }
        for expectation in inject.expected {
            guard let done = expectation.doneAt ?? (expectation.isRefused ? nil : logged) else {
                found.missing += 1
                continue
            }
            let seconds = play.played(from: sent, to: done)
            // Compared in minutes, so that an absurd delay cannot overflow.
            if let within = expectation.within, (seconds + 59) / 60 > within {
                found.late += 1
            } else {
                found.inTime += 1
            }
        }
        return found
    }

    /// The lower of the two in the middle: a delay that somebody really took.
    static func median(_ values: [Int]) -> Int? {
        guard !values.isEmpty else { return nil }
        return values.sorted()[(values.count - 1) / 2]
    }
}

extension DrillMeasures.Answers {
    mutating func add(_ other: Self) {
        inTime += other.inTime
        late += other.late
        missing += other.missing
    }
}
