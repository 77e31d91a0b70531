// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Dispatch

/// Where values drawn at random lie.
public struct Distribution: Sendable, Hashable, Codable {
    /// A tenth of the values are no greater; and so on. In the unit of time of the problem.
    public var p10: Int
    public var p50: Int
    public var p80: Int
    public var p90: Int
    public var mean: Double
    public var minimum: Int
    public var maximum: Int

    public init(p10: Int, p50: Int, p80: Int, p90: Int, mean: Double, minimum: Int, maximum: Int) {
        self.p10 = p10
        self.p50 = p50
        self.p80 = p80
        self.p90 = p90
        self.mean = mean
        self.minimum = minimum
        self.maximum = maximum
    }

    /// All zero without values.
    init(_ values: [Int32]) {
        let sorted = values.sorted()
        func quantile(_ percent: Int) -> Int {
            // The least value that so many of them do not exceed.
            sorted.isEmpty ? 0 : Int(sorted[max(0, (sorted.count * percent + 99) / 100 - 1)])
        }
        let sum = values.reduce(0) { $0 + Double($1) }
        self.init(
            p10: quantile(10), p50: quantile(50), p80: quantile(80), p90: quantile(90),
            mean: values.isEmpty ? 0 : sum / Double(values.count), minimum: Int(sorted.first ?? 0),
            maximum: Int(sorted.last ?? 0))
    }
}

/// How much the target moves with one thing.
public struct Influence: Sendable, Hashable {
    public enum Source: Sendable, Hashable {
        case activity(Int)
        case shock(Int)
    }

    public var source: Source
    /// The median of the target over the tenth of runs where the activity is shortest, or where the shock is absent.
    public var low: Int
    /// The same where the activity is longest, or the shock present.
    public var high: Int

    public init(source: Source, low: Int, high: Int) {
        self.source = source
        self.low = low
        self.high = high
    }
}

/// What many runs of a plan say.
public struct SimulationResult: Sendable {
    /// Made; fewer than asked for when stopped, or when memory would not hold them.
    public var runs: Int
    /// Runs where some activity never found room before capacities ended for good. Everything in them counts as
    /// finishing later than in any other plan.
    public var unfinished: Int
    public var makespan: Distribution
    /// Of each activity.
    public var finishes: [Distribution]
    /// The share of runs where an activity finishes no later than its due date; none without one.
    public var probabilityOnTime: [Double?]
    /// The share of runs where an activity could not have been later without everything being later.
    public var criticality: [Double]
    /// By decreasing influence on the target; what is constant is not listed.
    public var tornado: [Influence]
    public var meanWeightedTardiness: Double

    init(_ samples: SimulationSamples, simulation: Simulation) {
        let count = simulation.problem.tables.count
        let total = Double(max(samples.runs, 1))
        runs = samples.runs
        unfinished = samples.unfinished
        makespan = Distribution(samples.makespans)
        meanWeightedTardiness = samples.tardiness.reduce(0, +) / total
        criticality = samples.critical.map { Double($0) / total }
        let targets: [Int32]
        if case .finish(let activity) = simulation.target, (0..<count).contains(activity) {
            targets = Self.column(samples.finishes, activity, of: count)
        } else {
            targets = samples.makespans
        }
        let columns = Self.columns(samples, simulation, targets)
        finishes = columns.map(\.finish)
        probabilityOnTime = columns.map(\.onTime)
        let shocks = (0..<simulation.draws.shocks).compactMap { shock in
            Self.influence(
                .shock(shock), present: Self.column(samples.happened, shock, of: simulation.draws.shocks), targets)
        }
        // Of equal influence the earlier in the lists first.
        tornado = (columns.compactMap(\.influence) + shocks).enumerated()
            .sorted {
                let widths = (abs($0.element.high - $0.element.low), abs($1.element.high - $1.element.low))
                return widths.0 == widths.1 ? $0.offset < $1.offset : widths.0 > widths.1
            }
            .map(\.element)
    }

    private struct Column {
        var finish = Distribution([])
        var onTime: Double?
        var influence: Influence?
    }

    /// The figures of each activity, on the threads of the simulation.
    private static func columns(
        _ samples: SimulationSamples, _ simulation: Simulation, _ targets: [Int32]
    ) -> [Column] {
        let count = simulation.problem.tables.count
        let threads = simulation.threads
        var columns = [Column](repeating: Column(), count: count)
        columns.withUnsafeMutableBufferPointer { buffer in
            // Each place is written by one iteration only.
            nonisolated(unsafe) let places = buffer
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                for activity in stride(from: thread, to: count, by: threads) {
                    places[activity] = column(activity, samples, simulation, targets)
                }
            }
        }
        return columns
    }

    private static func column(
        _ activity: Int, _ samples: SimulationSamples, _ simulation: Simulation, _ targets: [Int32]
    ) -> Column {
        let count = simulation.problem.tables.count
        let finishes = column(samples.finishes, activity, of: count)
        var column = Column(finish: Distribution(finishes))
        if let due = simulation.problem.activities[activity].due {
            let onTime = finishes.reduce(0) { $0 + (Int($1) <= due ? 1 : 0) }
            column.onTime = Double(onTime) / Double(max(samples.runs, 1))
        }
        if !simulation.draws.isConstant(activity) {
            column.influence = influence(
                .activity(activity), durations: Self.column(samples.durations, activity, of: count), targets)
        }
        return column
    }

    private static func column<Element>(_ samples: [Element], _ index: Int, of count: Int) -> [Element] {
        stride(from: index, to: samples.count, by: max(count, 1)).map { samples[$0] }
    }

    private static func influence(_ source: Influence.Source, durations: [Int32], _ targets: [Int32]) -> Influence? {
        let tenth = durations.count / 10
        guard tenth > 0 else { return nil }
        // Duration and run in one number: of equal durations the earlier runs come first.
        let sorted = durations.enumerated().map { Int($0.element) << 32 | $0.offset }.sorted()
        func median(_ places: ArraySlice<Int>) -> Int {
            Distribution(places.map { targets[$0 & 0xFFFF_FFFF] }).p50
        }
        return Influence(source: source, low: median(sorted.prefix(tenth)), high: median(sorted.suffix(tenth)))
    }

    /// None when it always or never happens: there is nothing to compare with.
    private static func influence(_ source: Influence.Source, present: [Bool], _ targets: [Int32]) -> Influence? {
        let with = zip(present, targets).filter(\.0).map(\.1)
        let without = zip(present, targets).filter { !$0.0 }.map(\.1)
        if with.isEmpty || without.isEmpty { return nil }
        return Influence(source: source, low: Distribution(without).p50, high: Distribution(with).p50)
    }
}
