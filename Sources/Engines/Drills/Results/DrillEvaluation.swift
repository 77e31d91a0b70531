// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog

/// How well an objective was reached: the four ratings of HSEEP (performed without challenges, with some, with major, unable
/// to be performed), which the observers' marks 3, 2, 1 and 0 stand for.
public enum DrillLevel: Int, Sendable, Hashable, Comparable, CaseIterable {
    case unable = 0
    case major
    case some
    case performed

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// - Parameter mean: of marks from 0 to 3.
    public init(mean: Double) {
        self = DrillLevel(rawValue: Int(min(max(mean, 0), 3).rounded(.toNearestOrAwayFromZero))) ?? .unable
    }
}

/// One thing to look at, as the grid names it.
public struct DrillMark: Sendable, Hashable {
    /// How a criterion is judged when nobody has to: a delay that the log measures.
    public struct Delay: Sendable, Hashable {
        public enum Start: Sendable, Hashable {
            case firstSign
            /// When it was sent.
            case inject(String)
        }

        public enum End: Sendable, Hashable {
            case milestone(DrillMilestone)
            /// When it was answered.
            case inject(String)
        }

        public let from: Start
        public let to: End
        /// Minutes.
        public let within: Int

        public init(from: Start, to: End, within: Int) {
            self.from = from
            self.to = to
            self.within = within
        }
    }

    public let id: String
    /// Nil for what observers rate.
    public let delay: Delay?

    public init(id: String, delay: Delay? = nil) {
        self.id = id
        self.delay = delay
    }
}

public struct DrillObjective: Sendable, Hashable {
    public let id: String
    public let marks: [DrillMark]

    public init(id: String, marks: [DrillMark]) {
        self.id = id
        self.marks = marks
    }
}

/// What one observer said of one criterion.
public struct DrillRating: Sendable, Hashable {
    public let mark: String
    /// 0 to 3; nil: could not be seen, or does not apply.
    public let value: Int?

    public init(mark: String, value: Int?) {
        self.mark = mark
        self.value = value.map { min(max($0, 0), 3) }
    }
}

/// What the grid says once it is filled.
public struct DrillEvaluation: Sendable, Hashable {
    public struct Mark: Sendable, Hashable {
        public enum Outcome: Sendable, Hashable {
            case rated(Double, observers: Int)
            /// Seconds, and the mark that they earn.
            case measured(Int, Double)
            /// The delay ran out without the thing being done.
            case never
            case notApplicable
            /// Nobody said anything yet.
            case unknown
        }

        public let id: String
        public let outcome: Outcome
        /// Observers' marks that lie two apart or more: to be talked over before the report.
        public let isDisputed: Bool

        /// From 0 to 3; nil for what does not count.
        public var value: Double? {
            switch outcome {
            case .rated(let mean, _): mean
            case .measured(_, let value): value
            case .never: 0
            case .notApplicable, .unknown: nil
            }
        }
    }

    public struct Objective: Sendable, Hashable {
        public let id: String
        public let marks: [Mark]

        /// Nil while nothing of it was seen.
        public var mean: Double? {
            let values = marks.compactMap(\.value)
            return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        public var level: DrillLevel? { mean.map { DrillLevel(mean: $0) } }
    }

    public let objectives: [Objective]

    public init(
        of objectives: [DrillObjective], ratings: [DrillRating], play: DrillPlay, measures: DrillMeasures
    ) {
        let given = Dictionary(grouping: ratings, by: \.mark)
        self.objectives = objectives.map { objective in
            Objective(
                id: objective.id,
                marks: objective.marks.map { mark in
                    Self.mark(mark, given[mark.id] ?? [], play, measures)
                })
        }
    }

    /// The share of the criteria of which something is known.
    public var coverage: Double? {
        let all = objectives.flatMap(\.marks)
        guard !all.isEmpty else { return nil }
        return Double(all.count { $0.outcome != .unknown }) / Double(all.count)
    }

    /// Those reached without or with some difficulty, the best first.
    public var strengths: [Objective] {
        objectives.filter { ($0.level ?? .unable) >= .some }.sorted { ($0.mean ?? 0) > ($1.mean ?? 0) }
    }

    /// Those reached with great difficulty or not at all, the worst first.
    public var weaknesses: [Objective] {
        objectives.filter { $0.level.map { $0 <= .major } ?? false }.sorted { ($0.mean ?? 0) < ($1.mean ?? 0) }
    }

    private static func mark(
        _ mark: DrillMark, _ ratings: [DrillRating], _ play: DrillPlay, _ measures: DrillMeasures
    ) -> Mark {
        let values = ratings.compactMap(\.value)
        let isDisputed = (values.max() ?? 0) - (values.min() ?? 0) >= 2
        // Who watched knows more than the log: a rating holds against a delay.
        if !values.isEmpty {
            let mean = Double(values.reduce(0, +)) / Double(values.count)
            return Mark(id: mark.id, outcome: .rated(mean, observers: values.count), isDisputed: isDisputed)
        }
        if !ratings.isEmpty { return Mark(id: mark.id, outcome: .notApplicable, isDisputed: false) }
        guard let delay = mark.delay else { return Mark(id: mark.id, outcome: .unknown, isDisputed: false) }
        return Mark(id: mark.id, outcome: outcome(delay, play, measures), isDisputed: false)
    }

    /// In time 3; up to half as long again 2; later 1; never 0.
    private static func outcome(
        _ delay: DrillMark.Delay, _ play: DrillPlay, _ measures: DrillMeasures
    ) -> Mark.Outcome {
        func sent(_ id: String) -> Moment? { play.injects.first { $0.id == id }?.sentAt }
        let from: Moment?
        switch delay.from {
        case .firstSign: from = measures.firstSign
        case .inject(let id): from = sent(id)
        }
        let to: Moment?
        switch delay.to {
        case .milestone(let milestone): to = measures.moments[milestone]
        case .inject(let id):
            // An inject that was never sent cannot be answered: nothing to judge.
            guard let sentAt = sent(id) else { return .notApplicable }
            let seen = play.injects.first { $0.id == id }?.expected.compactMap(\.doneAt).min()
            to = [seen, measures.answeredAt[id]].compactMap { $0 }.min().map { max($0, sentAt) }
        }
        guard let from else { return .notApplicable }
        let allowed = min(max(delay.within, 0), 100_000) * 60
        guard let to else {
            let isOver = play.end.map { play.played(from: from, to: $0) >= allowed } ?? false
            return isOver ? .never : .unknown
        }
        let seconds = play.played(from: from, to: to)
        if seconds <= allowed { return .measured(seconds, 3) }
        return .measured(seconds, seconds <= allowed + allowed / 2 ? 2 : 1)
    }
}
