// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension RequirementState {
    /// What is said of a requirement, and how its proofs and its answer disagree.
    ///
    /// Proofs speak first, an answer where they say nothing; but what was said not to apply stays so. "Entirely" is
    /// the best score that the scale gives, which several levels may share. A value that is not on the scale is no
    /// answer, as in the scores.
    ///
    /// - Parameter soon: a proof that ends in this many days, or fewer, is said to expire.
    public static func of(
        _ response: Response, reading: RequirementReading, scale: Scale, on day: CalendarDay, soon: Int = 60
    ) -> (state: RequirementState, difference: Difference?) {
        let declared = Declaration(response, scale: scale)
        if declared == .notApplicable {
            return (.notApplicable, reading.standing.holds ? .setAsideButProven : nil)
        }
        switch reading.standing {
        case .holds(let until):
            let end = until.flatMap { day.days(until: $0) <= soon ? $0 : nil }
            let isLess = declared == .partly || declared == .notAtAll
            return (end.map { .expiring($0) } ?? .proven, isLess ? .provenButAnsweredLess : nil)
        case .lapsed(let last): return (.expired(last), declared == .entirely ? .answeredButLapsed : nil)
        case .partial: return (.partial, declared == .entirely ? .answeredButPartlyProven : nil)
        case .missing: return (declared.state, nil)
        }
    }

    /// What an answer says, once its level is brought to a fraction.
    private enum Declaration {
        case nothing, notApplicable, notAtAll, partly, entirely

        init(_ response: Response, scale: Scale) {
            switch response {
            case .unanswered: self = .nothing
            case .notApplicable: self = .notApplicable
            case .level(let value):
                guard let fraction = scale.fraction(of: value) else {
                    self = .nothing
                    return
                }
                if fraction <= 0 {
                    self = .notAtAll
                } else {
                    self = fraction >= scale.best?.score ?? 1 ? .entirely : .partly
                }
            }
        }

        /// When no proof has anything to say.
        var state: RequirementState {
            switch self {
            case .nothing: .open
            case .notApplicable: .notApplicable
            case .notAtAll: .notMet
            case .partly: .partial
            case .entirely: .declared
            }
        }
    }
}
