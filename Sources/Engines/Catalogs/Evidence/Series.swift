// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A condition that asks for several measurements, read against those that count.
struct Series {
    let days: DaySet
    let merit: Double
    /// The measurements of the chain that lasts longest, the last one first. Empty when none counts on the day.
    let counting: [ProofRecord.ID]

    private let measurements: [Measurement]
    private let chains: SpacedChains
    private let today: Int

    /// - Parameter measurements: the oldest first.
    init(
        _ spacing: ProofCondition.Spacing, _ condition: ProofCondition, _ measurements: [Measurement],
        day: CalendarDay, today: Int
    ) {
        let chains = SpacedChains(
            spacing, days: measurements.map(\.proof.obtainedOn), ends: measurements.map(\.validUntil))
        var days = DaySet()
        var best: (place: Int, last: Int)?
        for (place, measurement) in measurements.enumerated() {
            guard let end = chains.end(ofChainAt: place) else { continue }
            let last = min(end, measurement.last)
            days.append(from: measurement.first, to: last)
            if last >= today, last >= best?.last ?? last { best = (place, last) }
        }
        counting = best.map { chains.chain(at: $0.place).map { measurements[$0].proof.id } } ?? []
        merit = best == nil ? Series.progress(chains, measurements, condition, day: day, today: today) : 1
        self.days = days
        self.measurements = measurements
        self.chains = chains
        self.today = today
    }

    /// A series that was begun is worth something as long as its next measurement can still come in time.
    private static func progress(
        _ chains: SpacedChains, _ measurements: [Measurement], _ condition: ProofCondition, day: CalendarDay, today: Int
    ) -> Double {
        if let until = condition.until, until < day { return 0 }
        var longest = 0
        for (place, measurement) in measurements.enumerated() {
            let deadline = measurement.proof.obtainedOn.adding(chains.spacing.to)
            if let deadline, deadline < day { continue }
            longest = max(longest, chains.length(at: place, on: today))
        }
        let wanted = max(1, chains.spacing.count)
        return Double(min(longest, wanted - 1)) / Double(wanted)
    }

    /// Why valid measurements do not make a series. None when one counts.
    func misses(since oldest: CalendarDay?) -> [(ProofRecord, ConditionReading.Reason)] {
        guard counting.isEmpty else { return [] }
        return measurements.enumerated().compactMap { place, measurement in
            // Its own validity is told already.
            guard measurement.validUntil >= today else { return nil }
            let found = chains.length(at: place, on: today)
            if found >= chains.spacing.count, let oldest {
                return (
                    measurement.proof, .tooOld(obtained: measurement.proof.obtainedOn, neededSince: oldest)
                )
            }
            return (
                measurement.proof,
                .spacing(found: found, wanted: chains.spacing.count, days: chains.distance(at: place))
            )
        }
    }
}
