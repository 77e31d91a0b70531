// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning

/// A group of hospitals as large as the planner promises to serve; always the same one.
enum BenchmarkInstance {
    /// `templates` kinds of actions over `requirements` requirements of `sites` establishments, about half of them
    /// unmet.
    static func problem(
        sites: Int = 12, requirements: Int = 150, templates: Int = 200, periods: Int = 12, seed: UInt64 = 1
    ) -> PlanningProblem {
        var generator = Generator(state: seed)
        var gaps: [PlanningProblem.Gap] = []
        var gapAt: [Int: Int] = [:]
        let requirementWeights = (0..<requirements).map { _ in Double(generator.below(5) + 1) }
        for site in 0..<sites {
            let share = 0.4 + 0.2 * generator.unit()
            for requirement in 0..<requirements where generator.unit() < share {
                gapAt[requirement * sites + site] = gaps.count
                gaps.append(.init(id: "g\(site)-\(requirement)", site: site, weight: requirementWeights[requirement]))
            }
        }
        var actions: [PlanningProblem.Action] = []
        var byTemplate: [[Int: Int]] = []
        for template in 0..<templates {
            let isShared = generator.unit() < 1.0 / 3
            let covered = (0..<(1 + generator.below(4))).map { _ in generator.below(requirements) }
            let shares = covered.map { _ in [0.3, 0.5, 0.7, 1, 1][generator.below(5)] }
            let unit = generator.unit()
            let cost = (unit * unit * unit * 200_000 / 500).rounded() * 500
            let duration = 1 + generator.below(4)
            let effort = (0..<4).map { _ in generator.unit() < 0.5 ? Double(generator.below(20)) : 0 }
            let recurring = generator.unit() < 0.3 ? (cost * 0.04).rounded() : 0
            let earlier = template > 10 && generator.unit() < 0.2 ? generator.below(template) : nil
            var mine: [Int: Int] = [:]
            for group in isShared ? [Array(0..<sites)] : (0..<sites).map({ [$0] }) {
                var closes: [PlanningProblem.Closing] = []
                for (position, requirement) in covered.enumerated() where !covered[..<position].contains(requirement) {
                    for site in group {
                        guard let gap = gapAt[requirement * sites + site] else { continue }
                        closes.append(.init(gap: gap, share: shares[position]))
                    }
                }
                if closes.isEmpty { continue }
                let needed = earlier.map { earlier in Set(group.compactMap { byTemplate[earlier][$0] }).sorted() } ?? []
                // Shared once, an action costs more than for one establishment, less than for each.
                let scale = isShared ? 1.0 : 0.4
                for site in group { mine[site] = actions.count }
                actions.append(
                    .init(
                        id: "a\(template)-\(group.count == 1 ? String(group[0]) : "all")", cost: cost * scale,
                        recurringCost: recurring * scale, effort: effort.map { $0 * scale }, duration: duration,
                        prerequisites: needed, closes: closes))
            }
            byTemplate.append(mine)
        }
        let total = actions.reduce(0) { $0 + $1.cost + $1.recurringCost * Double(periods) / 2 }
        let years = (periods + 3) / 4
        let days = (0..<4).map { skill in actions.reduce(0) { $0 + $1.effort[skill] } }
        return PlanningProblem(
            periods: periods, budgets: Array(repeating: (total / 3 / Double(years)).rounded(), count: years),
            skills: ["RSSI", "Réseau", "Systèmes", "Formation"],
            capacity: days.map { Array(repeating: ($0 * 0.4 / Double(periods)).rounded(), count: periods) },
            sites: (0..<sites).map { "Établissement \($0 + 1)" }, gaps: gaps, actions: actions)
    }

    struct Generator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        mutating func below(_ limit: Int) -> Int { limit > 0 ? Int(next() % UInt64(limit)) : 0 }
        mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
    }
}
