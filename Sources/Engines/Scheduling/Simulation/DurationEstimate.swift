// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// How long something may take: at the least, most likely, at the most. Any unit, as long as it is the same.
///
/// Read as a PERT distribution: a beta distribution between the ends whose mean is a sixth of the ends and four times
/// the most likely (Malcolm, Roseboom, Clark and Fazar, 1959). With equal ends it is a constant.
public struct DurationEstimate: Sendable, Hashable, Codable {
    public var low: Double
    public var likely: Double
    public var high: Double

    public init(low: Double, likely: Double, high: Double) {
        self.low = low
        self.likely = likely
        self.high = high
    }

    public init(constant: Double) {
        self.init(low: constant, likely: constant, high: constant)
    }

    public var mean: Double {
        let ordered = ordered
        return (ordered.low + 4 * ordered.likely + ordered.high) / 6
    }

    /// What a person may have typed in any order or beyond any sense, put right: finite, not negative, increasing.
    var ordered: DurationEstimate {
        func bounded(_ value: Double) -> Double { value.isNaN ? 0 : min(max(value, 0), 1e9) }
        let values = [low, likely, high].map(bounded).sorted()
        return DurationEstimate(low: values[0], likely: values[1], high: values[2])
    }
}
