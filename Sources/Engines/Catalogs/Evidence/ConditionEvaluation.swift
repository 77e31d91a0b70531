// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads one condition against the proofs of its kind.
///
/// A proof counts on a day when it was obtained by then and is still valid, when every fact is what it must be, when it
/// was obtained within the two days `since` and `until`, both included, and, with `within`, no earlier than that long
/// before the day. With a spacing, all of this applies to each measurement of the chain, except `within`, which applies
/// to the last one: what must be recent is the end of the series, since a long enough series never is all recent.
struct ConditionEvaluation {
    let reading: ConditionReading
    /// When it holds, as far as the proofs that exist on the day of the reading tell.
    let days: DaySet
    /// How much of it is there, from 0 to 1. Between the two, only for a series that was begun.
    let merit: Double

    private static let missLimit = 5

    /// How far a proof is from counting, and the first reason.
    private struct Flaws {
        var count = 0
        var first: ConditionReading.Reason?

        mutating func add(_ reason: @autoclosure () -> ConditionReading.Reason) {
            count += 1
            if first == nil { first = reason() }
        }
    }

    init(_ condition: ProofCondition, proofs: [ProofRecord], day: CalendarDay, today: Int) {
        // The common case by far: the establishment has nothing of this kind.
        if proofs.isEmpty {
            reading = ConditionReading(condition: condition, standing: .missing, counting: [], misses: [])
            days = .never
            merit = 0
            return
        }
        let oldest = condition.within.flatMap { day.subtracting($0) }
        var measurements: [Measurement] = []
        var misses: [(flaws: Int, miss: ConditionReading.Miss)] = []
        for proof in proofs {
            var flaws = ConditionEvaluation.lastingFlaws(of: proof, condition, oldest: oldest, day: day)
            if flaws.count == 0 { measurements.append(Measurement(proof, condition)) }
            if condition.spacing == nil, let oldest, proof.obtainedOn < oldest,
                condition.since.map({ proof.obtainedOn >= $0 }) ?? true
            {
                flaws.add(.tooOld(obtained: proof.obtainedOn, neededSince: oldest))
            }
            if let end = proof.validUntil, end < day { flaws.add(.expired(on: end)) }
            if let reason = flaws.first {
                ConditionEvaluation.insert(proof, reason, flaws: flaws.count, into: &misses)
            }
        }
        var counting: [ProofRecord.ID] = []
        if let spacing = condition.spacing {
            let series = Series(spacing, condition, measurements, day: day, today: today)
            days = series.days
            merit = series.merit
            counting = series.counting
            for (proof, reason) in series.misses(since: oldest) {
                ConditionEvaluation.insert(proof, reason, flaws: 1, into: &misses)
            }
        } else {
            var days = DaySet()
            for measurement in measurements { days.append(from: measurement.first, to: measurement.last) }
            // Stable: among those that last as long, the newest first.
            counting = measurements.reversed().filter { $0.last >= today }.sorted { $0.last > $1.last }.map(\.proof.id)
            self.days = days
            merit = counting.isEmpty ? 0 : 1
        }
        reading = ConditionReading(
            condition: condition, standing: days.standing(on: today, merit: merit), counting: counting,
            misses: misses.map(\.miss))
    }

    /// What keeps a proof from counting on this day or any earlier one.
    private static func lastingFlaws(
        of proof: ProofRecord, _ condition: ProofCondition, oldest: CalendarDay?, day: CalendarDay
    ) -> Flaws {
        var flaws = Flaws()
        for fact in condition.facts {
            let found = proof.facts[fact.name]
            if !fact.holds(for: found) { flaws.add(.fact(fact, found: found)) }
        }
        let obtained = proof.obtainedOn
        if let since = condition.since, obtained < since {
            let needed = condition.spacing == nil ? max(since, oldest ?? since) : since
            flaws.add(.tooOld(obtained: obtained, neededSince: needed))
        }
        if let until = condition.until, obtained > until {
            flaws.add(.tooLate(obtained: obtained, neededUntil: until))
        }
        if obtained > day { flaws.add(.notYet(obtained)) }
        return flaws
    }

    /// Keeps the nearest misses: the fewest flaws, then the most recent. Proofs come the oldest first.
    private static func insert(
        _ proof: ProofRecord, _ reason: ConditionReading.Reason, flaws: Int,
        into misses: inout [(flaws: Int, miss: ConditionReading.Miss)]
    ) {
        let place = misses.firstIndex { $0.flaws >= flaws } ?? misses.count
        guard place < missLimit else { return }
        misses.insert((flaws, ConditionReading.Miss(proof: proof.id, reason: reason)), at: place)
        if misses.count > missLimit { misses.removeLast() }
    }
}

/// A proof that counts, and on which days.
struct Measurement {
    let proof: ProofRecord
    let first: Int
    /// With what `within` says; without what it says, ``validUntil``.
    let last: Int
    let validUntil: Int

    init(_ proof: ProofRecord, _ condition: ProofCondition) {
        self.proof = proof
        first = proof.obtainedOn.daysSince1970
        let validUntil = proof.validUntil?.daysSince1970 ?? DaySet.forever
        self.validUntil = validUntil
        last =
            condition.within.map { min(validUntil, Measurement.lastDay(on: proof.obtainedOn, within: $0)) }
            ?? validUntil
    }

    /// The last day D such that D − period is not after the day: 31 March for 28 February and one month, because a
    /// month before 31 March is 28 February. Adding the period to the day would say 28 March.
    static func lastDay(on day: CalendarDay, within period: Period) -> Int {
        guard let sum = day.adding(period) else { return DaySet.forever }
        func isWithin(_ number: Int) -> Bool {
            guard let start = CalendarDay(daysSince1970: number)?.subtracting(period) else { return true }
            return start <= day
        }
        // A few steps at most, months being at most three days apart in length.
        var last = sum.daysSince1970
        while !isWithin(last) { last -= 1 }
        while CalendarDay(daysSince1970: last + 1) != nil, isWithin(last + 1) { last += 1 }
        return last
    }
}
