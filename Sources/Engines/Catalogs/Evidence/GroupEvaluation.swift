// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension Requirement {
    /// How what is asked of an establishment, or of a group, stands on a day.
    ///
    /// One establishment satisfies the rule or not; its coverage is then of no concern. A group satisfies it when the
    /// members that do weigh enough, or when all of them do, whatever they weigh. Without ``coverage``, all must.
    public func reading(of subject: EvidenceSubject, on day: CalendarDay) -> RequirementReading {
        guard let evidence else { return RequirementReading(standing: .missing, rule: nil, coverage: nil) }
        switch subject {
        case .one(let proofs):
            let rule = evidence.reading(proofs, on: day)
            return RequirementReading(standing: rule.standing, rule: rule, coverage: nil)
        case .group(let members):
            let group = GroupEvaluation(evidence, of: members, coverage: coverage, day: day)
            return RequirementReading(standing: group.standing, rule: nil, coverage: group.reading)
        }
    }
}

/// Reads a rule for every member of a group, and weighs what they satisfy.
struct GroupEvaluation {
    let standing: EvidenceStanding
    let reading: CoverageReading

    /// 0.66 of the sum of some weights is not always the sum of 66 % of them to the last bit. Larger than any such
    /// error, and smaller than one unit in a hundred billion.
    private static let tolerance = 1e-12

    init(_ rule: EvidenceRule, of members: [EvidenceSubject.Member], coverage: Coverage?, day: CalendarDay) {
        let parts = members.map { rule.evaluation(RuleContext(proofs: $0.proofs, day: day)) }
        let weights = MemberWeights(members, isWeighted: coverage?.weight != nil)
        let atLeast = coverage?.atLeast ?? 1
        let today = day.daysSince1970

        let everyone = members.isEmpty ? .never : DaySet.reached(members.count, of: parts.map(\.days))
        let weighed = zip(parts, weights.values)
        let known = weighed.compactMap { part, weight in weight.map { (days: part.days, weight: $0) } }
        let unknown = weighed.filter { $0.1 == nil }.map(\.0.days)
        let threshold = (atLeast - GroupEvaluation.tolerance) * weights.total
        let enough = weights.total > 0 ? DaySet.reached(threshold, of: known) : .never
        // A member whose weight is unknown may outweigh all others: it has to satisfy the rule as well.
        let certain = DaySet.reached(unknown.count + 1, of: [enough] + unknown)
        let days = DaySet.reached(1, of: [certain, everyone])

        let held = weights.share { parts[$0].days.contains(today) ? 1 : 0 }
        var merit = weights.share { parts[$0].merit }
        // No member of known weight has anything: each counts for one, for what others have is not nothing.
        if merit == 0 { merit = parts.reduce(0) { $0 + $1.merit } / Double(max(1, parts.count)) }
        standing = days.standing(on: today, merit: merit / max(atLeast, GroupEvaluation.tolerance))
        reading = CoverageReading(
            members: members.indices.map { index in
                CoverageReading.Member(
                    id: members[index].id, share: weights.share(of: index), reading: parts[index].reading)
            },
            share: everyone.contains(today) ? 1 : held, atLeast: atLeast, weight: coverage?.weight,
            unweighed: zip(members, weights.values).filter { $0.1 == nil }.map(\.0.id))
    }
}

/// What each member weighs in the known whole.
struct MemberWeights {
    /// Nil where nobody gave it, or where it is no weight at all.
    let values: [Double?]
    let total: Double

    init(_ members: [EvidenceSubject.Member], isWeighted: Bool) {
        guard isWeighted else {
            values = members.map { _ in 1 }
            total = Double(members.count)
            return
        }
        let given = members.map { member in member.weight.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } }
        let sum = given.reduce(0) { $0 + ($1 ?? 0) }
        // Divided only when the sum overflows: whole numbers then stay whole, and 66 out of 100 is 0.66.
        let divisor = sum.isFinite ? 1 : Double.greatestFiniteMagnitude
        values = given.map { $0.map { $0 / divisor } }
        total = values.reduce(0) { $0 + ($1 ?? 0) }
    }

    func share(of place: Int) -> Double? {
        values[place].map { total > 0 ? $0 / total : 0 }
    }

    /// The share of the whole, each member counting for a part of its weight.
    func share(counting part: (Int) -> Double) -> Double {
        guard total > 0 else { return 0 }
        let sum = values.enumerated().reduce(0.0) { $0 + ($1.element ?? 0) * part($1.offset) }
        return min(1, sum / total)
    }
}
