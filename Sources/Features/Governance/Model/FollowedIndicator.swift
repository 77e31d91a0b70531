// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives
import Site

/// An indicator with what is known of it over time and the target that holds here.
struct FollowedIndicator: Sendable, Hashable {
    let indicator: Indicator
    /// Oldest first; today's value is the indicator's own.
    let history: [IndicatorPoint]
    /// Set by the organisation; nil where the programme's holds.
    let ownTarget: Double?

    var target: Double? { ownTarget ?? indicator.target }

    var tone: Tone {
        IndicatorWords.tone(indicator.value, target: target, isHigherBetter: indicator.isHigherBetter)
    }

    var meetsTarget: Bool? {
        guard let value = indicator.value, let target else { return nil }
        return indicator.isHigherBetter ? value >= target : value <= target
    }

    /// The last value known on a day or before it.
    func value(on day: Day) -> IndicatorPoint? { history.last { $0.day <= day } }

    /// With today's value, for a chart.
    func points(until day: Day) -> [IndicatorPoint] {
        let past = history.filter { $0.day < day }
        return indicator.value.map { past + [IndicatorPoint(day: day, value: $0)] } ?? past
    }

    /// At most one point a week, for a small line: daily values of half a year would be a smear.
    func spark(until day: Day) -> [Double]? {
        var kept: [IndicatorPoint] = []
        for point in points(until: day).reversed() {
            guard let last = kept.last else {
                kept.append(point)
                continue
            }
            if point.day.days(until: last.day) >= 7, kept.count < 26 { kept.append(point) }
        }
        return kept.count > 1 ? kept.reversed().map(\.value) : nil
    }

    /// From 0 (at the target) up; compares figures of different units. Nil when nothing is missing or known.
    var distance: Double? {
        guard meetsTarget == false, let value = indicator.value, let target else { return nil }
        let scale = target == 0 ? 1 : abs(target)
        return abs(target - value) / scale
    }

    static func all(
        _ indicators: [Indicator], _ history: [String: [IndicatorPoint]], _ targets: [String: Double]
    ) -> [FollowedIndicator] {
        indicators.map {
            FollowedIndicator(indicator: $0, history: history[$0.id] ?? [], ownTarget: targets[$0.id])
        }
    }
}
