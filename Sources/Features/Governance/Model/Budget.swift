// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// One line of what an establishment spends on the digital and on its security.
struct BudgetLine: Sendable, Hashable {
    typealias ID = Identifier<BudgetLine>

    enum Domain: String, Sendable, Hashable, CaseIterable {
        case digital
        case security

        var title: Phrase {
            switch self {
            case .digital: Phrase("Numérique", "Digital")
            case .security: Phrase("Sécurité", "Security")
            }
        }
    }

    enum Nature: String, Sendable, Hashable, CaseIterable {
        case investment
        case running

        var title: Phrase {
            switch self {
            case .investment: Phrase("Investissement", "Investment")
            case .running: Phrase("Fonctionnement", "Running cost")
            }
        }
    }

    let id: ID
    let keeper: Organisation.ID
    let year: Int
    let title: String
    let domain: Domain
    let nature: Nature
    let planned: Money
    /// Nil while nothing is known.
    let spent: Money?
    let isRemoved: Bool
}

struct BudgetLineDraft: Sendable, Hashable {
    var title: String
    var domain: BudgetLine.Domain
    var nature: BudgetLine.Nature
    var planned: Money
    var spent: Money?
}

/// A year of one organisation, summed up.
struct BudgetYear: Sendable, Hashable {
    /// Planned and spent amounts of one domain.
    struct Sums: Sendable, Hashable {
        var planned = Money.zero
        var spent = Money.zero

        static func + (left: Self, right: Self) -> Self {
            Sums(planned: left.planned + right.planned, spent: left.spent + right.spent)
        }
    }

    /// What the share is counted on.
    enum Basis: Sendable, Hashable {
        case planned
        case spent
    }

    let keeper: Keeper
    let year: Int
    let operating: Money
    let digital: Sums
    let security: Sums
    /// Lines, and those whose expense is known.
    let lines: Int
    let settled: Int

    /// A year that is over and whose every line has its expense is counted on what was spent; any other on what is planned.
    func basis(on day: Day) -> Basis { year < day.year && lines > 0 && settled == lines ? .spent : .planned }

    func amount(on day: Day) -> Money {
        switch basis(on: day) {
        case .planned: digital.planned + security.planned
        case .spent: digital.spent + security.spent
        }
    }

    /// Nil while the year has no line: unknown is not zero.
    func share(on day: Day) -> Double? {
        guard lines > 0, operating.cents > 0 else { return nil }
        return Double(amount(on: day).cents) / Double(operating.cents)
    }

    /// What is missing to reach a share of the budget; nil when nothing is.
    func gap(to target: Double, on day: Day) -> Money? {
        guard let share = share(on: day), share < target, target <= 1 else { return nil }
        let wanted = Int((Double(operating.cents) * target).rounded(.up))
        return wanted > amount(on: day).cents ? Money(cents: wanted - amount(on: day).cents) : nil
    }

    /// "At least 2 %": named by the programme's presentation; no enforceable text was found that sets it.
    static let programmeTarget = 0.02
}

/// The same year over several members of a group.
struct GroupBudget: Sendable, Hashable {
    let year: Int
    let members: [BudgetYear]

    /// Only members whose share is known, on both sides of the division.
    func share(on day: Day) -> Double? {
        let known = members.filter { $0.share(on: day) != nil }
        let operating = known.reduce(Money.zero) { $0 + $1.operating }
        guard operating.cents > 0 else { return nil }
        return Double(known.reduce(Money.zero) { $0 + $1.amount(on: day) }.cents) / Double(operating.cents)
    }

    /// By year, newest first. The budget of a site lies within that of its entity: it is left out where both are known.
    static func all(_ years: [BudgetYear]) -> [GroupBudget] {
        Dictionary(grouping: years, by: \.year).map { year, found in
            let widest = found.filter { one in
                !found.contains { $0.keeper.id != one.keeper.id && $0.keeper.lineage.contains(one.keeper.lineage) }
            }
            return GroupBudget(year: year, members: widest)
        }.sorted { $0.year > $1.year }
    }

    /// The year that is spoken of: the current one where its share is known, else the last one that is.
    static func current(_ budgets: [GroupBudget], on day: Day) -> GroupBudget? {
        budgets.filter { $0.year <= day.year && $0.share(on: day) != nil }.max { $0.year < $1.year }
    }
}
