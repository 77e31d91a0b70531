// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Hours as people say and write them: « 30 min », « 4 h », « 3 jours ».
enum Duration {
    /// Ten years: what the map keeps.
    static let limit = 87_600.0

    static func words(_ hours: Double, _ t: Language) -> String {
        guard hours.isFinite, hours >= 0 else { return "–" }
        let minutes = (min(hours, limit) * 60).rounded()
        let whole = Int(minutes)
        let (days, rest) = (whole / 1440, whole % 1440)
        if whole >= 4320, rest == 0 { return t.count(days, ("jour", "jours"), ("day", "days")) }
        if whole >= 4320 {
            let day = t("\(t.number(days))\u{00A0}j", "\(t.number(days)) d")
            return rest < 60 ? day : day + "\u{00A0}" + clock(rest / 60, 0, t)
        }
        return whole < 60 ? t("\(whole)\u{00A0}min", "\(whole) min") : clock(whole / 60, whole % 60, t)
    }

    static func words(_ hours: Double?, _ t: Language) -> String {
        hours.map { words($0, t) } ?? t("pas encore décidée", "not decided yet")
    }

    private static func clock(_ hours: Int, _ minutes: Int, _ t: Language) -> String {
        let start = t("\(t.number(hours))\u{00A0}h", "\(t.number(hours)) h")
        guard minutes > 0 else { return start }
        return start + "\u{00A0}" + (minutes < 10 ? "0\(minutes)" : "\(minutes)")
    }

    /// As a field shows what is kept, in a form that `hours(typed:)` reads again.
    static func typed(_ hours: Double?) -> String {
        guard let hours, hours.isFinite, (0...limit).contains(hours) else { return "" }
        let minutes = Int((hours * 60).rounded())
        if minutes >= 4320, minutes.isMultiple(of: 1440) { return "\(minutes / 1440) j" }
        if minutes.isMultiple(of: 60) { return "\(minutes / 60) h" }
        return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60)"
    }

    /// Reads « 4 », « 4 h », « 1 h 30 », « 90 min », « 3 j », « 1,5 j »: without unit, hours. Nil when it is nothing of the
    /// kind, or beyond the limit.
    static func hours(typed text: String) -> Double? {
        let plain = folded(text).replacing(",", with: ".").filter { !$0.isWhitespace }
        guard !plain.isEmpty, plain.utf8.count <= 24 else { return nil }
        guard let match = plain.wholeMatch(of: /([0-9]{1,7}(?:\.[0-9]{1,3})?)(?:([a-z]+)([0-9]{1,2})?)?/),
            let number = Double(match.1)
        else { return nil }
        var hours: Double
        switch match.2.map(String.init) {
        case nil, "h", "heure", "heures", "hour", "hours": hours = number
        case "j", "jour", "jours", "d", "day", "days": hours = number * 24
        case "min", "mn", "minute", "minutes": hours = number / 60
        case "semaine", "semaines", "sem", "week", "weeks": hours = number * 168
        default: return nil
        }
        if let rest = match.3.flatMap({ Double($0) }) {
            // « 1 h 30 » only: days are not followed by a bare number.
            guard match.2 == "h", rest < 60 else { return nil }
            hours += rest / 60
        }
        return hours <= limit ? hours : nil
    }
}
