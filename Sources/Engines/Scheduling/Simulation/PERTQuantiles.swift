// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// The quantile function of a PERT distribution between 0 and 1, tabulated: a draw costs a few nanoseconds, and a
/// chance that moves a little moves the duration a little.
struct PERTQuantiles: Sendable {
    private let values: [Double]

    private static let intervals = 512
    /// Of the density, integrated by the trapezoidal rule.
    private static let grid = 4_096

    /// `mode` is the place of the most likely value between the ends, from 0 to 1: both exponents of the density sum
    /// to 4.
    init(mode: Double) {
        let rise = 4 * mode
        let fall = 4 - rise
        var cumulated = [0.0]
        cumulated.reserveCapacity(Self.grid + 1)
        var last = rise == 0 ? 1.0 : 0.0
        var total = 0.0
        for index in 1...Self.grid {
            let place = Double(index) / Double(Self.grid)
            let density = pow(place, rise) * pow(1 - place, fall)
            total += (density + last) / 2
            cumulated.append(total)
            last = density
        }
        var values: [Double] = []
        values.reserveCapacity(Self.intervals + 1)
        var index = 0
        for step in 0...Self.intervals {
            let wanted = total * Double(step) / Double(Self.intervals)
            while index + 1 < Self.grid, cumulated[index + 1] < wanted { index += 1 }
            let share =
                (wanted - cumulated[index]) / max(cumulated[index + 1] - cumulated[index], .leastNormalMagnitude)
            values.append((Double(index) + min(max(share, 0), 1)) / Double(Self.grid))
        }
        if let first = values.indices.first { values[first] = 0 }
        self.values = values
    }

    /// `chance` is at least 0 and below 1.
    func value(_ chance: Double) -> Double {
        let place = chance * Double(Self.intervals)
        let index = min(Int(place), Self.intervals - 1)
        return values[index] + (values[index + 1] - values[index]) * (place - Double(index))
    }
}

/// Draws from an estimate.
struct DurationSampler: Sendable {
    private let low: Double
    private let range: Double
    private let table: Int

    /// Tables shared between the estimates of one simulation: those of the same shape have the same.
    struct Tables: Sendable {
        private(set) var quantiles: [PERTQuantiles] = []
        private var indices: [Int: Int] = [:]

        mutating func index(mode: Double) -> Int {
            let key = Int((mode * 1_000).rounded())
            if let index = indices[key] { return index }
            indices[key] = quantiles.count
            quantiles.append(PERTQuantiles(mode: Double(key) / 1_000))
            return quantiles.count - 1
        }
    }

    init(_ estimate: DurationEstimate, _ tables: inout Tables) {
        let ordered = estimate.ordered
        low = ordered.low
        range = ordered.high - ordered.low
        table = range > 0 ? tables.index(mode: (ordered.likely - ordered.low) / range) : -1
    }

    var isConstant: Bool { table < 0 }

    func value(_ chance: Double, _ tables: Tables) -> Double {
        isConstant ? low : low + range * tables.quantiles[table].value(chance)
    }
}
