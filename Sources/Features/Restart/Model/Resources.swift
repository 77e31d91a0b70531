// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives
import Recovery

/// A team as the establishment keeps it.
struct KeptTeam: Sendable, Hashable {
    typealias ID = Identifier<KeptTeam>

    let id: ID
    let team: Team
    let isRemoved: Bool

    static let mostPeople = 500
}

struct KeptMeans: Sendable, Hashable {
    typealias ID = Identifier<KeptMeans>

    let id: ID
    let means: Means
    let isRemoved: Bool

    static let mostUnits = 1000
}

/// People whom another establishment of the group, or a supplier, promised.
struct KeptHelpers: Sendable, Hashable {
    typealias ID = Identifier<KeptHelpers>

    let id: ID
    let helpers: Reinforcement
    /// The establishment of the group that sends them; nil for a supplier or a rescue team.
    let sender: Organisation.ID?
    let isRemoved: Bool
}

/// Something that may go wrong, and which steps it makes longer.
struct KeptSetback: Sendable, Hashable {
    typealias ID = Identifier<KeptSetback>

    let id: ID
    let name: String
    let probability: Double
    let scope: Scope
    let factor: Estimate
    let isRemoved: Bool

    /// Which steps: of these phases and of nodes of these kinds. An empty list does not restrict.
    struct Scope: Sendable, Hashable, Codable {
        var phases: [RecoveryStep.Phase] = []
        var kinds: [NodeKind] = []

        func reaches(_ phase: RecoveryStep.Phase, of kind: NodeKind) -> Bool {
            (phases.isEmpty || phases.contains(phase)) && (kinds.isEmpty || kinds.contains(kind))
        }
    }
}

/// All that an establishment restarts with; what was removed is left out.
struct Resources: Sendable, Hashable {
    var teams: [Team] = []
    var means: [Means] = []
    var helpers: [Reinforcement] = []
    var setbacks: [KeptSetback] = []
}
