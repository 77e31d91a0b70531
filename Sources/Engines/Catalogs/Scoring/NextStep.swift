// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One requirement worth working on now, and why.
public struct NextStep: Sendable, Hashable {
    /// The code of the requirement.
    public let requirement: String
    /// How many points the index of the whole gains when it is fully met, everything else staying the same.
    public let gain: Double
    /// The strongest first.
    public let reasons: [Reason]

    public init(requirement: String, gain: Double, reasons: [Reason]) {
        self.requirement = requirement
        self.gain = gain
        self.reasons = reasons
    }

    public enum Reason: Sendable, Hashable {
        /// `daysLeft` is negative once it has passed.
        case deadline(title: String, day: CalendarDay, daysLeft: Int)
        case indispensable
        case unanswered
        /// Begun: the value of the level reached.
        case partial(level: Int)
        /// Answered by the lowest level.
        case notMet
        /// Its answer was carried over from elsewhere, and nobody has confirmed it.
        case toReview
        /// At least twice the weight of a usual requirement of the framework.
        case heavyWeight
        /// Belongs to the chapter that has the lowest index.
        case chapterWeakest(chapter: String)
    }

    /// A deadline as near as this comes before any gain: there is hardly time left to do anything else.
    public static let pressingDays = 90
    /// A deadline farther than this is not yet a reason.
    public static let visibleDays = 730
}

extension Framework {
    /// What to do next. First what is due within ``NextStep/pressingDays`` or overdue, then by decreasing gain, then
    /// indispensable first, then the order of the framework. What is met is left out unless it is in `toReview`.
    public func priorities(
        of responses: [String: Response], profiles selected: Set<String> = [], today: CalendarDay, limit: Int,
        toReview: Set<String> = []
    ) -> [NextStep] {
        let sums = sums(of: responses) { $0.concerns(selected) }
        let weight = sums.reduce(0) { $0 + $1.weight }
        let usual = Statistics.median(assessable(in: selected).map(\.weight)) ?? 1
        let weakest = weakestChapter(sums)
        var steps: [(step: NextStep, isPressing: Bool, place: Int, isIndispensable: Bool)] = []
        for (chapter, chapterSums) in zip(chapters, sums) {
            for place in chapter.range {
                let requirement = requirements[place]
                guard requirement.isAssessable, requirement.concerns(selected) else { continue }
                let response = responses[requirement.code] ?? .unanswered
                let mustReview = toReview.contains(requirement.code)
                guard let missing = missing(response), missing > 0 || mustReview else { continue }
                let before = chapterSums.share ?? 0
                let after = chapterSums.share(raising: requirement, by: missing) ?? before
                let gain = weight > 0 ? max(0, 5 * (after - before) * chapterSums.weight / weight) : 0
                let due = missing > 0 ? nextDeadline(of: requirement, today: today) : nil
                var reasons: [NextStep.Reason] = []
                if let due { reasons.append(.deadline(title: due.title, day: due.day, daysLeft: due.daysLeft)) }
                if requirement.priority == .indispensable, missing > 0 { reasons.append(.indispensable) }
                if let state = reason(for: response, missing: missing) { reasons.append(state) }
                if mustReview { reasons.append(.toReview) }
                if missing > 0, requirement.weight >= 2 * usual { reasons.append(.heavyWeight) }
                if missing > 0, chapter.code == weakest { reasons.append(.chapterWeakest(chapter: chapter.code)) }
                let step = NextStep(requirement: requirement.code, gain: gain, reasons: reasons)
                let isPressing = due.map { $0.daysLeft <= NextStep.pressingDays } ?? false
                steps.append((step, isPressing, place, requirement.priority == .indispensable))
            }
        }
        return steps.sorted { left, right in
            if left.isPressing != right.isPressing { return left.isPressing }
            if left.step.gain != right.step.gain { return left.step.gain > right.step.gain }
            if left.isIndispensable != right.isIndispensable { return left.isIndispensable }
            return left.place < right.place
        }.prefix(max(0, limit)).map(\.step)
    }

    /// How far from the best level; nil for what is not applicable.
    private func missing(_ response: Response) -> Double? {
        let best = scale.best?.score ?? 1
        return switch response {
        case .notApplicable: nil
        case .unanswered: best
        case .level(let value): best - (scale.fraction(of: value) ?? 0)
        }
    }

    private func reason(for response: Response, missing: Double) -> NextStep.Reason? {
        guard missing > 0, case .level(let value) = response, scale.level(value) != nil else {
            return missing > 0 ? .unanswered : nil
        }
        return value == scale.levels.first?.value ? .notMet : .partial(level: value)
    }

    /// Its own deadlines, its chapters' and the framework's: the one that comes first, a passed one included.
    private func nextDeadline(
        of requirement: Requirement, today: CalendarDay
    ) -> (title: String, day: CalendarDay, daysLeft: Int)? {
        let inherited = breadcrumb(to: requirement.code).flatMap(\.deadlines) + deadlines
        let dated = inherited.compactMap { deadline in
            deadline.day.map { (title: deadline.title, day: $0, daysLeft: today.days(until: $0)) }
        }.filter { $0.daysLeft <= NextStep.visibleDays }
        return dated.min { $0.day < $1.day }
    }

    /// Nil when every chapter stands alike.
    private func weakestChapter(_ sums: [ScoreSums]) -> String? {
        let shares = zip(chapters, sums).compactMap { chapter, sums in sums.share.map { (chapter.code, $0) } }
        guard let worst = shares.min(by: { $0.1 < $1.1 }), shares.contains(where: { $0.1 > worst.1 }) else {
            return nil
        }
        return worst.0
    }
}
