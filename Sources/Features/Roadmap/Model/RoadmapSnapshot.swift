// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning

/// What a roadmap was computed from, frozen: the explanations of a plan stay true when answers, proofs and estimates change.
struct RoadmapSnapshot: Sendable, Hashable, Codable {
    struct Member: Sendable, Hashable, Codable {
        var id: String
        var name: String
        /// Of the combined activity, from 0 to 1; nil when no weight is known.
        var activity: Double?
    }

    /// Why a requirement is a gap.
    enum Reason: String, Sendable, Hashable, Codable {
        case missing, partial, toProve, expired
    }

    struct GapLabel: Sendable, Hashable, Codable {
        var member: Int
        /// `care-d2`
        var framework: String
        var frameworkTitle: String
        var code: String
        var title: String
        /// From 0 to 1.
        var share: Double
        var reason: Reason
        /// `2026-11-30`
        var deadline: String?
    }

    struct ActionLabel: Sendable, Hashable, Codable {
        /// In the library.
        var action: String
        var title: String
        var description: String
        var pillar: CandidateAction.Pillar
        /// Positions in `members`.
        var members: [Int]
        var isShared: Bool
        /// Shared or not, what the range of the library becomes for this action.
        var cost: CandidateAction.Estimate
        var proofs: [String]
    }

    var first: Quarter
    /// The day on which it was taken.
    var takenOn: String
    var members: [Member]
    /// By position in `problem.gaps`.
    var gaps: [GapLabel]
    /// By position in `problem.actions`.
    var actions: [ActionLabel]
    var problem: PlanningProblem
    /// Requirements that were read, met or not.
    var read: Int

    /// Positions can be trusted: a file or a database that says otherwise is refused.
    var isConsistent: Bool {
        gaps.count == problem.gaps.count && actions.count == problem.actions.count
            && members.count == problem.sites.count
            && gaps.allSatisfy { members.indices.contains($0.member) }
            && actions.allSatisfy { $0.members.allSatisfy(members.indices.contains) }
            && (1...PlanningProblem.mostPeriods).contains(problem.periods)
    }

    func position(of action: String) -> Int? { problem.actions.firstIndex { $0.id == action } }

    func quarter(_ period: Int) -> Quarter { first.adding(period) }

    func year(_ budget: Int) -> Int { first.year + budget }
}
