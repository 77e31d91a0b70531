// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

/// What is compared: the plain mean, or the index where the indispensable comes first.
enum CampaignMeasure: String, Sendable, CaseIterable {
    case mean = "moyenne"
    case index = "indice"

    /// From 0 to 1; nil before the first answer.
    func share(_ tally: Tally) -> Double? {
        guard tally.answered > 0 else { return nil }
        return switch self {
        case .mean: tally.mean
        case .index: tally.index.map { $0 / 5 }
        }
    }

    func share(_ pair: Medians.Pair?) -> Double? {
        switch self {
        case .mean: pair?.mean
        case .index: pair?.index.map { $0 / 5 }
        }
    }
}

/// How much of a campaign a person sees.
enum CampaignVision: Sendable, Hashable {
    /// In charge of the group.
    case group
    /// In charge of some members only: their own scores, and the group's median when it gives nobody away.
    case member
    /// Reads what was shared with the level above.
    case shared
}

/// One member of the group as the reader may see it.
struct CampaignMember: Sendable, Hashable {
    let assessment: Assessment
    let chapters: [ChapterTally]

    var isFinished: Bool { assessment.tally.applicable <= assessment.tally.answered }

    /// The chapter that has an answer and the lowest share; none when all are alike.
    func weakest(_ measure: CampaignMeasure) -> ChapterTally? {
        let known = chapters.compactMap { chapter in measure.share(chapter.tally).map { (chapter, $0) } }
        guard let worst = known.min(by: { $0.1 < $1.1 }), known.contains(where: { $0.1 > worst.1 }) else { return nil }
        return worst.0
    }
}

/// The members of a campaign side by side.
struct CampaignComparison: Sendable {
    /// A requirement that most of those who answered do not meet.
    struct Miss: Sendable, Hashable {
        let requirement: Requirement
        let missing: Int
        let answered: Int
    }

    /// The group's median at one campaign.
    struct Moment: Sendable, Hashable {
        let title: String
        let day: Day
        let median: Medians.Pair
    }

    let campaign: Campaign
    let vision: CampaignVision
    let members: [CampaignMember]
    let medians: Medians
    let misses: [Miss]
    let history: [Moment]

    /// Chapters that hold something to answer, in the order of the framework.
    var chapters: [ChapterTally] { members.first?.chapters ?? [] }

    var answered: Int { members.reduce(0) { $0 + $1.assessment.tally.answered } }
    var applicable: Int { members.reduce(0) { $0 + $1.assessment.tally.applicable } }
    var finished: Int { members.count(where: \.isFinished) }

    func median(_ measure: CampaignMeasure) -> Double? { measure.share(medians.whole) }

    /// How far a member is from the median, in shares.
    func gap(of member: CampaignMember, _ measure: CampaignMeasure) -> Double? {
        guard let median = median(measure), let own = measure.share(member.assessment.tally) else { return nil }
        return own - median
    }

    /// The chapters where the group is weakest, lowest median first; none that is fully met.
    func weakChapters(_ measure: CampaignMeasure, limit: Int) -> [(chapter: ChapterTally, median: Double)] {
        let known = chapters.compactMap { chapter -> (chapter: ChapterTally, median: Double)? in
            guard let median = measure.share(medians.chapters[chapter.code]), median < 1 else { return nil }
            return (chapter, median)
        }
        return Array(known.sorted { $0.median < $1.median }.prefix(limit))
    }

    /// What most of those who answered miss: a level that reaches less than `share` of the requirement. Two answers at
    /// least.
    static func misses(
        _ counts: [String: [Int: Int]], in framework: Framework, below share: Double = 0.5, limit: Int
    ) -> [Miss] {
        let found = framework.assessable().compactMap { requirement -> Miss? in
            guard let levels = counts[requirement.code] else { return nil }
            let known = levels.compactMap { level, count in framework.scale.fraction(of: level).map { ($0, count) } }
            let answered = known.reduce(0) { $0 + $1.1 }
            let missing = known.filter { $0.0 < share }.reduce(0) { $0 + $1.1 }
            guard answered >= 2, missing * 2 > answered else { return nil }
            return Miss(requirement: requirement, missing: missing, answered: answered)
        }
        return Array(
            found.sorted { left, right in
                let (mine, other) = (left.missing * right.answered, right.missing * left.answered)
                if mine != other { return mine > other }
                if left.missing != right.missing { return left.missing > right.missing }
                if left.requirement.priority != right.requirement.priority {
                    return left.requirement.priority == .indispensable
                }
                return left.requirement.weight > right.requirement.weight
            }.prefix(limit))
    }
}

/// The order of the members on the page.
struct CampaignOrder: Sendable, Hashable {
    enum Key: String, Sendable, CaseIterable {
        case organisation = "etablissement"
        case progress = "avancement"
        case mean = "moyenne"
        case index = "indice"
    }

    var key = Key.index
    var isDescending = true

    /// Whoever has no figure comes last in both directions; the same figures stay in the order of names.
    func sorted(_ members: [CampaignMember]) -> [CampaignMember] {
        func figure(_ member: CampaignMember) -> Double? {
            let tally = member.assessment.tally
            return switch key {
            case .organisation: nil
            case .progress: tally.progress
            case .mean: CampaignMeasure.mean.share(tally)
            case .index: CampaignMeasure.index.share(tally)
            }
        }
        if key == .organisation { return isDescending ? members.reversed() : members }
        return members.enumerated().sorted { left, right in
            switch (figure(left.element), figure(right.element)) {
            case (let mine?, let other?) where mine != other: isDescending ? mine > other : mine < other
            case (.some, nil): true
            case (nil, .some): false
            default: left.offset < right.offset
            }
        }.map(\.element)
    }
}
