// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a cell says of time, as people and spreadsheets write it.
public enum SheetTime: Sendable, Hashable {
    /// Minutes after the start: `T+15`, `+1h30`, `15 min`, `T0`, `90`.
    case relative(Int)
    /// Minutes after midnight, of the first, second… day when it is said: `14h30`, `14:30`, `J1 09:00`, `J+1 9h`.
    case clock(day: Int?, minute: Int)
    /// A date of the calendar, in days that count up: `2026-12-01T14:30:00`, `01/12/2026 14h30`.
    case date(day: Int, minute: Int)

    /// Nil for what says no time.
    public init?(_ text: String) {
        guard text.utf8.count <= 120 else { return nil }
        let folded = SheetText.folded(text).filter { $0 != "\u{00A0}" && $0 != "\u{202F}" }
        guard !folded.isEmpty, folded.utf8.count <= 40, let read = Self.read(folded) else { return nil }
        self = read
    }

    private static func read(_ text: String) -> SheetTime? {
        let compact = text.filter { $0 != " " }
        if let minutes = relative(compact) { return .relative(minutes) }
        if let date = calendar(text) { return date }
        if compact.hasPrefix("j"), let day = numbered(text) { return day }
        if let minute = hours(compact), minute < 1440 { return .clock(day: nil, minute: minute) }
        if let minutes = minutes(compact) { return .relative(minutes) }
        // The share of a day by which a spreadsheet keeps an hour.
        if compact.contains("."), let share = Double(compact), share > 0, share < 1 {
            return .clock(day: nil, minute: Int((share * 1440).rounded()) % 1440)
        }
        return nil
    }

    /// `T+15`, `T0+15`, `T+1h30`, `T0`, `H+2` (hours), `+15`, `+0:15`.
    private static func relative(_ text: String) -> Int? {
        var rest = Substring(text)
        var unit = 1
        if rest.hasPrefix("t0") {
            rest = rest.dropFirst(2)
        } else if rest.hasPrefix("t") {
            rest = rest.dropFirst()
        } else if rest.hasPrefix("h0") {
            rest = rest.dropFirst(2)
        } else if rest.hasPrefix("h"), rest.dropFirst().first == "+" {
            rest = rest.dropFirst()
            unit = 60
        } else if !rest.hasPrefix("+") {
            return nil
        }
        if rest.isEmpty { return 0 }
        guard rest.first == "+" || rest.first == "=" else { return nil }
        rest = rest.dropFirst()
        if let plain = number(rest) { return bounded(plain, unit) }
        return hours(String(rest)).map { $0 } ?? minutes(String(rest))
    }

    /// `14h30`, `14h`, `14:30`, `14:30:00`, `1h05min`: minutes.
    private static func hours(_ text: String) -> Int? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "h" || $0 == ":" }
        guard (2...3).contains(parts.count), let hour = number(parts[0]), hour <= 400 else { return nil }
        var tail = parts[1]
        for suffix in ["min", "mn", "m"] where tail.hasSuffix(suffix) { tail = tail.dropLast(suffix.count) }
        guard tail.isEmpty ? text.contains("h") : true else { return nil }
        let minute = tail.isEmpty ? 0 : number(tail)
        guard let minute, minute < 60, tail.utf8.count <= 2 else { return nil }
        if parts.count == 3 { guard let second = number(parts[2]), second < 60 else { return nil } }
        return hour * 60 + minute
    }

    /// `15`, `15min`, `15 mn`, `15'`.
    private static func minutes(_ text: String) -> Int? {
        var rest = Substring(text)
        for suffix in ["minutes", "minute", "min", "mn", "'", "m"] where rest.hasSuffix(suffix) {
            rest = rest.dropLast(suffix.count)
            break
        }
        return number(rest).flatMap { bounded($0, 1) }
    }

    /// `J1 09:00` is the first day, `J+1 09:00` the second, as `J0` is the first.
    private static func numbered(_ text: String) -> SheetTime? {
        var rest = text.dropFirst()
        if rest.hasPrefix("our") { rest = rest.dropFirst(3) }
        rest = rest.drop { $0 == " " }
        let isOffset = rest.first == "+"
        if isOffset { rest = rest.dropFirst().drop { $0 == " " } }
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard let number = number(digits), number <= 30, !digits.isEmpty else { return nil }
        let tail = rest.dropFirst(digits.count).filter { $0 != " " && $0 != "-" && $0 != "," }
        guard let minute = hours(String(tail)), minute < 1440 else { return nil }
        return .clock(day: isOffset || number == 0 ? number : number - 1, minute: minute)
    }

    /// `2026-12-01T14:30:00`, `2026-12-01 14:30`, `01/12/2026 14h30`, and days without hour.
    private static func calendar(_ text: String) -> SheetTime? {
        let halves = text.split(maxSplits: 1) { $0 == " " || $0 == "t" }
        guard let first = halves.first else { return nil }
        let minute = halves.count == 2 ? hours(halves[1].filter { $0 != " " && $0 != "a" }) : 0
        guard let minute, minute < 1440 else { return nil }
        let dashed = first.split(separator: "-", omittingEmptySubsequences: false)
        let slashed = first.split(separator: "/", omittingEmptySubsequences: false)
        if dashed.count == 3, dashed[0].utf8.count == 4, let y = number(dashed[0]), let m = number(dashed[1]),
            let d = number(dashed[2])
        {
            return days(y, m, d).map { .date(day: $0, minute: minute) }
        }
        if slashed.count == 3, let d = number(slashed[0]), let m = number(slashed[1]), let y = number(slashed[2]) {
            return days(y < 100 ? 2000 + y : y, m, d).map { .date(day: $0, minute: minute) }
        }
        return nil
    }

    /// Days since 1970 (Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`).
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard (1970...2200).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func number(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 6,
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int(text)
    }

    private static func bounded(_ number: Int, _ unit: Int) -> Int? {
        number <= ScenarioReader.longestDuration / unit ? number * unit : nil
    }
}
