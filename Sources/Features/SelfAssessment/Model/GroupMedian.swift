// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs

/// The median of a group, for those who may see some of its members only.
///
/// Somebody in charge of one establishment may know how the group stands, never how a neighbour does. With one hidden
/// figure, the median and the visible figures would give it away: so the median is told only when at least three
/// members have answered and at least two of them are hidden, which leaves no telling whose figure it is.
enum GroupMedian {
    static let fewestAnswers = 3
    static let fewestHidden = 2

    struct Figure: Sendable, Hashable {
        /// Nil for a member who has not answered.
        let value: Double?
        /// The reader sees this member's own figure.
        let isVisible: Bool
    }

    static func median(_ figures: [Figure]) -> Double? {
        let answered = figures.filter { $0.value != nil }
        let hidden = answered.count { !$0.isVisible }
        guard hidden == 0 || (answered.count >= fewestAnswers && hidden >= fewestHidden) else { return nil }
        return Statistics.median(answered.compactMap(\.value))
    }
}

/// Medians of both measures, as far as they may be told.
struct Medians: Sendable, Hashable {
    struct Pair: Sendable, Hashable {
        /// From 0 to 1.
        let mean: Double?
        /// From 0 to 5.
        let index: Double?

        static let untold = Pair(mean: nil, index: nil)
    }

    let whole: Pair
    let chapters: [String: Pair]

    static let untold = Medians(whole: .untold, chapters: [:])

    /// - Parameter figures: for the whole under an empty code, then for each chapter under its own.
    init(of figures: [String: [Score]]) {
        var pairs: [String: Pair] = [:]
        for (code, scores) in figures {
            pairs[code] = Pair(
                mean: GroupMedian.median(scores.map { GroupMedian.Figure(value: $0.mean, isVisible: $0.isVisible) }),
                index: GroupMedian.median(scores.map { GroupMedian.Figure(value: $0.index, isVisible: $0.isVisible) }))
        }
        whole = pairs.removeValue(forKey: "") ?? .untold
        chapters = pairs
    }

    private init(whole: Pair, chapters: [String: Pair]) {
        self.whole = whole
        self.chapters = chapters
    }

    /// The score of one member, or of one of its chapters.
    struct Score: Sendable, Hashable {
        let mean: Double?
        let index: Double?
        let isVisible: Bool

        /// The index of whoever has not answered is zero: that says nothing of where they stand.
        init(mean: Double?, index: Double?, answered: Int, isVisible: Bool) {
            self.mean = answered > 0 ? mean : nil
            self.index = answered > 0 ? index : nil
            self.isVisible = isVisible
        }

        init(_ tally: Tally) {
            self.init(mean: tally.mean, index: tally.index, answered: tally.answered, isVisible: true)
        }
    }
}
