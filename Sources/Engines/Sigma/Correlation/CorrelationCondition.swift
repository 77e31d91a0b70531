// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension Correlation {
    /// Nothing that still may come makes it true sooner: it asks for few.
    var isJudgedAtTheEnd: Bool {
        switch kind {
        case .temporal, .temporalOrdered: false
        case .eventCount, .valueCount, .valueSum, .valueAverage, .valuePercentile:
            !bounds.contains { $0.sign == .gt || $0.sign == .gte }
        }
    }

    /// The values grouped by; nil when the match lacks one: it belongs to no group.
    func group(of match: Correlator.Match, from names: [String]) -> [String]? {
        var group: [String] = []
        for name in groupBy {
            guard let value = match.values[field(name, of: names)] else { return nil }
            group.append(value)
        }
        return group
    }

    func values(of match: Correlator.Match, from names: [String]) -> [String] {
        fields.map { match.values[field($0, of: names)] ?? "" }
    }

    /// A name may mean another field in each rule.
    private func field(_ name: String, of rule: [String]) -> String {
        guard let meanings = aliases[name] else { return name }
        return rule.lazy.compactMap { meanings[$0] }.first ?? name
    }

    /// - Parameter entries: none older than the time span before the last one.
    func holds(_ entries: [Window.Entry]) -> Bool {
        guard !entries.isEmpty else { return false }
        switch kind {
        case .eventCount: return holds(Double(entries.count))
        case .valueCount:
            // Several fields: each must have that many values.
            return fields.indices.allSatisfy { field in
                holds(Double(Set(entries.map { $0.values[field] }).count))
            }
        case .temporal:
            let seen = Set(entries.map(\.place)).count
            return bounds.isEmpty ? seen == rules.count : holds(Double(seen))
        case .temporalOrdered: return isOrdered(entries)
        case .valueSum: return holds(numbers(entries).reduce(0, +))
        case .valueAverage:
            let numbers = numbers(entries)
            return !numbers.isEmpty && holds(numbers.reduce(0, +) / Double(numbers.count))
        case .valuePercentile:
            let numbers = numbers(entries).sorted()
            guard !numbers.isEmpty else { return false }
            // Nearest rank: the smallest value that at least that share does not exceed.
            let rank = Int((percentile / 100 * Double(numbers.count)).rounded(.up))
            return holds(numbers[min(max(rank, 1), numbers.count) - 1])
        }
    }

    private func holds(_ value: Double) -> Bool {
        bounds.allSatisfy { bound in
            switch bound.sign {
            case .gt: value > bound.value
            case .gte: value >= bound.value
            case .lt: value < bound.value
            case .lte: value <= bound.value
            case .eq: value == bound.value
            case .neq: value != bound.value
            }
        }
    }

    /// Some match of the first rule, then one of the second, and so on: greedy from every start is the same as greedy from
    /// the first, since an earlier match of a rule never hinders a later one of the next.
    private func isOrdered(_ entries: [Window.Entry]) -> Bool {
        var next = 0
        for entry in entries where entry.place == next {
            next += 1
            if next == rules.count { return true }
        }
        return false
    }

    private func numbers(_ entries: [Window.Entry]) -> [Double] {
        entries.compactMap { entry in
            entry.values.first.flatMap { text in
                var bytes = Array(text.utf8)
                if bytes.count > 40 { bytes = [] }
                return ValueReading.number(bytes.span)
            }
        }
    }
}
