// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Recovery

/// What a step really took, in working hours: the nights during which its team was at home do not count.
enum WorkingHours {
    /// - Parameters:
    ///   - start: hours since the beginning of the crisis, as `finish`.
    ///   - team: nil for a step without people, which runs day and night.
    static func between(_ start: Double, _ finish: Double, team: Team?, in model: RecoveryModel) -> Double {
        guard finish > start, start >= 0, finish <= 20_000 else { return 0 }
        guard let team else { return finish - start }
        // Quarters of an hour: what people write down is not more exact.
        let quarter = 0.25
        var total = 0.0
        var hour = start
        while hour < finish {
            let next = min((hour / quarter).rounded(.down) * quarter + quarter, finish)
            if isOpen((hour + next) / 2, team, model) { total += next - hour }
            hour = next
        }
        return total
    }

    static func isOpen(_ hour: Double, _ team: Team, _ model: RecoveryModel) -> Bool {
        guard let period = team.periods.last(where: { $0.from <= hour }) ?? team.periods.first else { return true }
        let clock = model.startHour + hour
        let day = Int((clock / 24).rounded(.down))
        let ofDay = clock - Double(day) * 24
        switch period.rhythm {
        case .absent: return false
        case .roundTheClock: return true
        case .day: return isBetween(ofDay, period)
        case .officeHours:
            let weekday = (model.startWeekday - 1 + day) % 7 + 1
            return weekday <= 5 && isBetween(ofDay, period)
        }
    }

    private static func isBetween(_ hour: Double, _ period: Team.Period) -> Bool {
        period.opens <= period.closes
            ? hour >= period.opens && hour < period.closes : hour >= period.opens || hour < period.closes
    }
}
