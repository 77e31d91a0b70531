// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// How well a set of requirements is met.
public struct Score: Sendable, Hashable {
    /// The mean of what was answered, weighted, from 0 to 1: Σ weight × level score / Σ weight, over the applicable
    /// requirements that have an answer. Nil when nothing has. The same formula as the theme index of MonAideCyber
    /// (Σ indice × poids / Σ poids), the scale being brought to 0…1.
    public let mean: Double?

    /// From 0 to 5, indispensable first. Nil when nothing is applicable.
    ///
    /// The formula of the "indice cyber" of MonServiceSécurisé (`src/modeles/indiceCyber.js`), where a measure counts
    /// for 1 when done and ½ when begun, here for the score of its level. In each chapter, I is the weighted mean over
    /// the indispensable requirements and R over the recommended ones, unanswered counting for zero; the chapter
    /// scores (0.6 + 0.4 R) × I, or the other mean where one of the two sets is empty. The index is five times the
    /// mean of the chapters, weighted by the weight of what they hold. The product means that nothing recommended
    /// makes up for something indispensable that is missing.
    public let index: Double?

    /// How many applicable requirements have a level.
    public let answered: Int
    /// How many are not said to be not applicable.
    public let applicable: Int
    /// How many could be answered.
    public let total: Int

    public init(mean: Double?, index: Double?, answered: Int, applicable: Int, total: Int) {
        self.mean = mean
        self.index = index
        self.answered = answered
        self.applicable = applicable
        self.total = total
    }

    /// The share of the applicable requirements that have an answer, from 0 to 1.
    public var progress: Double {
        applicable == 0 ? 1 : Double(answered) / Double(applicable)
    }
}

public struct ChapterScore: Sendable, Hashable {
    public let code: String
    public let title: String
    public let score: Score

    public init(code: String, title: String, score: Score) {
        self.code = code
        self.title = title
        self.score = score
    }
}

/// Every score of an assessment.
public struct Scorecard: Sendable, Hashable {
    public let whole: Score
    /// In the order of the framework; a chapter where these profiles have nothing to answer is left out.
    public let chapters: [ChapterScore]
    /// For each profile of the framework, alone, whichever are selected.
    public let profiles: [String: Score]
    /// Only the pillars that hold something to answer.
    public let pillars: [Pillar: Score]

    /// The chapters that have an answer, best first.
    public var strongestChapters: [ChapterScore] { ranked { $0 > $1 } }

    /// The chapters that have an answer, worst first.
    public var weakestChapters: [ChapterScore] { ranked { $0 < $1 } }

    private func ranked(by precedes: (Double, Double) -> Bool) -> [ChapterScore] {
        // Ties stay in the order of the framework: the sort of the standard library is stable.
        chapters.filter { $0.score.answered > 0 }
            .sorted { precedes($0.score.index ?? 0, $1.score.index ?? 0) }
    }
}
