// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// What an organisation, or a group for its members, decided to plan: one version of it.
struct Roadmap: Sendable, Hashable {
    typealias ID = Identifier<Roadmap>

    let id: ID
    let organisation: Organisation.ID
    let organisationName: String
    let lineage: Lineage
    let version: Int
    let title: String
    let settings: RoadmapSettings
    let createdAt: Instant
    let createdBy: String
    /// The plan that is followed; nil while none was adopted.
    let adopted: PlanScenario.ID?
    let adoptedAt: Instant?
    /// Followed no more: a newer version may be adopted.
    let closedAt: Instant?

    var isFollowed: Bool { adopted != nil && closedAt == nil }
}

/// One plan of a roadmap: the base, or what it would be if something were different.
struct PlanScenario: Sendable, Hashable {
    typealias ID = Identifier<PlanScenario>

    enum Kind: String, Sendable, Hashable {
        case base
        case whatIf
    }

    let id: ID
    let roadmap: Roadmap.ID
    let kind: Kind
    let title: String
    let whatIf: WhatIf
    let plan: StoredPlan
    let computedAt: Instant
}
