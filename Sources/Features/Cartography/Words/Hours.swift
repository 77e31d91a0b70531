// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Durations as people write them in continuity plans: "4 h", "2 j", "30 min", "1 h 30", "24" (hours).
enum Hours {
    enum Unit: Sendable {
        case minutes
        case hours
        case days

        var hours: Double {
            switch self {
            case .minutes: 1 / 60
            case .hours: 1
            case .days: 24
            }
        }
    }

    private static let units: [String: Double] = {
        var units: [String: Double] = [:]
        for word in ["min", "mn", "mins", "minute", "minutes"] { units[word] = 1 / 60 }
        for word in ["h", "hr", "hrs", "heure", "heures", "hour", "hours"] { units[word] = 1 }
        for word in ["j", "jr", "jrs", "jour", "jours", "d", "day", "days"] { units[word] = 24 }
        for word in ["sem", "semaine", "semaines", "week", "weeks"] { units[word] = 168 }
        for word in ["mois", "month", "months"] { units[word] = 720 }
        return units
    }()

    /// A year: longer than any objective.
    static let longest = 8760.0

    /// - Parameter bare: the unit of a number without one: what the head of the column says.
    /// - Returns: nil for anything that is not a duration from zero to ten years.
    static func read(_ text: String, bare: Unit = .hours) -> Double? {
        var rest = folded(text)[...]
        // "< 4 h", "≤ 4 h", "max 4 h", "H+4": a bound is the objective.
        for prefix in ["<=", "≤", "<", "max.", "max", "h+", "j+"] where rest.hasPrefix(prefix) {
            if prefix == "j+" { return number(in: String(rest.dropFirst(2))).flatMap { bounded($0 * 24) } }
            rest = rest.dropFirst(prefix.count)
            break
        }
        if let clock = clock(String(rest)) { return bounded(clock) }
        rest = rest.drop(while: \.isWhitespace)
        if ["immediat", "immediate", "aucune", "zero"].contains(String(rest)) { return 0 }
        var total = 0.0
        var last: Double?
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "," || $0 == "." }
            guard let value = number(in: String(digits)) else { return nil }
            rest = rest.dropFirst(digits.count).drop(while: \.isWhitespace)
            let word = rest.prefix { !($0.isNumber || $0.isWhitespace) }
            rest = rest.dropFirst(word.count).drop(while: \.isWhitespace)
            if word.isEmpty {
                // Only at the end: minutes after hours ("1 h 30"), the column's unit otherwise.
                guard rest.isEmpty, last == nil || last == 1 && value < 60 else { return nil }
                total += value * (last == nil ? bare.hours : 1 / 60)
            } else {
                guard let unit = units[String(word.filter { $0 != "." })] else { return nil }
                total += value * unit
                last = unit
            }
        }
        return text.contains(where: \.isNumber) ? bounded(total) : nil
    }

    private static func bounded(_ hours: Double) -> Double? { (0...87_600).contains(hours) ? hours : nil }

    private static func number(in text: String) -> Double? {
        let plain = text.replacing(",", with: ".")
        guard !plain.isEmpty, plain.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else { return nil }
        return Double(plain)
    }

    /// "04:30", as a spreadsheet writes a time.
    private static func clock(_ text: String) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let hours = Int(parts[0]), let minutes = Int(parts[1]),
            (0...9999).contains(hours), (0..<60).contains(minutes)
        else { return nil }
        return Double(hours) + Double(minutes) / 60
    }

    /// "30 min", "4 h", "1 h 30", "3 jours".
    static func text(_ hours: Double, _ t: Language) -> String {
        guard hours.isFinite, (0...1e6).contains(hours) else { return "–" }
        let minutes = Int((hours * 60).rounded())
        if minutes < 60 { return t("\(minutes)\u{00A0}min", "\(minutes) min") }
        if minutes.isMultiple(of: 1440), minutes >= 2880 {
            return t.count(minutes / 1440, ("jour", "jours"), ("day", "days"))
        }
        let (whole, rest) = (t.number(minutes / 60), minutes % 60)
        guard rest > 0 else { return t("\(whole)\u{00A0}h", "\(whole) h") }
        let digits = rest < 10 ? "0\(rest)" : "\(rest)"
        return t("\(whole)\u{00A0}h\u{00A0}\(digits)", "\(whole) h \(digits)")
    }

    /// A plain number for a file or a field: no more digits than it has, a decimal comma in French.
    static func plain(_ value: Double, _ t: Language = .french) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "" }
        if value == value.rounded() { return String(Int(value)) }
        return t == .french ? String(value).replacing(".", with: ",") : String(value)
    }
}
