// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog

/// What happened, as far as it is measured: when it was played, what was sent, and the lines of the log.
public struct DrillPlay: Sendable, Hashable {
    /// From a moment on the clock of the exercise ran at this speed: 0 while it stood still, 1 as the one on the wall, more
    /// when the play was accelerated.
    public struct Pace: Sendable, Hashable {
        public let from: Moment
        public let speed: Double

        public init(from: Moment, speed: Double) {
            self.from = from
            self.speed = speed
        }
    }

    public struct Inject: Sendable, Hashable {
        /// The key by which lines of the log point at it.
        public let id: String
        /// Nil when it goes to a role that sits in no cell.
        public let cell: LogCell?
        /// Nil while it was not sent.
        public let sentAt: Moment?
        /// A distraction: it is no first sign of anything.
        public let isNoise: Bool
        public let expected: [Expectation]

        public init(id: String, cell: LogCell?, sentAt: Moment?, isNoise: Bool, expected: [Expectation]) {
            self.id = id
            self.cell = cell
            self.sentAt = sentAt
            self.isNoise = isNoise
            self.expected = expected
        }
    }

    /// A reaction that an inject should bring about.
    public struct Expectation: Sendable, Hashable {
        /// Minutes; nil when no delay was set.
        public let within: Int?
        /// Seen by an animator or an observer; nil when nobody said so, and then the log may.
        public let doneAt: Moment?
        /// Somebody saw that it did not happen: an answer in the log does not make up for it.
        public let isRefused: Bool

        public init(within: Int?, doneAt: Moment? = nil, isRefused: Bool = false) {
            self.within = within
            self.doneAt = doneAt
            self.isRefused = isRefused
        }
    }

    public let start: Moment
    /// Nil while it is played.
    public let end: Moment?
    /// In the order of time; the clock on the wall before the first.
    public let paces: [Pace]
    public let injects: [Inject]
    public let log: [LogEntry]
    /// What observers noted by their own watch; it holds against the log, which knows only what was written in it.
    public let noted: [DrillMilestone: Moment]

    public init(
        start: Moment, end: Moment?, paces: [Pace] = [], injects: [Inject], log: [LogEntry],
        noted: [DrillMilestone: Moment] = [:]
    ) {
        self.start = start
        self.end = end
        self.paces = paces.sorted { $0.from < $1.from }
        self.injects = injects
        self.log = log
        self.noted = noted
    }

    /// Seconds of play between two moments; zero when the second is not later. A jump of the clock is no time that passed.
    public func played(from first: Moment, to last: Moment) -> Int {
        guard first < last else { return 0 }
        var seconds = 0.0
        var at = first
        var speed = paces.last { $0.from <= first }?.speed ?? 1
        for pace in paces where pace.from > first && pace.from < last {
            seconds += Double(pace.from.seconds(since: at)) * speed
            (at, speed) = (pace.from, pace.speed)
        }
        seconds += Double(last.seconds(since: at)) * speed
        // Hundred years: beyond it nobody played.
        return seconds.isNaN ? 0 : Int(min(max(seconds, 0), 3_155_760_000).rounded())
    }
}

/// The four moments by which exercises are compared.
public enum DrillMilestone: String, Sendable, Hashable, CaseIterable, Codable {
    /// Somebody was told for the first time.
    case alert
    /// The strategic cell is at work: it has written its first line.
    case mobilisation
    case firstDecision
    /// An authority, an insurer or a person concerned was told.
    case firstNotification
}
