// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives
import ServiceMaps

/// How a unit works without computers, what it needs for that, and how long it can.
struct DegradedMode: Sendable, Hashable {
    typealias ID = Identifier<DegradedMode>

    enum Outcome: String, Sendable, Hashable, CaseIterable {
        case held
        case partly
        case failed
    }

    let id: ID
    let organisation: Organisation.ID
    let node: PlacedNode.ID
    let nodeName: String
    let keeperName: String
    let isRemoved: Bool
    var draft: DegradedModeDraft

    /// "Urgences", or "Urgences, secteur pédiatrique".
    var name: String { draft.unit.isEmpty ? nodeName : "\(nodeName), \(draft.unit)" }
}

/// What a person enters of a degraded mode.
struct DegradedModeDraft: Sendable, Hashable {
    /// A part of the activity, when it does not all work alike.
    var unit = ""
    /// What one does without computers.
    var work = ""
    var paper = ""
    var telephones = ""
    var staff = ""
    var stock = ""
    /// Hours; nil: not known.
    var endurance: Double?
    var endsBecause = ""
    var extraStaff = ""
    /// The function that switches to it.
    var switchedBy = ""
    /// How one comes back: what is entered again, by whom.
    var back = ""
    var triedOn: Day?
    var outcome: DegradedMode.Outcome?
    var shown = ""
}
