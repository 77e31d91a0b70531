// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Organisations
import Primitives

/// Where each establishment stands in a year, and what follows for the whole.
struct CampaignFacts: Sendable {
    struct Line: Sendable, Hashable {
        let organisation: Keeper
        let exercises: [CampaignExercise]

        var planned: [CampaignExercise] { exercises.filter { $0.stage == .planned } }
        var played: [CampaignExercise] { exercises.filter { $0.stage == .played } }
        var counts: Bool { exercises.contains(where: \.countsForCrisis) }
        var isUnderWay: Bool { !planned.isEmpty || !played.isEmpty }
    }

    let year: Int
    let lines: [Line]
    /// Those that a group holds for several: which of its members they count for is the agency's to say.
    let shared: [CampaignExercise]

    /// - Parameter establishments: legal entities; an exercise of a site is its entity's.
    init(year: Int, establishments: [Organisation], exercises: [CampaignExercise]) {
        self.year = year
        let known = Set(establishments.map(\.id))
        var own: [Organisation.ID: [CampaignExercise]] = [:]
        var shared: [CampaignExercise] = []
        for exercise in exercises where exercise.stage != .cancelled {
            // The nearest establishment at or above whoever keeps it.
            if let place = exercise.keeper.lineage.identifiers.last(where: known.contains) {
                own[place, default: []].append(exercise)
            } else {
                shared.append(exercise)
            }
        }
        lines = establishments.map { Line(organisation: Keeper($0), exercises: own[$0.id] ?? []) }
        self.shared = shared
    }

    var total: Int { lines.count }
    var underWay: Int { lines.count(where: \.isUnderWay) }
    var played: Int { lines.count { !$0.played.isEmpty } }
    var counted: Int { lines.count(where: \.counts) }
    /// Played or planned, as the national figure counts; nil without an establishment.
    var share: Double? { total > 0 ? Double(underWay) / Double(total) : nil }

    func exercises(_ level: Scenario.Level) -> [CampaignExercise] {
        (lines.flatMap(\.exercises) + shared).filter { $0.level == level }
    }
}
