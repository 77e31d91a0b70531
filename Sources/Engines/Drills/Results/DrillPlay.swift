// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog

/// What happened, as far as it is measured: when it was played, what was sent, and the lines of the log.
public struct DrillPlay: Sendable, Hashable {
    /// The clock of the exercise stood still: no delay runs meanwhile.
    public struct Pause: Sendable, Hashable {
        public let from: Moment
        /// Nil while it lasts.
        public let to: Moment?

        public init(from: Moment, to: Moment?) {
            self.from = from
            self.to = to
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
    public let pauses: [Pause]
    public let injects: [Inject]
    public let log: [LogEntry]
    /// What observers noted by their own watch; it holds against the log, which knows only what was written in it.
    public let noted: [DrillMilestone: Moment]

    public init(
        start: Moment, end: Moment?, pauses: [Pause] = [], injects: [Inject], log: [LogEntry],
        noted: [DrillMilestone: Moment] = [:]
    ) {
        self.start = start
        self.end = end
        self.pauses = pauses
        self.injects = injects
        self.log = log
        self.noted = noted
    }

    /// Seconds of play between two moments, pauses taken out; zero when the second is not later.
    public func played(from first: Moment, to last: Moment) -> Int {
        guard first < last else { return 0 }
        // Pauses that overlap count once.
        var stood = 0
        var until = first
        for pause in pauses.sorted(by: { $0.from < $1.from }) {
            let from = max(pause.from, until)
            let to = min(pause.to ?? end ?? last, last)
            guard from < to else { continue }
            stood = stood &+ to.seconds(since: from)
            until = to
        }
        return max(last.seconds(since: first) &- stood, 0)
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
