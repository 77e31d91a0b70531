// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// A post of the digital and security team. Full-time equivalents are counted in hundredths.
struct Post: Sendable, Hashable {
    typealias ID = Identifier<Post>

    enum Skill: String, Sendable, Hashable, CaseIterable {
        case governance
        case infrastructure
        case applications
        case care
        case training

        var title: Phrase {
            switch self {
            case .governance: Phrase("Pilotage et gouvernance", "Steering and governance")
            case .infrastructure: Phrase("Infrastructures", "Infrastructure")
            case .applications: Phrase("Applications", "Applications")
            case .care: Phrase("Métiers du soin", "Care")
            case .training: Phrase("Formation et sensibilisation", "Training and awareness")
            }
        }
    }

    let id: ID
    let keeper: Keeper
    let title: String
    let skill: Skill
    let authorised: Int
    let filled: Int
    let vacantSince: Day?
    let isRemoved: Bool

    var vacant: Int { max(authorised - filled, 0) }
}

struct PostDraft: Sendable, Hashable {
    var title: String
    var skill: Post.Skill
    var authorised: Int
    var filled: Int
    var vacantSince: Day?
}

/// What a skill counts in a part of the tree.
struct SkillSum: Sendable, Hashable {
    let skill: Post.Skill
    var authorised = 0
    var filled = 0
    /// Posts that are not fully held.
    var vacantPosts = 0

    var vacant: Int { max(authorised - filled, 0) }
}

/// Full-time equivalents as people type and read them: "0,8".
enum FullTime {
    static let limit = 100_000

    static func hundredths(typed: String) -> Int? {
        Money(typed: typed).map(\.cents).flatMap { $0 <= limit ? $0 : nil }
    }

    static func text(_ hundredths: Int, _ t: Language) -> String {
        let decimals = hundredths % 100 == 0 ? 0 : hundredths % 10 == 0 ? 1 : 2
        return t.decimal(Double(hundredths) / 100, decimals)
    }
}
