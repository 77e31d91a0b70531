// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// An amount in euros, kept as whole cents so that sums are exact.
struct Money: Sendable, Hashable, Comparable {
    let cents: Int

    /// One cent below ten thousand million euros: more than the budget of any hospital, and sums of many stay far from
    /// the largest integer.
    static let limit = 999_999_999_999

    init(cents: Int) { self.cents = cents }

    /// What a person types: "1 234 567", "1234,50", "12 000 €". Spaces of every kind may separate thousands, one comma or
    /// one point the cents; a point followed by three digits is refused, since it may mean either.
    init?(typed: String) {
        var digits = ""
        var cents = ""
        var isAfterMark = false
        for scalar in typed.unicodeScalars where !scalar.properties.isWhitespace && scalar != "€" {
            switch scalar {
            case "0"..."9":
                if isAfterMark { cents.unicodeScalars.append(scalar) } else { digits.unicodeScalars.append(scalar) }
            case ",", ".":
                guard !isAfterMark else { return nil }
                isAfterMark = true
            default: return nil
            }
        }
        guard !digits.isEmpty, digits.utf8.count <= 12, cents.utf8.count <= 2, !(isAfterMark && cents.isEmpty),
            let whole = Int(digits), let rest = cents.isEmpty ? 0 : Int(cents)
        else { return nil }
        let value = whole * 100 + (cents.utf8.count == 1 ? rest * 10 : rest)
        guard value <= Self.limit else { return nil }
        self.cents = value
    }

    static func < (left: Self, right: Self) -> Bool { left.cents < right.cents }

    static func + (left: Self, right: Self) -> Self {
        let (sum, overflow) = left.cents.addingReportingOverflow(right.cents)
        return Money(cents: overflow ? .max : sum)
    }

    static let zero = Money(cents: 0)

    /// In euros, for shares and charts.
    var euros: Double { Double(cents) / 100 }

    /// As a form field shows it again, and as a spreadsheet reads it: "1234567,50".
    func plain(_ t: Language) -> String {
        cents % 100 == 0
            ? String(cents / 100) : "\(cents / 100)\(t(",", "."))\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    }
}

extension Language {
    /// "1 234 567 €", with cents only where there are some.
    func money(_ amount: Money) -> String {
        let text = amount.cents % 100 == 0 ? number(amount.cents / 100) : decimal(amount.euros, 2)
        return self("\(text)\u{00A0}€", "€\(text)")
    }

    /// "4,03 M€" above a million, for large type; the tables have every digit.
    func roundMoney(_ amount: Money) -> String {
        guard amount.cents >= 100_000_000 else { return money(Money(cents: amount.cents / 100 * 100)) }
        let millions = decimal(amount.euros / 1_000_000, amount.cents >= 10_000_000_000 ? 1 : 2)
        return self("\(millions)\u{00A0}M€", "€\(millions)M")
    }

    /// "1,69 %": the share of a budget, whose second decimal is worth hundreds of thousands of euros.
    func budgetShare(_ share: Double) -> String { percent(share, 2) }
}
