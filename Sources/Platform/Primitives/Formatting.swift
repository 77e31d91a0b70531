// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Numbers, days and times as people of each language write them. Deterministic: no dependency on the system's locale.
extension Language {
    /// Thousands apart: a narrow no-break space in French, a comma in English.
    public func number(_ value: Int) -> String {
        let digits = String(value.magnitude)
        let separator = self("\u{202F}", ",")
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += separator }
            text.append(digit)
        }
        return (value < 0 ? "\u{2212}" : "") + text
    }

    /// Rounded half away from zero to `decimals` places (0 to 6).
    public func decimal(_ value: Double, _ decimals: Int = 1) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "–" }
        let places = min(max(decimals, 0), 6)
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = Int((abs(value) * scale).rounded(.toNearestOrAwayFromZero))
        let whole = number(scaled / Int(scale))
        let sign = value < 0 && scaled > 0 ? "\u{2212}" : ""
        return places == 0 ? sign + whole : sign + whole + self(",", ".") + padded(scaled % Int(scale), places)
    }

    /// A share of one as a percentage: `0.634` is "63 %" in French, "63%" in English.
    public func percent(_ share: Double, _ decimals: Int = 0) -> String {
        decimal(share * 100, decimals) + self("\u{00A0}%", "%")
    }

    private static let monthsFrench = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
    private static let monthsEnglish = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// "1er mars 2027", "1 March 2027".
    public func date(_ day: Day) -> String {
        let month = (self == .french ? Self.monthsFrench : Self.monthsEnglish)[(day.month - 1) % 12]
        return "\(self == .french && day.day == 1 ? "1er" : String(day.day))\u{00A0}\(month) \(day.year)"
    }

    /// "14 h 02", "14:02".
    public func time(_ instant: Instant, in zone: TimeZoneRule) -> String {
        let (hour, minute) = zone.time(at: instant)
        return self("\(hour)\u{00A0}h\u{00A0}\(padded(minute, 2))", "\(padded(hour, 2)):\(padded(minute, 2))")
    }

    /// "21 novembre 2026 à 14 h 02".
    public func moment(_ instant: Instant, in zone: TimeZoneRule) -> String {
        date(zone.day(at: instant)) + self(" à ", ", ") + time(instant, in: zone)
    }

    /// "dans 9 jours", "aujourd'hui", "il y a 3 jours".
    public func distance(from today: Day, to day: Day) -> String {
        let days = today.days(until: day)
        return switch days {
        case 0: self("aujourd’hui", "today")
        case 1...:
            self("dans \(count(days, ("jour", "jours"), ("", "")))", "in \(count(days, ("", ""), ("day", "days")))")
        default:
            self(
                "il y a \(count(-days, ("jour", "jours"), ("", "")))", "\(count(-days, ("", ""), ("day", "days"))) ago")
        }
    }
}
