// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Three months of the civil year: the step of a roadmap.
struct Quarter: Sendable, Hashable, Codable, Comparable {
    let year: Int
    /// 1 to 4.
    let number: Int

    init?(year: Int, number: Int) {
        guard (1900...9000).contains(year), (1...4).contains(number) else { return nil }
        self.year = year
        self.number = number
    }

    init(_ day: Day) {
        year = min(max(day.year, 1900), 9000)
        number = (day.month - 1) / 3 + 1
    }

    /// Reads `2027-1`.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Int(parts[0]), let number = Int(parts[1]) else { return nil }
        self.init(year: year, number: number)
    }

    init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let quarter = Quarter(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "‘\(text)’ is not a quarter"))
        }
        self = quarter
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    var text: String { "\(year)-\(number)" }

    private var index: Int { year * 4 + number - 1 }

    static func < (left: Quarter, right: Quarter) -> Bool { left.index < right.index }

    /// So many quarters later; stays within the years that a quarter can have.
    func adding(_ quarters: Int) -> Quarter {
        let sum = min(max(index + min(max(quarters, -1000), 1000), 1900 * 4), 9000 * 4 + 3)
        return Quarter(year: sum / 4, number: sum % 4 + 1) ?? self
    }

    /// How many quarters later another one is; negative when it is before.
    func quarters(until other: Quarter) -> Int { other.index - index }

    var firstDay: Day { Day(year: year, month: number * 3 - 2, day: 1) ?? Day(daysSinceEpoch: 0) }

    var lastDay: Day { adding(1).firstDay.adding(days: -1) }

    /// "T1 2027", "Q1 2027".
    func words(_ t: Language) -> String { t("T\(number)\u{00A0}\(year)", "Q\(number) \(year)") }
}
