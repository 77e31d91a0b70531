// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives
import Recovery

/// A computed restart that is kept: what it was computed from and what came out.
struct RestartPlan: Sendable, Hashable {
    typealias ID = Identifier<RestartPlan>

    let id: ID
    let organisation: Organisation.ID
    let organisationName: String
    let lineage: Lineage
    /// The plan whose variant this is.
    let base: ID?
    let title: String
    let whatIf: WhatIf
    let summary: PlanSummary
    /// Only the plan found at once: the better one has not been computed, or not yet.
    let isFirst: Bool
    /// The day of the map, teams and steps that it was computed from.
    let madeOn: Day
    let createdBy: String
    let computedAt: Instant
    let isRemoved: Bool
}

/// What lists, indicators and the cockpit say of a plan without reading it whole.
struct PlanSummary: Sendable, Hashable, Codable {
    /// The most important service, its planned return and the hour before which it is back nine times in ten.
    var principal: String = ""
    var principalPlanned: Double?
    var principalP90: Double?
    /// The service furthest behind its objective.
    var worst: String = ""
    var worstLateness: Double?
    var late: Int = 0
    var services: Int = 0
    var makespan: Double = 0
    var p90: Double?
    var steps: Int = 0
    var toConfirm: Int = 0
}

/// A model with what its keys stand for outside of it.
struct FrozenModel: Sendable, Hashable, Codable {
    var model: RecoveryModel
    /// The short code of each node, for files: by the key of the node.
    var codes: [String: String]
}
