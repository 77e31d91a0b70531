// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension Framework {
    /// Every score of these responses, by requirement code, for someone concerned by these profiles.
    /// A code without a response is unanswered; an empty set of profiles stands for every profile.
    public func scorecard(of responses: [String: Response], profiles selected: Set<String> = []) -> Scorecard {
        let sums = sums(of: responses) { $0.concerns(selected) }
        var byPillar: [Pillar: Score] = [:]
        for pillar in Pillar.allCases {
            let score = ScoreSums.score(of: self.sums(of: responses) { $0.pillar == pillar && $0.concerns(selected) })
            if score.total > 0 { byPillar[pillar] = score }
        }
        var byProfile: [String: Score] = [:]
        for profile in profiles {
            let alone: Set<String> = [profile.code]
            byProfile[profile.code] = ScoreSums.score(of: self.sums(of: responses) { $0.concerns(alone) })
        }
        let chapterScores = zip(chapters, sums).filter { $0.1.total > 0 }.map { chapter, sums in
            ChapterScore(code: chapter.code, title: chapter.title, score: ScoreSums.score(of: [sums]))
        }
        return Scorecard(
            whole: ScoreSums.score(of: sums), chapters: chapterScores, profiles: byProfile, pillars: byPillar)
    }

    /// One for each chapter, in order.
    func sums(of responses: [String: Response], where isCounted: (Requirement) -> Bool) -> [ScoreSums] {
        chapters.map { chapter in
            var sums = ScoreSums()
            for requirement in requirements[chapter.range] where requirement.isAssessable && isCounted(requirement) {
                sums.add(requirement, responses[requirement.code] ?? .unanswered, scale: scale)
            }
            return sums
        }
    }

    /// The answered requirements that are best met, those that weigh most first.
    public func strengths(
        of responses: [String: Response], profiles: Set<String> = [], limit: Int
    ) -> [Requirement] {
        ranked(responses, profiles: profiles, limit: limit) { $0 > $1 }
    }

    /// The answered requirements that are least met, those that weigh most first; none that is fully met.
    public func weaknesses(
        of responses: [String: Response], profiles: Set<String> = [], limit: Int
    ) -> [Requirement] {
        ranked(responses, profiles: profiles, limit: limit) { $0 < $1 }
    }

    private func ranked(
        _ responses: [String: Response], profiles: Set<String>, limit: Int, by precedes: (Double, Double) -> Bool
    ) -> [Requirement] {
        let best = scale.best?.score ?? 1
        let lookingForStrengths = precedes(1, 0)
        let answered = assessable(in: profiles).compactMap { requirement -> (Requirement, Double)? in
            guard case .level(let value)? = responses[requirement.code], let score = scale.fraction(of: value),
                // Half met is not a strength, so that nothing is on both lists.
                lookingForStrengths ? score > best / 2 : score <= best / 2
            else { return nil }
            return (requirement, score)
        }
        return answered.sorted { left, right in
            if left.1 != right.1 { return precedes(left.1, right.1) }
            if left.0.priority != right.0.priority { return left.0.priority == .indispensable }
            return left.0.weight > right.0.weight
        }.prefix(max(0, limit)).map(\.0)
    }
}

/// Sums of many figures.
public enum Statistics {
    /// The middle figure, or the mean of the two middle ones. Nil for none.
    public static func median(_ figures: [Double]) -> Double? {
        let sorted = figures.filter { !$0.isNaN }.sorted()
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
    }
}
