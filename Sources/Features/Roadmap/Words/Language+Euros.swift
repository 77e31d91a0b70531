// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

extension Language {
    /// "12 500 €", "€12,500".
    func euros(_ amount: Double) -> String {
        self("\(decimal(amount, 0))\u{00A0}€", "€\(decimal(amount, 0))")
    }

    /// "de 5 000 à 12 000 €".
    func euros(from low: Double, to high: Double) -> String {
        if low == high { return euros(high) }
        return self(
            "\(decimal(low, 0)) à \(decimal(high, 0))\u{00A0}€", "€\(decimal(low, 0)) to €\(decimal(high, 0))")
    }

    /// "12,5 jours".
    func days(_ days: Double) -> String {
        let isWhole = days == days.rounded()
        let number = decimal(days, isWhole ? 0 : 1)
        return self(
            "\(number)\u{00A0}\(days < 2 ? "jour" : "jours")", "\(number) \(days == 1 ? "day" : "days")")
    }
}

/// A number as people type it: spaces between thousands, a comma or a point, perhaps a sign of the euro.
enum TypedNumber {
    static func value(_ text: String) -> Double? {
        let kept = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "€" && $0 != "\u{202F}" }
        let plain = String(String.UnicodeScalarView(kept)).replacing(",", with: ".")
        guard !plain.isEmpty, plain.utf8.count <= 20,
            plain.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }), let value = Double(plain),
            value.isFinite
        else { return nil }
        return value
    }

    /// As a field shows it again.
    static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value).replacing(".", with: ",")
    }
}
