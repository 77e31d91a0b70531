// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling

/// When a promised order gives way to a better one. In a crisis people have been told when their service is back, and teams
/// who do what next: to change that costs more than a small gain gives.
public enum Stability {
    /// Hours of lateness gained, weighted by care class, that change an order; or as many hours gained at the end without
    /// more lateness.
    public static let leastHours = 1.0
    /// And that share of the lateness, or of the time that remains, whichever it is.
    public static let leastShare = 0.05

    static func isWorthChanging(_ promised: Schedule, for other: Schedule) -> Bool {
        let lateness = promised.weightedTardiness - other.weightedTardiness
        if lateness < 0 { return false }
        return isEnough(lateness, of: promised.weightedTardiness)
            || isEnough(promised.makespan - other.makespan, of: promised.makespan)
    }

    private static func isEnough(_ gain: Int, of whole: Int) -> Bool {
        Quarters.hours(gain) >= leastHours && Double(gain) >= leastShare * Double(whole)
    }
}
