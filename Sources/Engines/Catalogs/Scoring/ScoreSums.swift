// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The sums from which a score is made.
struct ScoreSums {
    /// Σ weight and Σ weight × score of the applicable requirements of one priority; unanswered scores zero.
    struct Side {
        var weight = 0.0
        var reached = 0.0

        /// Rounding may bring a sum a hair above its weight.
        var share: Double? { weight > 0 ? min(1, max(0, reached / weight)) : nil }
    }

    private(set) var indispensable = Side()
    private(set) var recommended = Side()
    private var answeredWeight = 0.0
    private(set) var answered = 0
    private(set) var applicable = 0
    private(set) var total = 0

    mutating func add(_ requirement: Requirement, _ response: Response, scale: Scale) {
        total += 1
        if response == .notApplicable { return }
        applicable += 1
        var fraction = 0.0
        // A value that the scale does not have says nothing: it counts as no answer.
        if case .level(let value) = response, let score = scale.fraction(of: value) {
            fraction = score
            answered += 1
            answeredWeight += requirement.weight
        }
        switch requirement.priority {
        case .indispensable:
            indispensable.weight += requirement.weight
            indispensable.reached += requirement.weight * fraction
        case .recommended:
            recommended.weight += requirement.weight
            recommended.reached += requirement.weight * fraction
        }
    }

    var weight: Double { indispensable.weight + recommended.weight }

    var mean: Double? {
        answeredWeight > 0 ? min(1, (indispensable.reached + recommended.reached) / answeredWeight) : nil
    }

    /// From 0 to 1, see ``Score/index``.
    var share: Double? { ScoreSums.share(indispensable.share, recommended.share) }

    /// The share if one more requirement of this weight went from a fraction to another.
    func share(raising requirement: Requirement, by difference: Double) -> Double? {
        var (first, second) = (indispensable, recommended)
        switch requirement.priority {
        case .indispensable: first.reached += requirement.weight * difference
        case .recommended: second.reached += requirement.weight * difference
        }
        return ScoreSums.share(first.share, second.share)
    }

    private static func share(_ indispensable: Double?, _ recommended: Double?) -> Double? {
        guard let indispensable else { return recommended }
        return recommended.map { (0.6 + 0.4 * $0) * indispensable } ?? indispensable
    }

    /// A score over several chapters.
    static func score(of chapters: [ScoreSums]) -> Score {
        var (reached, answeredWeight, weight, index) = (0.0, 0.0, 0.0, 0.0)
        var (answered, applicable, total) = (0, 0, 0)
        for sums in chapters {
            reached += sums.indispensable.reached + sums.recommended.reached
            answeredWeight += sums.answeredWeight
            weight += sums.weight
            index += (sums.share ?? 0) * sums.weight
            answered += sums.answered
            applicable += sums.applicable
            total += sums.total
        }
        return Score(
            mean: answeredWeight > 0 ? min(1, reached / answeredWeight) : nil,
            index: weight > 0 ? min(5, 5 * index / weight) : nil, answered: answered, applicable: applicable,
            total: total)
    }
}
