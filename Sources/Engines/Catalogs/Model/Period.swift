// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A length of calendar time, as ISO 8601 writes it: `P1Y`, `P6M`, `P60D`, `P1Y6M`.
public struct Period: Sendable, Hashable, CustomStringConvertible {
    public let years: Int
    public let months: Int
    public let days: Int

    /// The largest number that each part may hold; enough for any plan, and no sum can overflow.
    public static let largestPart = 99_999

    /// - Returns: nil for an empty period, or a part that is negative or unreasonable.
    public init?(years: Int = 0, months: Int = 0, days: Int = 0) {
        let parts = [years, months, days]
        guard parts.allSatisfy({ (0...Period.largestPart).contains($0) }), parts.contains(where: { $0 > 0 })
        else { return nil }
        self.years = years
        self.months = months
        self.days = days
    }

    /// Reads `PnYnMnD`, each part being optional but in this order.
    public init?(_ text: String) {
        var rest = text.utf8[...]
        guard rest.popFirst() == UInt8(ascii: "P"), !rest.isEmpty else { return nil }
        var parts = [0, 0, 0]
        var units = Array("YMD".utf8)[...]
        while !rest.isEmpty {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(digits.count)
            guard digits.count <= 5, let number = Int(String(digits) ?? ""), let unit = rest.popFirst(),
                let place = units.firstIndex(of: unit)
            else { return nil }
            parts[place] = number
            units = units[(place + 1)...]
        }
        self.init(years: parts[0], months: parts[1], days: parts[2])
    }

    /// About how many days this lasts: to compare two periods, never to compute a date.
    public var approximateDays: Double {
        Double(years) * 365.2425 + Double(months) * 30.436875 + Double(days)
    }

    public var description: String {
        let parts = [(years, "Y"), (months, "M"), (days, "D")]
        return "P" + parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    }
}
