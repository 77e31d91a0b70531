// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives
import Site

/// Values of indicators as people read them.
enum IndicatorWords {
    static func value(_ value: Double?, _ unit: Indicator.Unit, _ t: Language) -> String {
        guard let value, value.isFinite else { return t("Inconnu", "Unknown") }
        switch unit {
        // Below a tenth, the difference that matters is in the decimals: 1,7 % or 1,9 % of a budget.
        case .share:
            let percent = (value * 1000).rounded() / 10
            return t.percent(value, abs(value) < 0.1 && percent != percent.rounded() ? 1 : 0)
        case .count: return t.decimal(value, value == value.rounded() ? 0 : 1)
        case .index: return "\(t.decimal(value, 1))\u{00A0}/\u{00A0}5"
        case .flag: return value >= 0.5 ? t("Oui", "Yes") : t("Non", "No")
        case .days: return t.count(whole(value), ("jour", "jours"), ("day", "days"))
        case .euros: return t.money(Money(cents: whole(value) * 100))
        }
    }

    /// "+0,2 point", "−3".
    static func difference(from before: Double, to now: Double, _ unit: Indicator.Unit, _ t: Language) -> String {
        let change = now - before
        let sign = change > 0 ? "+" : ""
        switch unit {
        case .share:
            let points = change * 100
            let decimals = abs(points) < 10 && points != points.rounded() ? 1 : 0
            return
                "\(sign)\(t.decimal(points, decimals))\u{00A0}\(abs(points) < 2 ? t("point", "point") : t("points", "points"))"
        case .count, .days: return sign + t.decimal(change, change == change.rounded() ? 0 : 1)
        case .index: return sign + t.decimal(change, 1)
        case .flag: return value(now, .flag, t)
        case .euros: return sign + value(change, .euros, t)
        }
    }

    static func tone(_ value: Double?, target: Double?, isHigherBetter: Bool) -> Tone {
        guard let value, let target, value.isFinite else { return .neutral }
        if isHigherBetter ? value >= target : value <= target { return .good }
        // Nearly there is not the same as far away.
        return isHigherBetter && target > 0 && value >= 0.9 * target ? .warn : .bad
    }

    static func target(_ target: Double?, _ indicator: Indicator, _ t: Language) -> String {
        guard let target else { return "" }
        if indicator.unit == .flag { return t("attendu\u{00A0}: oui", "expected: yes") }
        let text = value(target, indicator.unit, t)
        if target == 0, !indicator.isHigherBetter { return t("cible\u{00A0}: \(text)", "target: \(text)") }
        return indicator.isHigherBetter
            ? t("cible\u{00A0}: au moins \(text)", "target: at least \(text)")
            : t("cible\u{00A0}: \(text) au plus", "target: \(text) at most")
    }

    /// What a person types as a target, in the unit that they read: percent for a share.
    static func typed(_ text: String, _ unit: Indicator.Unit) -> Double? {
        let plain = text.filter { !$0.isWhitespace && $0 != "%" && $0 != "€" }.replacing(",", with: ".")
        guard !plain.isEmpty, plain.utf8.count <= 15,
            plain.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }),
            let number = Double(plain), number.isFinite
        else { return nil }
        switch unit {
        case .share: return number <= 100 ? number / 100 : nil
        case .flag: return number == 0 || number == 1 ? number : nil
        case .index: return number <= 5 ? number : nil
        case .count, .days, .euros: return number < 1e12 ? number : nil
        }
    }

    private static func whole(_ value: Double) -> Int { Int(min(max(value, -1e12), 1e12).rounded()) }
}
