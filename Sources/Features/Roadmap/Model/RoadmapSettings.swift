// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning

/// What a roadmap is made for and within: everything that was asked when it was opened.
struct RoadmapSettings: Sendable, Hashable, Codable {
    /// A framework whose gaps count, and how much.
    struct FrameworkChoice: Sendable, Hashable, Codable {
        /// `care-d2@1`: identifier and version.
        var identity: String
        var weight: Double
    }

    var first: Quarter
    var quarters: Int
    var frameworks: [FrameworkChoice]
    /// By calendar year, from that of the first quarter.
    var budgets: [Double]
    /// Person-days in each quarter.
    var capacity: [Skill: Double]
    /// The establishments, by identifier; the organisation itself when it is one.
    var members: [String]
    /// Actions done already or out of question: not proposed, and nobody waits for them.
    var excluded: [String]

    static let horizon = 4...12
    static let mostEuros = 1_000_000_000.0
    static let mostDays = 100_000.0
    /// The largest groups have some forty members.
    static let mostMembers = 100

    /// How many calendar years a plan of `quarters` spends in.
    static func years(first: Quarter, quarters: Int) -> Int { (first.number - 1 + max(quarters, 1) - 1) / 4 + 1 }

    var years: Int { Self.years(first: first, quarters: quarters) }
    var last: Quarter { first.adding(quarters - 1) }
}
