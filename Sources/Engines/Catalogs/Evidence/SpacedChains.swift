// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Chains of measurements, each at the distance that is asked of the one before. Measurements in between are skipped
/// at will: one too many never breaks a chain.
struct SpacedChains {
    let spacing: ProofCondition.Spacing
    private let days: [Int]
    /// For each measurement, the places of those that may come right before it.
    private let previous: [Range<Int>]
    /// `lasting[k][j]`: until which day every measurement is valid, in the chain of k + 1 that ends at j and that lasts
    /// longest. Nil without such a chain.
    private let lasting: [[Int?]]

    /// - Parameters:
    ///   - days: when each measurement was made, the oldest first.
    ///   - ends: the last day on which each is valid.
    init(_ spacing: ProofCondition.Spacing, days: [CalendarDay], ends: [Int]) {
        self.spacing = spacing
        let numbers = days.map(\.daysSince1970)
        // Both grow with the day, whatever the lengths of the months: the places form a window that only moves on.
        let soonest = days.map { $0.adding(spacing.from)?.daysSince1970 ?? DaySet.forever }
        let latest = days.map { $0.adding(spacing.to)?.daysSince1970 ?? DaySet.forever }
        var (low, high) = (0, 0)
        let previous = numbers.map { number in
            while low < latest.count, latest[low] < number { low += 1 }
            while high < soonest.count, soonest[high] <= number { high += 1 }
            return min(low, high)..<high
        }
        var lasting: [[Int?]] = [ends]
        while lasting.count < min(spacing.count, days.count), let shorter = lasting.last,
            shorter.contains(where: { $0 != nil })
        {
            lasting.append(SpacedChains.lengthened(shorter, previous: previous, ends: ends))
        }
        self.days = numbers
        self.previous = previous
        self.lasting = lasting
    }

    /// The chains of one measurement more. Keeps the best of a moving window, so that thousands of measurements
    /// cost no more than one pass.
    private static func lengthened(_ shorter: [Int?], previous: [Range<Int>], ends: [Int]) -> [Int?] {
        var candidates: [(place: Int, end: Int)] = []
        var (first, next) = (0, 0)
        return zip(previous, ends).map { window, end in
            while next < window.upperBound {
                if let value = shorter[next] {
                    while candidates.count > first, let last = candidates.last, last.end <= value {
                        candidates.removeLast()
                    }
                    candidates.append((next, value))
                }
                next += 1
            }
            while first < candidates.count, candidates[first].place < window.lowerBound { first += 1 }
            return first < candidates.count ? min(end, candidates[first].end) : nil
        }
    }

    /// Until when the longest lasting complete chain that ends at this measurement is valid.
    func end(ofChainAt place: Int) -> Int? {
        let wanted = max(1, spacing.count)
        guard lasting.count >= wanted else { return nil }
        return lasting[wanted - 1][place]
    }

    /// How many measurements the longest chain has that ends here and is valid on this day, in full or not.
    func length(at place: Int, on day: Int) -> Int {
        // A chain holds every shorter one that ends where it does.
        lasting.prefix { ($0[place] ?? Int.min) >= day }.count
    }

    /// How many days after the measurement before it this one was made.
    func distance(at place: Int) -> Int? {
        place > 0 ? days[place] - days[place - 1] : nil
    }

    /// The places of the complete chain that lasts longest among those that end here, the last one first.
    func chain(at place: Int) -> [Int] {
        guard var end = end(ofChainAt: place) else { return [] }
        var chain = [place]
        var current = place
        for shorter in lasting.prefix(max(1, spacing.count) - 1).reversed() {
            guard let link = previous[current].last(where: { (shorter[$0] ?? Int.min) >= end }) else { return chain }
            chain.append(link)
            end = min(end, shorter[link] ?? end)
            current = link
        }
        return chain
    }
}
