// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Organisations
import Primitives
import ServiceMaps

/// A living document of continuity: its text, who answers for it, who approved which version, what its tests showed.
struct Plan: Sendable, Hashable {
    typealias ID = Identifier<Plan>

    let id: ID
    let keeper: Keeper
    let kind: PlanKind
    let title: String
    /// A function.
    let owner: String
    let reviewOn: Day?
    /// The document itself, where it is kept as a file of the vault.
    let proof: Attachment?
    let isRemoved: Bool
    /// The highest number there is.
    let version: Int
    /// The highest approved one; nil while none is.
    let approved: Approval?

    struct Attachment: Sendable, Hashable {
        let id: Proof.ID
        let title: String
    }

    struct Approval: Sendable, Hashable {
        let version: Int
        /// A function or a governing body.
        let by: String
        let on: Day
    }

    /// A newer text waits for its approval.
    var hasDraft: Bool { approved.map { $0.version < version } ?? true }

    func isReviewDue(on day: Day) -> Bool { reviewOn.map { $0 < day } ?? false }
}

/// What a person enters of a plan.
struct PlanDraft: Sendable, Hashable {
    var kind: PlanKind
    var title: String
    var owner = ""
    var reviewOn: Day?
    var proof: Proof.ID?
    var nodes: [PlacedNode.ID] = []
    /// By the key of the section.
    var sections: [String: String] = [:]
    /// What this version changes.
    var changed = ""
}

/// One text of a plan, as it was.
struct PlanVersion: Sendable, Hashable {
    let number: Int
    let changed: String
    let author: String
    let madeOn: Day
    let approval: Plan.Approval?
    /// Empty in lists.
    var sections: [String: String] = [:]
}

/// A test of a plan: planned, then held.
struct PlanTest: Sendable, Hashable {
    typealias ID = Identifier<PlanTest>

    let id: ID
    let plan: Plan.ID
    let planTitle: String
    let planKind: PlanKind
    let keeper: Keeper
    /// Where it is held: the keeper of the plan, or an establishment below it.
    let place: Keeper
    let isRemoved: Bool
    var draft: PlanTestDraft

    var isHeld: Bool { draft.heldOn != nil }
    var day: Day { draft.heldOn ?? draft.plannedOn }
}

struct PlanTestDraft: Sendable, Hashable {
    var plannedOn: Day
    var heldOn: Day?
    /// With people at work in degraded mode, not around a table nor between servers.
    var isInField = false
    var scenario = ""
    /// Functions.
    var participants = ""
    var shown = ""
    var toCorrect = ""
}
