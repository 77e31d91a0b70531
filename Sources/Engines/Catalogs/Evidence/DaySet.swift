// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A set of days, as runs in increasing order that neither touch nor overlap: when a rule holds, over all time.
///
/// Days are counted from 1970. Working on whole sets rather than day by day makes "until when" and "since when no
/// longer" exact, for `not` as well, where reasoning on the next proof that ends would be wrong.
struct DaySet: Hashable {
    struct Run: Hashable {
        let first: Int
        var last: Int
    }

    /// 1 January of the year 1, where ``CalendarDay`` begins.
    static let beginning = -719_162
    /// The last day of a run that nothing ends.
    static let forever = Int.max

    static let never = DaySet()
    static let always = DaySet(runs: [Run(first: beginning, last: forever)])

    private(set) var runs: [Run] = []

    /// Adds a run that begins no earlier than the others. An empty one adds nothing.
    mutating func append(from first: Int, to last: Int) {
        guard first <= last else { return }
        if let previous = runs.last, previous.last == DaySet.forever || first <= previous.last + 1 {
            runs[runs.count - 1].last = max(previous.last, last)
        } else {
            runs.append(Run(first: first, last: last))
        }
    }

    func contains(_ day: Int) -> Bool {
        runs.last { $0.first <= day }.map { $0.last >= day } ?? false
    }

    var complement: DaySet {
        var result = DaySet()
        var next = DaySet.beginning
        for run in runs {
            result.append(from: next, to: run.first - 1)
            if run.last == DaySet.forever { return result }
            next = run.last + 1
        }
        result.append(from: next, to: DaySet.forever)
        return result
    }

    /// The days that lie in at least so many of these sets.
    static func reached(_ count: Int, of sets: [DaySet]) -> DaySet {
        if count <= 0 { return .always }
        let present = sets.filter { !$0.runs.isEmpty }
        if present.count < count { return .never }
        if present.count == 1, let only = present.first { return only }
        return reached(Double(count) - 0.5, of: present.map { ($0, 1) })
    }

    /// The days on which the weights of the sets that hold them add up to this much.
    static func reached(_ threshold: Double, of parts: [(days: DaySet, weight: Double)]) -> DaySet {
        if threshold <= 0 { return .always }
        var changes: [(day: Int, weight: Double)] = []
        for part in parts {
            for run in part.days.runs {
                changes.append((run.first, part.weight))
                if run.last != forever { changes.append((run.last + 1, -part.weight)) }
            }
        }
        changes.sort { $0.day < $1.day }
        var result = DaySet()
        var (sum, start) = (0.0, Int?.none)
        for (index, change) in changes.enumerated() {
            sum += change.weight
            // Everything that changes on one day changes at once.
            if index + 1 < changes.count, changes[index + 1].day == change.day { continue }
            if sum >= threshold {
                start = start ?? change.day
            } else if let first = start {
                result.append(from: first, to: change.day - 1)
                start = nil
            }
        }
        if let first = start { result.append(from: first, to: forever) }
        return result
    }

    /// - Parameter merit: how much of what is asked is there when this does not hold, from 0 to 1.
    func standing(on day: Int, merit: Double) -> EvidenceStanding {
        if let run = runs.last(where: { $0.first <= day }) {
            let end = CalendarDay(daysSince1970: run.last)
            if run.last >= day { return .holds(until: end) }
            if let end { return .lapsed(on: end) }
        }
        // Within a hundredth of the ends, so that a rounded percentage never says none or all of it.
        return merit > 0 ? .partial(min(0.99, max(0.01, merit))) : .missing
    }
}
