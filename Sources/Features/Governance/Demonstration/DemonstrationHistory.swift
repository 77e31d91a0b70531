// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import Site

/// Six months of measures of the fictional group, one a week: what would have been kept, had the program run.
enum DemonstrationHistory {
    private static let weeks = 26

    static func add(_ demonstration: Demonstration, in house: House) async throws {
        let today = demonstration.today
        for key in [Demonstration.Key.group] + Demonstration.Key.members {
            let organisation = try demonstration.organisation(key)
            // Where the figures arrive today is computed, not invented.
            let now = try await house.database.read { session in
                GovernanceIndicators.all(try GovernanceFacts.read(of: organisation, on: today, in: session))
            }
            try await house.database.write { session in
                for week in (1...weeks).reversed() {
                    var values: [String: Double] = [:]
                    for indicator in now {
                        guard let value = indicator.value else { continue }
                        values[indicator.id] = past(indicator.id, value, weeksAgo: week)
                    }
                    try IndicatorStore.keep(values, of: organisation.id, on: today.adding(days: -7 * week), in: session)
                }
            }
        }
    }

    /// A plausible way to today's value.
    private static func past(_ indicator: String, _ now: Double, weeksAgo: Int) -> Double {
        switch indicator {
        // The budget of the year was corrected twice.
        case GovernanceIndicators.budgetShare: return now * (weeksAgo > 17 ? 0.92 : weeksAgo > 3 ? 0.96 : 1)
        case GovernanceIndicators.rssiShare:
            return weeksAgo > 20 ? max(now - 0.28, 0) : weeksAgo > 11 ? max(now - 0.14, 0) : now
        case GovernanceIndicators.overdueDecisions: return weeksAgo > 3 ? max(now - 1, 0) : now
        case GovernanceIndicators.vacantPosts: return now + (weeksAgo > 3 ? 1 : 0)
        default: return now
        }
    }
}
