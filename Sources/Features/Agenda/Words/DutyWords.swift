// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives
import Site

/// When a duty is due, in words.
enum DutyWords {
    /// "dans 12 jours", "ouvre dans 3 jours", "il y a 2 jours".
    static func distance(_ duty: Duty, today: Day, _ t: Language) -> String {
        if let from = duty.from, from > today, from < duty.day {
            return t("ouvre ", "opens ") + t.distance(from: today, to: from)
        }
        if duty.from != nil, duty.day >= today {
            return t("ferme ", "closes ") + t.distance(from: today, to: duty.day)
        }
        return t.distance(from: today, to: duty.day)
    }

    /// "4 décembre 2026", or "du 1er décembre 2026 au 31 janvier 2027".
    static func day(_ duty: Duty, _ t: Language) -> String {
        guard let from = duty.from, from < duty.day else { return t.date(duty.day) }
        return t("du \(t.date(from)) au \(t.date(duty.day))", "\(t.date(from)) to \(t.date(duty.day))")
    }

    /// The distance with the colour of its urgency: late, within a fortnight, or quiet.
    static func badge(_ duty: Duty, today: Day, _ t: Language) -> StateBadge {
        let next = duty.nextDay(after: today)
        let state: State =
            next < today ? .missing : next <= today.adding(days: 14) ? .expiring : .neutral
        return StateBadge(state, distance(duty, today: today, t))
    }

    static func toConfirm(_ t: Language) -> StateBadge {
        StateBadge(.toReview, t("Date à confirmer", "Date to confirm"))
    }
}
