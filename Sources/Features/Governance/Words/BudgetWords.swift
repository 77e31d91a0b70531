// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// Budgets in sentences.
enum BudgetWords {
    /// The 2 % is the programme's aim; it was not found in an enforceable text, and that is said wherever it is used.
    static func target(_ t: Language) -> String {
        t(
            "objectif du programme\u{00A0}: au moins 2\u{00A0}%, à confirmer",
            "aim of the programme: at least 2%, to be confirmed")
    }

    static func sentence(_ facts: GovernanceFacts, _ t: Language) -> String {
        guard let budget = facts.budget, let share = budget.share(on: facts.day) else {
            return t(
                "La part du budget n’est pas connue\u{00A0}: saisissez le budget de l’année.",
                "The share of the budget is not known: enter the year’s budget.")
        }
        var text = t(
            "\(t.budgetShare(share)) du budget \(budget.year) va au numérique et à la sécurité",
            "\(t.budgetShare(share)) of the \(budget.year) budget goes to digital and security")
        if facts.organisation.kind == .ght, budget.members.contains(where: { $0.keeper.id != facts.organisation.id }) {
            let known = budget.members.count { $0.share(on: facts.day) != nil }
            text += t(
                ", pour \(t.number(known)) établissements connus", ", for \(t.number(known)) known establishments")
        }
        if let gap = gap(budget, facts.day) {
            text += t(
                "\u{00A0}; il manque \(t.money(gap)) pour atteindre 2\u{00A0}%",
                "; \(t.money(gap)) are missing to reach 2%")
        }
        return text + "."
    }

    /// What is missing over the whole of the known members: their share together is what counts.
    static func gap(_ budget: GroupBudget, _ day: Day) -> Money? {
        let known = budget.members.filter { $0.share(on: day) != nil }
        let wanted = known.reduce(0.0) { $0 + Double($1.operating.cents) } * BudgetYear.programmeTarget
        let there = known.reduce(0.0) { $0 + Double($1.amount(on: day).cents) }
        guard wanted > there, wanted < 1e17 else { return nil }
        // Whole thousands: nobody asks for cents.
        return Money(cents: Int(((wanted - there) / 100_000).rounded(.up)) * 100_000)
    }
}
