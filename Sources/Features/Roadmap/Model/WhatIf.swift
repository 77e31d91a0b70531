// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning

/// What would be different: the base has none of it.
struct WhatIf: Sendable, Hashable, Codable {
    /// 0.8 for a budget 20 % smaller.
    var budgetFactor = 1.0
    /// Person-days more in each quarter, by skill.
    var extraDays: [Skill: Double] = [:]
    /// Actions of the problem, by identifier.
    var forced: [String] = []
    var forbidden: [String] = []

    static let none = WhatIf()

    /// What one technician brings in a quarter, once holidays, training and meetings are taken away.
    static let daysOfOnePerson = 60.0
    static let budgetFactors: [Double] = [0.8, 0.9, 1, 1.1, 1.2]

    /// The same problem, but for this.
    func applied(to problem: PlanningProblem) -> PlanningProblem {
        var extra: [String: Double] = [:]
        for (skill, days) in extraDays { extra[skill.rawValue] = days }
        return Planning.Scenario(
            budgetFactor: budgetFactor, extraCapacity: extra, forced: Set(forced), forbidden: Set(forbidden)
        ).applied(to: problem)
    }
}
