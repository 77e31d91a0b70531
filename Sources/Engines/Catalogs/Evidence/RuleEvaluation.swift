// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension EvidenceRule {
    /// How this rule stands on a day, and why.
    ///
    /// Proofs dated after the day count neither for it nor for what comes later: `holds(until:)` is what the proofs
    /// that exist on that day are worth, and a planned exercise does not prolong anything.
    ///
    /// Held, or lapsed when it held on an earlier day (all at once, not part by part), or else partial when a part of
    /// it is there: for `all` and `atLeast` the mean of the parts that are asked, the best ones being taken; for `any`
    /// its best part. In that share a condition that lapsed counts for nothing, a combination that lapsed for what is
    /// left of it; and what is only the absence of a proof (`not`) is no progress while it holds, so that a rule with
    /// no proof at all never is partial.
    public func reading(_ proofs: ProofSet, on day: CalendarDay) -> RuleReading {
        evaluation(RuleContext(proofs: proofs, day: day)).reading
    }

    func evaluation(_ context: RuleContext) -> RuleEvaluation {
        switch self {
        case .proof(let condition):
            let proofs = context.proofs.proofs(of: condition.kind)
            let result = ConditionEvaluation(condition, proofs: proofs, day: context.day, today: context.today)
            return RuleEvaluation(
                reading: .proof(result.reading), days: result.days, merit: result.merit, isAbsence: false)
        case .not(let inner):
            let part = inner.evaluation(context)
            let days = part.days.complement
            let standing = days.standing(on: context.today, merit: 0)
            return RuleEvaluation(
                reading: .not(part.reading, standing), days: days, merit: standing.holds ? 1 : 0,
                isAbsence: !part.isAbsence)
        case .any(let rules):
            return RuleEvaluation(rules, reaching: 1, context) { .any($0, $1) }
        case .all(let rules):
            return RuleEvaluation(rules, reaching: rules.count, context) { .all($0, $1) }
        case .atLeast(let count, let rules):
            return RuleEvaluation(rules, reaching: count, context) { .atLeast(count, of: $0, $1) }
        }
    }
}

struct RuleContext {
    let proofs: ProofSet
    let day: CalendarDay
    let today: Int

    init(proofs: ProofSet, day: CalendarDay) {
        self.proofs = proofs
        self.day = day
        today = day.daysSince1970
    }
}

/// A reading, with what those that combine it need.
struct RuleEvaluation {
    let reading: RuleReading
    let days: DaySet
    /// From 0 to 1, which is that it holds. Does not depend on whether it once held: an old proof that is added must
    /// not make less of what is there.
    let merit: Double
    /// Whether it asks that something be absent, rather than that it exist.
    let isAbsence: Bool

    init(reading: RuleReading, days: DaySet, merit: Double, isAbsence: Bool) {
        self.reading = reading
        self.days = days
        self.merit = merit
        self.isAbsence = isAbsence
    }

    init(
        _ rules: [EvidenceRule], reaching count: Int, _ context: RuleContext,
        make: ([RuleReading], EvidenceStanding) -> RuleReading
    ) {
        let parts = rules.map { $0.evaluation(context) }
        days = DaySet.reached(count, of: parts.map(\.days))
        merit = RuleEvaluation.merit(of: parts, reaching: count, holds: days.contains(context.today))
        isAbsence = !parts.isEmpty && parts.allSatisfy(\.isAbsence)
        reading = make(parts.map(\.reading), days.standing(on: context.today, merit: merit))
    }

    private static func merit(of parts: [RuleEvaluation], reaching count: Int, holds: Bool) -> Double {
        if holds { return 1 }
        var (wanted, merits) = (count, [Double]())
        for part in parts {
            if part.isAbsence, part.merit == 1 {
                wanted -= 1
            } else if part.merit > 0 {
                merits.append(part.merit)
            }
        }
        guard wanted > 0, !merits.isEmpty else { return 0 }
        return merits.sorted(by: >).prefix(wanted).reduce(0, +) / Double(wanted)
    }
}
