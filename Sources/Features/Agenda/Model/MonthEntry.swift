// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Site

/// A duty as one square of a month shows it.
struct MonthEntry: Sendable, Hashable {
    enum Moment: Sendable, Hashable {
        case due
        /// The two ends of a window stand apart.
        case opens
        case closes
    }

    let duty: Duty
    let moment: Moment

    /// The entries of a month, by day, in the order of the duties.
    static func entries(of duties: [Duty], in month: Month) -> [Day: [MonthEntry]] {
        var entries: [Day: [MonthEntry]] = [:]
        for duty in duties {
            if let from = duty.from, from < duty.day {
                if month.contains(from) { entries[from, default: []].append(MonthEntry(duty: duty, moment: .opens)) }
                if month.contains(duty.day) {
                    entries[duty.day, default: []].append(MonthEntry(duty: duty, moment: .closes))
                }
            } else if month.contains(duty.day) {
                entries[duty.day, default: []].append(MonthEntry(duty: duty, moment: .due))
            }
        }
        return entries
    }
}
