// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Hours of a crisis as people say them.
enum HourWords {
    /// "H+58".
    static func mark(_ hour: Double, _ t: Language) -> String {
        guard hour.isFinite, abs(hour) < 1e6 else { return "–" }
        return "H+" + t.number(Int(max(hour, 0).rounded()))
    }

    /// "45 min", "3,5 h", "58 h".
    static func length(_ hours: Double, _ t: Language) -> String {
        guard hours.isFinite else { return "–" }
        let size = abs(hours)
        if size < 0.995 { return "\(t.number(Int((size * 60).rounded())))\u{00A0}min" }
        if size < 9.95 {
            let isWhole = abs(size - size.rounded()) < 0.05
            return "\(t.decimal(size, isWhole ? 0 : 1))\u{00A0}h"
        }
        return "\(t.number(Int(min(size, 1e6).rounded())))\u{00A0}h"
    }

    /// "de 2 à 12 h, le plus souvent 6 h".
    static func range(_ low: Double, _ likely: Double, _ high: Double, _ t: Language) -> String {
        t(
            "\(length(likely, t)) (de \(length(low, t)) à \(length(high, t)))",
            "\(length(likely, t)) (\(length(low, t)) to \(length(high, t)))")
    }

    /// "7 chances sur 10".
    static func chances(_ probability: Double, _ t: Language) -> String {
        guard probability.isFinite else { return "–" }
        if probability >= 0.95 { return t("plus de 9 chances sur 10", "more than 9 chances in 10") }
        if probability < 0.05 { return t("moins d’une chance sur 10", "less than 1 chance in 10") }
        let tenths = min(max(Int((probability * 10).rounded()), 1), 9)
        return t(
            "\(tenths) \(tenths < 2 ? "chance" : "chances") sur 10",
            "\(tenths) \(tenths == 1 ? "chance" : "chances") in 10")
    }

    /// The same for a column: "7/10".
    static func odds(_ probability: Double) -> String {
        guard probability.isFinite else { return "–" }
        if probability >= 0.95 { return ">\u{00A0}9/10" }
        if probability < 0.05 { return "<\u{00A0}1/10" }
        let tenths = min(max(Int((probability * 10).rounded()), 1), 9)
        return "\(tenths)/10"
    }

    static func weekday(_ number: Int, _ t: Language) -> String {
        let french = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
        let english = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        let index = min(max(number, 1), 7) - 1
        return t(french[index], english[index])
    }

    /// "3 h", "22 h 30".
    static func clock(_ hour: Double, _ t: Language) -> String {
        let minutes = Int((min(max(hour, 0), 24) * 60).rounded())
        let (whole, rest) = (minutes / 60 % 24, minutes % 60)
        let two = rest < 10 ? "0\(rest)" : "\(rest)"
        return t("\(whole)\u{00A0}h\(rest == 0 ? "" : "\u{00A0}\(two)")", "\(whole):\(two)")
    }

    /// "mardi 14 h 30", from the hour of the crisis.
    static func moment(_ hour: Double, weekday: Int, startHour: Double, _ t: Language) -> String {
        guard hour.isFinite, abs(hour) < 1e6 else { return "–" }
        let clock = startHour + max(hour, 0)
        let day = Int((clock / 24).rounded(.down))
        // To the quarter of an hour: a plan is not more exact.
        let ofDay = ((clock - Double(day) * 24) * 4).rounded() / 4
        let shift = ofDay >= 24 ? 1 : 0
        return
            "\(Self.weekday((weekday - 1 + day + shift) % 7 + 1, t)) \(Self.clock(ofDay - Double(shift) * 24, t))"
    }
}
