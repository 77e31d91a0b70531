// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// How near a day is, as people say it.
enum DueGroup: Int, Sendable, Hashable, CaseIterable, Comparable {
    case overdue
    case thisWeek
    case thisMonth
    case nextMonths
    case later

    /// Weeks end on Sunday. A week that runs into the next month stays a week.
    init(_ day: Day, today: Day) {
        let month = Month(containing: today)
        self =
            switch day {
            case ..<today: .overdue
            case ...Week(containing: today).sunday: .thisWeek
            case ...month.last: .thisMonth
            case ...month.adding(3).last: .nextMonths
            default: .later
            }
    }

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// For the element's identifier.
    var anchor: String {
        switch self {
        case .overdue: "en-retard"
        case .thisWeek: "cette-semaine"
        case .thisMonth: "ce-mois"
        case .nextMonths: "trois-mois"
        case .later: "plus-tard"
        }
    }

    var title: Phrase {
        switch self {
        case .overdue: Phrase("En retard", "Overdue")
        case .thisWeek: Phrase("Cette semaine", "This week")
        case .thisMonth: Phrase("D’ici la fin du mois", "By the end of the month")
        case .nextMonths: Phrase("Les trois mois suivants", "The three months after")
        case .later: Phrase("Plus tard", "Later")
        }
    }
}
