// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning
import Primitives
import Site

/// What the form of a new roadmap holds, as typed.
struct OpeningDraft: Sendable, Hashable {
    var title = ""
    var first = ""
    var quarters = "8"
    /// By framework identity.
    var weights: [String: String] = [:]
    /// Of the first year, then of the following ones where they differ.
    var budgets: [String] = ["", "", "", ""]
    var capacity: [Skill: String] = [:]
    var members: Set<String> = []
    var excluded: Set<String> = []

    enum Name {
        static let title = "titre"
        static let first = "debut"
        static let quarters = "trimestres"
        static let member = "etablissement"
        static let excluded = "ecartee"
        static func weight(_ identity: String) -> String { "poids-\(identity)" }
        static func budget(_ year: Int) -> String { "budget-\(year + 1)" }
        static func days(_ skill: Skill) -> String { "jours-\(skill.rawValue)" }
    }

    /// How much a framework counts.
    static let weightChoices: [(value: String, weight: Double)] = [("0", 0), ("0.5", 0.5), ("1", 1), ("2", 2)]
    /// How far ahead a roadmap may begin.
    static let starts = 0..<6

    init() {}

    init(_ form: Form, frameworks: [String]) {
        title = form[Name.title]
        first = form[Name.first]
        quarters = form[Name.quarters]
        for identity in frameworks { weights[identity] = form[Name.weight(identity)] }
        budgets = (0..<4).map { form[Name.budget($0)] }
        for skill in Skill.allCases { capacity[skill] = form[Name.days(skill)] }
        members = Set(form.all(Name.member))
        excluded = Set(form.all(Name.excluded))
    }

    /// - Returns: settings of no use when something was added to `errors`.
    func settings(
        members known: [String], actions: Set<String>, today: Day, _ errors: inout FormErrors, _ t: Language
    ) -> RoadmapSettings {
        errors.require(title, Name.title, limit: 150, in: t)
        let now = Quarter(today)
        let start = Quarter(first) ?? now.adding(1)
        if Quarter(first) == nil || !Self.starts.contains(now.quarters(until: start)) {
            errors.add(t("Choisissez un trimestre de la liste.", "Choose a quarter of the list."), to: Name.first)
        }
        let count = Int(quarters) ?? 0
        if !RoadmapSettings.horizon.contains(count) {
            errors.add(t("De 4 à 12 trimestres.", "4 to 12 quarters."), to: Name.quarters)
        }
        let choices = weights.sorted { $0.key < $1.key }.compactMap { identity, typed in
            Self.weightChoices.first { $0.value == typed && $0.weight > 0 }.map {
                RoadmapSettings.FrameworkChoice(identity: identity, weight: $0.weight)
            }
        }
        if choices.isEmpty, let framework = weights.keys.sorted().first {
            errors.add(
                t("Faites compter au moins un référentiel.", "Make at least one framework count."),
                to: Name.weight(framework))
        }
        let chosen = known.filter { members.contains($0) }
        if chosen.isEmpty { errors.add(RoadmapError.noMember.message(t), to: Name.member) }
        return RoadmapSettings(
            first: start, quarters: count, frameworks: choices,
            budgets: budgets(years: RoadmapSettings.years(first: start, quarters: count), &errors, t),
            capacity: days(&errors, t), members: chosen, excluded: excluded.intersection(actions).sorted())
    }

    private func budgets(years: Int, _ errors: inout FormErrors, _ t: Language) -> [Double] {
        var amounts: [Double] = []
        for year in 0..<min(max(years, 1), 4) {
            let typed = budgets.indices.contains(year) ? budgets[year] : ""
            if typed.isEmpty, let last = amounts.last {
                amounts.append(last)
                continue
            }
            guard let amount = TypedNumber.value(typed), amount <= RoadmapSettings.mostEuros else {
                errors.add(
                    t(
                        "Écrivez un montant en euros, par exemple 400 000.",
                        "Write an amount in euros, such as 400,000 without the comma."),
                    to: Name.budget(year))
                amounts.append(0)
                continue
            }
            amounts.append(amount)
        }
        return amounts
    }

    private func days(_ errors: inout FormErrors, _ t: Language) -> [Skill: Double] {
        var days: [Skill: Double] = [:]
        for skill in Skill.allCases {
            guard let number = TypedNumber.value(capacity[skill] ?? ""), number <= RoadmapSettings.mostDays else {
                errors.add(
                    t(
                        "Écrivez un nombre de jours, 0 s’il n’y en a pas.",
                        "Write a number of days, 0 when there are none."),
                    to: Name.days(skill))
                continue
            }
            days[skill] = number
        }
        return days
    }
}
