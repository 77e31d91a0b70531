// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

/// A deadline of a framework in a sentence.
public enum DeadlineSentence {
    public static func sentence(_ deadline: Deadline, today: Day, _ t: Language) -> String {
        let doubt = deadline.status == .toConfirm ? t(" (date à confirmer)", " (date to be confirmed)") : ""
        let when =
            switch deadline.timing {
            case .on(let day):
                if let day = day.civil {
                    t(
                        "le \(t.date(day)), \(t.distance(from: today, to: day))",
                        "\(t.date(day)), \(t.distance(from: today, to: day))")
                } else {
                    day.description
                }
            case .every(let period): every(period, t)
            case .window(let first, let last):
                t(
                    "du \(date(first, t)) au \(date(last, t))", "from \(date(first, t)) to \(date(last, t))")
            }
        return t("\(deadline.title)\u{00A0}: \(when)\(doubt).", "\(deadline.title): \(when)\(doubt).")
    }

    public static func date(_ day: CalendarDay, _ t: Language) -> String {
        day.civil.map { t.date($0) } ?? day.description
    }

    /// "tous les ans", "tous les 6 mois".
    public static func every(_ period: Period, _ t: Language) -> String {
        switch (period.years, period.months, period.days) {
        case (1, 0, 0): t("tous les ans", "every year")
        case (0, 1, 0): t("tous les mois", "every month")
        case (0, 0, 1): t("tous les jours", "every day")
        default: t("tous les \(length(period, t))", "every \(length(period, t))")
        }
    }

    /// "6 mois", "1 an et 6 mois".
    public static func length(_ period: Period, _ t: Language) -> String {
        var parts: [String] = []
        if period.years > 0 { parts.append(t.count(period.years, ("an", "ans"), ("year", "years"))) }
        if period.months > 0 { parts.append(t.count(period.months, ("mois", "mois"), ("month", "months"))) }
        if period.days > 0 { parts.append(t.count(period.days, ("jour", "jours"), ("day", "days"))) }
        return parts.joined(separator: t(" et ", " and "))
    }
}
